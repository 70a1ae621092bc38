import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { Heading, Status, Wrong } from '../parts/basics.js'
import { FilesPick } from '../parts/file-pick.js'
import { useLanguage } from '../parts/language.js'
import { renewPresence } from '../profile/sign.js'
import { countKeyOf } from '../signing.js'
import { useDesk } from '../state.js'
import { useRoom } from './in-room.js'
import { callName } from './people.js'
import { type TakenIn, takeIn } from './take-in.js'

/** Taking in what others have signed. */
export function TakeInPage() {
  const { keep } = useRoom()
  const said = useLanguage().words.lead
  const [taken, setTaken] = useState<TakenIn | 'working' | 'too-much'>()
  const take = async (files: readonly Blob[]) => {
    setTaken('working')
    let came: TakenIn | undefined
    const isKept = await keep(async (lead) => {
      came = await takeIn(lead, files)
      return came.lead
    })
    setTaken(isKept ? came : 'too-much')
  }
  return (
    <>
      <Heading>{said.doors['take-in']}</Heading>
      <p>{said.taking.lead}</p>
      {taken !== undefined && <Outcome taken={taken} />}
      <FilesPick label={said.taking.files} hint={said.taking.drop} onFiles={take} />
      <OwnPage onFiles={take} />
    </>
  )
}

function Outcome({ taken }: { readonly taken: TakenIn | 'working' | 'too-much' }) {
  const { folded, go } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.taking
  if (taken === 'working') return <Status>{words.app.working}</Status>
  if (taken === 'too-much') return <Wrong>{words.lead.begin.tooMuch}</Wrong>
  const about = folded.people.filter(({ id }) => taken.about.includes(id))
  return (
    <div class="notice calm">
      <Status>{taken.added === 0 ? said.nothing : fill(said.done, { count: taken.added })}</Status>
      {taken.refused > 0 && <p>{fill(said.refused, { count: taken.refused })}</p>}
      {about.length > 0 && (
        <>
          <p>{said.who}</p>
          <ul class="letters">
            {about.map((person) => (
              <li key={person.id}>
                <button type="button" class="card letter-line" onClick={() => go('person', person.id)}>
                  <strong>
                    <bdi>{callName(person, words)}</bdi>
                  </strong>
                  <span class="quiet">{person.needs.map((need) => words.lead.people.needs[need]).join(' · ')}</span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** A lead who works in the community, too, has their page in this very desk. */
function OwnPage({ onFiles }: { readonly onFiles: (files: readonly Blob[]) => Promise<void> }) {
  const desk = useDesk()
  const said = useLanguage().words.lead.taking
  const { signed } = desk.settings
  if (signed === undefined) return null
  const take = async () => {
    const countKey = await countKeyOf(desk)
    const renewed = renewPresence(signed.statement, { ...desk.presence, confirmed: now() }, desk.keys, {
      now: now(),
      countKey,
    })
    if ('file' in renewed) await onFiles([new Blob([renewed.file])])
  }
  return (
    <section class="card">
      <p class="quiet">{said.ownHint}</p>
      <button type="button" onClick={take}>
        {said.own}
      </button>
    </section>
  )
}
