import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createInbox } from '../../src/practice/inbox.js'
import { memoryStore } from '../../src/practice/store.js'
import { openToken } from '../../src/token/open.js'
import { launchBrowser } from '../support/browser.js'
import { must, NOW } from '../support/catalogue.js'
import { serveWidget, visit } from '../support/widget.js'
import { seal } from '../support/widget-screens.js'
import { builtWidget, widgetConfig, widgetWorld } from '../support/widget-world.js'

// What comes after: the note kept by the host, an answer from the board, and taking it all back, on another day's page.

const world = widgetWorld()
let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
})

describe('the conversation', () => {
  it('goes on in another visit: the note opens, the answer is read, and the withdrawal erases', async () => {
    const { html } = await builtWidget(widgetConfig())
    const served = await serveWidget({ html, catalogue: world.bytes, attributes: 'keeps' })
    const asha = await visit(await browser.newContext(), served)
    await seal(asha)
    const passphrase = await asha.frame.locator('#passphrase').inputValue()
    await asha.frame.locator('#keep-host').click()
    const name = await asha.frame.locator('section h2').first().textContent()
    const link = await asha.frame.locator('#link-0').inputValue()
    const [[, ticket]] = (await asha.page.evaluate('events()')) as [[string, number[]]] // as the host page made it
    await asha.page.context().close()
    await served.close()

    const { keys } = [world.chen, world.ben, world.priya].find(({ keys }) => nameOf(keys.id) === name) ?? world.eve
    const inbox = createInbox(memoryStore())
    const receive = async (text: string) => {
      const token = Buffer.from(text.slice(text.indexOf('#') + 1), 'base64url')
      return must(await inbox.receive(must(openToken(token, keys, { now: NOW }))))
    }
    const { id } = await receive(link)
    const { record } = must(await inbox.reply(id, { kind: 'accepted', note: 'Tuesday at six.' }, keys, { now: NOW }))

    const later = await serveWidget({
      html,
      catalogue: world.bytes,
      attributes: 'keeps',
      tickets: Uint8Array.from(ticket),
      records: record,
    })
    const { page, frame } = await visit(await browser.newContext(), later)
    await frame.locator('#to-open').click()
    await frame.locator('#passphrase').fill('some other words')
    await frame.locator('#open').click()
    await frame.locator('.said', { hasText: /note|ticket|words/i }).waitFor()
    await frame.locator('#passphrase').fill(passphrase)
    await frame.locator('#open').click()
    await frame.locator('#share-0').waitFor()
    expect(await frame.locator('.letter').textContent()).toContain('Tuesday at six.')
    await frame.locator('#back-0').click()
    await frame.locator('#withdraw-now').click()
    const withdrawn = await receive(await frame.locator('#link-0').inputValue())
    expect([withdrawn.state, withdrawn.disclosure]).toEqual(['cancelled', undefined])
    await frame.locator('#keep-again').click()
    await frame.locator('#keep-host').click()
    await frame.locator('#talk').waitFor()
    const events = (await page.evaluate('events()')) as [string, number[]][] // as above
    expect(events.map(([kind, bytes]) => [kind, bytes.length])).toEqual([['ticket', 1086]])
    await later.close()
  })
})

function nameOf(id: string): string | undefined {
  return new Map([
    [world.chen.keys.id, 'Chen Wei'],
    [world.ben.keys.id, 'Ben Achterberg'],
    [world.priya.keys.id, 'Priya Raghunathan'],
  ]).get(id)
}
