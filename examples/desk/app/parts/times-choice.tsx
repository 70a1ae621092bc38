import { type EpochSeconds, epochSeconds, type OfferedTime } from 'entrenous/practitioner'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { offsetReader } from '../profile/zone.js'
import { useDesk } from '../state.js'
import { Check, Field } from './basics.js'
import { dayWords, type Language, useLanguage } from './language.js'

/** A time, and whether it is offered. */
export type TimeChoice = OfferedTime & { readonly isOffered: boolean }

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

/** The times that are offered: those the desk suggests, and the practitioner's own. */
export function TimesChoice(props: {
  readonly value: readonly TimeChoice[]
  readonly onChange: (value: readonly TimeChoice[]) => void
}) {
  const { profile } = useDesk()
  const language = useLanguage()
  const said = language.words.letter
  const offsetAt = offsetReader(profile.zone) ?? (() => 0)
  const [own, setOwn] = useState('')
  const [minutes, setMinutes] = useState('50')
  const ownTime = readTime(own, Number(minutes), offsetAt)
  return (
    <fieldset>
      <legend class="sr-only">{said.times}</legend>
      <p class="quiet">{props.value.length === 0 ? said.timesNone : said.timesHint}</p>
      <div class="rows">
        {props.value.map((time, at) => (
          <Check
            key={time.starts}
            label={`${timeText(time.starts, offsetAt, language)}, ${fill(said.minutesEach, { minutes: time.minutes })}`}
            checked={time.isOffered}
            onChange={(isOffered) =>
              props.onChange(props.value.map((one, place) => (place === at ? { ...one, isOffered } : one)))
            }
          />
        ))}
      </div>
      <div class="row own-time">
        <Field label={said.timesOwn} type="datetime-local" name="own-time" value={own} onChange={setOwn} />
        <Field label={said.minutes} type="number" inputMode="numeric" value={minutes} onChange={setMinutes} />
        <button
          type="button"
          disabled={ownTime === undefined}
          onClick={() => {
            if (ownTime !== undefined) props.onChange([...props.value, { ...ownTime, isOffered: true }])
            setOwn('')
          }}
        >
          {said.timesAdd}
        </button>
      </div>
    </fieldset>
  )
}

/** A local date and time as the browser's own field writes it. */
function readTime(text: string, minutes: number, offsetAt: (moment: EpochSeconds) => number): OfferedTime | undefined {
  const local = Date.parse(`${text}Z`) / 1000
  if (!Number.isFinite(local) || !Number.isInteger(minutes) || minutes < 5 || minutes > 1440) return undefined
  const guess = epochSeconds(local - offsetAt(epochSeconds(local)) * 60)
  return { starts: epochSeconds(local - offsetAt(guess) * 60), minutes }
}

/** Tuesday 1 December 2026, 14:00. */
function timeText(starts: EpochSeconds, offsetAt: (moment: EpochSeconds) => number, language: Language): string {
  const local = new Date((starts + offsetAt(starts) * 60) * 1000)
  const iso = local.toISOString()
  const day = language.labels.day[weekdays[local.getUTCDay()] ?? 'mon']
  return fill(language.words.letter.moment, { day, date: dayWords(language, iso), time: iso.slice(11, 16) })
}
