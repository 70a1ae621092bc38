import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toLink } from 'entrenous'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, signPage, tab, takeSigned, unlock, writePage } from '../support/desk.js'
import { shared, writeLetter } from '../support/desk-person.js'
import {
  hostileFaults,
  hostileLine,
  hostileName,
  hostileStory,
  hostileSummary,
  turned,
} from '../support/hostile-words.js'
import { ashaAnswers } from '../support/world.js'

// Eve writes to Chen, Eve is a colleague, and the worst that can be said stands wherever somebody’s words are shown.

let desk: ServedDesk
let browser: Browser
let page: Page
const complaints: string[] = []
const wrong: string[] = []
const look = async (screen: string) => void wrong.push(...(await hostileFaults(page, screen)))
const button = (name: string) => page.getByRole('button', { name, exact: true }).click()

function community() {
  if (desk.community === undefined) throw new Error('expected a community beside the desk')
  return desk.community
}

/** Puts two Eves among the colleagues. */
function addEves(): void {
  const folder = join(community().folder, 'practitioners')
  const ben = JSON.parse(readFileSync(join(folder, 'ben-achterberg.json'), 'utf8'))
  for (const nth of ['1', '2']) {
    const name = `${hostileName.slice(0, -1)}${nth}`
    const eve = { ...ben, name, summary: hostileSummary, openers: [{ role: 'self', name }] }
    writeFileSync(join(folder, `eve-${nth}.json`), JSON.stringify(eve))
  }
}

async function arrive(token: Uint8Array): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(new URL(toLink(token, desk.origin)).hash)}`)
  await page.getByRole('heading', { name: 'What this person agreed to tell you' }).waitFor()
}

beforeAll(async () => {
  desk = await serveDesk({ community: true })
  addEves()
  browser = await launchBrowser()
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
  page = await context.newPage()
  page.setDefaultTimeout(30_000)
  page.on('console', (message) => message.type() !== 'debug' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  const words = await makeDesk(page, desk.origin)
  await button('I have it on paper')
  await writePage(page)
  await button('Done: sign my page')
  takeSigned(community(), 'chen-wei', await signPage(page))
  community().publish()
  // The list is fetched when the desk opens.
  await button('Lock now')
  await unlock(page, words)
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

it('hostile words in letters and among colleagues are text on every screen of the desk', async () => {
  const answers = { ...ashaAnswers, story: hostileStory, contact: { ...ashaAnswers.contact, name: hostileLine(80) } }
  const share = { ...shared, contact: ['name', 'email'] } as const
  const letter = writeLetter(community().catalogue(), community().key, { answers, share })
  await arrive(letter.token)
  await look('letter')
  for (const form of ['Offer times', 'Say yes', 'Waiting list', 'Decline', 'Ask for more', 'Suggest a colleague']) {
    await button(form)
    // What Chen pastes from elsewhere is shown in the words that the person will read.
    await page.getByLabel('One line for the person').fill(hostileLine(300))
    for (const eve of await page.getByRole('checkbox', { name: turned }).all()) await eve.check()
    await look(form)
    if (form !== 'Suggest a colleague') await button('Not this')
  }
  expect(await page.locator('.will-read').textContent()).toContain(hostileName.slice(0, -1))
  await button('Send this answer')
  await page.getByText('Your answer is sealed.').waitFor()
  await look('answered')
  await tab(page, 'Letters')
  await look('letters')
  await page.locator('.letter-line').click()
  await arrive(letter.more({ story: 'text' }))
  await page.locator('.added').waitFor()
  await look('added')
  while ((await page.getByRole('button', { name: 'Show all of it' }).count()) > 0) await button('Show all of it')
  // What turns and what hides is taken out, and a mark stands in its place.
  const text = (await page.locator('.added').textContent()) ?? ''
  expect([text.includes('\ufffd'), /[\u202e\u2066\u200b]/.test(text)]).toEqual([true, false])
  await look('whole')
  await tab(page, 'Today')
  await look('today')
  expect(wrong).toEqual([])
  expect(complaints).toEqual([])
  expect(new URL(page.url()).origin).toBe(desk.origin)
})
