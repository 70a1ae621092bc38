import { openCatalogue, readEntries, toLink } from 'entrenous'
import { createCommunityKeys } from 'entrenous/community'
import { draftRound, measurementKeyOf, membersOf, openRound, verifyRelease } from 'entrenous/measurement'
import { epochSeconds } from 'entrenous/practitioner'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, signPage, tab, unlock, writePage } from '../support/desk.js'
import { faultsOf } from '../support/desk-access.js'
import {
  type Counted,
  type CountMember,
  chosen,
  countedFrom,
  countMember,
  pressToSave,
  saidIn,
  takePart,
} from '../support/desk-count.js'
import {
  communityName,
  door,
  foundCommunity,
  neighbour,
  openLeadRoom,
  openMember,
  publishList,
  signedFile,
  takeInFiles,
} from '../support/desk-lead.js'
import { writeLetter } from '../support/desk-person.js'
import { must } from '../support/world.js'

// Chen's desk takes part in a count that Dora's desk holds, with seven members driven by the library, one of whom falls out:
// from the days of letters to the page for a funder. Months pass in between, by the browser's clock.

const T0 = epochSeconds(new Date())
const later = countedFrom(T0)
const names = ['Ben', 'Priya', 'Noor', 'Ines', 'Tomas', 'Ruth', 'Amal'] as const

let browser: Browser
let dora: { context: BrowserContext; page: Page; desk: ServedDesk; words: string }
let chen: { context: BrowserContext; page: Page; desk: ServedDesk; words: string }
let list: Uint8Array = new Uint8Array(0)
let others: readonly CountMember[] = []
let counted: Counted
const complaints: string[] = []
const sent: string[] = []

async function begin(desk: ServedDesk) {
  const context = await browser.newContext({
    acceptDownloads: true,
    viewport: { width: 1280, height: 900 },
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => {
    // A list that is not there yet is a line of the browser's own.
    if (message.type() !== 'debug' && !message.text().includes('404')) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  const words = await makeDesk(page, desk.origin)
  await page.getByRole('button', { name: 'I have it on paper' }).click()
  return { context, page, desk, words }
}

beforeAll(async () => {
  browser = await launchBrowser()
  dora = await begin(await serveDesk())
  await openLeadRoom(dora.page)
  await foundCommunity(dora.page)
  const key = await communityName(dora.page)
  list = await publishList(dora.page)
  chen = await begin(await serveDesk({ list: { key, catalogue: () => list } }))
  chen.context.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
})
afterAll(async () => {
  await browser?.close()
  await chen?.desk.close()
  await dora?.desk.close()
})

const click = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Opens a desk again, some months later. */
async function openLater({ context, page, words }: typeof chen): Promise<void> {
  await click(page, 'Lock now')
  await page.getByLabel('Your words').waitFor()
  await context.clock.setFixedTime(later.now * 1000)
  await page.reload()
  await page.getByLabel('Your words').fill(words)
  await click(page, 'Unlock')
  await click(page, 'The date is right')
  await page.getByRole('navigation', { name: 'Pages' }).waitFor()
}

async function openAgain({ page, words }: typeof chen): Promise<void> {
  await click(page, 'Lock now')
  await unlock(page, words)
}

async function toCounting(page: Page): Promise<void> {
  await tab(page, 'Today')
  await page.getByRole('button', { name: 'Counting what helps' }).click()
  await page.getByRole('heading', { level: 1, name: 'Counting what helps' }).waitFor()
}

const choose = (page: Page, label: string, files: readonly ReturnType<typeof chosen>[]) =>
  page.getByLabel(label).setInputFiles([...files])
const forChen = 'Files of a count, from your lead'
const forDora = 'Files from members'
const text = (page: Page) => page.getByRole('main').textContent()

/** Every byte that the desk's database holds, as it lies there. */
const storedText = (page: Page) =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('desk')
    opening.onerror = () => reject(opening.error)
    opening.onsuccess = () => {
      const database = opening.result
      const all = [...database.objectStoreNames].map((name) => new Promise((got) => {
        const asked = database.transaction(name).objectStore(name).getAll()
        asked.onsuccess = () => got(asked.result)
      }))
      Promise.all(all).then((found) => {
        database.close()
        const bytes = (value) => value instanceof Uint8Array ? [value] : value && typeof value === 'object' ? Object.values(value).flatMap(bytes) : []
        resolve(bytes(found).map((one) => [...one].map((byte) => String.fromCharCode(byte)).join('')).join('|'))
      })
    }
  })`) as Promise<string>

describe('a desk whose practitioner has not said that days may be noted', () => {
  it('notes nothing of a letter, and says what it would note', async () => {
    const { page, desk } = chen
    await writePage(page)
    await page.getByRole('button', { name: 'Done: sign my page' }).click()
    const signed: { readonly statements: readonly string[] } = JSON.parse(await signPage(page))
    const statements = signed.statements.map((one) => new Uint8Array(Buffer.from(one, 'base64url')))
    const hills = neighbour('Hills', [{ statements }], T0)
    const letters = ['a', 'b'].map(() => writeLetter(hills.file.buffer, hills.trust))
    const open = (token: Uint8Array) =>
      page.evaluate(`location.hash = ${JSON.stringify(new URL(toLink(token, desk.origin)).hash)}`)
    await toCounting(page)
    expect(await text(page)).toContain('Nothing is noted')
    expect(await page.getByLabel(forChen).count()).toBe(0)
    await click(page, 'Note the days from now on')
    await page.getByRole('heading', { name: 'What is noted' }).waitFor()
    for (const { token } of letters) {
      await open(token)
      await page.getByRole('heading', { name: 'What this person agreed to tell you' }).waitFor()
      await tab(page, 'Today')
    }
    await toCounting(page)
    await page.getByText('Letters: 2').waitFor()
    await open(letters[1]?.takeBack() ?? new Uint8Array(0))
    await page.getByText('The person has taken this letter back').first().waitFor()
    await toCounting(page)
    // What was taken back is in no count, at once.
    await page.getByText('Letters: 1').waitFor()
  })

  it('notes a session of a letter on the day it is pressed, beside the letter', async () => {
    const { page } = chen
    await tab(page, 'Letters')
    await page.locator('.letter-line').first().click()
    await click(page, 'Say yes')
    await click(page, 'Send this answer')
    await click(page, 'A session today')
    await page.getByText('Sessions: 1.').waitFor()
  })
})

describe('some months later', () => {
  it('what a count would say is on the desk, though the letter is erased', async () => {
    await openLater(chen)
    const { page } = chen
    await tab(page, 'Letters')
    expect(await text(page)).toContain('No letters yet')
    await toCounting(page)
    const own = page.locator('.own-numbers > li').filter({ hasText: 'Do referrals lead to a first session?' })
    expect(await own.textContent()).toBe('Do referrals lead to a first session?a first session1')
  })

  it('the key for counting is in no list before the page was confirmed, and then in everybody’s', async () => {
    const { page } = chen
    expect(await text(page)).toContain('Whoever reads the list then sees that you take part.')
    const page1 = await pressToSave(page, 'Confirm and save the file')
    others = names.map((name, nth) => countMember(`${name} Invented`, later.now, 12 + nth, 6))
    await openLater(dora)
    await openLeadRoomAgain()
    await takeInFiles(dora.page, [chosen(page1.bytes, page1.name), ...others.map(({ file }) => file)])
    for (const name of ['Chen Wei', ...others.map((one) => one.name)]) await approve(name)
    list = await publishList(dora.page)
    const catalogue = must(
      openCatalogue(list, { trust: [await communityName(dora.page)], lastSeen: 'first-use', now: later.now }),
    )
    counted = {
      community: catalogue.community,
      members: membersOf(readEntries(catalogue).accepted, later.now),
    }
    expect(counted.members).toHaveLength(8)
    await openAgain(chen)
    await toCounting(page)
    await page.getByLabel(forChen).waitFor()
    expect(await text(page)).not.toContain('Let your lead ask you')
  })
})

async function openLeadRoomAgain(): Promise<void> {
  await dora.page.getByRole('navigation', { name: 'Pages' }).getByRole('button', { name: 'Community' }).click()
  await dora.page.getByRole('heading', { name: 'Saltmere Circle' }).waitFor()
}

async function approve(name: string): Promise<void> {
  const { page } = dora
  await openMember(page, name)
  await page.getByRole('checkbox', { name: 'They have read me this id' }).check()
  await click(page, 'Approve')
  await page.getByText('In the list.', { exact: true }).waitFor()
}

let roundFile: Uint8Array
let rollFile: Uint8Array
let closingFile: Uint8Array
let all: Uint8Array

describe('a count', () => {
  it('is asked in the lead’s room, of those who show a key', async () => {
    const { page } = dora
    await door(page, 'count')
    await page.getByText('Members who can take part: 8').waitFor()
    await look(page, 'ask')
    const saved = await pressToSave(page, 'Begin: save the file for the members')
    expect(saved.name).toBe('saltmere-circle-1-round.count.json')
    roundFile = saved.bytes
    const round = must(
      openRound(saidIn(roundFile).get('round')?.[0] ?? new Uint8Array(0), { ...counted, now: later.now }),
    )
    expect(round.body).toMatchObject({
      epoch: later.epoch,
      metrics: [{ metric: 'first-session', epsilonMilli: 1000 }],
    })
  })

  it('that is broken, foreign or no count at all is refused in words, and nothing is lost', async () => {
    const { page } = chen
    const broken = chosen(roundFile.map((byte, at) => (at === roundFile.length - 60 ? byte ^ 1 : byte)))
    for (const file of [broken, chosen(new Uint8Array(40)), others[0]?.file ?? broken]) {
      await choose(page, forChen, [file])
      await page.getByText('There is no count in this').waitFor()
      await toCounting(page)
    }
    // A count of other people, signed by nobody of this community.
    const foreign = await foreignRound()
    await choose(page, forChen, [foreign])
    await page.getByText('This count names people or keys that your list of practitioners does not know.').waitFor()
    expect(await page.getByRole('button', { name: 'Join: save the file' }).count()).toBe(0)
    await toCounting(page)
    await page.getByText('Letters: 1').waitFor()
  })

  it('is shown with one’s own numbers, what others learn and what it costs; nothing leaves before the press', async () => {
    const { page } = chen
    sent.length = 0
    let downloads = 0
    const count = () => {
      downloads += 1
    }
    page.on('download', count)
    await choose(page, forChen, [chosen(roundFile)])
    await page.getByRole('button', { name: 'Join: save the file' }).waitFor()
    const said = await page.getByRole('region', { name: 'The count' }).textContent()
    expect(said).toContain('a first session1no session in 84 days0')
    expect(said).toContain('Only the sum of all 8 can be read')
    expect(said).toContain('If fewer than 6 stay to the end, there is no sum.')
    expect(said).toContain('This count takes 1, once you report. You have 2.')
    await look(page, 'round')
    await click(page, 'Not this time')
    expect(await page.getByRole('region', { name: 'The count' }).count()).toBe(0)
    await choose(page, forChen, [chosen(roundFile)])
    await page.getByRole('button', { name: 'Join: save the file' }).waitFor()
    page.off('download', count)
    expect(downloads).toBe(0)
    expect(sent).toEqual([])
  })

  it('is joined with one press; the lead ends the joining once two thirds are there', async () => {
    const joined = await pressToSave(chen.page, 'Join: save the file')
    expect(joined.name).toBe('chen-wei-join.count.json')
    await chen.page.getByText('Saved as chen-wei-join.count.json').waitFor()
    // The same again, and never another: a second join would spoil the first.
    const again = await pressToSave(chen.page, 'Save the same file again')
    expect(again.bytes).toEqual(joined.bytes)
    const joins = others.map((member) => takePart(member, roundFile, counted, later.now))
    const { page } = dora
    await choose(page, forDora, [...joins.slice(0, 4), others[0]?.file ?? chosen(new Uint8Array(9))])
    await page.getByText('Here: 4 of 8. It takes 6.').waitFor()
    await page.getByText('Left out, because it is broken, foreign or late: 2').waitFor()
    expect(await page.getByRole('button', { name: 'End the joining: save the list' }).isDisabled()).toBe(true)
    await choose(page, forDora, [chosen(joined.bytes), ...joins.slice(3)])
    await page.getByText('Here: 8 of 8. It takes 6.').waitFor()
    await look(page, 'joins')
    rollFile = (await pressToSave(page, 'End the joining: save the list')).bytes
    expect(saidIn(rollFile).get('join')).toHaveLength(8)
  })

  it('goes on where the desk was locked meanwhile; what it keeps is sealed', async () => {
    await openAgain(chen)
    const { page } = chen
    const stored = await storedText(page)
    expect(stored.length).toBeGreaterThan(1000)
    for (const word of ['entrenous-measurement-book', 'journal', 'received', 'publishingKeys']) {
      expect(stored).not.toContain(word)
    }
    await toCounting(page)
    await page.getByText('You have joined the count of').waitFor()
    await choose(page, forChen, [chosen(rollFile)])
    await page.getByText('Those who joined: 8 of 8.').waitFor()
    await look(page, 'roll')
    const reported = await pressToSave(page, 'Report: save the file')
    expect(reported.name).toBe('chen-wei-report.count.json')
    await page.getByText(/1 of 2 are left/).waitFor()
    // Ruth joined, and is heard of no more.
    const reports = others.slice(0, -2).concat(others.slice(-1))
    const files = reports.map((member) => takePart(member, rollFile, counted, later.now))
    await choose(dora.page, forDora, [chosen(reported.bytes), ...files])
    await dora.page.getByText('Here: 7 of 8. It takes 6.').waitFor()
    await dora.page.getByText('Not here: Ruth Invented').waitFor()
    closingFile = (await pressToSave(dora.page, 'End the reporting: save the list')).bytes
    await choose(page, forChen, [chosen(closingFile)])
    await page.getByText('Those who reported: 7 of 8.').waitFor()
    const answered = await pressToSave(page, 'Help to add up: save the file')
    const answers = reports.map((member) => takePart(member, closingFile, counted, later.now))
    await choose(dora.page, forDora, [chosen(answered.bytes), ...answers])
    await dora.page.getByText('Here: 7 of 8. It takes 6.').waitFor()
  })

  it('comes out as a release that a funder can compute again, and stands in the page for one', async () => {
    const { page } = dora
    await click(page, 'Add up and release')
    await page.getByText('Released, signed by your community: 1').waitFor()
    await look(page, 'outcome')
    all = (await pressToSave(page, 'Save saltmere-circle-4-all.count.json')).bytes
    const said = saidIn(all)
    const of = (what: string) => said.get(what) ?? []
    const [round, roll, closing, release] = ['round', 'roll', 'closing', 'release'].map((what) => of(what)[0])
    if (!round || !roll || !closing || !release) throw new Error('expected everything of the round')
    const evidence = { round, roll, closing, joins: of('join'), reports: of('report'), answers: of('answer') }
    const verified = must(verifyRelease(release, { community: counted.community, now: later.now, evidence }))
    expect(verified).toMatchObject({ metric: 'first-session', members: 8, reports: 7, people: '100-or-more' })
    await click(page, 'Look at it')
    await page.getByRole('heading', { name: 'Saltmere Circle: what was counted' }).waitFor()
    const shown = await page.locator('.shown-page').evaluate((one) => one.shadowRoot?.textContent)
    expect(shown).toContain('Do referrals lead to a first session?')
    expect(shown).toContain('every number was added up again')
    expect(shown).toContain('7 of 8 practitioners')
  })

  it('that asks for more than is left of the budget is refused in words, and by the library', async () => {
    const { page } = dora
    await door(page, 'count')
    await click(page, 'Begin another count')
    await page.getByRole('checkbox', { name: 'Do referrals lead to a first session?' }).uncheck()
    await page.getByRole('checkbox', { name: 'Do people come again within a week?' }).check()
    await page.getByRole('radio', { name: /^All/ }).check()
    const second = await pressToSave(page, 'Begin: save the file for the members')
    await choose(chen.page, forChen, [chosen(second.bytes)])
    await chen.page.getByText('This device has given what it may give for these eight weeks.').waitFor()
    expect(await chen.page.getByRole('button', { name: 'Join: save the file' }).count()).toBe(0)
    await look(chen.page, 'spent')
    // A desk that stops and begins anew has the same budget.
    await click(chen.page, 'Stop')
    await click(chen.page, 'Yes, erase the days')
    await click(chen.page, 'Note the days from now on')
    await chen.page.getByText(/1 of 2 are left/).waitFor()
    await chen.page.getByText('No letter yet.').waitFor()
    await choose(chen.page, forChen, [chosen(second.bytes)])
    await chen.page.getByText('This device has given what it may give for these eight weeks.').waitFor()
  })

  it('leaves no complaint in either browser, and sent nothing but what opening a desk sends', () => {
    expect(complaints).toEqual([])
    const own = new RegExp(`^GET ${chen.desk.origin}/`)
    expect(sent.filter((one) => !own.test(one))).toEqual([])
  })
})

/** A page as it stands, held to what every page of the desk is held to, in a narrow window and in a wide one. */
async function look(page: Page, name: string): Promise<void> {
  for (const width of [320, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    expect(await faultsOf(page), `${name} at ${width}`).toEqual([])
    const { SHOTS } = process.env
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true })
  }
}

/** A count that another community asks. */
async function foreignRound(): Promise<ReturnType<typeof chosen>> {
  const members = names.concat('Ben').map((name, nth) => countMember(`${name} ${nth}`, later.now, 0, 0))
  const keys = must(createCommunityKeys())
  const draft = {
    epoch: later.epoch,
    metrics: [{ metric: 'first-session' as const, epsilonMilli: 1000 }],
    members: members.map(({ id, book }) => ({ id, key: measurementKeyOf(book)?.publicKey ?? new Uint8Array(32) })),
  }
  return signedFile('foreign.count', [must(draftRound(draft, keys, { now: later.now }))])
}
