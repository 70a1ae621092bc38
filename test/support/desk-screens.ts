import type { Page } from 'playwright-core'
import { makeDesk, subject, tab, unlock, writePage } from './desk.js'

// Every page of the desk, in the order in which a script or a test comes by: each step goes on from the one before.

/** A page, and how to get there from the page before. */
export type Screen = { readonly name: string; readonly reach: (page: Page) => Promise<void> }

/** What the steps need: where the desk is, and letters to its practitioner. */
export type ScreenMaterials = {
  readonly origin: string
  /** Puts the page that was signed before the community's lead, and gives a link with a letter to it. */
  readonly letterFor: (signed: string) => string
}

/** Lists the steps for one new, empty browser context. */
export function deskScreens({ origin, letterFor }: ScreenMaterials): readonly Screen[] {
  let words = ''
  let link = ''
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click()
  const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first().waitFor()
  const subjects = ['How you work', 'Hands-on work', 'Whom you see', 'Where', 'Languages', 'Money', 'Your hours']
  return [
    {
      name: 'welcome',
      reach: async (page) => {
        await page.goto(`${origin}/`)
        await heading(page, 'Your desk')
      },
    },
    { name: 'restore', reach: (page) => button(page, 'I have a recovery sheet') },
    {
      name: 'words',
      reach: async (page) => {
        await button(page, 'Back')
        await button(page, 'Begin')
      },
    },
    {
      name: 'sheet',
      reach: async (page) => {
        words = await makeDesk(page, origin)
      },
    },
    { name: 'profile-you', reach: (page) => button(page, 'I have it on paper') },
    {
      name: 'profile-work',
      reach: async (page) => {
        await writePage(page)
        await subject(page, 'What you work with')
        await page.getByText('Anxiety', { exact: true }).first().click()
      },
    },
    ...subjects.map((name) => ({
      name: `profile-${name.toLowerCase().replaceAll(' ', '-')}`,
      reach: (page: Page) => subject(page, name),
    })),
    { name: 'profile-letters', reach: (page) => subject(page, 'Letters to you') },
    { name: 'room', reach: (page) => button(page, 'Next: Do you have room?') },
    { name: 'sign', reach: (page) => button(page, 'Done: sign my page') },
    {
      name: 'signed',
      reach: async (page) => {
        const download = page.waitForEvent('download')
        await button(page, 'Sign and save the file')
        link = letterFor(await (await download).path())
        await heading(page, 'Sign your page')
      },
    },
    { name: 'rehearsal', reach: (page) => button(page, 'See first who would find you') },
    { name: 'today', reach: (page) => tab(page, 'Today') },
    { name: 'receive', reach: (page) => button(page, 'A letter has come') },
    {
      name: 'letter',
      reach: async (page) => {
        await page.getByLabel('Link or text').fill(link)
        await button(page, 'Open it')
        await heading(page, 'What this person agreed')
      },
    },
    { name: 'answer-times', reach: (page) => button(page, 'Offer times') },
    ...['Say yes', 'Waiting list', 'Decline', 'Suggest a colleague', 'Ask for more'].map((name) => ({
      name: `answer-${name.toLowerCase().replaceAll(' ', '-')}`,
      reach: async (page: Page) => {
        await button(page, 'Not this')
        await button(page, name)
      },
    })),
    { name: 'answered', reach: (page) => button(page, 'Send this answer') },
    { name: 'letters', reach: (page) => tab(page, 'Letters') },
    { name: 'keys', reach: (page) => tab(page, 'Keys') },
    { name: 'sheet-again', reach: (page) => button(page, 'Make a new sheet') },
    {
      name: 'locked',
      reach: async (page) => {
        await button(page, 'Lock now')
        // The page before also asks for words: only this one unlocks.
        await page.getByRole('button', { name: 'Unlock' }).waitFor()
      },
    },
    {
      name: 'wrong-words',
      reach: async (page) => {
        await page.getByLabel('Your words').fill('not these words')
        await button(page, 'Unlock')
        await page.getByText('That did not open it').waitFor()
      },
    },
    { name: 'unlocked', reach: (page) => unlock(page, words) },
  ]
}
