import { useCallback, useState } from 'preact/hooks'
import { community } from '../community.js'
import { sealing } from '../device/sealing.js'
import { Check, Field, Heading, Radios, Wrong } from '../parts/basics.js'
import { FilePick } from '../parts/file-pick.js'
import { underHeading, useLanguage } from '../parts/language.js'
import { useDesk } from '../state.js'
import { type Founding, found, pagesOf } from './found.js'
import { writeLead } from './keep.js'
import { keyOfHex, type Lead, leadOf } from './lead.js'

/** What a sealed copy is sealed for. */
export const COPY_PURPOSE = 'community-copy'

/** How many have to check somebody's keys. */
const policies = {
  'one-approver': 1,
  'introduced-one-vetter': 1,
  'introduced-two-vetters': 2,
  'introduced-three-vetters': 3,
  'listing-only': 1,
} as const
type PolicyName = keyof typeof policies
const items = ['met-in-person', 'licence-seen', 'insurance-seen', 'charter-signed'] as const

/** A community begins here, or comes back. */
export function BeginPage() {
  const desk = useDesk()
  const said = useLanguage().words.lead.begin
  const [isTooMuch, setTooMuch] = useState(false)
  const enter = async (lead: Lead) => {
    const isKept = await writeLead(desk.vault.records, lead)
    setTooMuch(!isKept)
    if (!isKept) return
    desk.change({ lead })
    desk.go({ page: 'lead', room: 'people' })
  }
  return (
    <>
      <Heading>{said.title}</Heading>
      <p>{said.lead}</p>
      {isTooMuch && <Wrong>{said.tooMuch}</Wrong>}
      <NewCommunity onFound={enter} />
      <BroughtBack onBack={enter} />
    </>
  )
}

const nothing: Founding = {
  name: '',
  contact: '',
  zone: community.zone,
  policy: 'one-approver',
  checklist: [],
  region: community.region,
  age: '',
  charter: undefined,
  approvers: [],
}

function NewCommunity({ onFound }: { readonly onFound: (lead: Lead) => Promise<void> }) {
  const language = useLanguage()
  const said = language.words.lead.begin
  const [draft, setDraft] = useState(nothing)
  const [others, setOthers] = useState('')
  const [wrong, setWrong] = useState<string>()
  const set = (changes: Partial<Founding>) => setDraft((before) => ({ ...before, ...changes }))
  const policy: PolicyName = isPolicy(draft.policy) ? draft.policy : 'one-approver'
  const keys = others
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map(keyOfHex)
  const areKeys = keys.every((key) => key !== undefined) && keys.length >= policies[policy] - 1
  const begin = async (event: Event) => {
    event.preventDefault()
    const approvers = keys.filter((key) => key !== undefined)
    const lead = found({ ...draft, approvers: policies[policy] > 1 ? approvers : [] })
    if ('field' in lead) return setWrong(lead.field)
    await onFound(lead)
  }
  const asks = policy.startsWith('introduced')
  // Both stand in the charter.
  const isNamed = draft.name.trim() !== '' && draft.contact.trim() !== ''
  return (
    <form class="card" onSubmit={begin}>
      <h2>{said.new}</h2>
      {wrong !== undefined && <Wrong>{underHeading(language, said.wrong, fieldWord(wrong, said))}</Wrong>}
      <Field label={said.name} hint={said.nameHint} value={draft.name} most={80} onChange={(name) => set({ name })} />
      <Field
        label={said.contact}
        hint={said.contactHint}
        value={draft.contact}
        most={160}
        onChange={(contact) => set({ contact })}
      />
      <Radios
        legend={said.policy}
        value={policy}
        options={(Object.keys(policies) as PolicyName[]).map((name) => [name, said.policies[name]])}
        onChange={(name) => set({ policy: name, checklist: [] })}
      />
      <p class="quiet hint">{said.policyHint}</p>
      {policies[policy] > 1 && (
        <Field
          label={said.approvers}
          hint={said.approversHint}
          error={others === '' || areKeys ? undefined : said.approversWrong}
          value={others}
          rows={4}
          onChange={setOthers}
        />
      )}
      {asks && <Checklist chosen={draft.checklist} onChange={(checklist) => set({ checklist })} />}
      <OwnAge draft={draft} onChange={set} />
      {isNamed && <Charter draft={draft} onChange={(charter) => set({ charter })} />}
      <button type="submit" class="primary" disabled={!isNamed || !areKeys}>
        {said.go}
      </button>
    </form>
  )
}

function isPolicy(name: string): name is PolicyName {
  return Object.hasOwn(policies, name)
}

function Checklist(props: {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}) {
  const said = useLanguage().words.lead.begin
  return (
    <fieldset class="picker">
      <legend>{said.checklist}</legend>
      <p class="quiet hint">{said.checklistHint}</p>
      <div class="rows">
        {items.map((item) => (
          <Check
            key={item}
            label={said.items[item]}
            checked={props.chosen.includes(item)}
            onChange={(isIn) =>
              props.onChange(isIn ? [...props.chosen, item] : props.chosen.filter((one) => one !== item))
            }
          />
        ))}
      </div>
    </fieldset>
  )
}

function OwnAge(props: { readonly draft: Founding; readonly onChange: (changes: Partial<Founding>) => void }) {
  const said = useLanguage().words.lead.begin
  return (
    <fieldset class="one">
      <legend>{said.age}</legend>
      <p class="quiet hint">{said.ageHint}</p>
      <div class="pair">
        <Field label={said.region} value={props.draft.region} onChange={(region) => props.onChange({ region })} />
        <Field
          label={said.ageYears}
          value={props.draft.age}
          inputMode="numeric"
          most={2}
          onChange={(age) => props.onChange({ age })}
        />
      </div>
    </fieldset>
  )
}

function Charter(props: { readonly draft: Founding; readonly onChange: (charter: string) => void }) {
  const said = useLanguage().words.lead.begin
  const [isOpen, setOpen] = useState(false)
  const pages = pagesOf({ ...props.draft, charter: undefined })
  const shown = props.draft.charter ?? ('field' in pages ? '' : (pages.get('charter.md') ?? ''))
  return (
    <details class="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span>{said.charter}</span>
      </summary>
      {isOpen && (
        <Field label={said.charter} hint={said.charterHint} value={shown} rows={16} onChange={props.onChange} />
      )}
    </details>
  )
}

/** What the library calls a field, in the words of the form. */
function fieldWord(field: string, said: ReturnType<typeof useLanguage>['words']['lead']['begin']): string {
  const name = field.split('.')[0] ?? ''
  if (name === 'contact') return said.contact
  if (name === 'ownConsentFromAge') return said.age
  if (name === 'policy' || name === 'approvers') return said.policy
  if (name === 'checklist') return said.checklist
  return name === 'template' || name === 'charter' ? said.charter : said.name
}

function BroughtBack({ onBack }: { readonly onBack: (lead: Lead) => Promise<void> }) {
  const { words } = useLanguage()
  const said = words.lead.begin
  const [sealed, setSealed] = useState<Uint8Array>()
  const [passphrase, setPassphrase] = useState('')
  const [state, setState] = useState<'ask' | 'busy' | 'wrong'>('ask')
  const onFile = useCallback(async (file: Blob) => setSealed(new Uint8Array(await file.arrayBuffer())), [])
  const open = async (event: Event) => {
    event.preventDefault()
    if (sealed === undefined) return
    setState('busy')
    const lock = { passphrase: passphrase.trim(), purpose: COPY_PURPOSE }
    const bytes = await sealing({ work: 'open', bytes: sealed, lock }).catch(() => undefined)
    const lead = bytes && leadOf(new TextDecoder().decode(bytes))
    if (lead === undefined) return setState('wrong')
    await onBack({ ...lead, statements: [], neighbours: [] })
  }
  return (
    <section class="card">
      <details class="group">
        <summary>
          <span>{said.back}</span>
        </summary>
        <form onSubmit={open}>
          {state === 'wrong' && <Wrong>{said.wrongCopy}</Wrong>}
          <FilePick label={said.file} onFile={onFile} />
          <Field
            label={said.words}
            value={passphrase}
            type="password"
            name="copy-words"
            autoComplete="current-password"
            onChange={setPassphrase}
          />
          <button
            type="submit"
            class="primary"
            disabled={sealed === undefined || state === 'busy' || passphrase.trim().length < 8}
          >
            {state === 'busy' ? words.unlock.opening : said.bring}
          </button>
        </form>
      </details>
    </section>
  )
}
