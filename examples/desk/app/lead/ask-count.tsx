import { daysOfEpoch, type MetricName, measurementEpochOf, metricNames, metricOf } from 'entrenous/measurement'
import { type Failure, textOfFailure } from 'entrenous/practitioner'
import { useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { countedWords, weeksOf } from '../counting/counted-words.js'
import { dayOf } from '../counting/notes.js'
import { Check, Radios, Select, Wrong } from '../parts/basics.js'
import { dayWords, isoOfDay, useLanguage } from '../parts/language.js'
import { shown } from '../parts/shown.js'
import { beginCount, type CountMember, noCounts } from './count.js'
import { useRoom } from './in-room.js'
import { saveCount } from './save-count.js'

const LEAST_MEMBERS = 8
const MOST_MEMBERS = 100
/** Eight weeks that members still have notes of. */
const EPOCHS = 5
/** Events are counted by whoever holds them, and a desk notes nothing of them. */
const askable = metricNames.filter((metric) => metric !== 'attendance' && metric !== 'event-follow-up')

/** Asking: which weeks, what, and how much of everybody's budget it may take. */
export function AskCount({ members }: { readonly members: readonly CountMember[] }) {
  const { lead, folded, keep } = useRoom()
  const language = useLanguage()
  const said = language.words.lead.count
  const current = measurementEpochOf(now())
  const epochs = Array.from({ length: EPOCHS }, (_, at) => current - 1 - at)
  const [epoch, setEpoch] = useState(() => epochs.find((one) => isSettled('first-session', one)) ?? current - 1)
  const [metrics, setMetrics] = useState<readonly MetricName[]>(['first-session'])
  const [share, setShare] = useState<'half' | 'all'>('half')
  const [failure, setFailure] = useState<Failure>()
  const asked = metrics.filter((metric) => isSettled(metric, epoch))
  const begin = async () => {
    const epsilonMilli = Math.floor((share === 'half' ? 1000 : 2000) / asked.length)
    const draft = { epoch, metrics: asked.map((metric) => ({ metric, epsilonMilli })) }
    const count = beginCount(draft, members.slice(0, MOST_MEMBERS), lead, now())
    if ('failure' in count) return setFailure(count.failure)
    const isKept = await keep((newest) => ({ ...newest, counts: { ...(newest.counts ?? noCounts), current: count } }))
    if (isKept) saveCount(count, folded.community.name)
  }
  return (
    <section class="card">
      <h2>{said.ask}</h2>
      <Who members={members} />
      <Select
        label={said.weeks}
        value={String(epoch)}
        options={epochs.map((one) => [String(one), fill(language.words.counting.weeksOf, weeksOf(one, language))])}
        onChange={(value) => setEpoch(Number(value))}
      />
      <Questions epoch={epoch} metrics={metrics} onChange={setMetrics} />
      <Radios
        legend={said.budget}
        value={share}
        options={[
          ['half', said.half],
          ['all', said.all],
        ]}
        onChange={(value) => setShare(value === 'all' ? 'all' : 'half')}
      />
      <p class="quiet hint">{said.budgetHint}</p>
      {failure !== undefined && <Wrong>{textOfFailure(failure, language.labels, 'practitioner')}</Wrong>}
      <button
        type="button"
        class="primary"
        disabled={asked.length === 0 || members.length < LEAST_MEMBERS}
        onClick={begin}
      >
        {said.begin}
      </button>
    </section>
  )
}

/** Whom the count would name. */
function Who({ members }: { readonly members: readonly CountMember[] }) {
  const said = useLanguage().words.lead.count
  const isEnough = members.length >= LEAST_MEMBERS
  return (
    <>
      <p class="big">{fill(said.can, { count: members.length })}</p>
      <p class={isEnough ? 'quiet' : 'notice'}>{isEnough ? said.published : said.tooFew}</p>
      {members.length > 0 && <p class="quiet">{members.map(({ name }) => shown(name)).join(' · ')}</p>}
    </>
  )
}

function Questions(props: {
  readonly epoch: number
  readonly metrics: readonly MetricName[]
  readonly onChange: (metrics: readonly MetricName[]) => void
}) {
  const language = useLanguage()
  const { words, labels } = language
  const said = words.lead.count
  const report = countedWords(labels)
  const { epoch, metrics, onChange } = props
  return (
    <fieldset class="picker">
      <legend>{said.questions}</legend>
      <p class="quiet hint">{said.questionsHint}</p>
      <div class="rows">
        {askable.map((metric) => (
          <Check
            key={metric}
            label={
              <>
                {report.metric[metric].question}
                {!isSettled(metric, epoch) && (
                  <span class="quiet">
                    {' '}
                    {fill(words.counting.early, { date: dayWords(language, isoOfDay(settledOn(metric, epoch))) })}
                  </span>
                )}
              </>
            }
            checked={metrics.includes(metric) && isSettled(metric, epoch)}
            disabled={!isSettled(metric, epoch)}
            // In the order in which they were ticked: the first of those that lie within one another has numbers.
            onChange={(isIn) => onChange(isIn ? [...metrics, metric] : metrics.filter((one) => one !== metric))}
          />
        ))}
      </div>
    </fieldset>
  )
}

function settledOn(metric: MetricName, epoch: number): number {
  return daysOfEpoch(epoch).to + metricOf(metric).windowDays
}

function isSettled(metric: MetricName, epoch: number): boolean {
  return settledOn(metric, epoch) <= dayOf(now())
}
