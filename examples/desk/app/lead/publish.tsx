import { type Failure, type Published, unsafeExportCommunityKeys } from 'entrenous/community'
import { textOfFailure } from 'entrenous/practitioner'
import { readStatement } from 'entrenous/trust'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { fileNameOf } from '../device/file-name.js'
import { saveFile } from '../device/save-file.js'
import { Heading, Status, Wrong } from '../parts/basics.js'
import { dayWords, type Language, underHeading, useLanguage } from '../parts/language.js'
import { toBase64url } from '../profile/sign.js'
import type { Folded } from './fold.js'
import { useRoom } from './in-room.js'
import type { Lead } from './lead.js'
import { callName } from './people.js'
import { working } from './working.js'

type Outcome =
  | { readonly at: 'working' }
  | { readonly at: 'failed'; readonly failure: Failure | undefined }
  | { readonly at: 'done'; readonly published: Published; readonly lead: Lead }

/** One file that any web server can hold: checked, signed, and saved. */
export function PublishPage() {
  const room = useRoom()
  const { lead, folded } = room
  const language = useLanguage()
  const said = language.words.lead.publish
  const [outcome, setOutcome] = useState<Outcome>()
  const listed = folded.people.filter(({ place }) => place === 'listed').length
  const waiting = folded.people.filter(({ place }) => place === 'waiting').length
  const publish = async () => {
    setOutcome({ at: 'working' })
    const { root, statements, head: previous } = lead
    const keys = unsafeExportCommunityKeys(lead.keys)
    const task = { work: 'publish', root, statements, keys, previous, now: now() } as const
    const published = await working(task).catch(() => undefined)
    if (published === undefined || 'failure' in published) {
      return setOutcome({ at: 'failed', failure: published?.failure })
    }
    // Kept before it is saved: a list whose number is used twice would look like a fraud.
    const { head } = published
    const isKept = await room.keep((newest) => ({ ...newest, head, statements: withoutReplaced(newest, folded) }))
    if (!isKept) return setOutcome({ at: 'failed', failure: undefined })
    saveFile(listFile(folded), published.bytes)
    setOutcome({ at: 'done', published, lead })
  }
  return (
    <>
      <Heading>{language.words.lead.doors.publish}</Heading>
      <p>{said.lead}</p>
      <section class="card">
        <p class="big">{fill(said.listed, { count: listed })}</p>
        {waiting > 0 && <p>{fill(said.waits, { count: waiting })}</p>}
        {lead.head !== undefined && (
          <p class="quiet">
            {fill(said.before, { count: lead.head.sequence, date: dayOf(lead.head.expires, language) })}
          </p>
        )}
        <button type="button" class="primary" disabled={outcome?.at === 'working'} onClick={publish}>
          {said.do}
        </button>
        {outcome?.at === 'working' && <Status>{said.working}</Status>}
      </section>
      {outcome?.at === 'failed' && (
        <Wrong>
          {said.failed}{' '}
          {outcome.failure === undefined
            ? language.words.app.broken
            : textOfFailure(outcome.failure, language.labels, 'practitioner')}
        </Wrong>
      )}
      {outcome?.at === 'done' && <Done {...outcome} />}
      <p class="quiet">{said.once}</p>
    </>
  )
}

function Done({ published, lead }: { readonly published: Published; readonly lead: Lead }) {
  const { folded } = useRoom()
  const language = useLanguage()
  const { words, labels } = language
  const said = words.lead.publish
  const { head, rejected } = published
  const named = { count: head.sequence, file: listFile(folded) }
  const left = rejected.map(({ index, code }) => {
    const statement = readStatement(lead.statements[index] ?? new Uint8Array(0))
    const subject = statement.ok ? statement.value.subject : ''
    const person = folded.people.find(({ id }) => id === subject)
    const name = callName(person ?? { id: subject, name: undefined }, words)
    return underHeading(language, name, labels.failures[code].practitioner)
  })
  return (
    <div class="notice calm">
      <Status>{fill(said.done, named)}</Status>
      <p>{fill(said.until, { date: dayOf(head.expires, language) })}</p>
      {left.length > 0 && (
        <>
          <h2>{said.left}</h2>
          <ul class="points">
            {[...new Set(left)].map((line) => (
              <li key={line}>
                <bdi>{line}</bdi>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** What newer statements replace is not carried on: presences alone come every month. */
function withoutReplaced({ statements }: Lead, folded: Folded): readonly Uint8Array[] {
  const replaced = new Set(folded.replaced.map(toBase64url))
  return statements.filter((bytes) => !replaced.has(toBase64url(bytes)))
}

function dayOf(moment: number, language: Language): string {
  return dayWords(language, new Date(moment * 1000).toISOString())
}

function listFile({ community }: Folded): string {
  return `${fileNameOf(community.name, 'community')}.catalogue`
}
