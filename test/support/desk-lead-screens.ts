import { openCatalogue, readEntries } from 'entrenous'
import { epochSeconds } from 'entrenous/practitioner'
import type { Page } from 'playwright-core'
import type { Spoken } from '../../examples/desk/app/languages.js'
import { door, foundCommunity, neighbour, openLeadRoom, publishList, sender } from './desk-lead.js'
import type { Screen } from './desk-screens.js'
import { must } from './world.js'

// The room of whoever looks after a community, gone through by a practitioner who does that, too: their page is signed in
// the same desk, and they let themselves in.

/** Lists the steps, for a desk that is open and whose page is signed. */
export function leadScreens(spoken: Spoken): readonly Screen[] {
  const { words } = spoken
  const said = words.lead
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first().click()
  let list: Uint8Array = new Uint8Array(0)
  let trust = ''
  return [
    {
      name: 'lead-begin',
      reach: async (page) => {
        await openLeadRoom(page, spoken)
        await page.getByLabel(said.begin.name, { exact: true }).fill('Saltmere Circle')
        await page.getByLabel(said.begin.contact, { exact: true }).fill('dora@saltmere.example')
        await page.getByRole('radio', { name: said.begin.policies['introduced-two-vetters'] }).check()
        await page.getByText(said.begin.charter, { exact: true }).click()
      },
    },
    {
      name: 'lead-members',
      reach: (page) =>
        foundCommunity(page, { policy: 'introduced-one-vetter', items: [said.begin.items['charter-signed']] }, spoken),
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
        list = await publishList(page, spoken)
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
      name: 'lead-count',
      reach: async (page) => {
        await door(page, 'count', spoken)
        await page.getByText(said.count.tooFew).waitFor()
      },
    },
    {
      name: 'lead-others',
      reach: async (page) => {
        await door(page, 'neighbours', spoken)
        const hills = hillsWith(list, trust)
        await page.getByLabel(said.neighbours.file).setInputFiles(hills.file)
        await page.getByLabel(said.neighbours.anchor).fill(hills.trust)
        await button(page, said.neighbours.add)
        await page.getByText(said.neighbours.bothText).waitFor()
      },
    },
  ]
}

/** Another community that lists somebody of this list, too. */
function hillsWith(list: Uint8Array, trust: string): ReturnType<typeof neighbour> {
  const now = epochSeconds(new Date())
  const { accepted } = readEntries(must(openCatalogue(list, { trust: [trust], lastSeen: 'first-use', now })))
  const both = accepted.flatMap((entry) => {
    if (entry.kind !== 'practitioner' || entry.evidence.presence === undefined) return []
    return [{ statements: [entry.evidence.descriptor, entry.evidence.presence] }]
  })
  return neighbour('Hills Circle', [...both, sender('Priya Raghunathan', now)], now)
}
