import { draftDescriptor, epochSeconds } from 'entrenous/practitioner'
import { type Rehearsal, rehearse, sampleIntakesAt, textOfRehearsal } from 'entrenous/rehearsal'
import { useEffect, useState } from 'preact/hooks'
import { now } from '../clock.js'
import { community } from '../community.js'
import { languageOf } from '../languages.js'
import { Heading, Wrong } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { draftOf } from '../profile/draft.js'
import type { Profile } from '../profile/profile.js'
import { offsetReader } from '../profile/zone.js'
import { type Desk, useDesk } from '../state.js'

/** Who would find this page, tried on made-up people by the real match. */
export function RehearsalPage() {
  const desk = useDesk()
  const { words, labels } = useLanguage()
  const said = languageOf(labels.language).rehearsal
  const [rehearsal, setRehearsal] = useState<Rehearsal | 'invalid'>()
  useEffect(() => {
    // A third of a second's work on an old phone: the page is shown first.
    const timer = setTimeout(() => setRehearsal(rehearsed(desk) ?? 'invalid'))
    return () => clearTimeout(timer)
  }, [desk])
  return (
    <>
      <Heading>{said.title}</Heading>
      <p>{said.intro}</p>
      {rehearsal === undefined && <p class="quiet">{words.app.working}</p>}
      {rehearsal === 'invalid' && <Wrong>{words.rehearsal.first}</Wrong>}
      {typeof rehearsal === 'object' && <Outcome rehearsal={rehearsal} />}
      <div class="row">
        <button type="button" class="primary" onClick={() => desk.go({ page: 'profile' })}>
          {words.rehearsal.change}
        </button>
        <button type="button" onClick={() => desk.go({ page: 'sign' })}>
          {words.profile.finish}
        </button>
      </div>
    </>
  )
}

function Outcome({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { labels } = useLanguage()
  const said = languageOf(labels.language).rehearsal
  const { groups, fields } = textOfRehearsal(rehearsal, labels, said)
  return (
    <>
      <ul class="counts">
        {groups.map(({ standing, heading, people }) => (
          <li key={standing} class={standing}>
            <strong>{people.length}</strong> {heading}
          </li>
        ))}
      </ul>
      <section class="card">
        <h2>{said.fields}</h2>
        <ul class="fields">
          {fields.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      </section>
      {groups.map(({ standing, heading, meaning, people }) => (
        <details class="group" key={standing} open={standing === 'found' || standing === 'missed'}>
          <summary>
            <span>{heading}</span>
            <span class="badge">{people.length}</span>
          </summary>
          <p class="quiet">{meaning}</p>
          <ul>
            {people.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </details>
      ))}
    </>
  )
}

/** Tries the page as it stands here on people who live where the practice is. */
function rehearsed({ profile, presence, keys, directory }: Desk): Rehearsal | undefined {
  const { vocabulary } = directory
  const draft = draftDescriptor(draftOf(profile, now()), { vocabulary, keys })
  if (!draft.ok) return undefined
  const { firstAppointment } = presence
  const state = {
    capacity: presence.capacity,
    accepting: presence.capacity !== 'no-capacity',
    ...(isFirst(firstAppointment) && { firstAppointment }),
  }
  const outcome = rehearse(draft.value, sampleIntakesAt(placeOf(profile)), { now: now(), vocabulary, state })
  return outcome.ok ? outcome.value : undefined
}

function isFirst(value: string): value is 'within-a-week' | 'within-two-weeks' | 'within-a-month' | 'longer' {
  return value !== ''
}

/** Where the made-up people live: in the practice's region, by its clock. The form asks for no coordinates. */
function placeOf({ places, currency, zone }: Profile) {
  const region = places[0]?.region ?? community.region
  const utcOffsetMinutes = offsetReader(zone)?.(epochSeconds(now())) ?? 0
  return { region, latitude: 0, longitude: 0, currency, utcOffsetMinutes }
}
