import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { Heading } from '../parts/basics.js'
import { dayWords, type Language, useLanguage } from '../parts/language.js'
import { shown } from '../parts/shown.js'
import { endings } from './endings.js'
import type { Person } from './fold.js'
import { type LeadPage, useRoom } from './in-room.js'
import type { Lead } from './lead.js'

const places = ['waiting', 'listed', 'gone'] as const

/** Everybody in the community, and what is to be done. */
export function PeoplePage() {
  const { folded } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.people
  return (
    <>
      <Heading>
        <bdi>{shown(folded.community.name)}</bdi>
      </Heading>
      <p class="quiet">{said.lead}</p>
      <NextSteps />
      {folded.people.length === 0 && <p class="card quiet">{said.none}</p>}
      {places.map((place) => (
        <Group key={place} place={place} />
      ))}
    </>
  )
}

function NextSteps() {
  const { lead, folded, go } = useRoom()
  const language = useLanguage()
  const said = language.words.lead.people
  const waiting = folded.people.filter(({ needs }) => needs.length > 0)
  const first = waiting[0]
  const soon = endings(folded).filter(({ isSoon }) => isSoon)
  const published = publishText(lead, language)
  const waits = waiting.length === 1 ? said.waitOne : fill(said.waitSome, { count: waiting.length })
  const steps: readonly (readonly [title: string, text: string, page: LeadPage, id?: string] | undefined)[] = [
    lead.copied === undefined ? [said.copy, said.copyText, 'keeping'] : undefined,
    first === undefined ? undefined : [said.wait, waits, 'person', first.id],
    published === undefined ? undefined : [said.publish, published, 'publish'],
    soon.length === 0 ? undefined : [said.ends, said.endsSome, 'dates'],
  ]
  const open = steps.filter((step) => step !== undefined)
  if (open.length === 0) return null
  return (
    <section>
      <h2>{said.next}</h2>
      <div class="next">
        {open.map(([title, text, page, id]) => (
          <button type="button" key={title} class="card step-card" onClick={() => go(page, id)}>
            <strong>{title}</strong>
            <span class="quiet">{text}</span>
          </button>
        ))}
      </div>
    </section>
  )
}

/** A list holds for 14 days: it is asked for when half of them are gone. */
function publishText({ head }: Lead, language: Language): string | undefined {
  const said = language.words.lead.people
  if (head === undefined) return said.publishNever
  const date = dayWords(language, new Date(head.expires * 1000).toISOString())
  if (head.expires <= now()) return fill(said.publishOver, { date })
  return head.expires - now() < 7 * 86_400 ? fill(said.publishSoon, { date }) : undefined
}

function Group({ place }: { readonly place: Person['place'] }) {
  const { folded, go } = useRoom()
  const { words } = useLanguage()
  const said = words.lead.people
  const inGroup = folded.people.filter((person) => person.place === place)
  if (inGroup.length === 0) return null
  return (
    <section>
      <h2>
        {said[place]} <span class="badge">{inGroup.length}</span>
      </h2>
      <ul class="letters">
        {inGroup.map((person) => (
          <li key={person.id}>
            <button type="button" class="card letter-line" onClick={() => go('person', person.id)}>
              <strong>
                <bdi>{callName(person, words)}</bdi>
              </strong>
              {person.needs.length > 0 && (
                <span class="quiet">{person.needs.map((need) => said.needs[need]).join(' · ')}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What somebody is called: as their page says, else by the beginning of their id. */
export function callName({ name, id }: Pick<Person, 'name' | 'id'>, words: Language['words']): string {
  return name === undefined ? fill(words.lead.people.unnamed, { key: id.slice(0, 8) }) : shown(name)
}
