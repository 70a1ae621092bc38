import { budgetLeft, type Round } from 'entrenous/measurement'
import { textOfFailure } from 'entrenous/practitioner'
import { useMemo, useState } from 'preact/hooks'
import { fill } from '../../words/words.js'
import { now } from '../clock.js'
import { fileNameOf } from '../device/file-name.js'
import { saveFile } from '../device/save-file.js'
import { Status, Wrong } from '../parts/basics.js'
import { useLanguage } from '../parts/language.js'
import { signedFile, toBase64url } from '../profile/sign.js'
import { useDesk } from '../state.js'
import { budgetWord, weeksOf } from './counted-words.js'
import { emptyBook, notCounting } from './kept.js'
import { NumbersTable } from './numbers-table.js'
import { type Came, isOnRoll, nextStep, openingOf, type Progress, progressIn } from './take-part.js'

type Running = Extract<Came, { readonly round: Round }>

/** What came of files: a round as far as it has come, with the one thing to do, or why there is nothing to do. */
export function RoundCard({ came, onAway }: { readonly came: Came; readonly onAway: () => void }) {
  const { words, labels } = useLanguage()
  const said = words.counting
  switch (came.kind) {
    case 'nothing':
      return <Wrong>{said.nothing}</Wrong>
    case 'no-list':
      return <Wrong>{said.noList}</Wrong>
    case 'refused':
      return <Wrong>{textOfFailure(came.failure, labels, 'practitioner')}</Wrong>
    default:
      return <RunningRound came={came} onAway={onAway} />
  }
}

function RunningRound({ came, onAway }: { readonly came: Running; readonly onAway: () => void }) {
  const language = useLanguage()
  const said = language.words.counting
  const { counting = notCounting } = useDesk()
  const { epoch, metrics } = came.round.body
  return (
    <section aria-label={said.count}>
      <h3>{fill(said.asks, weeksOf(epoch, language))}</h3>
      <p class="quiet">{said.own}</p>
      <NumbersTable metrics={metrics.map(({ metric }) => metric)} epoch={epoch} journal={counting.journal ?? []} />
      {came.kind === 'round' && <WhatItMeans round={came.round} />}
      <NextStep came={came} onAway={onAway} />
    </section>
  )
}

/** What the others learn, and what it costs. */
function WhatItMeans({ round }: { readonly round: Round }) {
  const language = useLanguage()
  const said = language.words.counting
  const { counting = notCounting } = useDesk()
  const { members, metrics, epoch } = round.body
  const left = budgetLeft(counting.book ?? emptyBook, epoch)
  const cost = metrics.reduce((sum, { epsilonMilli }) => sum + epsilonMilli, 0)
  const values = { members: members.length, least: Math.ceil((2 * members.length) / 3) }
  return (
    <>
      <h3>{said.learn}</h3>
      <ul class="points">
        {said.learnPoints.map((point) => (
          <li key={point}>{fill(point, values)}</li>
        ))}
      </ul>
      <h3>{said.cost}</h3>
      <p>{fill(said.costText, { cost: budgetWord(cost, language.labels), left: budgetWord(left, language.labels) })}</p>
    </>
  )
}

function NextStep({ came, onAway }: { readonly came: Running; readonly onAway: () => void }) {
  const desk = useDesk()
  const { words, labels } = useLanguage()
  const said = words.counting
  const { counting = notCounting, keys } = desk
  const [saved, setSaved] = useState<string>()
  const progress = progressIn(came.round, counting)
  // What would be refused is not offered. Nothing of this trial is kept or sent.
  const trial = useMemo(() => nextStep(came, counting, { keys, now: now() }), [came, counting, keys])
  const name = `${fileNameOf(desk.profile.name, 'count')}-${parts[came.kind]}.count.json`
  const go = async () => {
    let statement: Uint8Array | undefined
    // Kept before it is saved: what is written down can be said again, and never otherwise.
    await desk.count((before) => {
      const step = nextStep(came, before, { keys, now: now() })
      if ('failure' in step) return before
      statement = step.statement
      return step.counting
    })
    if (statement === undefined) return
    saveFile(name, signedFile([toBase64url(statement)]))
    setSaved(name)
  }
  if (progress === 'asked' && came.kind !== 'round') return <Wrong>{said.joinFirst}</Wrong>
  if (came.kind === 'roll' && !isOnRoll(came.round, came.roll, keys)) return <Wrong>{said.notOnRoll}</Wrong>
  if ('failure' in trial) return <Wrong>{textOfFailure(trial.failure, labels, 'practitioner')}</Wrong>
  const isDone = done[came.kind].includes(progress)
  return (
    <>
      <p>{fill(said.steps[came.kind], countsOf(came))}</p>
      {saved !== undefined && (
        <div class="notice calm">
          <Status>{fill(said.saved, { file: saved })}</Status>
          <p>{said.next[came.kind]}</p>
        </div>
      )}
      <div class="row">
        <button type="button" class={isDone ? '' : 'primary'} onClick={go}>
          {isDone ? said.again : said.do[came.kind]}
        </button>
        {came.kind === 'round' && !isDone && (
          <button type="button" onClick={onAway}>
            {said.notNow}
          </button>
        )}
      </div>
      {came.kind !== 'round' && (progress === 'reported' || progress === 'answered') && <OpenReport came={came} />}
    </>
  )
}

/** In a dispute: a practitioner may show what was hidden, of their own report. */
function OpenReport({ came }: { readonly came: Exclude<Running, { readonly kind: 'round' }> }) {
  const { counting = notCounting, keys, profile } = useDesk()
  const said = useLanguage().words.counting.opening
  const [isAsked, setAsked] = useState(false)
  const open = () => {
    const statement = openingOf(came, counting, { keys, now: now() })
    if (statement === undefined) return
    saveFile(`${fileNameOf(profile.name, 'count')}-opening.count.json`, signedFile([toBase64url(statement)]))
    setAsked(false)
  }
  return (
    <details class="group">
      <summary>
        <span>{said.title}</span>
      </summary>
      <p>{said.text}</p>
      <button type="button" class={isAsked ? 'warn' : ''} onClick={isAsked ? open : () => setAsked(true)}>
        {isAsked ? said.sure : said.do}
      </button>
    </details>
  )
}

const parts = { round: 'join', roll: 'report', closing: 'answer' } as const
const done: Readonly<Record<Running['kind'], readonly Progress[]>> = {
  round: ['joined', 'reported', 'answered'],
  roll: ['reported', 'answered'],
  closing: ['answered'],
}

function countsOf(came: Running): Readonly<Record<string, number>> {
  const members = came.round.body.members.length
  const joined = came.kind === 'round' ? 0 : came.roll.joined.length
  return { members, joined, reports: came.kind === 'closing' ? came.closing.reports.length : 0 }
}
