import type { AuditOptions } from './audit-options.js'
import { differInTimeAlone, reportOf } from './conclude.js'
import { type DataFlow, readDataFlow } from './declared/data-flow.js'
import type { Fault, Outcome } from './fault.js'
import { type Driver, flowDriver, scriptDriver, widgetDriver } from './flow/driver.js'
import { readFlow } from './flow/read.js'
import { readScript } from './flow/script.js'
import { hasWidget } from './flow/widget.js'
import { MAX_PAIRS, type Made, type Plan, planOf, USUAL_PAIRS, urlIn } from './plan.js'
import type { Answer } from './planted.js'
import type { AuditReport } from './report/report.js'
import { openSession } from './session.js'
import type { Visit } from './session-options.js'

const WIDGET_WITHIN_MS = 10_000
const LOOK_EVERY_MS = 100
const QUIET_MS = 700
const QUIET_WITHIN_MS = 5_000

/**
 * Audits a page: drives a real browser through its form with planted answers, several times, watches everything that
 * leaves or is kept by five methods, compares the visits, and holds them to what is declared.
 *
 * @param page - an address, or a folder with an `index.html`.
 * @param options - how the form is gone through, and what is declared.
 * @returns the report; its verdict is `no interference observed`, `findings` or `inconclusive`.
 * Failure: a `Fault` where no visit came to its end: a browser that does not start, a page that does not answer or react,
 * a form that is not found, a file that is not as its format says. It is as inconclusive as the verdict.
 * @throws {RangeError} for a number of pairs that is no whole number from 1 to 8.
 * Privacy: the answers are made up and masked in the report. Nothing leaves the machine where a network namespace is
 * permitted, save to the page's own origin and those that `reach` and the declaration name.
 * Cost: one start of a browser for each visit, nearly twice as many where visits differ in time alone; ten to fifteen seconds a
 * visit on two cores.
 * @since 0.2
 */
export async function audit(page: string, options: AuditOptions = {}): Promise<Outcome<AuditReport>> {
  const { pairs = USUAL_PAIRS } = options
  if (!Number.isInteger(pairs) || pairs < 1 || pairs > MAX_PAIRS) throw new RangeError(`pairs: 1 to ${MAX_PAIRS}`)
  const declared = options.dataFlow === undefined ? undefined : readDataFlow(options.dataFlow)
  if (declared?.ok === false) return declared
  const declaration = declared?.value
  const planned = planOf(page, { ...options, pairs }, declaration)
  if (!planned.ok) return planned
  const driver = driverFor(planned.value)
  if (driver?.ok === false) return driver
  const visited = await everyVisit(planned.value, driver?.value, declaration)
  return visited.ok ? { ok: true, value: reportOf(page, planned.value, visited.value, declaration) } : visited
}

/** What is told to drive; undefined where it is yet to be seen whether the page is our own intake. */
function driverFor({ options, pairs, plant }: Plan): Outcome<Driver> | undefined {
  const visits = { visits: pairs + 1, plant }
  if (options.flow !== undefined) {
    const flow = readFlow(options.flow)
    return flow.ok ? { ok: true, value: flowDriver(flow.value, visits) } : flow
  }
  if (options.script === undefined) return undefined
  const script = readScript(options.script)
  return script.ok ? { ok: true, value: scriptDriver(script.value, visits) } : script
}

/**
 * The first, the first once more, and the others: each with a browser of its own, one after the other. Where nothing but
 * time tells them apart, all once more: a machine that was busy for a moment is not called a leak.
 */
async function everyVisit(
  plan: Plan,
  driver: Driver | undefined,
  declaration: DataFlow | undefined,
): Promise<Outcome<readonly Made[]>> {
  const others = Array.from({ length: plan.pairs }, (_, nth) => nth + 1)
  const visited = await visitsOf(plan, [0, 0, ...others], driver)
  if (!visited.ok || !differInTimeAlone(visited.value, declaration)) return visited
  plan.options.onProgress?.('only time differs: once more')
  const more = await visitsOf(plan, [0, ...others], visited.value[0]?.driver)
  return more.ok ? { ok: true, value: [...visited.value, ...more.value] } : more
}

async function visitsOf(
  plan: Plan,
  order: readonly number[],
  driver: Driver | undefined,
): Promise<Outcome<readonly Made[]>> {
  const made: Made[] = []
  let known = driver
  for (const [at, nth] of order.entries()) {
    plan.options.onProgress?.(`visit ${at + 1} of ${order.length}`)
    const one = await oneVisit(plan, known, nth)
    if (!one.ok) return one
    made.push(one.value)
    known = one.value.driver
  }
  return { ok: true, value: made }
}

async function oneVisit(plan: Plan, driver: Driver | undefined, nth: number): Promise<Outcome<Made>> {
  if (Date.now() >= plan.dueAt) return late()
  const opened = await openSession(plan.session)
  if (!opened.ok) return opened
  const session = opened.value
  const timer = new AbortController()
  try {
    const gone = session
      .visit(urlIn(plan, session))
      .then((visit) => (visit.ok ? goThrough(plan, visit.value, driver, nth) : visit))
      .catch(silent)
    const through = await Promise.race([gone, lateAt(plan.dueAt, timer.signal)])
    const recording = await session.close()
    return through.ok ? { ok: true, value: { ...through.value, nth, recording } } : through
  } finally {
    timer.abort()
    await session.close().catch(() => undefined)
  }
}

async function goThrough(
  plan: Plan,
  visit: Visit,
  told: Driver | undefined,
  nth: number,
): Promise<Outcome<{ readonly answers: readonly Answer[]; readonly driver: Driver }>> {
  const ours = { visits: plan.pairs + 1, plant: plan.plant }
  const driver = told ?? ((await isOurs(visit)) ? widgetDriver(ours) : undefined)
  if (driver === undefined) {
    const says = 'The page has no intake of ours, and no flow says how its form is gone through.'
    return {
      ok: false,
      fault: { code: 'form_not_found', says, remedy: 'Name a flow with --flow; --record drafts one.' },
    }
  }
  const gone = await driver.visit(visit, nth)
  if (!gone.ok) return gone
  // Wherever the page went in the end, it is looked at when it has come to rest: else equal visits would differ by haste.
  await visit.quiet(QUIET_MS, QUIET_WITHIN_MS)
  await visit.leave()
  return { ok: true, value: { answers: gone.value, driver } }
}

async function isOurs(visit: Visit): Promise<boolean> {
  const until = Date.now() + WIDGET_WITHIN_MS
  while (Date.now() < until) {
    if (await hasWidget(visit)) return true
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS))
  }
  return false
}

function lateAt(at: number, signal: AbortSignal): Promise<{ readonly ok: false; readonly fault: Fault }> {
  return new Promise((done) => {
    const timer = setTimeout(() => done(late()), Math.max(0, at - Date.now()))
    signal.addEventListener('abort', () => clearTimeout(timer))
  })
}

function late(): { readonly ok: false; readonly fault: Fault } {
  const says = 'The audit took longer than it was given.'
  return {
    ok: false,
    fault: { code: 'time_ran_out', says, remedy: 'Give it more time, or compare fewer pairs of visits.' },
  }
}

/** What becomes of a visit amid which the browser or the page is gone. */
function silent(): { readonly ok: false; readonly fault: Fault } {
  const says = 'The page or the browser stopped answering in the middle of a visit.'
  return { ok: false, fault: { code: 'page_did_not_react', says, remedy: 'Try once more, or open the page by hand.' } }
}
