import { openRound } from 'entrenous/measurement'
import { useMemo } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { useLanguage } from '../parts/language.js'
import { weeksOf } from './counted-words.js'
import type { Counting } from './kept.js'
import { progressIn } from './take-part.js'

/** The counts that this desk has joined, and what each waits for: the newest first. */
export function JoinedRounds({ counting }: { readonly counting: Counting }) {
  const language = useLanguage()
  const said = language.words.counting
  const { rounds } = counting
  // One that has ended is no longer opened, and waits for nothing.
  const open = useMemo(
    () =>
      rounds.flatMap((known) => {
        const round = openRound(known.file, { ...known, now: now() })
        return round.ok ? [round.value] : []
      }),
    [rounds],
  )
  if (open.length === 0) return null
  return (
    <ul class="points">
      {[...open].reverse().map((round) => (
        <li key={round.hash.join()}>
          {fill(said.progress[progressIn(round, counting)], weeksOf(round.body.epoch, language))}
        </li>
      ))}
    </ul>
  )
}
