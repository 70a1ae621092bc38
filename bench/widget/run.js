import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { startAll } from '../../examples/start/start.js'
import { internals } from '../internals.js'
import { machine } from '../machine.js'
import { speedOf } from '../measure.js'
import { judge } from './report.js'

// How soon the widget's first question can be answered: the pages of `npm start`, in a browser slowed down by its own
// protocol. There is no other intake that does the same; a page with nothing in it stands beside it.

const FIRST_PORT = 4700
/** How many times as slow the processor is made. */
const SLOWDOWNS = /** @type {const} */ ([1, 4])
/** The first visit of each warms the browser's caches up and is not counted. */
const WARMING = 1

/** Runs in the frame and counts by its clock, from its navigation to the field that can be typed into. */
const untilQuestion = `new Promise((done) => {
  const look = () => {
    const begin = document.getElementById('begin')
    if (begin) begin.click()
    if (document.getElementById('search-needs')) done(performance.now())
    else setTimeout(look, 1)
  }
  look()
})`
const untilLoaded = `new Promise((done) => {
  const look = () => (document.readyState === 'complete' ? done(performance.now()) : setTimeout(look, 1))
  look()
})`

/**
 * Measures it. Needs a built dist/, and a Chromium that `entrenous audit` would find.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number | undefined, what: string) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const about = machine()
  const rounds = quick ? 3 : 15
  const kept = mkdtempSync(join(tmpdir(), 'entrenous-bench-'))
  const found = internals.findBrowser()
  if (!found.ok) throw new Error(`${found.fault.says} ${found.fault.remedy}`)
  const { path: executablePath, flags } = found.value
  const all = await startAll({ firstPort: FIRST_PORT, kept })
  // A sandboxed frame has a process of its own, which the slowdown of its page does not reach: here they share one.
  const browser = await chromium.launch({
    executablePath,
    args: [...flags, '--no-sandbox', '--disable-dev-shm-usage', '--disable-features=IsolateSandboxedIframes'],
  })
  try {
    const visits = SLOWDOWNS.flatMap((slowdown) => [
      { what: 'an empty page', slowdown, took: () => emptyPage(browser, slowdown) },
      { what: 'first question', slowdown, took: () => firstQuestion(browser, all.at, slowdown) },
    ])
    const times = visits.map(() => /** @type {number[]} */ ([]))
    for (let round = 0; round < rounds + WARMING; round++) {
      progress(round, rounds + WARMING, undefined, 'the widget’s start')
      for (const [nth, { took }] of visits.entries()) {
        const milliseconds = await took()
        if (round >= WARMING) times[nth]?.push(milliseconds)
      }
    }
    const measured = visits.map(({ what, slowdown }, nth) => ({ what, slowdown, ...speedOf(times[nth] ?? []) }))
    return { machine: about, rounds, browser: browser.version(), measured, verdicts: judge(measured) }
  } finally {
    await browser.close()
    await all.close()
    rmSync(kept, { recursive: true, force: true })
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {number} slowdown
 * @param {(page: import('playwright-core').Page) => Promise<number>} work
 */
async function slowed(browser, slowdown, work) {
  const context = await browser.newContext()
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const took = await work(page)
  await context.close()
  return took
}

/** @param {import('playwright-core').Browser} browser @param {number} slowdown */
function emptyPage(browser, slowdown) {
  return slowed(browser, slowdown, async (page) => {
    await page.goto('data:text/html,<!doctype html><title>Empty</title>')
    return /** @type {number} */ (await page.evaluate(untilLoaded))
  })
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {ReturnType<typeof import('../../examples/start/origins.js').originsFrom>} at
 * @param {number} slowdown
 */
function firstQuestion(browser, at, slowdown) {
  return slowed(browser, slowdown, async (page) => {
    const attached = page.waitForEvent('framenavigated', (one) => one.url().startsWith(at.intake.origin))
    await page.goto(at.plain.origin)
    const frame = await attached
    return /** @type {number} */ (await frame.evaluate(untilQuestion))
  })
}
