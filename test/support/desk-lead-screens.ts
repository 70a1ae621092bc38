import type { Page } from 'playwright-core'
import type { Spoken } from '../../examples/desk/app/languages.js'
import { door, foundCommunity, openLeadRoom, publishList } from './desk-lead.js'
import type { Screen } from './desk-screens.js'

// The room of whoever looks after a community, gone through by a practitioner who does that, too: their page is signed in
// the same desk, and they let themselves in.

/** Lists the steps, for a desk that is open and whose page is signed. */
export function leadScreens(spoken: Spoken): readonly Screen[] {
  const { words } = spoken
  const said = words.lead
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
  let list = Buffer.alloc(0)
  let trust = ''
  return [
    {
      name: 'lead-begin',
      reach: async (page) => {
        await openLeadRoom(page, spoken)
        await page.getByRole('radio', { name: said.begin.policies['introduced-two-vetters'] }).check()
        await page.getByText(said.begin.charter, { exact: true }).click()
      },
    },
    {
      name: 'lead-members',
      reach: (page) => foundCommunity(page, { policy: 'introduced-one-vetter', items: [said.begin.items['charter-signed']] }, spoken),
    },
    {
      name: 'lead-take-in',
      reach: async (page) => {
        await door(page, 'take-in', spoken)
        await button(page, said.taking.own)
        await page.locator('.notice.calm').waitFor()
      },
    },
    {
      name: 'lead-person',
      reach: async (page) => {
        await page.locator('.notice.calm .letter-line').click()
        await page.getByRole('heading', { name: said.person.preview }).waitFor()
      },
    },
    {
      name: 'lead-let-in',
      reach: async (page) => {
        await page.getByRole('checkbox', { name: said.person.spoken }).check()
        await button(page, said.person.approveDo)
        await button(page, said.person.introduce)
        await page.getByRole('checkbox', { name: said.begin.items['charter-signed'] }).check()
        await button(page, said.person.checklistDo)
        await page.getByText(said.person.listed, { exact: true }).waitFor()
        await page.getByText(said.person.out, { exact: true }).click()
      },
    },
    {
      name: 'lead-publish',
      reach: async (page) => {
        list = Buffer.from(await publishList(page, spoken))
      },
    },
    { name: 'lead-dates', reach: (page) => door(page, 'dates', spoken) },
    {
      name: 'lead-keeping',
      reach: async (page) => {
        await door(page, 'keeping', spoken)
        trust = ((await page.locator('.id code').textContent()) ?? '').replaceAll(' ', '')
      },
    },
    {
      name: 'lead-others',
      reach: async (page) => {
        await door(page, 'neighbours', spoken)
        await page.getByLabel(said.neighbours.file).setInputFiles({ name: 'list', mimeType: '', buffer: list })
        await page.getByLabel(said.neighbours.anchor).fill(trust)
        await button(page, said.neighbours.add)
        await page.getByText(said.neighbours.bothText).waitFor()
      },
    },
  ]
}
