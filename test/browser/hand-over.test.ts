import { readFileSync } from 'node:fs'
import { toLink } from 'entrenous'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { tab, unlock } from '../support/desk.js'
import {
  answerWith,
  chensDesk,
  comeToTheWords,
  mouse,
  type Person,
  personAt,
  previewOf,
  visiting,
} from '../support/story-people.js'
import { type Everything, startEverything } from '../support/story-servers.js'

// The story without a board, and with a page that keeps nothing: whatever goes from one to the other is carried by hand, as
// a file, as a link, as a picture of a code.

const PATIENT = 300_000
const confidence = 'It begins on the ferry, at four.'
let everything: Everything
let browser: Browser
let desk: Page
let words = ''

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
  const chen = await chensDesk(browser, everything)
  desk = chen.page
  words = chen.words
}, PATIENT)
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

/** What a browser saves when this is pressed. */
async function savedBy(page: Page, button: Locator): Promise<Buffer> {
  const download = page.waitForEvent('download')
  await button.click()
  return readFileSync(await (await download).path())
}

const asFile = (buffer: Buffer) => ({ name: 'letter', mimeType: '', buffer })
const asPicture = (buffer: Buffer) => ({ name: 'code.png', mimeType: 'image/png', buffer })

/** Goes to where the desk takes a letter in. */
async function receiving(): Promise<Locator> {
  await tab(desk, 'Letters')
  await desk.getByRole('button', { name: 'A letter has come' }).click()
  return desk.getByLabel('Choose a picture or a file')
}

async function agreedLines(): Promise<readonly string[]> {
  await desk.getByRole('heading', { name: 'What this person agreed' }).waitFor()
  return desk.locator('.agreed > .fields li').allTextContents()
}

/** A picture of something that stayed where it is meanwhile: styles for paper move everything, a frame at a time. */
async function steadyPicture(thing: Locator): Promise<Buffer> {
  const drawn = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))'
  return vi.waitUntil(async () => {
    await thing.evaluate(drawn)
    const before = await thing.boundingBox()
    const picture = await thing.screenshot()
    await thing.evaluate(drawn)
    const after = await thing.boundingBox()
    return JSON.stringify(before) === JSON.stringify(after) ? picture : undefined
  }, 30_000)
}

/** The code on the widget's page, as a camera that is close enough sees it. */
async function pictureOfCode({ frame }: Pick<Person, 'frame'>): Promise<Buffer> {
  await frame.locator('#open-qr-0').click()
  return frame.locator('.code').screenshot()
}

/** Somebody who has written to Chen, with a note of their own as a file. */
async function written() {
  const person = await personAt(browser, everything)
  const { page, frame } = person
  await answerWith(mouse, person)
  await comeToTheWords(mouse, person, 'Chen Wei')
  await mouse.press(frame, 'back')
  await mouse.press(frame, 'way-host')
  await mouse.press(frame, 'way-file')
  await mouse.press(frame, 'to-agree')
  await frame.locator('#agree').waitFor()
  const preview = await previewOf(person)
  await mouse.press(frame, 'agree')
  const passphrase = await frame.locator('#passphrase').inputValue()
  const note = await savedBy(page, frame.locator('#keep-file'))
  return { person, preview, passphrase, note }
}

describe('a conversation that nothing carries but people', () => {
  let carried: Awaited<ReturnType<typeof written>>
  let later: Person
  let answer: Buffer
  let before = 0

  it('begins with a letter as a file, which the desk opens to the very words of the preview', {
    timeout: PATIENT,
  }, async () => {
    carried = await written()
    const { page, frame } = carried.person
    before = everything.asked.length
    const letter = await savedBy(page, frame.locator('#file-0'))
    const choose = await receiving()
    await choose.setInputFiles(asFile(letter))
    expect(await agreedLines()).toEqual(carried.preview)
  })

  it('is answered with a file, which the person reads another day with the note they saved', {
    timeout: PATIENT,
  }, async () => {
    await desk.getByRole('button', { name: 'Say yes' }).click()
    await desk.getByRole('button', { name: 'Send this answer' }).click()
    answer = await savedBy(desk, desk.getByRole('button', { name: 'Save as a file' }))
    const { context, page } = carried.person
    await page.close()
    const { plain, intake } = everything.at
    later = await visiting(context, plain.origin, intake.origin)
    const { frame } = later
    expect(await later.page.evaluate('localStorage.length')).toBe(0)
    await mouse.press(frame, 'to-open')
    expect(await frame.locator('#open').count()).toBe(0)
    await frame.locator('#passphrase').fill(carried.passphrase)
    await frame.locator('#note-file').setInputFiles(asFile(carried.note))
    await frame.locator('#share-0').waitFor()
    expect(await frame.locator('.letter').count()).toBe(0)
    await frame.locator('#reply-file').setInputFiles(asFile(answer))
    await frame.locator('.letter').waitFor()
    expect(await frame.locator('.letter').textContent()).toContain('They say yes')
  })

  it('goes on with a link in the middle of a mail', { timeout: PATIENT }, async () => {
    const { frame } = later
    await mouse.press(frame, 'share-0')
    await mouse.press(frame, 'answer-story')
    await frame.locator('#story').fill(confidence)
    for (const id of ['next', 'level story text', 'to-reach', 'to-agree']) await mouse.press(frame, id)
    await frame.locator('#agree').waitFor()
    const more = await previewOf(later)
    expect(more.join()).toContain(confidence)
    await mouse.press(frame, 'agree')
    const link = await frame.locator('#link-0').inputValue()
    await receiving()
    await desk.getByLabel('Link or text').fill(`Hello,\n\nhere is more: ${link}\n\nA.`)
    await desk.getByRole('button', { name: 'Open it' }).click()
    await desk.locator('.agreed .added').waitFor()
    expect(await desk.locator('.agreed .added li').allTextContents()).toEqual(more)
    expect(await agreedLines()).toEqual(carried.preview)
  })

  it('ends with a picture of the withdrawal’s code', { timeout: PATIENT }, async () => {
    const { frame } = later
    for (const id of ['talk', 'back-0', 'withdraw-now']) await mouse.press(frame, id)
    await frame.locator('#open-qr-0').waitFor()
    const code = await pictureOfCode(later)
    const choose = await receiving()
    await choose.setInputFiles(asPicture(code))
    await desk.getByText('The person has taken this letter back').waitFor()
    await tab(desk, 'Letters')
    expect(await desk.getByRole('main').textContent()).not.toContain(confidence)
  })

  it('asked the board for nothing on the person’s side', () => {
    const posts = everything.asked
      .slice(before)
      .filter(({ method, origin }) => method === 'POST' && origin === everything.at.plain.origin)
    expect(posts).toEqual([])
    expect([...carried.person.complaints, ...later.complaints]).toEqual([])
  })
})

describe('a letter', () => {
  it('comes by its link to a desk that is locked, and leaves the address at once', { timeout: PATIENT }, async () => {
    const { person, preview } = await written()
    const link = await person.frame.locator('#link-0').inputValue()
    expect(link.startsWith(`${everything.at.desk.origin}/#`)).toBe(true)
    await desk.getByRole('button', { name: 'Lock now' }).click()
    await desk.getByRole('heading', { name: 'Your desk is locked' }).waitFor()
    await desk.goto(link)
    await desk.getByText('A letter has come with the link').waitFor()
    expect(desk.url()).toBe(`${everything.at.desk.origin}/`)
    await unlock(desk, words)
    expect(await agreedLines()).toEqual(preview)
  })

  it('comes from paper: the code as it is printed, in the dark as in the light', { timeout: PATIENT }, async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { person, preview } = await written()
      await person.frame.locator('#open-qr-0').click()
      await person.page.emulateMedia({ media: 'print', colorScheme })
      const code = await steadyPicture(person.frame.locator('.code'))
      const choose = await receiving()
      await choose.setInputFiles(asPicture(code))
      expect(await agreedLines()).toEqual(preview)
    }
  })

  it('says that it is not whole where a link was cut, and is not lost by it', { timeout: PATIENT }, async () => {
    const { person, preview } = await written()
    const link = await person.frame.locator('#link-0').inputValue()
    await receiving()
    const paste = async (text: string) => {
      await desk.getByLabel('Link or text').fill(text)
      await desk.getByRole('button', { name: 'Open it' }).click()
    }
    await paste(link.slice(0, -40))
    await desk.getByRole('alert').waitFor()
    await paste(toLink(Buffer.from(link.slice(link.indexOf('#') + 1), 'base64url'), 'https://elsewhere.example/'))
    expect(await agreedLines()).toEqual(preview)
  })
})

describe('the call sheet', () => {
  it('is printed as what is to be said and asked, and nothing of the page around it', {
    timeout: PATIENT,
  }, async () => {
    const { page, frame } = await personAt(browser, everything)
    await answerWith(mouse, { frame })
    await frame.locator('[id^="call-"]').first().click()
    await frame.evaluate(
      'globalThis.print = () => { document.body.dataset.printed = String(1 + Number(document.body.dataset.printed ?? 0)) }',
    )
    await mouse.press(frame, 'print')
    expect(await frame.evaluate('document.body.dataset.printed')).toBe('1')
    const shown = () => frame.evaluate("document.querySelector('.sheet').innerText")
    const said = await shown()
    await page.emulateMedia({ media: 'print' })
    expect(await shown()).toBe(said)
    for (const hidden of ['.bar', '.foot', '.no-print'])
      expect(await frame.locator(hidden).first().isVisible()).toBe(false)
    const cut = await frame.evaluate(
      "(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight)(document.querySelector('main'))",
    )
    expect(cut).toBe(0)
  })
})
