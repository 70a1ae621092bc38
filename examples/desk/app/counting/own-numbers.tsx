import { daysOfEpoch, type Journal, measurementEpochOf, metricNames, metricOf } from 'entrenous/measurement'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { Select } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { weeksOf } from './counted-words.js'
import { dayOf } from './notes.js'
import { NumbersTable } from './numbers-table.js'

/** Eight weeks that can be looked at: those that the notes still hold. */
const EPOCHS = 5
/** Events are counted by whoever holds them, and nothing of them is noted at a desk. */
const noted = metricNames.filter((metric) => metric !== 'attendance' && metric !== 'event-follow-up')

/** One's own numbers of eight weeks, as a count would have them today. */
export function OwnNumbers({ journal }: { readonly journal: Journal }) {
  const language = useLanguage()
  const said = language.words.counting
  const current = measurementEpochOf(now())
  const epochs = Array.from({ length: EPOCHS }, (_, at) => current - at)
  const [chosen, setChosen] = useState(() => String(epochs.find(isSettled) ?? current))
  return (
    <section class="card">
      <h2>{said.numbers}</h2>
      <p class="quiet">{said.numbersHint}</p>
      <Select
        label={said.weeks}
        value={chosen}
        options={epochs.map((epoch) => [String(epoch), fill(said.weeksOf, weeksOf(epoch, language))])}
        onChange={setChosen}
      />
      <NumbersTable metrics={noted} epoch={Number(chosen)} journal={journal} isShort />
    </section>
  )
}

/** Whether first sessions of these weeks can be counted: the question that most ask first. */
function isSettled(epoch: number): boolean {
  return daysOfEpoch(epoch).to + metricOf('first-session').windowDays <= dayOf(now())
}
