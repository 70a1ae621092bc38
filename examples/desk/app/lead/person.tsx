import { approve, type Consequence, type RevocationCategory, revocationCategories, revoke } from 'entrenous/community'
import { approverFrom, attest, textOfListed, vouch } from 'entrenous/trust'
import { type ComponentChildren, Fragment } from 'preact'
import { useState } from 'preact/hooks'
import { now } from '../clock.js'
import { startingProfile } from '../open-desk.js'
import { Check, Heading, Radios, Status } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { Preview } from '../parts/preview.js'
import { shown } from '../parts/shown.js'
import { profileOf } from '../profile/from-descriptor.js'
import type { Need, Person } from './fold.js'
import { useRoom } from './in-room.js'
import { hexOf, keyOfHex, withStatements } from './lead.js'
import { callName } from './people.js'
import { trustWordsIn } from './trust-words.js'
import { working } from './working.js'

/** One person of the community: who they are, how they stand, and what is signed about them. */
export function PersonPage() {
  const { folded, id, keep, go } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.person
  const [isDone, setDone] = useState(false)
  const person = folded.people.find((one) => one.id === id)
  if (person === undefined) return <Heading>{words.lead.doors.people}</Heading>
  const sign = async (statement: Uint8Array | undefined) => {
    if (statement !== undefined) setDone(await keep((lead) => withStatements(lead, [statement])))
  }
  return (
    <>
      <button type="button" class="plain back" onClick={() => go('people')}>
        ← {words.lead.doors.people}
      </button>
      <Heading>
        <bdi>{callName(person, words)}</bdi>
      </Heading>
      {isDone && <Status>{said.done}</Status>}
      <section class="card">
        <h2>{said.id}</h2>
        <p class="id">
          <code>{person.id.replace(/.{8}(?=.)/g, '$& ')}</code>
        </p>
        <p class="quiet">{said.idText}</p>
      </section>
      <Standing person={person} />
      {person.needs.map((need) => (
        <NeedCard key={need} need={need} person={person} onSign={sign} />
      ))}
      {person.page !== undefined && (
        <>
          <h2>{said.preview}</h2>
          <Preview profile={profileOf(person.page.descriptor, startingProfile())} presence={undefined} />
        </>
      )}
      {person.place !== 'gone' && <TakeOut person={person} onSign={sign} />}
    </>
  )
}

function Standing({ person }: { readonly person: Person }) {
  const { folded, lead } = useRoom()
  const { words, labels, vocabulary } = useLanguage()
  const said = words.lead.person
  const own = hexOf(lead.keys.root.publicKey)
  const nameOf = (key: string) => {
    if (key === own) return said.you
    const name = folded.people.find(({ id }) => id === key)?.name
    return name && shown(name)
  }
  const lines = textOfListed(person.reasons, { labels, words: trustWordsIn(labels.language), vocabulary, nameOf })
  return (
    <section class="card">
      <h2>{said.standing}</h2>
      <p class="big">{said[person.place]}</p>
      {person.place === 'listed' && person.reach.code !== 'open' && (
        <p class="notice">{said.reach[person.reach.code]}</p>
      )}
      <ul class="points">
        {lines.map((line) => (
          <li key={line}>
            <bdi>{line}</bdi>
          </li>
        ))}
      </ul>
    </section>
  )
}

type Sign = (statement: Uint8Array | undefined) => Promise<void>
type NeedProps = { readonly person: Person; readonly onSign: Sign }

function NeedCard({ need, ...props }: NeedProps & { readonly need: Need }) {
  const said = useLanguage().words.lead.person
  switch (need) {
    case 'approval':
      return <Approve {...props} title={said.approve} text={said.approveText} spoken={said.spoken} />
    case 'other-keys':
      return <Approve {...props} title={said.others} text={said.othersText} spoken={said.othersSpoken} isWarning />
    case 'renewal':
      return <Approve {...props} title={said.renew} text={said.renewText} spoken={undefined} />
    case 'replaced-keys':
      return <p class="notice">{said.replacedText}</p>
    case 'page':
      return <p class="notice">{said.pageNone}</p>
    case 'others':
      return <p class="notice">{said.othersApprove}</p>
    case 'wait':
      return <p class="notice">{said.wait}</p>
    case 'introduction':
      return <Introduce {...props} />
    case 'checklist':
      return <Checklist {...props} />
  }
}

function NeedSection(props: {
  readonly title: string
  readonly isWarning?: boolean | undefined
  readonly children: ComponentChildren
}) {
  return (
    <section class={props.isWarning ? 'card warned' : 'card waiting'}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  )
}

/** Approving takes a word with whoever it is, but where nothing has changed since the last. */
function Approve(
  props: NeedProps & {
    readonly title: string
    readonly text: string
    readonly spoken: string | undefined
    readonly isWarning?: boolean
  },
) {
  const { lead } = useRoom()
  const said = useLanguage().words.lead.person
  const [isSpoken, setSpoken] = useState(false)
  const { signed } = props.person
  const sign = async () => {
    const approval = signed && approve(signed, lead.keys, { now: now() })
    await props.onSign(approval?.ok ? approval.value : undefined)
  }
  return (
    <NeedSection title={props.title} isWarning={props.isWarning}>
      <p>{props.text}</p>
      {props.spoken !== undefined && <Check label={props.spoken} checked={isSpoken} onChange={setSpoken} />}
      <button
        type="button"
        class={props.isWarning ? 'warn' : 'primary'}
        disabled={signed === undefined || (props.spoken !== undefined && !isSpoken)}
        onClick={sign}
      >
        {said.approveDo}
      </button>
    </NeedSection>
  )
}

function Introduce({ person, onSign }: NeedProps) {
  const { lead } = useRoom()
  const said = useLanguage().words.lead.person
  const key = keyOfHex(person.id)
  const sign = () => onSign(key && vouch(key, approverFrom(lead.keys), { now: now() }))
  return (
    <NeedSection title={said.introduce}>
      <p>{said.introduceText}</p>
      <button type="button" class="primary" onClick={sign}>
        {said.introduce}
      </button>
    </NeedSection>
  )
}

function Checklist({ person, onSign }: NeedProps) {
  const { lead } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.person
  const [seen, setSeen] = useState<readonly string[]>([])
  const key = keyOfHex(person.id)
  // A newer statement takes the place of the one before: what stood there is said again.
  const sign = () => onSign(key && attest(key, [...person.attested, ...seen], approverFrom(lead.keys), { now: now() }))
  const known: Readonly<Record<string, string>> = words.lead.begin.items
  return (
    <NeedSection title={said.checklist}>
      <p>{said.checklistText}</p>
      <div class="rows">
        {person.open.map((item) => (
          <Fragment key={item}>
            <Check
              label={known[item] ?? item}
              checked={seen.includes(item)}
              onChange={(isIn) =>
                setSeen((before) => (isIn ? [...before, item] : before.filter((one) => one !== item)))
              }
            />
          </Fragment>
        ))}
      </div>
      <button type="button" class="primary" disabled={seen.length === 0} onClick={sign}>
        {said.checklistDo}
      </button>
    </NeedSection>
  )
}

/** Taking somebody out cannot be taken back: where it touches others, that is shown before it is signed. */
function TakeOut({ person, onSign }: NeedProps) {
  const { lead, folded } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.person
  const [why, setWhy] = useState<RevocationCategory>('left')
  const [touched, setTouched] = useState<readonly Consequence[]>([])
  const key = keyOfHex(person.id)
  const sign = async () => {
    if (key === undefined) return
    const { root, statements } = lead
    const added = revoke(key, why, lead.keys, { now: now() })
    const task = { work: 'foresee', root, statements, added, now: now() } as const
    const follows = touched.length > 0 ? undefined : await working(task).catch(() => undefined)
    const others = follows === undefined || 'failure' in follows ? [] : follows.filter(({ id }) => id !== person.id)
    if (others.length > 0) return setTouched(others)
    await onSign(added)
  }
  const names = touched.map(({ id }) => folded.people.find((one) => one.id === id) ?? { id, name: undefined })
  return (
    <section class="card">
      <details class="group">
        <summary>
          <span>{said.out}</span>
        </summary>
        <p>{said.outText}</p>
        <Radios
          legend={said.outWhy}
          value={why}
          options={revocationCategories.map((category) => [category, said.reasons[category]])}
          onChange={(value) => {
            setTouched([])
            setWhy(revocationCategories.find((one) => one === value) ?? 'other')
          }}
        />
        {touched.length > 0 && (
          <div class="notice">
            <p>{said.outTouches}</p>
            <ul class="points">
              {names.map((one) => (
                <li key={one.id}>
                  <bdi>{callName(one, words)}</bdi>
                </li>
              ))}
            </ul>
          </div>
        )}
        <button type="button" class="warn" onClick={sign}>
          {touched.length > 0 ? said.outAll : said.outSure}
        </button>
      </details>
    </section>
  )
}
