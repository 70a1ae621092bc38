import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Place } from '../../examples/start/origins.js'
import { root } from '../../scripts/build.js'
import { type Driver, flowDriver, widgetDriver } from '../../src/audit/flow/driver.js'
import { readFlow } from '../../src/audit/flow/read.js'
import type { Patience } from '../../src/audit/flow/waiting.js'
import { hasWidget } from '../../src/audit/flow/widget.js'
import type { Answer } from '../../src/audit/planted.js'
import { type BareBrowser, startBare } from '../support/bare-visit.js'
import { type Everything, startEverything } from '../support/story-servers.js'

// Our own intake on both pages around it, in each of its languages, without a word of configuration.

let everything: Everything
let browser: BareBrowser
beforeAll(async () => {
  everything = await startEverything()
  browser = await startBare()
  // Everything is built first, in three languages.
}, 600_000)
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

const plant = (length: number) => randomBytes(length).toString('hex').slice(0, length)
const patience: Patience = { stepMs: 60_000, optionalMs: 300 }
const visits = { visits: 3, plant, patience }
// Four visits one after the other, on a machine that is busy with something else.
const LONG_MS = 400_000

/** One visit, with what the servers were asked for while questions were open, and after consent. */
async function visited(
  driver: Driver,
  at: { readonly place: Place; readonly language?: string; readonly nth?: number },
) {
  const { asked } = everything
  const marks: number[] = [asked.length]
  const script = `addEventListener('readystatechange', () => { document.documentElement.lang = '${at.language ?? 'en'}' }, { capture: true, once: true })`
  const page = await browser.open(`${everything.at[at.place].origin}/`, () => marks.push(asked.length), script)
  await expect.poll(() => hasWidget(page), { timeout: 60_000 }).toBe(at.place !== 'desk')
  const outcome = await driver.visit(page, at.nth ?? 0)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.fault))
  const [before = 0, intake = 0, consented = 0] = marks
  await page.leave().catch(() => undefined)
  return {
    answers: outcome.value,
    phases: page.phases,
    framed: asked.slice(before).find((one) => one.place === 'intake')?.path,
    meanwhile: asked.slice(intake, consented),
    sent: asked.slice(consented).filter(({ place, method }) => place === 'board' && method === 'POST'),
  }
}

const byField = (answers: readonly Answer[], field: string) =>
  answers.filter((one) => one.field === field).map(({ text }) => text)

const consentedOf = (answers: readonly Answer[]) => answers.filter(({ consented }) => consented)

describe('our own intake', () => {
  it(
    'comes to the same practitioner with the same words, whatever else is answered',
    async () => {
      const driver = widgetDriver(visits)
      const first = await visited(driver, { place: 'plain' })
      const again = await visited(driver, { place: 'plain' })
      const second = await visited(driver, { place: 'plain', nth: 1 })
      const third = await visited(driver, { place: 'plain', nth: 2 })
      const all = [first, again, second, third]
      for (const one of all) {
        expect(one.phases).toEqual(['intake', 'consented'])
        expect(one.meanwhile).toEqual([])
        expect(one.sent.map(({ bytes }) => bytes)).toEqual([2144])
        expect(consentedOf(one.answers)).toEqual(consentedOf(first.answers))
      }
      expect(consentedOf(first.answers).map(({ field }) => field)).toEqual(['need', 'recipient'])
      expect(again.answers).toEqual(first.answers)
      const fields = [...new Set(all.flatMap(({ answers }) => answers.map(({ field }) => field)))]
      expect(fields.length).toBeGreaterThan(20)
      for (const other of [second, third]) {
        const alike = fields.filter(
          (field) => JSON.stringify(byField(first.answers, field)) === JSON.stringify(byField(other.answers, field)),
        )
        expect(alike).toEqual(['need', 'recipient'])
      }
    },
    LONG_MS,
  )

  it.each(['es', 'fr'])('needs no words of its language: %s', async (language) => {
    const one = await visited(widgetDriver(visits), { place: 'react', language })
    expect(one.framed).toBe(`/intake.${language}.html`)
    expect(one.sent.map(({ bytes }) => bytes)).toEqual([2144])
    expect(one.meanwhile).toEqual([])
  })

  it('says of a page where it cannot work that it is not there', async () => {
    const page = await browser.open(`${everything.at.intake.origin}/intake.en.html`)
    const driver = widgetDriver({ ...visits, patience: { stepMs: 1500, optionalMs: 100 } })
    expect(await driver.visit(page, 0)).toMatchObject({ ok: false, fault: { code: 'form_not_found' } })
    await expect(driver.visit(page, 1)).rejects.toThrow(RangeError)
    await expect(driver.visit(page, 3)).rejects.toThrow(RangeError)
  })
})

describe('the desk', () => {
  it('is gone through by the flow that stands beside it: keys, a page, a signature', async () => {
    const flow = readFlow(readFileSync(join(root, 'examples/desk/audit-flow.json'), 'utf8'))
    if (!flow.ok) throw new Error(flow.fault.says)
    const one = await visited(flowDriver(flow.value, visits), { place: 'desk' })
    expect(one.phases).toEqual(['intake', 'consented'])
    // A record goes out two seconds after the desk was unlocked, and a quick machine has left by then.
    expect(one.sent.map(({ path, bytes }) => [path, bytes])).toEqual(one.sent.slice(0, 1).map(() => ['/records', 2144]))
    expect(one.answers.find(({ field }) => field === 'passphrase')).toMatchObject({ planted: true, consented: false })
  })
})
