import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core'
import type { Everything } from './story-servers.js'

// The people of the story, each with a browser context of their own: the person before a page that embeds the intake,
// Chen before the desk.

/** The person: the page, the frame in it, and everything that was said on any console. */
export type Person = {
  readonly context: BrowserContext
  readonly page: Page
  readonly frame: Frame
  readonly complaints: readonly string[]
}

const zone = { timezoneId: 'America/Los_Angeles' } as const

/** A new person, at a page in a language. */
export async function personAt(
  browser: Browser,
  { at }: Everything,
  {
    place = 'plain',
    language = 'en',
    look = {},
  }: {
    readonly place?: 'plain' | 'react'
    readonly language?: 'en' | 'es' | 'fr'
    readonly look?: BrowserContextOptions
  } = {},
): Promise<Person> {
  const context = await browser.newContext({ ...zone, ...look })
  // Before the page's own module runs, as if the site were in that language.
  await context.addInitScript(
    `addEventListener('readystatechange', () => { document.documentElement.lang = '${language}' }, { capture: true, once: true })`,
  )
  return visiting(context, at[place].origin, at.intake.origin)
}

/** Opens a page that embeds the intake, and waits until it shows its first screen and has what it works with. */
export async function visiting(context: BrowserContext, host: string, intake: string): Promise<Person> {
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  const attached = page.waitForEvent('framenavigated', (one) => one.url().startsWith(intake))
  await page.goto(`${host}/`)
  const frame = await attached
  // Offered as soon as the page has handed everything over.
  await frame.locator('#to-open').waitFor()
  return { context, page, frame, complaints }
}

/** How somebody presses: with a mouse, with a finger, or with keys alone. */
export type Hand<Where = Frame> = {
  /** Presses a button, a tick or a radio button. */
  readonly press: (frame: Where, id: string) => Promise<void>
  /** Chooses one of several. */
  readonly choose: (frame: Where, id: string) => Promise<void>
}

const byId = (frame: Frame, id: string) => frame.locator(`[id="${id}"]`)

export const mouse: Hand = {
  press: (frame, id) => byId(frame, id).click(),
  choose: (frame, id) => byId(frame, id).click(),
}

export const finger: Hand = {
  press: (frame, id) => byId(frame, id).tap(),
  choose: (frame, id) => byId(frame, id).tap(),
}

const MOST_KEYS = 150

/** Keys alone: the Tab key until it is there, then the key that does it. */
export const keyboard: Hand = {
  press: async (frame, id) => {
    await byId(frame, id).waitFor()
    await keyUntil(frame, 'Tab', id)
    // Space ticks, opens and presses alike.
    await frame.page().keyboard.press('Space')
  },
  choose: async (frame, id) => {
    const name = await byId(frame, id).getAttribute('name')
    const own = `document.activeElement.name === ${JSON.stringify(name)}`
    await keysUntil(frame, 'Tab', own, id)
    await keyUntil(frame, 'ArrowDown', id)
    await frame.page().keyboard.press('Space')
  },
}

const keyUntil = (frame: Frame, key: string, id: string) =>
  keysUntil(frame, key, `document.activeElement.id === ${JSON.stringify(id)}`, id)

async function keysUntil(frame: Frame, key: string, isThere: string, id: string): Promise<void> {
  for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
    if (await frame.evaluate(`document.hasFocus() && ${isThere}`)) return
    await frame.page().keyboard.press(key)
  }
  throw new Error(`${MOST_KEYS} times ${key}, and never at ${id}`)
}

/** Answers what the tour says: panic, in Washington; some times, and a language. */
export async function answerWith<Where>(
  { press, choose }: Hand<Where>,
  { frame }: { readonly frame: Where },
): Promise<void> {
  await press(frame, 'begin')
  await press(frame, 'open-needs-anxiety')
  await press(frame, 'needs-anxiety.panic')
  await press(frame, 'next')
  await choose(frame, 'age-adult')
  await press(frame, 'next')
  await choose(frame, 'region-US-WA')
  await press(frame, 'next')
  for (const part of ['tue-afternoon', 'wed-morning', 'thu-afternoon']) await press(frame, `times-${part}`)
  await press(frame, 'next')
  await press(frame, 'languages-en')
  await press(frame, 'see')
}

/** Comes from the results to the words that would be sent to one of them. */
export async function comeToTheWords({ press }: Hand, { frame }: Person, name: string): Promise<void> {
  const card = frame.locator(`article[aria-label="${name}"]`)
  await press(frame, (await card.locator('[id^="write-"]').getAttribute('id')) ?? '')
  await press(frame, 'suggest')
  await press(frame, 'to-reach')
  await press(frame, 'way-host')
  await press(frame, 'to-agree')
  await frame.locator('#agree').waitFor()
}

/** What would be disclosed, a line a field, as the words before consent say it. */
export async function previewOf({ frame }: Pick<Person, 'frame'>): Promise<readonly string[]> {
  const lines = await frame.locator('.letter p.shared').allTextContents()
  return lines.map((line) => line.trim())
}

/** Has it sealed, the note kept by the page, and everything sealed sent from there. Gives the words that lock the note. */
export async function sealAndSend({ press }: Hand, { page, frame }: Pick<Person, 'page' | 'frame'>): Promise<string> {
  await press(frame, 'agree')
  const words = await frame.locator('#passphrase').inputValue()
  await press(frame, 'keep-host')
  await frame.locator('#talk').waitFor()
  await sendAll({ press }, frame)
  await page.getByText('It is on its way.').waitFor()
  return words
}

/** Sends everything sealed by the page to the board. */
export async function sendAll({ press }: Pick<Hand, 'press'>, frame: Frame): Promise<void> {
  const count = await frame.locator('[id^="board-"]').count()
  for (let at = 0; at < count; at++) await press(frame, `board-${at}`)
}

/** Chen’s desk, restored as the tour page says. */
export async function chensDesk(browser: Browser, { at }: Everything): Promise<{ page: Page; words: string }> {
  const context = await browser.newContext(zone)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(`${at.tour.origin}/`)
  const sheet = await page.locator('textarea.sheet').inputValue()
  const words = (await page.locator('.words').textContent()) ?? ''
  await page.goto(`${at.desk.origin}/`)
  await page.getByRole('button', { name: 'I have a recovery sheet' }).click()
  await page.getByText('Type the lines instead').click()
  await page.getByLabel('The lines of the sheet').fill(sheet)
  await page.getByRole('button', { name: 'Read these lines' }).click()
  await page.getByLabel('The words it is sealed under').fill(words)
  await page.getByRole('button', { name: 'Restore my desk' }).click()
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
  return { page, words }
}
