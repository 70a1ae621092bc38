import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { fieldLines } from '../../src/consent/disclosed-text.js'
import type { PractitionerKeys } from '../../src/descriptor/keys.js'
import { en } from '../../src/labels/en.js'
import { createInbox } from '../../src/practice/inbox.js'
import { memoryStore } from '../../src/practice/store.js'
import { openToken } from '../../src/token/open.js'
import { launchBrowser } from '../support/browser.js'
import { must, NOW } from '../support/catalogue.js'
import { type Served, serveWidget, type Visit, visit } from '../support/widget.js'
import { answer, keep, reach, seal, share } from '../support/widget-screens.js'
import { builtWidget, hostileName, widgetConfig, widgetWorld } from '../support/widget-world.js'

// Asha goes through the widget by clicking, from the first question to the sealed token; Chen opens it here.

const world = widgetWorld()
let served: Served
let browser: Browser
let shown: Visit

beforeAll(async () => {
  const { html } = await builtWidget(widgetConfig())
  served = await serveWidget({ html, catalogue: world.bytes, attributes: 'keeps' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})
afterEach(async () => {
  await shown?.page.context().close()
})

const fresh = async () => {
  shown = await visit(await browser.newContext({ timezoneId: 'America/Los_Angeles' }), served)
  return shown
}
const linesOf = async ({ frame }: Visit) => await frame.locator('.letter p').allTextContents()
const eventsOf = async ({ page }: Visit) => (await page.evaluate('events()')) as [string, number[]][] // as the host page made them
const opened = async (bytes: Uint8Array, keys: PractitionerKeys) => {
  const token = must(openToken(bytes, keys, { now: NOW }))
  const { disclosure } = must(await createInbox(memoryStore()).receive(token))
  if (disclosure === undefined) throw new Error('nothing is disclosed')
  return disclosure
}
const tokenIn = (link: string) => Buffer.from(link.slice(link.indexOf('#') + 1), 'base64url')
/** Whoever stands first was written to. */
const keysOf = (name: string | null | undefined): PractitionerKeys => {
  const one = [world.chen, world.ben, world.priya][
    ['Chen Wei', 'Ben Achterberg', 'Priya Raghunathan'].indexOf(name ?? '')
  ]
  return (one ?? world.eve).keys
}

describe('the widget', () => {
  it('seals what was read, word for word, and nothing else', async () => {
    const asha = await fresh()
    await reach(asha)
    await asha.frame.locator('#way-email').check()
    await asha.frame.locator('#email').fill('asha@example.org')
    await asha.frame.locator('#to-agree').click()
    const read = await linesOf(asha)
    await asha.frame.locator('#agree').click()
    await asha.frame.locator('#keep-host').click()
    const link = await asha.frame.locator('#link-0').inputValue()
    const name = await asha.frame.locator('section h2').first().textContent()
    const disclosure = await opened(tokenIn(link), keysOf(name))
    expect(read.filter((line) => line.startsWith('  '))).toEqual(
      fieldLines(disclosure.fields, { labels: en, vocabulary: { labels: [] } }).map((line) => `  ${line}`),
    )
    expect(read).toContain(`For: ${name}`)
    expect(read).toContain(`What for: ${en.preview.purpose[disclosure.purpose]}`)
    const [year, month, day] = new Date(disclosure.expiresOn * 86_400_000).toISOString().slice(0, 10).split('-')
    expect(read.join('\n')).toContain(`${Number(day)} ${en.month[month as '12']} ${year}`)
    expect(disclosure.fields.contact).toEqual({ email: 'asha@example.org' })
    expect(Object.keys(disclosure.fields)).not.toContain('ageGroup')
  })

  it('asks nobody for anything between the first question and the end, and leaves no trace of an answer', async () => {
    const asha = await fresh()
    const before = served.asked.length
    await keep(asha)
    expect(served.asked.slice(before)).toEqual([])
    const { page, frame, complaints } = asha
    const traces = await page.evaluate(
      '[localStorage.length, sessionStorage.length, document.cookie, document.title, location.href, history.length, JSON.stringify(history.state)]',
    )
    expect(traces).toEqual([0, 0, '', 'Harbour', `${served.host}/`, 2, 'null'])
    expect([await frame.title(), frame.url()]).toEqual(['Page', `${served.widget}/intake.en.html`])
    expect(complaints).toEqual([])
    expect(served.asked.filter(({ server }) => server === 'widget').map(({ referrer }) => referrer)).not.toContain(
      `${served.host}/`,
    )
  })

  it('shows the host the same for two people who answer differently and agree to the same', async () => {
    const transcripts: unknown[] = []
    for (const [need, part] of [
      ['anxiety.panic', 'tue-afternoon'],
      ['anxiety.worry', 'thu-morning'],
    ] as const) {
      const one = await fresh()
      const { frame } = one
      await frame.locator('#begin').click()
      await frame.locator('#open-needs-anxiety').click()
      await frame.locator(`[id="needs-${need}"]`).check()
      for (let at = 0; at < 3; at++) await frame.locator('#next').click()
      await frame.locator(`#times-${part}`).check()
      await frame.locator('#see').click()
      await frame.locator('[id^="write-"]').first().click()
      await frame.locator('#suggest').click()
      await frame.locator('#to-reach').click()
      await frame.locator('#way-host').check()
      await frame.locator('#to-agree').click()
      await frame.locator('#agree').click()
      await frame.locator('#keep-host').click()
      await frame.locator('#board-0').click()
      const events = await eventsOf(one)
      transcripts.push(events.map(([kind, bytes]) => [kind, bytes.length]))
      await one.page.context().close()
    }
    expect(transcripts[0]).toEqual([
      ['ticket', 1086],
      ['token', 2144],
    ])
    expect(transcripts[1]).toEqual(transcripts[0])
  })

  it('works on when the network is gone: matching, words, sealing, the call sheet, help', async () => {
    const asha = await fresh()
    await asha.page.context().setOffline(true)
    await seal(asha)
    expect(await asha.frame.locator('#passphrase').inputValue()).toMatch(
      /^([bdfghjklmnprstvz][aiou]){2}( ([bdfghjklmnprstvz][aiou]){2}){4}$/,
    )
    await asha.frame.locator('#help').click()
    expect(await asha.frame.locator('.danger').textContent()).toContain('911')
    const ben = await fresh()
    await ben.page.context().setOffline(true)
    await ben.frame.locator('#begin').click()
    await ben.frame.locator('#open-needs-anxiety').click()
    await ben.frame.locator('[id="needs-anxiety.panic"]').check()
    await ben.frame.locator('#see').click()
    await ben.frame.locator('#more').click()
    await ben.frame.locator('[id^="call-listing"]').first().click()
    expect(await ben.frame.locator('.sheet').textContent()).toContain('555 0100')
  })

  it('shows what others wrote as text, on every screen they come to', async () => {
    const asha = await fresh()
    await answer(asha)
    const { frame } = asha
    const card = frame.getByRole('article', { name: hostileName })
    expect(await card.locator('h2').textContent()).toBe(hostileName)
    await card.locator('summary').click()
    await card.locator('[id^="write-"]').click()
    await frame.locator('#suggest').click()
    expect((await linesOf(asha)).join('\n')).toContain('For: <img src=x')
    await frame.locator('#to-reach').click()
    await frame.locator('#way-host').check()
    await frame.locator('#to-agree').click()
    await frame.locator('#agree').click()
    await frame.locator('#keep-host').click()
    await frame.locator('#talk').click()
    await frame.locator('#share-0').click()
    await frame.locator('#back').click()
    await frame.locator('#back-0').click()
    expect(await frame.locator('strong').textContent()).toContain('<img')
    expect(await frame.locator('img, a, script:not(body > script)').count()).toBe(0)
    expect(asha.complaints).toEqual([])
  })

  it('will not seal what no answer could reach, unless that is said twice', async () => {
    const asha = await fresh()
    await share(asha)
    await asha.frame.locator('#to-reach').click()
    await asha.frame.locator('#to-agree').click()
    expect(await asha.frame.locator('#agree').isDisabled()).toBe(true)
    await asha.frame.locator('#confirm-none').check()
    await asha.frame.locator('#agree').click()
    expect(await asha.frame.locator('#link-0').inputValue()).toContain('#')
    expect(await asha.frame.locator('#talk').count()).toBe(0)
  })
})
