import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toLink } from 'entrenous'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser, launchPersistent } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, signPage, tab, takeSigned, unlock, writePage } from '../support/desk.js'
import { shared, writeLetter } from '../support/desk-person.js'
import { ashaAnswers } from '../support/world.js'

// What stays on the device: nothing readable, everything without a network, and the way back from a sheet of paper.

let desk: ServedDesk
let context: BrowserContext
let page: Page
let words = ''
let sheet = ''
let picture: Buffer
let id = ''
const folder = mkdtempSync(join(tmpdir(), 'entrenous-profile-'))
const story = 'PLANTED-STORY it began on the ferry'

beforeAll(async () => {
  desk = await serveDesk({ community: true })
  context = await launchPersistent(folder)
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  words = await makeDesk(page, desk.origin)
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save it as a file' }).click()
  sheet = readFileSync(await (await saved).path(), 'utf8')
  picture = await page.locator('.sheet').screenshot()
  await page.getByRole('button', { name: 'I have it on paper' }).click()
  await writePage(page)
  await page.getByRole('button', { name: 'Done: sign my page' }).click()
  takeSigned(community(), 'chen-wei', await signPage(page))
  const published = community().publish() as { ids: Record<string, string> } // as the command writes it
  id = published.ids['chen-wei'] ?? ''
  const letter = writeLetter(community().catalogue(), community().key, {
    answers: { ...ashaAnswers, story },
    share: { ...shared, story: 'text', contact: ['email'] },
  })
  await page.evaluate(`location.hash = ${JSON.stringify(new URL(toLink(letter.token, desk.origin)).hash)}`)
  await page.getByText(story).waitFor()
})
afterAll(async () => {
  await context?.close()
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

function community() {
  if (desk.community === undefined) throw new Error('expected a community beside the desk')
  return desk.community
}

/** Every byte of every file of the browser's profile. */
function storedBytes(): Buffer {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
  return Buffer.concat(files.filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name))))
}

describe('what the device keeps', () => {
  it('is sealed: no word of the letter, the page, the words or the keys is in any file of the browser', async () => {
    await context.close()
    const stored = storedBytes()
    // The database is there, by the one name that says no more than that.
    expect(stored.includes('desk-inbox') || stored.includes(Buffer.from('desk-inbox', 'utf16le'))).toBe(true)
    const planted = [
      story,
      'PLANTED-STORY',
      ashaAnswers.contact.email,
      'raises the alarm',
      'chen@harbour.example',
      words,
    ]
    const found = planted.filter((one) => stored.includes(one) || stored.includes(Buffer.from(one, 'utf16le')))
    expect(found).toEqual([])
    context = await launchPersistent(folder)
    page = await context.newPage()
    page.setDefaultTimeout(20_000)
    await page.goto(`${desk.origin}/`)
  })
  it('is in no other storage than the sealed one and the page’s own files', async () => {
    const traces = await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')
    expect(traces).toEqual([0, 0, ''])
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    const cached = await page.evaluate(
      'caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => one.url)))).flat())',
    )
    const urls = cached as string[] // addresses, as the line above makes them
    expect(urls.length).toBeGreaterThan(4)
    expect(urls.filter((url) => !url.startsWith(desk.origin) || url.includes('#') || url.includes('?'))).toEqual([])
  })
  it('does not open with other words, and loses nothing by it', async () => {
    await page.getByLabel('Your words').fill('acorn album amber anchor apple apron')
    await page.getByRole('button', { name: 'Unlock' }).click()
    await page.getByText('That did not open it').waitFor()
    await unlock(page, words)
    await tab(page, 'Letters')
    await page.getByRole('button', { name: /Panic attacks/ }).waitFor()
  })
})

describe('without a network', () => {
  it('opens after a reload, and reads and answers a letter', async () => {
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)')
    await desk.stop()
    await page.reload()
    await unlock(page, words)
    await tab(page, 'Letters')
    await page.getByRole('button', { name: /Panic attacks/ }).click()
    await page.getByText(story).waitFor()
    await page.getByRole('button', { name: 'Suggest a colleague' }).click()
    // The community's list is the one that was fetched last.
    await page.getByRole('checkbox', { name: 'Ben Achterberg' }).check()
    await page.getByRole('button', { name: 'Send this answer' }).click()
    await page.getByText('Your answer is sealed.').waitFor()
  })
})

describe('the recovery sheet', () => {
  let empty: ServedDesk
  let fresh: Page

  beforeAll(async () => {
    empty = await serveDesk()
    const browser = await launchBrowser()
    fresh = await browser.newPage()
    fresh.setDefaultTimeout(20_000)
  })
  afterAll(async () => {
    await fresh?.context().browser()?.close()
    await empty?.close()
  })

  async function sheetIs(choose: () => Promise<void>): Promise<void> {
    await fresh.goto(`${empty.origin}/`)
    await fresh.getByRole('button', { name: 'I have a recovery sheet' }).click()
    await choose()
  }
  const chosen = (buffer: Buffer, name: string, mimeType: string) => async () =>
    fresh.getByLabel('Choose a picture or the saved file').setInputFiles({ name, mimeType, buffer })

  it('tells a slip of the pen by its line', async () => {
    const typed = sheet.split('\n').filter((line) => /^\d+\. /.test(line))
    typed[2] = (typed[2] ?? '').replace(/ (\w)(\w)/, ' $2$1')
    await sheetIs(async () => {
      await fresh.getByText('Type the lines instead').click()
      await fresh.getByLabel('The lines of the sheet').fill(typed.join('\n'))
      await fresh.getByRole('button', { name: 'Read these lines' }).click()
    })
    await fresh.getByText('There is a slip in line 3.').waitFor()
  })
  it('does not open with other words', async () => {
    await sheetIs(chosen(Buffer.from(sheet), 'sheet.txt', 'text/plain'))
    await fresh.getByLabel('The words it is sealed under').fill('acorn album amber anchor apple apron')
    await fresh.getByRole('button', { name: 'Restore my desk' }).click()
    await fresh.getByText('These words do not open this sheet.').waitFor()
  })
  it('brings the keys back on an empty device, from a picture of what is printed', async () => {
    await sheetIs(chosen(picture, 'sheet.png', 'image/png'))
    await fresh.getByLabel('The words it is sealed under').fill(words)
    await fresh.getByRole('button', { name: 'Restore my desk' }).click()
    await tab(fresh, 'Keys')
    expect((await fresh.locator('.id').first().textContent())?.replaceAll(' ', '')).toBe(id)
  })
})
