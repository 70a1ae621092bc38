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
}) {
  const language = useLanguage()
  const { words, labels } = language
  const said = words.counting
  const report = countedWords(labels)
  return (
    <ul class="fields own-numbers">
      {props.metrics.map((metric) => {
        const counted = tally(metric, props.journal, { epoch: props.epoch, now: now() })
        return (
          <li key={metric}>
            <strong>{report.metric[metric].question}</strong>
            {counted.ok ? (
              <dl>
                {metricOf(metric).cells.map((cell, at) => (
                  <div key={cell} class={counted.value[at] === 0 ? 'quiet' : ''}>
                    <dt>{cellWord(metric, cell, labels)}</dt>
                    <dd>{counted.value[at]}</dd>
                  </div>
                ))}
              </dl>
            ) : (
              <p class="quiet">
                {fill(said.early, {
                  date: dayWords(language, new Date(counted.error.detail.until * 1000).toISOString()),
                })}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
