import { type Journal, type MetricName, metricOf, tally } from 'entrenous/measurement'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { dayWords, useLanguage } from '../parts/language.js'
import { cellWord, countedWords } from './counted-words.js'

/** What one's own notes come to, metric by metric: the very numbers that would be hidden in a report. */
export function NumbersTable(props: {
  readonly metrics: readonly MetricName[]
  readonly epoch: number
  readonly journal: Journal
  /** Leaves out what is 0: for a look at everything. What is to be reported stands there whole. */
  readonly isShort?: boolean
}) {
  const { labels } = useLanguage()
  const report = countedWords(labels)
  return (
    <ul class="fields own-numbers">
      {props.metrics.map((metric) => (
        <li key={metric}>
          <strong>{report.metric[metric].question}</strong>
          <Numbers {...props} metric={metric} />
        </li>
      ))}
    </ul>
  )
}

function Numbers(props: {
  readonly metric: MetricName
  readonly epoch: number
  readonly journal: Journal
  readonly isShort?: boolean
}) {
  const language = useLanguage()
  const { words, labels } = language
  const { metric, epoch, isShort } = props
  const counted = tally(metric, props.journal, { epoch, now: now() })
  if (!counted.ok) {
    const date = dayWords(language, new Date(counted.error.detail.until * 1000).toISOString())
    return <p class="quiet">{fill(words.counting.early, { date })}</p>
  }
  const cells = metricOf(metric).cells.map((cell, at) => ({ cell, count: counted.value[at] ?? 0 }))
  const shown = isShort ? cells.filter(({ count }) => count > 0) : cells
  if (shown.length === 0) return <p class="quiet">{words.counting.nothingNoted}</p>
  return (
    <dl>
      {shown.map(({ cell, count }) => (
        <div key={cell}>
          <dt>{cellWord(metric, cell, labels)}</dt>
          <dd>{count}</dd>
        </div>
      ))}
    </dl>
  )
}
