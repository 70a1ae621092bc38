import { changeCommunity } from 'entrenous/community'
import { useState } from 'preact/hooks'
import { now } from '../clock.js'
import { Heading, Status } from '../parts/basics.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { type Ending, endings } from './endings.js'
import { useRoom } from './in-room.js'
import { callName } from './people.js'

/** What ends when: the soonest first. */
export function DatesPage() {
  const { folded } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.dates
  const listed = endings(folded)
  return (
    <>
      <Heading>{words.lead.doors.dates}</Heading>
      <p>{said.lead}</p>
      {listed.length === 0 && <p class="card quiet">{said.none}</p>}
      <ul class="letters">
        {listed.map((ending) => (
          <li key={`${ending.what} ${ending.of ?? ''}`}>
            <EndingLine ending={ending} />
          </li>
        ))}
      </ul>
    </>
  )
}

function EndingLine({ ending }: { readonly ending: Ending }) {
  const { go } = useRoom()
  const language = useLanguage()
  const { words } = language
  const said = words.lead.dates
  const { of: id, what, isOver, isSoon } = ending
  const date = dayWords(language, new Date(ending.until * 1000).toISOString())
  const mark = isOver ? said.over : isSoon ? said.soon : undefined
  const text = (
    <>
      <strong>
        {date}
        {mark !== undefined && <span class="mark"> {mark}</span>}
      </strong>
      {id !== undefined && <bdi>{callName({ id, name: ending.name }, words)}</bdi>}
      <span class="quiet">{said.kinds[what]}</span>
    </>
  )
  if (what === 'manifest') return <RenewRoot isAsked={isSoon}>{text}</RenewRoot>
  return (
    <button
      type="button"
      class="card letter-line"
      onClick={() => (id === undefined ? go('publish') : go('person', id))}
    >
      {text}
    </button>
  )
}

/** The same manifest, for two more years. */
function RenewRoot({ isAsked, children }: { readonly isAsked: boolean; readonly children: preact.ComponentChildren }) {
  const { lead, keep } = useRoom()
  const said = useLanguage().words.lead.dates
  const [isDone, setDone] = useState(false)
  const renew = async () => {
    const root = changeCommunity(lead.root, {}, lead.keys.root, { now: now() })
    if (root.ok) setDone(await keep((newest) => ({ ...newest, root: root.value })))
  }
  return (
    <div class="card letter-line">
      {children}
      {isAsked && (
        <button type="button" onClick={renew}>
          {said.renew}
        </button>
      )}
      {isDone && <Status>{said.renewed}</Status>}
    </div>
  )
}
