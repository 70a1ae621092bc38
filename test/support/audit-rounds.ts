import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Baselines } from '../../src/audit/capture/baseline.js'
import { readDataFlow } from '../../src/audit/declared/data-flow.js'
import type { Outcome } from '../../src/audit/fault.js'
import { type Driver, flowDriver } from '../../src/audit/flow/driver.js'
import { readFlow } from '../../src/audit/flow/read.js'
import { type Judgement, judge } from '../../src/audit/judge.js'
import type { Answer } from '../../src/audit/planted.js'
import type { Recording } from '../../src/audit/recording.js'
import { prepareSearch } from '../../src/audit/search/needles.js'
import { plantedText } from '../../src/audit/search/planted-text.js'
import { search } from '../../src/audit/search/search.js'
import { openSession } from '../../src/audit/session.js'
import type { Session } from '../../src/audit/session-options.js'
import { type FormPage, formFlow, writeForms } from '../audit/pages/forms.js'

// Audits many small pages in three starts of a browser instead of three each: the parts are those of a whole audit, and
// what each page did is told apart by the visit.

const AT_ONCE = 6
/** The first, the first once more, another. */
const ROUNDS = [0, 0, 1] as const
/** What an audit adds where nothing but time tells the visits apart. */
const ONCE_MORE = [0, 1] as const

const needed = <Value>(outcome: Outcome<Value>): Value => {
  if (!outcome.ok) throw new Error(outcome.fault.says)
  return outcome.value
}

type Visited = { readonly nth: number; readonly recording: Recording; readonly answers: readonly Answer[] }
type Round = ReadonlyMap<string, Visited>
type World = {
  readonly folder: string
  readonly drivers: ReadonlyMap<string, Driver>
  /** What the browser sends by itself, which is measured once. */
  readonly baselines: Baselines
}

/**
 * Goes through every page three times, and judges each; as a whole audit does, once more where nothing but time differs:
 * many pages at once take each other's time.
 */
export async function judgeForms(pages: readonly FormPage[]): Promise<ReadonlyMap<string, Judgement>> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-forms-'))
  try {
    writeForms(folder, pages)
    const plant = (length: number) => plantedText(randomBytes, length)
    const flow = needed(readFlow(formFlow))
    const drivers = new Map(pages.map(({ id }) => [id, flowDriver(flow, { visits: 2, plant })]))
    const world: World = { folder, drivers, baselines: new Map() }
    const rounds: Round[] = []
    for (const nth of ROUNDS) rounds.push(await oneRound(world, pages, nth))
    const judged = new Map(pages.map((page) => [page.id, judgementOf(page, rounds)]))
    const doubtful = pages.filter(({ id }) => differsInTimeAlone(judged.get(id)))
    if (doubtful.length === 0) return judged
    for (const nth of ONCE_MORE) rounds.push(await oneRound(world, doubtful, nth))
    for (const page of doubtful) judged.set(page.id, judgementOf(page, rounds))
    return judged
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function differsInTimeAlone(judged: Judgement | undefined): boolean {
  const findings = judged?.findings ?? []
  return findings.length > 0 && findings.every(({ evidence }) => evidence?.difference === 'timing')
}

async function oneRound(
  { folder, drivers, baselines }: World,
  pages: readonly FormPage[],
  nth: number,
): Promise<Round> {
  const session = needed(await openSession({ pages: { folder }, seed: 1, baselines }))
  const waiting = [...pages]
  const gone: { readonly id: string; readonly visit: number; readonly answers: readonly Answer[] }[] = []
  const lane = async (): Promise<void> => {
    for (let page = waiting.shift(); page !== undefined; page = waiting.shift()) {
      const driver = drivers.get(page.id)
      if (driver !== undefined) gone.push({ id: page.id, ...(await goThrough(session, page.id, driver, nth)) })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  const whole = await session.close()
  return new Map(gone.map(({ id, visit, answers }) => [id, { nth, answers, recording: partOf(whole, id, visit) }]))
}

async function goThrough(session: Session, id: string, driver: Driver, nth: number) {
  const visit = needed(await session.visit(`http://${id}.localhost:${session.sitePort}/${id}.html`))
  const driven = await driver.visit(visit, nth)
  if (!driven.ok) throw new Error(`${id}: ${driven.fault.says}`)
  const answers = driven.value
  await visit.quiet(700, 5_000)
  await visit.leave()
  return { visit: visit.visit, answers }
}

/** What belongs to one visit; where a method cannot tell, the destination does: each page has a host of its own. */
function partOf(whole: Recording, id: string, nth: number): Recording {
  const own = new RegExp(`\\b${id}\\.(collect\\.test|localhost)\\b`)
  return {
    ...whole,
    departures: whole.departures.filter(({ visit, destination }) => {
      return visit === undefined ? own.test(destination) : visit === nth
    }),
    remainders: whole.remainders.filter(({ visit }) => visit === undefined || visit === nth),
    entered: (whole.entered ?? []).filter(({ visit }) => visit === nth),
  }
}

function judgementOf({ id, declared }: FormPage, rounds: readonly Round[]): Judgement {
  const made = rounds.flatMap((round) => round.get(id) ?? [])
  const [first, ...again] = made.filter(({ nth }) => nth === 0)
  const [other, ...more] = made.filter(({ nth }) => nth === 1)
  if (first === undefined || again.length === 0 || other === undefined) throw new Error(`${id} was not visited`)
  const prepared = prepareSearch([...first.answers, ...other.answers])
  const declaration = declared === undefined ? undefined : needed(readDataFlow(declared))
  const [site] = first.recording.departures
    .map(({ destination }) => destination)
    .filter((one) => one.includes('localhost'))
  return judge({
    first: first.recording,
    again: again.map(({ recording }) => recording),
    others: [{ ...other, again: more.map(({ recording }) => recording) }],
    answers: first.answers,
    find: (bytes) => search(prepared, bytes).hits,
    pages: site === undefined ? [] : [site],
    ...(declaration !== undefined && { declaration }),
    destinations: { clinic: `http://${id}.collect.test` },
  })
}
