import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toLink, toQrText } from 'entrenous'
import { openSegment, readBoard, readSegmentList } from 'entrenous/board'
import { findReplies, toRecord } from 'entrenous/follow-up'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import encodeQR from 'qr'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, signPage, tab, takeSigned, unlock, writePage } from '../support/desk.js'
import { shared, writeLetter } from '../support/desk-person.js'
import { ashaAnswers, must } from '../support/world.js'

// The other ways on which letters come: a picture of a code, a file, the board; by keyboard alone; and from Eve.

/** When an open desk posts, in seconds. */
const plan = [1, 2, 3, 4, 5, 6, 7, 8]

let desk: ServedDesk
let browser: Browser
let context: BrowserContext
let page: Page
let words = ''
const complaints: string[] = []

beforeAll(async () => {
  desk = await serveDesk({ community: true, board: true, postAfterSeconds: plan })
  browser = await launchBrowser()
  context = await browser.newContext({ acceptDownloads: true })
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('dialog', (dialog) => complaints.push(`dialog: ${dialog.message()}`))
  words = await makeDesk(page, desk.origin)
  await page.getByRole('button', { name: 'I have it on paper' }).click()
  await writePage(page)
  await page.getByRole('button', { name: 'Done: sign my page' }).click()
  takeSigned(community(), 'chen-wei', await signPage(page))
  community().publish()
})
afterAll(async () => {
  await browser?.close()
  await desk?.close()
})

function community() {
  if (desk.community === undefined) throw new Error('expected a community beside the desk')
  return desk.community
}

function board() {
  const folder = desk.boardFolder
  if (folder === undefined) throw new Error('expected a board beside the desk')
  const shown = join(folder, 'public')
  return { shown, board: must(readBoard(readFileSync(join(shown, 'board.json'), 'utf8'))) }
}

/** Every record that the board keeps. */
function boardRecords(): readonly Uint8Array[] {
  const { shown, board: described } = board()
  const { segments } = must(readSegmentList(readFileSync(join(shown, 'segments.json'), 'utf8'), described))
  return segments.flatMap((segment) =>
    must(openSegment(readFileSync(join(shown, 'segments', segment.name)), segment, described)),
  )
}

const letterTo = (options = {}) => writeLetter(community().catalogue(), community().key, options)

async function receiving(): Promise<void> {
  await tab(page, 'Letters')
  await page.getByRole('button', { name: 'A letter has come' }).click()
}

const agreed = () => page.getByRole('heading', { name: 'What this person agreed to tell you' })

describe('a letter comes', () => {
  it('as a picture of its code', async () => {
    await receiving()
    const picture = encodeQR(toQrText(letterTo().token), 'gif', { ecc: 'medium', scale: 4 })
    const file = { name: 'code.gif', mimeType: 'image/gif', buffer: Buffer.from(picture) }
    await page.getByLabel('Choose a picture or a file').setInputFiles(file)
    await agreed().waitFor()
  })

  it('as a file', async () => {
    await receiving()
    const file = { name: 'letter', mimeType: '', buffer: Buffer.from(letterTo().token) }
    await page.getByLabel('Choose a picture or a file').setInputFiles(file)
    await agreed().waitFor()
  })

  it('not as a picture without a code, a file of something else, or a letter to somebody else', async () => {
    await receiving()
    const choose = page.getByLabel('Choose a picture or a file')
    const icon = readFileSync('examples/desk/public/icon.svg')
    await choose.setInputFiles({ name: 'icon.svg', mimeType: 'image/svg+xml', buffer: icon })
    await page.getByText('There is no letter in this.').waitFor()
    const other = letterTo({ name: 'Priya Raghunathan' })
    await choose.setInputFiles({ name: 'letter', mimeType: '', buffer: Buffer.from(other.token) })
    await page.getByRole('alert').filter({ hasText: 'This message is not for your keys' }).waitFor()
    await choose.setInputFiles({ name: 'x', mimeType: '', buffer: Buffer.alloc(70_000, 7) })
    await page.getByText('There is no letter in this.').waitFor()
  })

  it('from the board, among what is for others; its answer goes there at a fixed time, and its withdrawal comes', async () => {
    const letter = letterTo()
    const post = async (token: Uint8Array) => {
      const answer = await fetch(`${board().board.address}records`, {
        method: 'POST',
        body: new Uint8Array(must(toRecord(token))),
      })
      expect(answer.status).toBe(200)
    }
    await post(letterTo({ name: 'Priya Raghunathan' }).token)
    await post(letter.token)
    await tab(page, 'Today')
    await page.getByRole('button', { name: 'Look at the board now' }).click()
    await page.getByText('New messages for you: 1.').waitFor()
    await tab(page, 'Letters')
    await page
      .getByRole('button', { name: /Panic attacks.*not answered yet/i })
      .first()
      .waitFor()
    const unanswered = await page.getByRole('button', { name: /not answered yet/ }).count()
    for (let left = unanswered; left > 0; left--) await sayYesToTheFirst()
    await page.getByRole('button', { name: 'Lock now' }).click()
    await page.getByLabel('Your words').waitFor()
    const before = boardRecords().length
    await unlock(page, words)
    // Locked and opened again, the desk posts by its plan: as many records as ever, the answers first and then dummies.
    await vi.waitFor(() => expect(boardRecords()).toHaveLength(before + plan.length), {
      timeout: 25_000,
      interval: 250,
    })
    expect(unanswered).toBeLessThan(plan.length)
    const [found] = findReplies([letter.ticket], boardRecords())
    expect(found?.reply).toMatchObject({ answer: { kind: 'accepted' }, by: { name: 'Chen Wei' } })
    await post(letter.takeBack())
    await tab(page, 'Today')
    await page.getByRole('button', { name: 'Look at the board now' }).click()
    await page.getByText('New messages for you: 1.').waitFor()
    await tab(page, 'Letters')
    await page.getByRole('button', { name: /Taken back by the person/ }).waitFor()
  })
})

/** Says yes to the first letter that waits for an answer. */
async function sayYesToTheFirst(): Promise<void> {
  await tab(page, 'Letters')
  await page
    .getByRole('button', { name: /not answered yet/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Say yes' }).click()
  await page.getByRole('button', { name: 'Send this answer' }).click()
  await page.getByText('Your answer is sealed.').waitFor()
}

describe('whoever uses no mouse', () => {
  /** Goes on with the Tab key until this has the focus. */
  async function tabTo(name: string): Promise<void> {
    for (let pressed = 0; pressed < 60; pressed++) {
      await page.keyboard.press('Tab')
      const focused = page.locator(':focus')
      const text = `${await focused.textContent()} ${await focused.getAttribute('aria-label')}`
      if (text.includes(name)) return
    }
    throw new Error(`the Tab key never came to: ${name}`)
  }

  it('takes a letter in and answers it, and always has the focus in sight', async () => {
    const letter = letterTo()
    await page.evaluate(`location.hash = ${JSON.stringify(new URL(toLink(letter.token, desk.origin)).hash)}`)
    await agreed().waitFor()
    await tabTo('Ask for more')
    await page.keyboard.press('Enter')
    await tabTo('Send this answer')
    const seen = await page.evaluate(
      '(() => { const { top, bottom } = document.activeElement.getBoundingClientRect(); return top >= 0 && bottom <= innerHeight })()',
    )
    expect(seen).toBe(true)
    await page.keyboard.press('Enter')
    await page.getByText('Your answer is sealed.').waitFor()
  })
})

describe('a letter from Eve', () => {
  it('shows as text what looks like markup, and takes out what hides or reorders', async () => {
    const story = `<img src=x onerror="alert(1)"> <b>bold</b> javascript:alert(1) ${'long '.repeat(150)}`
    const answers = { ...ashaAnswers, story, contact: { name: '<script>alert(1)</script>' } }
    const letter = letterTo({ answers, share: { ...shared, story: 'text', contact: ['name'] } })
    await page.evaluate(`location.hash = ${JSON.stringify(new URL(toLink(letter.token, desk.origin)).hash)}`)
    await agreed().waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('<script>alert(1)</script>')
    await page.getByText('<img src=x onerror="alert(1)">').waitFor()
    expect(await page.locator('main img, main b, main script').count()).toBe(0)
    await page.getByRole('button', { name: 'Show all of it' }).click()
    expect(Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))).toBeLessThanOrEqual(0)
    expect(complaints).toEqual([])
  })
})
