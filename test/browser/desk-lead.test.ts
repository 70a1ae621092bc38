import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openCatalogue, readEntries } from 'entrenous'
import { verifyCatalogue } from 'entrenous/community'
import { epochSeconds, replaceOpeningKeys } from 'entrenous/practitioner'
import { openCommunity, revoke } from 'entrenous/trust'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchPersistent } from '../support/browser.js'
import { makeDesk, type ServedDesk, serveDesk, unlock } from '../support/desk.js'
import {
  communityName,
  door,
  foundCommunity,
  neighbour,
  openLeadRoom,
  openMember,
  publishList,
  sender,
  signedFile,
  takeInFiles,
} from '../support/desk-lead.js'
import { must } from '../support/world.js'

// Dora founds a community in her desk and looks after it: everything by clicking, in a real browser, and every list that
// she publishes is opened as anybody's device opens it.

const now = () => epochSeconds(new Date())
const ben = sender('Ben Achterberg', now())
const chen = sender('Chen Wei', now())
const folder = mkdtempSync(join(tmpdir(), 'entrenous-lead-'))
let desk: ServedDesk
let context: BrowserContext
let page: Page
let words = ''
let trust = ''
let first: Uint8Array
let second: Uint8Array
const complaints: string[] = []
const sent: string[] = []

beforeAll(async () => {
  desk = await serveDesk()
  await begin()
})
afterAll(async () => {
  await context?.close()
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function begin(): Promise<void> {
  context = await launchPersistent(folder)
  page = await context.newPage()
  page.setDefaultTimeout(20_000)
  page.on('console', (message) => message.type() !== 'debug' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  context.on('request', (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`))
}

const button = (name: string) => page.getByRole('button', { name, exact: true }).click()
const opened = (bytes: Uint8Array, lastSeen: Parameters<typeof openCatalogue>[1]['lastSeen'] = 'first-use') =>
  must(openCatalogue(bytes, { trust: [trust], lastSeen, now: now() }))
const namesIn = (bytes: Uint8Array) => readEntries(opened(bytes)).accepted.map(({ name }) => name)
const signed = () => page.getByText('Signed, and kept in this desk').waitFor()

/** Everything somebody needs under the policy of this story. */
async function letIn(name: string): Promise<void> {
  await openMember(page, name)
  await page.getByRole('checkbox', { name: 'They have read me this id' }).check()
  await button('Approve')
  await signed()
  await button('Introduce them')
  await page.getByRole('heading', { name: 'Introduce them' }).waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Charter signed' }).check()
  await button('Sign what is ticked')
  await page.getByText('In the list.', { exact: true }).waitFor()
}

describe('a desk whose owner looks after no community', () => {
  it('shows nothing of it but one line, folded, at the end of the keys', async () => {
    words = await makeDesk(page, desk.origin)
    await button('I have it on paper')
    const tabs = await page
      .getByRole('navigation', { name: 'Pages', exact: true })
      .getByRole('button')
      .allTextContents()
    expect(tabs).toEqual(['Today', 'Letters', 'My page', 'Keys'])
    for (const tab of tabs.slice(0, 3)) {
      await page.getByRole('navigation', { name: 'Pages', exact: true }).getByRole('button', { name: tab }).click()
      expect(await page.getByRole('main').textContent()).not.toContain('look after a community')
    }
  })
})

describe('from a template to a published list', () => {
  it('founds a community with keys of its own, and takes in the files that people send', async () => {
    await openLeadRoom(page)
    await foundCommunity(page, { policy: 'introduced-one-vetter', items: ['Charter signed'] })
    await takeInFiles(page, [ben.file, chen.file])
    await page.getByText('Taken in: 4.').waitFor()
    await takeInFiles(page, [ben.file])
    await page.getByText('There was nothing new in it.').waitFor()
    trust = await communityName(page)
    expect(trust).toMatch(/^[0-9a-f]{64}$/)
  })

  it('shows the id that is to be read, and approves only once somebody says that it was', async () => {
    await openMember(page, 'Chen Wei')
    const shown = ((await page.locator('.id code').textContent()) ?? '').replaceAll(' ', '')
    expect(shown).toBe(chen.id)
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).isDisabled()).toBe(true)
  })

  it('publishes nobody who lacks an approval, an introduction or a point of the checklist', async () => {
    await letIn('Chen Wei')
    first = await publishList(page)
    expect(namesIn(first)).toEqual(['Chen Wei'])
    expect(await page.getByRole('main').textContent()).toContain('Ben Achterberg')
    const report = must(verifyCatalogue(first, { trust: [trust], now: now() }))
    expect(report).toMatchObject({ identical: true, rejected: [], head: { sequence: 1 } })
  })

  it('publishes again on top of it, with whoever was let in since', async () => {
    await letIn('Ben Achterberg')
    second = await publishList(page)
    const after = opened(second, opened(first).head)
    expect([after.head.sequence, after.continuity]).toEqual([2, 'chained'])
    expect(namesIn(second).sort()).toEqual(['Ben Achterberg', 'Chen Wei'])
    const { state } = must(openCommunity(second, { trust: [trust], now: now() }))
    expect(state.members.get(chen.id)).toMatchObject({
      attested: ['charter-signed'],
      introduction: { byApprover: true },
    })
  })

  it('takes somebody out by a category and no word more, and nothing brings that key back', async () => {
    await openMember(page, 'Ben Achterberg')
    await page.getByText('Take out', { exact: true }).click()
    await page.getByRole('radio', { name: 'They leave' }).check()
    await button('Take them out')
    await page.getByText('Taken out.', { exact: true }).waitFor()
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).count()).toBe(0)
    const third = await publishList(page)
    expect(namesIn(third)).toEqual(['Chen Wei'])
    expect(must(verifyCatalogue(third, { trust: [trust], now: now() }))).toMatchObject({
      identical: true,
      rejected: [],
    })
    expect(opened(third, opened(second).head).continuity).toBe('chained')
  })
})

describe('what goes wrong', () => {
  it('warns where a page comes with other keys than were approved, and asks for a call', async () => {
    const swapped = sender('Chen Wei', now(), must(replaceOpeningKeys(chen.keys, { now: now() })))
    await takeInFiles(page, [swapped.file])
    await openMember(page, 'Chen Wei')
    await page.getByRole('heading', { name: 'Other keys than before' }).waitFor()
    expect(await page.getByRole('button', { name: 'Approve', exact: true }).isDisabled()).toBe(true)
    await page.getByRole('checkbox', { name: 'I have called them' }).check()
    await button('Approve')
    await page.getByRole('heading', { name: 'Other keys than before' }).waitFor({ state: 'detached' })
  })

  it('refuses a file that was changed, one of another kind, and another community’s list', async () => {
    const changed = JSON.parse(chen.file.buffer.toString())
    changed.statements[0] = `${changed.statements[0].slice(0, -6)}AAAAAA`
    const files = [
      { ...chen.file, buffer: Buffer.from(JSON.stringify(changed)) },
      { ...chen.file, buffer: Buffer.from('{"format":"entrenous-signed-1","statements":["A",7]}') },
      { ...chen.file, buffer: Buffer.from('a letter') },
      { ...chen.file, buffer: Buffer.from(first.subarray(0, 400)) },
      { ...chen.file, buffer: Buffer.alloc(0) },
    ]
    await takeInFiles(page, files)
    await page.getByText('Files that could not be used: 5.').waitFor()
  })

  it('lets nobody be taken out by a stranger’s word', async () => {
    const eve = sender('Eve', now())
    const key = Uint8Array.from(Buffer.from(chen.id, 'hex'))
    const community = Uint8Array.from(Buffer.from(trust, 'hex'))
    const forged = revoke(key, 'conduct', { signer: eve.keys.identity, community }, { now: now() })
    await takeInFiles(page, [signedFile('eve', [forged])])
    await openMember(page, 'Chen Wei')
    await page.getByText('In the list.', { exact: true }).waitFor()
  })
})

describe('other communities', () => {
  const load = async ({ trust: name, file }: ReturnType<typeof neighbour>) => {
    await door(page, 'neighbours')
    await page.getByLabel('Their list, as they publish it').setInputFiles(file)
    await page.getByLabel('The name of their community').fill(name)
    await button('Look at their list')
  }

  it('are looked at under the name that the lead was told, and under no other', async () => {
    const hills = neighbour('Hills', [chen, sender('Priya', now())], now())
    await load({ ...hills, trust: neighbour('Elsewhere', [], now()).trust })
    await page.getByText('This list is not theirs').waitFor()
    await load({ trust, file: { name: 'list', mimeType: '', buffer: Buffer.from(second) } })
    await page.getByText('This is your own list.').waitFor()
    await load(hills)
    await page.getByText('People: 2. Events: 0.').waitFor()
  })

  it('show who is in two lists, each community for itself, and bring nobody into the lead’s own', async () => {
    const shared = page.locator('section', { hasText: 'In two lists or more' })
    const said = (await shared.getByRole('listitem').allTextContents()).join(' ')
    expect(said).toContain('Chen Wei')
    expect(said).toContain('Saltmere Circle')
    expect(said).toContain('Hills')
    expect(said).not.toContain('Priya')
    await door(page, 'people')
    expect(await page.getByRole('main').textContent()).not.toContain('Priya')
    expect(namesIn(await publishList(page))).toEqual(['Chen Wei'])
  })
})

describe('what the desk keeps of it', () => {
  it('opens again with everything, and begins with the community where there is no page', async () => {
    await button('Lock now')
    await unlock(page, words)
    await page.getByRole('heading', { level: 1, name: 'Saltmere Circle' }).waitFor()
    await door(page, 'dates')
    expect(await page.getByRole('main').textContent()).toContain('The list, as it is published')
  })

  it('is sealed: no name, no key and no pages of the community are in any file of the browser', async () => {
    await context.close()
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    const stored = Buffer.concat(
      files.filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name))),
    )
    const planted = ['Saltmere', 'saltmere', 'dora@', trust, chen.id, words]
    const found = planted.filter((one) => stored.includes(one) || stored.includes(Buffer.from(one, 'utf16le')))
    expect(found).toEqual([])
    await begin()
    await page.goto(`${desk.origin}/`)
    await unlock(page, words)
  })

  it('comes back on another device from the sealed copy and the last list', async () => {
    await door(page, 'keeping')
    await page.getByLabel('Your words now').fill('not these words')
    await button('Save a sealed copy')
    await page.getByText('These are not the words of this desk.').waitFor()
    await page.getByLabel('Your words now').fill(words)
    const download = page.waitForEvent('download')
    await button('Save a sealed copy')
    const copy = readFileSync(await (await download).path())
    expect(copy.includes('entrenous-community-keys-1')).toBe(false)
    const last = await publishList(page)
    await page.evaluate(
      "Promise.all(['desk', 'desk-inbox', 'desk-lock'].map((name) => indexedDB.deleteDatabase(name)))",
    )
    await makeDesk(page, desk.origin)
    await button('I have it on paper')
    await openLeadRoom(page)
    await page.getByText('Bring one back from a copy').click()
    await page.getByLabel('The sealed copy').setInputFiles({ name: 'copy.sealed', mimeType: '', buffer: copy })
    await page.getByLabel('The words it is sealed under').fill(words)
    await button('Bring it back')
    await page.getByRole('heading', { level: 1, name: 'Saltmere Circle' }).waitFor()
    await takeInFiles(page, [{ name: 'saltmere-circle.catalogue', mimeType: '', buffer: Buffer.from(last) }])
    const next = await publishList(page)
    expect(opened(next, opened(last).head)).toMatchObject({ continuity: 'chained', head: { sequence: 6 } })
    expect(namesIn(next)).toEqual(['Chen Wei'])
  })
})

describe('all that while', () => {
  it('asked nobody for anything but its own files, broke no policy and said nothing on the console', () => {
    expect(sent.filter((line) => !line.startsWith(`GET ${desk.origin}/`) && !line.startsWith('GET blob:'))).toEqual([])
    expect(complaints).toEqual([])
  })
})
