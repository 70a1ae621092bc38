import { useEffect, useRef, useState } from 'preact/hooks'
import { now } from '../clock.js'
import { Heading, Wrong } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { useDesk } from '../state.js'
import { BeginPage } from './begin.js'
import { CountedPage } from './counted.js'
import { DatesPage } from './dates.js'
import type { Folded } from './fold.js'
import { HoldCountPage } from './hold-count.js'
import { doors, type LeadPage, type Room, RoomContext } from './in-room.js'
import { writeLead } from './keep.js'
import { KeepingPage } from './keeping.js'
import { hexOf, type Lead } from './lead.js'
import { NeighboursPage } from './neighbours.js'
import { PeoplePage } from './people.js'
import { PersonPage } from './person.js'
import { PublishPage } from './publish.js'
import { TakeInPage } from './taking.js'
import { working } from './working.js'

// The room of whoever looks after a community. A further page is one component, its line in `pages`, its name in `doors`
// (in-room.ts), and its word in `words.lead.doors`.

const pages: Readonly<Record<LeadPage, () => preact.JSX.Element>> = {
  people: PeoplePage,
  'take-in': TakeInPage,
  person: PersonPage,
  publish: PublishPage,
  dates: DatesPage,
  neighbours: NeighboursPage,
  count: HoldCountPage,
  counted: CountedPage,
  keeping: KeepingPage,
}

/** The lead's room, or the way into it. */
export function LeadRoom() {
  const { lead } = useDesk()
  return lead === undefined ? <BeginPage /> : <OpenRoom lead={lead} />
}

function OpenRoom({ lead }: { readonly lead: Lead }) {
  const desk = useDesk()
  const { words } = useLanguage()
  const folded = useFolded(lead)
  const keep = useKeep(lead)
  const { view } = desk
  if (view.page !== 'lead') return null
  if (folded === undefined) return <p class="quiet">{words.app.working}</p>
  if (folded === 'broken') {
    return (
      <>
        <Heading>{words.lead.tab}</Heading>
        <Wrong>{words.lead.people.broken}</Wrong>
      </>
    )
  }
  const room: Room = {
    lead,
    folded,
    id: view.id,
    go: (page, id) => desk.go({ page: 'lead', room: page, id }),
    keep,
  }
  const Page = pages[view.room]
  return (
    <RoomContext.Provider value={room}>
      <nav aria-label={words.lead.nav}>
        <ul class="steps">
          {doors.map((door) => (
            <li key={door}>
              <button
                type="button"
                class="step"
                aria-current={view.room === door ? 'step' : undefined}
                onClick={() => room.go(door)}
              >
                {words.lead.doors[door]}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <Page key={`${view.room} ${view.id ?? ''}`} />
    </RoomContext.Provider>
  )
}

/** One change after another, each on top of the last: two quick clicks lose nothing. */
function useKeep(lead: Lead): Room['keep'] {
  const { vault, change: show } = useDesk()
  const newest = useRef(lead)
  newest.current = lead
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (change) => {
    const kept = last.current.then(async () => {
      const next = await change(newest.current)
      const isKept = await writeLead(vault.records, next)
      if (!isKept) return false
      newest.current = next
      show({ lead: next })
      return true
    })
    last.current = kept.catch(() => undefined)
    return kept
  }
}

/** The community as it stands; what it was before, while something new is being folded. */
function useFolded({ keys, root, statements, head }: Lead): Folded | 'broken' | undefined {
  const [folded, setFolded] = useState<Folded | 'broken'>()
  useEffect(() => {
    let isWanted = true
    const approver = hexOf(keys.root.publicKey)
    const fold = async () => {
      const found = await working({ work: 'fold', root, statements, head, approver, now: now() }).catch(() => undefined)
      if (isWanted) setFolded(found === undefined || 'failure' in found ? 'broken' : found)
    }
    void fold()
    return () => {
      isWanted = false
    }
  }, [keys, root, statements, head])
  return folded
}
