import { useId } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { Field } from '../parts/basics.js'
import { underHeading, useLanguage } from '../parts/language.js'
import { knownZones } from '../profile/zone.js'
import type { SectionProps } from './profile-sections.js'

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The week's hours, a day a line. */
export function HoursForm({ value, onChange }: SectionProps) {
  const language = useLanguage()
  const { words, labels } = language
  const said = words.profile
  const { hours } = value
  const set = (at: number, changes: { readonly from?: string; readonly to?: string }) =>
    onChange({ hours: hours.map((one, nth) => (nth === at ? { ...one, ...changes } : one)) })
  return (
    <>
      <p class="quiet">{said.hoursLead}</p>
      <ul class="week">
        {weekdays.map((day) => (
          <li key={day}>
            <strong>{labels.day[day]}</strong>
            <div class="day">
              {hours.map((one, at) =>
                one.day !== day ? null : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two stretches of a day may be equal while they are written
                  <div class="stretch" key={at}>
                    <Time
                      label={`${labels.day[day]}, ${said.from}`}
                      value={one.from}
                      onChange={(from) => set(at, { from })}
                    />
                    <span aria-hidden="true">–</span>
                    <Time label={`${labels.day[day]}, ${said.to}`} value={one.to} onChange={(to) => set(at, { to })} />
                    <button
                      type="button"
                      class="plain"
                      aria-label={underHeading(language, said.remove, `${labels.day[day]} ${one.from}`)}
                      onClick={() => onChange({ hours: hours.filter((_, nth) => nth !== at) })}
                    >
                      {said.remove}
                    </button>
                  </div>
                ),
              )}
              <button
                type="button"
                class="plain add"
                aria-label={fill(said.addHours, { day: labels.day[day] })}
                onClick={() => onChange({ hours: [...hours, { day, from: '09:00', to: '12:00' }] })}
              >
                +
              </button>
            </div>
          </li>
        ))}
      </ul>
      <Field label={said.zone} value={value.zone} list={knownZones()} onChange={(zone) => onChange({ zone })} />
    </>
  )
}

function Time(props: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }) {
  const id = useId()
  return (
    <>
      <label class="sr-only" for={id}>
        {props.label}
      </label>
      <input
        id={id}
        type="time"
        value={props.value}
        step={900}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    </>
  )
}
