import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { root } from '../../scripts/build.js'
import { launchBrowser } from '../support/browser.js'
import { tab, unlock } from '../support/desk.js'
import {
  answerWith,
  chensDesk,
  comeToTheWords,
  finger,
  type Hand,
  keyboard,
  mouse,
  type Person,
  personAt,
  previewOf,
  sealAndSend,
  sendAll,
  visiting,
} from '../support/story-people.js'
import { type Asked, type Everything, startEverything } from '../support/story-servers.js'
import { lineOf, posted } from '../support/whole-story.js'

// The story over everything that `npm start` serves, each part on an origin of its own; what every server was asked for is
// held against what was promised. From one end to the other it is told in whole-story.test.ts; here are its other ways.

const PATIENT = 300_000
/** What is said in confidence, and must be found nowhere. */
const confidence = 'It begins on the ferry, at four.'

let everything: Everything
let browser: Browser

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
}, PATIENT)
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

/** What the servers were asked for while something was done. */
async function askedDuring(work: () => Promise<unknown>): Promise<readonly Asked[]> {
  const before = everything.asked.length
  await work()
  return everything.asked.slice(before)
}

async function agreedLines(desk: Page): Promise<readonly string[]> {
  await desk.getByRole('heading', { name: 'What this person agreed' }).waitFor()
  return desk.locator('.agreed > .fields li').allTextContents()
}

/** Says yes to whoever wrote, in this test or before, and gives what each agreed to. */
async function sayYesToAll(desk: Page): Promise<readonly (readonly string[])[]> {
  const agreed: (readonly string[])[] = []
  await desk.getByRole('button', { name: 'Read them' }).click()
  const waiting = desk.getByRole('button', { name: /not answered yet/ })
  await waiting.first().waitFor()
  for (let left = await waiting.count(); left > 0; left--) {
    await waiting.first().click()
    agreed.push(await agreedLines(desk))
    await desk.getByRole('button', { name: 'Say yes' }).click()
    await desk.getByRole('button', { name: 'Send this answer' }).click()
    await desk.getByText('Your answer is sealed.').waitFor()
    await tab(desk, 'Letters')
  }
  return agreed
}

/** Opens the desk anew: it posts at its fixed times after that, what waits before what says nothing. */
async function openAnew(desk: Page, words: string): Promise<void> {
  await desk.getByRole('button', { name: 'Lock now' }).click()
  const before = everything.asked.length
  await unlock(desk, words)
  await tab(desk, 'Today')
  const isPosted = () => expect(everything.asked.slice(before).map(lineOf)).toContain(posted)
  await vi.waitFor(isPosted, { timeout: 60_000, interval: 100 })
  await desk.getByText('Answers waiting to be posted').waitFor({ state: 'detached' })
}

/** Comes back to the page later, with the note that it kept. */
async function comeBack({ context, page }: Person, words: string): Promise<Person> {
  await page.close()
  const { plain, intake } = everything.at
  const person = await visiting(context, plain.origin, intake.origin)
  await mouse.press(person.frame, 'to-open')
  await person.frame.locator('#passphrase').fill(words)
  await mouse.press(person.frame, 'open')
  await person.frame.locator('#share-0').waitFor()
  return person
}

/** The names of those in the community who do not read the board: what is for them goes as a link. */
function withoutBoard(): RegExp {
  const folder = join(root, 'examples', 'harbour-collective', 'practitioners')
  const people: readonly { name: string; delivery: readonly string[] }[] = readdirSync(folder).map((name) =>
    JSON.parse(readFileSync(join(folder, name), 'utf8')),
  )
  const names = people.filter(({ delivery }) => !delivery.includes('board')).map(({ name }) => name)
  return new RegExp(names.join('|'))
}

/** What the servers were asked for while something was done, once as many requests have come as there must be. */
async function askedOnce(count: number, work: () => Promise<unknown>): Promise<readonly string[]> {
  const before = everything.asked.length
  await work()
  const came = () => everything.asked.slice(before).map(lineOf)
  await vi.waitFor(() => expect(came().length).toBeGreaterThanOrEqual(count), { timeout: 30_000 })
  return came()
}

/** Everything that a page and its browser hold where others could look, as one text. */
async function tracesOf({ context, page, frame }: Person): Promise<string> {
  const stored = await page.evaluate(`(async () => JSON.stringify([
    Object.entries(localStorage), Object.entries(sessionStorage), document.cookie, document.title, document.referrer,
    location.href, history.state, history.length, await indexedDB.databases(), await caches.keys(), window.name
  ]))()`)
  return JSON.stringify([stored, frame.url(), await frame.title(), await context.storageState()])
}

describe('the story', () => {
  it('asks every server for the same before the first question, whoever asks, and then for nothing', {
    timeout: PATIENT,
  }, async () => {
    const people: Person[] = []
    const asked: (readonly string[])[] = []
    for (let nth = 0; nth < 2; nth++) {
      const lines = await askedDuring(async () => people.push(await personAt(browser, everything)))
      asked.push(lines.map(lineOf).sort())
    }
    expect(asked[0]).toContain('catalogue GET /harbour.catalogue 0')
    expect(asked[1]).toEqual(asked[0])
    const [one, other] = people
    if (one === undefined || other === undefined) throw new Error('two people came')
    const silence = await askedDuring(async () => {
      await answerWith(mouse, one)
      await mouse.press(other.frame, 'begin')
      await mouse.press(other.frame, 'open-needs-grief')
      await mouse.press(other.frame, 'needs-grief.death')
      await mouse.press(other.frame, 'see')
      await other.frame.locator('article').first().waitFor()
    })
    expect(silence).toEqual([])
  })

  it('leaves nothing of an answer where somebody else could look', { timeout: PATIENT }, async () => {
    const person = await personAt(browser, everything)
    const bodies: string[] = []
    person.context.on('request', (request) => bodies.push(request.postDataBuffer()?.toString('latin1') ?? ''))
    const { frame } = person
    await answerWith(mouse, person)
    await comeToTheWords(mouse, person, 'Chen Wei')
    await mouse.press(frame, 'to-share')
    await mouse.press(frame, 'answer-story')
    await frame.locator('#story').fill(confidence)
    await mouse.press(frame, 'next')
    await mouse.choose(frame, 'level story text')
    await mouse.press(frame, 'to-reach')
    await mouse.press(frame, 'to-agree')
    expect((await previewOf(person)).join()).toContain(confidence)
    const words = await sealAndSend(mouse, person)
    const everywhere = [await tracesOf(person), JSON.stringify(everything.asked), ...bodies].join()
    for (const said of ['panic', 'anxiety', 'ferry', 'Chen', 'US-WA', 'tue', ...words.split(' ')]) {
      expect(everywhere).not.toContain(said)
    }
    // A page may name itself to its own server, as a service worker does; never to another.
    const { at } = everything
    const foreign = everything.asked.filter(({ place, referrer }) => !`${referrer}/`.startsWith(`${at[place].origin}/`))
    expect(foreign.map(({ referrer }) => referrer).filter((one) => one !== '')).toEqual([])
    expect(person.complaints).toEqual([])
  })

  it('asks three at once, each sealed apart; one says yes at the desk, and the others hear that it is over', {
    timeout: PATIENT,
  }, async () => {
    let person = await personAt(browser, everything)
    const { frame } = person
    await answerWith(mouse, person)
    // Of the first four, not three read at the board.
    await mouse.press(frame, 'more')
    const readers = frame.locator('article', { has: frame.locator('[id^="ask-"]'), hasNotText: withoutBoard() })
    await frame.locator('article[aria-label="Chen Wei"] [id^="ask-"]').check()
    const others = readers.locator('[id^="ask-"]:not(:checked)')
    for (let nth = 0; nth < 2; nth++) await others.first().click()
    for (const id of ['round', 'suggest', 'to-reach', 'way-host', 'to-agree']) await mouse.press(frame, id)
    expect(await frame.locator('.letter').count()).toBe(3)
    const preview = await previewOf(person)
    let words = ''
    const asked = await askedOnce(3, async () => {
      words = await sealAndSend(mouse, person)
    })
    expect(asked).toEqual([posted, posted, posted])
    expect(await frame.locator('.done').count()).toBe(3)

    const { page: desk, words: deskWords } = await chensDesk(browser, everything)
    // Each of the three reads the same.
    const agreed = await sayYesToAll(desk)
    expect(agreed.map((lines) => [...lines, ...lines, ...lines])).toContainEqual(preview)
    await openAnew(desk, deskWords)
    await desk.context().close()

    person = await comeBack(person, words)
    const taking = await askedOnce(2, async () => {
      await person.frame.locator('[id^="take-"]').click()
      await person.frame.locator('#board-1').waitFor()
      await sendAll(mouse, person.frame)
    })
    expect(taking).toEqual([posted, posted])
  })

  it('goes the same way on the page that is made with React', { timeout: PATIENT }, async () => {
    const person = await personAt(browser, everything, { place: 'react' })
    const silence = await askedDuring(async () => {
      await answerWith(mouse, person)
      await comeToTheWords(mouse, person, 'Chen Wei')
    })
    expect(silence).toEqual([])
    const sending = await askedDuring(() => sealAndSend(mouse, person))
    expect(sending.map(lineOf)).toEqual([posted])
    expect(person.complaints).toEqual([])
  })
})

describe('other hands and other languages', () => {
  const ways: readonly [string, Hand, Parameters<typeof personAt>[2]][] = [
    ['keys alone, in Spanish', keyboard, { language: 'es' }],
    [
      'a finger, in French',
      finger,
      { language: 'fr', look: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } },
    ],
  ]
  it.each(ways)('go the whole way of the person, and back: %s', { timeout: PATIENT }, async (_, hand, options) => {
    const person = await personAt(browser, everything, options)
    const asked = await askedDuring(async () => {
      await answerWith(hand, person)
      await comeToTheWords(hand, person, 'Chen Wei')
    })
    expect(asked).toEqual([])
    expect(await person.frame.locator('html').getAttribute('lang')).toBe(options?.language)
    expect((await previewOf(person)).length).toBeGreaterThan(2)
    const sending = await askedDuring(() => sealAndSend(hand, person))
    expect(sending.map(lineOf)).toEqual([posted])
    const takingBack = await askedOnce(1, async () => {
      for (const id of ['talk', 'back-0', 'withdraw-now']) await hand.press(person.frame, id)
      await person.frame.locator('#board-0').waitFor()
      await sendAll(hand, person.frame)
    })
    expect(takingBack).toEqual([posted])
    expect(person.complaints).toEqual([])
  })
})
