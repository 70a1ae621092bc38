import { budgetLeft } from 'entrenous/measurement'
import { fill } from '../../words/words.js'
import { useLanguage } from '../parts/language.js'
import { budgetWord, weeksOf } from './counted-words.js'
import { type Counting, emptyBook } from './kept.js'

/** What this desk has given of its budget, eight weeks by eight weeks. */
export function Spent({ counting }: { readonly counting: Counting }) {
  const language = useLanguage()
  const said = language.words.counting
  const { book = emptyBook } = counting
  const epochs = [...new Set(book.spent.map(({ epoch }) => epoch))].sort((one, other) => other - one)
  return (
    <section class="card">
      <h2>{said.spent}</h2>
      <p class="quiet">{said.spentHint}</p>
      {epochs.length === 0 ? (
        <p>{said.spentNone}</p>
      ) : (
        <ul class="points">
          {epochs.map((epoch) => (
            <li key={epoch}>
              {fill(said.spentLine, {
                ...weeksOf(epoch, language),
                left: budgetWord(budgetLeft(book, epoch), language.labels),
              })}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
