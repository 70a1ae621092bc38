import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createInbox } from '../../src/practice/inbox.js'
import { memoryStore } from '../../src/practice/store.js'
import { openToken } from '../../src/token/open.js'
import { launchBrowser } from '../support/browser.js'
import { must, NOW } from '../support/catalogue.js'
import { hostileFaults, hostileLine, hostileStory } from '../support/hostile-words.js'
import { hostileWorld } from '../support/hostile-world.js'
import { type Served, serveWidget, type Visit, visit } from '../support/widget.js'
import { answer, walk } from '../support/widget-screens.js'
import { builtWidget, widgetConfig } from '../support/widget-world.js'

// Everybody in this community's list is Eve: every name, line and label is the worst that may be published. What is worse
// is refused before (test/unit/descriptor/hostile-words.test.ts). Whoever answers is Eve as well.

const narrow: BrowserContextOptions = { viewport: { width: 320, height: 640 } }
const { bytes, trust, people } = hostileWorld()
let html: string
let browser: Browser
const open: Served[] = []

beforeAll(async () => {
  html = (await builtWidget(widgetConfig({ trust }))).html
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  for (const served of open.splice(0)) await served.close()
})
afterAll(async () => {
  await browser?.close()
})

async function arrive(parts: Partial<Parameters<typeof serveWidget>[0]> = {}): Promise<Visit & { served: Served }> {
  const served = await serveWidget({ html, catalogue: bytes, attributes: 'keeps', ...parts })
  open.push(served)
  return { served, ...(await visit(await browser.newContext(narrow), served)) }
}

/** Holds at the end that nobody was asked, nothing was said, and the frame is where it was. */
function holdQuiet({ frame, page, complaints, served }: Visit & { served: Served }, asked: number): void {
  expect(served.asked.slice(asked)).toEqual([])
  expect(complaints).toEqual([])
  expect([page.url(), frame.url()]).toEqual([`${served.host}/`, `${served.widget}/intake.en.html`])
}

describe('hostile words in the widget', () => {
  it('are text on every screen from the first question to the withdrawal', async () => {
    const shown = await arrive()
    const { frame, served } = shown
    const before = served.asked.length
    const wrong: string[] = []
    await walk(shown, async (name) => {
      wrong.push(...(await hostileFaults(frame, name)))
    })
    expect(wrong).toEqual([])
    holdQuiet(shown, before)
  })

  it('are text in all that a result has to say, and where its kind of concern is chosen', async () => {
    const shown = await arrive()
    const { frame, served } = shown
    const before = served.asked.length
    await frame.locator('#begin').click()
    await frame.locator('#search-needs').fill('javascript')
    await frame.locator('[id="needs-anxiety.tide"]').check()
    const wrong = [...(await hostileFaults(frame, 'search'))]
    await frame.locator('#search-needs').fill('')
    wrong.push(...(await hostileFaults(frame, 'chosen')))
    await frame.locator('#open-needs-anxiety').click()
    await frame.locator('[id="needs-anxiety.panic"]').check()
    await frame.locator('#see').click()
    for (const summary of await frame.locator('article summary').all()) await summary.click()
    expect(await frame.locator('article').count()).toBeGreaterThan(3)
    wrong.push(...(await hostileFaults(frame, 'results')))
    for (const call of ['practitioner', 'listing']) {
      const id = call === 'listing' ? '[id^="call-listing"]' : '[id^="call-"]'
      await frame.locator(id).first().click()
      wrong.push(...(await hostileFaults(frame, `call ${call}`)))
      await frame.locator('#back').click()
    }
    await frame.locator('[id^="write-"]').first().click()
    await frame.locator('#suggest').click()
    wrong.push(...(await hostileFaults(frame, 'share')))
    expect(wrong).toEqual([])
    holdQuiet(shown, before)
  })

  it('are text where a person wrote them, and where Eve answers', async () => {
    const shown = await arrive()
    const { frame, page } = shown
    const wrong: string[] = []
    await answer(shown)
    await frame.locator('[id^="write-"]').first().click()
    await frame.locator('#suggest').click()
    await frame.locator('#answer-story').click()
    await frame.locator('#story').fill(hostileStory)
    await frame.locator('#next').click()
    await frame.locator('[id="level story text"]').check()
    wrong.push(...(await hostileFaults(frame, 'share')))
    await frame.locator('#to-reach').click()
    await frame.locator('#way-host').check()
    await frame.locator('#to-agree').click()
    wrong.push(...(await hostileFaults(frame, 'agree')))
    await frame.locator('#agree').click()
    const passphrase = await frame.locator('#passphrase').inputValue()
    await frame.locator('#keep-host').click()
    const link = await frame.locator('#link-0').inputValue()
    wrong.push(...(await hostileFaults(frame, 'sealed')))
    const [[, ticket]] = (await page.evaluate('events()')) as [[string, number[]]] // as the host page makes it

    const record = await answeredByEve(link)
    const later = await arrive({ tickets: Uint8Array.from(ticket), records: record })
    const before = later.served.asked.length
    await later.frame.locator('#to-open').click()
    await later.frame.locator('#passphrase').fill(passphrase)
    await later.frame.locator('#open').click()
    await later.frame.locator('#share-0').waitFor()
    expect(await later.frame.locator('.letter').textContent()).toContain(hostileLine(300))
    wrong.push(...(await hostileFaults(later.frame, 'talk')))
    expect(wrong).toEqual([])
    holdQuiet(later, before)
  })
})

/** Opens the token with the keys of whoever it is for, and answers as unkindly as an answer can be. */
async function answeredByEve(link: string): Promise<Uint8Array> {
  const token = Buffer.from(link.slice(link.indexOf('#') + 1), 'base64url')
  for (const { keys } of people) {
    const opened = openToken(token, keys, { now: NOW })
    if (!opened.ok) continue
    const inbox = createInbox(memoryStore())
    const { id, disclosure } = must(await inbox.receive(opened.value))
    expect(disclosure?.fields.story).toBe(hostileStory)
    const colleagues = people.map(({ keys: { id: other } }) => other).filter((other) => other !== keys.id)
    const said = { kind: 'declined', reason: 'ask-somebody-else', colleagues, note: hostileLine(300) } as const
    return must(await inbox.reply(id, said, keys, { now: NOW })).record
  }
  throw new Error('the token is for nobody here')
}
