import { readFileSync } from 'node:fs'
import { approve, createCommunity, createCommunityKeys, publishCatalogue } from 'entrenous/community'
import type { measurementKeyOf } from 'entrenous/measurement'
import {
  confirmPresence,
  coreVocabulary,
  createKeys,
  draftDescriptor,
  type EpochSeconds,
  type PractitionerKeys,
  signDescriptor,
} from 'entrenous/practitioner'
import type { Page } from 'playwright-core'
import { languageOf, type Spoken } from '../../examples/desk/app/languages.js'
import { chenSays, must } from './world.js'

// A lead's side of the desk, by clicking, and the practitioners who send them files.

const english = languageOf('en')

/** A practitioner with a desk of their own, and the file they send. */
export type Sender = {
  readonly id: string
  readonly keys: PractitionerKeys
  readonly name: string
  readonly statements: readonly Uint8Array[]
  readonly file: SentFile
}

/** A file as the browser's own choosing hands it over. */
export type SentFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }

/** Signs a page as a desk signs it; with keys of before where they are given. */
export function sender(
  name: string,
  now: EpochSeconds,
  keys: PractitionerKeys = must(createKeys({ now })),
  measurementKey?: ReturnType<typeof measurementKeyOf>,
): Sender {
  const says = { ...chenSays, name, openers: [{ role: 'self', name }] }
  const signed = signDescriptor(must(draftDescriptor(says, { vocabulary: coreVocabulary, keys })), keys, { now })
  const shown = measurementKey && { measurementKey }
  const presence = must(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now, ...shown }))
  const statements = [signed, presence]
  return { id: keys.id, keys, name, statements, file: signedFile(name, statements) }
}

/** Statements as they are sent from hand to hand. */
export function signedFile(name: string, statements: readonly Uint8Array[]): SentFile {
  const listed = statements.map((bytes) => Buffer.from(bytes).toString('base64url'))
  const text = JSON.stringify({ format: 'entrenous-signed-1', statements: listed })
  return { name: `${name}.signed.json`, mimeType: 'application/json', buffer: Buffer.from(text) }
}

/** Another community's list, with these people in it. */
export function neighbour(
  name: string,
  people: readonly Pick<Sender, 'statements'>[],
  now: EpochSeconds,
): { readonly trust: string; readonly file: SentFile } {
  const keys = must(createCommunityKeys())
  const draft = { name, contact: 'lead@hills.example', charterHash: '11'.repeat(32), policy: 'one-approver' }
  const root = must(createCommunity(draft, keys, { now }))
  const statements = people.flatMap(({ statements: [page, presence] }) =>
    page === undefined || presence === undefined ? [] : [page, presence, must(approve(page, keys, { now }))],
  )
  const publishing = { vocabulary: coreVocabulary, publishingKey: keys.publishing, now }
  const { bytes, head } = must(publishCatalogue({ root, statements, ...publishing }))
  return { trust: head.community, file: { name: 'list', mimeType: '', buffer: Buffer.from(bytes) } }
}

/** Goes from the keys to the room of whoever looks after a community. */
export async function openLeadRoom(page: Page, { words }: Spoken = english): Promise<void> {
  await page.getByRole('navigation', { name: words.app.nav }).getByRole('button', { name: words.app.keys }).click()
  await page.getByText(words.lead.offer, { exact: true }).click()
  await page.getByRole('button', { name: words.lead.open }).click()
  await page.getByRole('heading', { name: words.lead.begin.title }).waitFor()
}

/** Founds a community by the form. */
export async function foundCommunity(
  page: Page,
  asked: {
    readonly policy?: keyof Spoken['words']['lead']['begin']['policies']
    readonly items?: readonly string[]
  } = {},
  { words }: Spoken = english,
): Promise<void> {
  const said = words.lead.begin
  await page.getByLabel(said.name, { exact: true }).fill('Saltmere Circle')
  await page.getByLabel(said.contact, { exact: true }).fill('dora@saltmere.example')
  if (asked.policy !== undefined) await page.getByRole('radio', { name: said.policies[asked.policy] }).check()
  for (const item of asked.items ?? []) await page.getByRole('checkbox', { name: item }).check()
  await page.getByRole('button', { name: said.go }).click()
  await page.getByRole('heading', { name: 'Saltmere Circle' }).waitFor()
}

/** Goes through a door of the room. */
export async function door(
  page: Page,
  name: keyof Spoken['words']['lead']['doors'],
  { words }: Spoken = english,
): Promise<void> {
  const said = words.lead.doors[name]
  await page.getByRole('navigation', { name: words.lead.nav }).getByRole('button', { name: said }).click()
  // The members' page is headed by the community's name.
  await page.getByRole('heading', { level: 1, name: name === 'people' ? 'Saltmere Circle' : said }).waitFor()
}

/** Takes in files, and waits for what comes of it. */
export async function takeInFiles(page: Page, files: readonly SentFile[], { words }: Spoken = english): Promise<void> {
  await door(page, 'take-in')
  await page.getByLabel(words.lead.taking.files).setInputFiles([...files])
  await page.locator('.notice.calm').waitFor()
}

/** Opens somebody's page from among the members. */
export async function openMember(page: Page, name: string): Promise<void> {
  await door(page, 'people')
  await page.getByRole('button', { name }).last().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}

/** Publishes, and gives the bytes that the browser saved. */
export async function publishList(page: Page, spoken: Spoken = english): Promise<Uint8Array> {
  await door(page, 'publish', spoken)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: spoken.words.lead.publish.do }).click()
  const saved = new Uint8Array(readFileSync(await (await download).path()))
  await page.locator('.notice.calm').waitFor()
  return saved
}

/** The community's name, as the page of keys shows it. */
export async function communityName(page: Page): Promise<string> {
  await door(page, 'keeping')
  return ((await page.locator('.id code').textContent()) ?? '').replaceAll(' ', '')
}
