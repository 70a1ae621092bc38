import type { Journal } from 'entrenous/measurement'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { dayWords, isoOfDay, useLanguage } from '../parts/language.js'
import { useDesk } from '../state.js'
import { dayOf, leftOut, type NotedLetter, noted, notedLetters, withoutSession } from './notes.js'

/** What is noted, letter by letter: also of those that are erased by now, of which nothing is left but days. */
export function NotedLetters({ journal }: { readonly journal: Journal }) {
  const said = useLanguage().words.counting
  const letters = notedLetters(journal)
  return (
    <section class="card">
      <h2>{said.noted}</h2>
      <p class="quiet">{said.notedHint}</p>
      {letters.length === 0 && <p>{said.notedNone}</p>}
      {letters.length > 0 && (
        <details class="group">
          <summary>
            <span>{fill(said.notedCount, { count: letters.length })}</span>
          </summary>
          <ul class="fields">
            {letters.map((letter) => (
              <li key={letter.id}>
                <NotedLine letter={letter} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function NotedLine({ letter }: { readonly letter: NotedLetter }) {
  const desk = useDesk()
  const language = useLanguage()
  const said = language.words.counting
  const { id, on, sessions, isDone } = letter
  const today = () => dayOf(now())
  const name = fill(language.words.letters.anonymous, { letters: id.slice(0, 4).toUpperCase() })
  return (
    <>
      <strong>{name}</strong>
      <p class="quiet">
        {fill(said.notedOn, { date: dayWords(language, isoOfDay(on)) })}{' '}
        {fill(said.sessions, { count: sessions.length })} {isDone && said.isDone}
      </p>
      <div class="row">
        <button type="button" onClick={() => desk.count((before) => noted(before, id, 'session', today()))}>
          {said.session}
        </button>
        {sessions.length > 0 && (
          <button type="button" class="plain" onClick={() => desk.count((before) => withoutSession(before, id))}>
            {said.sessionBack}
          </button>
        )}
        {!isDone && (
          <button type="button" onClick={() => desk.count((before) => noted(before, id, 'completed', today()))}>
            {language.words.letter.done}
          </button>
        )}
        <button type="button" class="plain push" onClick={() => desk.count((before) => leftOut(before, id))}>
          {said.leaveOut}
        </button>
      </div>
    </>
  )
}
