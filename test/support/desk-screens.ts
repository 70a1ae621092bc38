import type { Page } from 'playwright-core'
import { languageOf, type Spoken } from '../../examples/desk/app/languages.js'
import { fill } from '../../examples/desk/words/words.js'
import { makeDesk, subject, unlock, writePage } from './desk.js'
import { leadScreens } from './desk-lead-screens.js'

// Every page of the desk, in the order in which a script or a test comes by: each step goes on from the one before.

/** A page, and how to get there from the page before. */
export type Screen = { readonly name: string; readonly reach: (page: Page) => Promise<void> }

/** What the steps need: where the desk is, and letters to its practitioner. */
export type ScreenMaterials = {
  readonly origin: string
  /** Puts the page that was signed before the community's lead, and gives a link with a letter to it. */
  readonly letterFor: (signed: string) => string
  /** What the browser asks for; English unless told. */
  readonly spoken?: Spoken
}

const subjects = [
  ['how-you-work', 'ways'],
  ['hands-on-work', 'hands-on'],
  ['whom-you-see', 'people'],
  ['where', 'places'],
  ['languages', 'languages'],
  ['money', 'money'],
  ['your-hours', 'hours'],
  ['letters', 'contact'],
] as const
const answers = [
  ['say-yes', 'accept'],
  ['waiting-list', 'waitingList'],
  ['decline', 'decline'],
  ['suggest-a-colleague', 'suggest'],
  ['ask-for-more', 'ask'],
] as const

/** Lists the steps for one new, empty browser context. */
export function deskScreens({ origin, letterFor, spoken = languageOf('en') }: ScreenMaterials): readonly Screen[] {
  let passphrase = ''
  let link = ''
  const { words, labels } = spoken
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
  const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first().waitFor()
  const tab = (page: Page, name: 'today' | 'inbox' | 'keys') =>
    page.getByRole('navigation', { name: words.app.nav }).getByRole('button', { name: words.app[name] }).click()
  return [
    {
      name: 'welcome',
      reach: async (page) => {
        await page.goto(`${origin}/`)
        await heading(page, words.welcome.title)
      },
    },
    { name: 'restore', reach: (page) => button(page, words.welcome.restore) },
    {
      name: 'words',
      reach: async (page) => {
        await button(page, words.app.back)
        await button(page, words.welcome.begin)
      },
    },
    {
      name: 'sheet',
      reach: async (page) => {
        passphrase = await makeDesk(page, origin, spoken)
      },
    },
    { name: 'profile-you', reach: (page) => button(page, words.sheet.next) },
    {
      name: 'profile-work',
      reach: async (page) => {
        await writePage(page, spoken)
        await subject(page, words.profile.sections.work, spoken)
        await page.getByText(labels.concepts.concern.anxiety, { exact: true }).first().click()
      },
    },
    ...subjects.map(([name, section]) => ({
      name: `profile-${name}`,
      reach: (page: Page) => subject(page, words.profile.sections[section], spoken),
    })),
    { name: 'room', reach: (page) => button(page, fill(words.profile.next, { section: words.room.title })) },
    { name: 'sign', reach: (page) => button(page, words.profile.finish) },
    {
      name: 'signed',
      reach: async (page) => {
        const download = page.waitForEvent('download')
        await button(page, words.sign.do)
        link = letterFor(await (await download).path())
        await heading(page, words.sign.title)
      },
    },
    { name: 'rehearsal', reach: (page) => button(page, words.sign.rehearse) },
    { name: 'today', reach: (page) => tab(page, 'today') },
    { name: 'receive', reach: (page) => button(page, words.today.receive) },
    {
      name: 'letter',
      reach: async (page) => {
        await page.getByLabel(words.receive.paste).fill(link)
        await button(page, words.receive.open)
        await heading(page, words.letter.agreed)
      },
    },
    { name: 'answer-times', reach: (page) => button(page, words.letter.times) },
    ...answers.map(([name, form]) => ({
      name: `answer-${name}`,
      reach: async (page: Page) => {
        await button(page, words.letter.cancel)
        await button(page, words.letter[form])
      },
    })),
    { name: 'answered', reach: (page) => button(page, words.letter.send) },
    { name: 'letters', reach: (page) => tab(page, 'inbox') },
    { name: 'keys', reach: (page) => tab(page, 'keys') },
    { name: 'sheet-again', reach: (page) => button(page, words.sheet.new) },
    {
      name: 'colleagues',
      reach: async (page) => {
        await tab(page, 'today')
        await page.getByRole('button', { name: words.colleagues.doorText }).click()
        await button(page, words.colleagues.addThanks)
        await button(page, words.colleagues.addDo)
        await page.getByRole('button', { name: words.colleagues.calendar }).waitFor()
      },
    },
    {
      name: 'counting',
      reach: async (page) => {
        await tab(page, 'today')
        await page.getByRole('button', { name: words.counting.doorText }).click()
        await button(page, words.counting.start)
        await heading(page, words.counting.noted)
        await page.getByText(fill(words.counting.notedCount, { count: 1 })).click()
      },
    },
    ...leadScreens(spoken),
    {
      name: 'locked',
      reach: async (page) => {
        await button(page, words.app.lock)
        await heading(page, words.unlock.title)
      },
    },
    {
      name: 'wrong-words',
      reach: async (page) => {
        await page.getByLabel(words.unlock.label).fill('not these words')
        await button(page, words.unlock.open)
        await page.getByText(words.unlock.wrong).waitFor()
      },
    },
    { name: 'unlocked', reach: (page) => unlock(page, passphrase, spoken) },
  ]
}
