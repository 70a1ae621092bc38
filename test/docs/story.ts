import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type Catalogue,
  days,
  type EpochSeconds,
  epochSeconds,
  grant,
  type Intake,
  type Match,
  match,
  openCatalogue,
  propose,
  readIntake,
  seal,
  type Ticket,
} from 'entrenous'
import { createSigningKey, readSignedHead, witness } from 'entrenous/community'
import { splitCatalogue } from 'entrenous/pieces'
import {
  coreVocabulary,
  createInbox,
  type Descriptor,
  type Disclosure,
  draftDescriptor,
  memoryStore,
  openToken,
  type PractitionerKeys,
} from 'entrenous/practitioner'
import { approverFrom, signGuideCard } from 'entrenous/trust'
import { ashaAnswers, chenSays, makeWorld, must } from '../support/world.js'
import * as board from './board.js'

// What a reader has around the code of the documentation: names such as `bytes`, `answers` and `show` come from here.

const moment = epochSeconds(new Date())
const world = makeWorld(moment)

export const now = (): EpochSeconds => epochSeconds(new Date())
export const bytes: Uint8Array = world.bytes
export const communityKey: Uint8Array = world.communityKey
export const lastSeen = 'first-use'
export const answers: unknown = ashaAnswers
export const keys: PractitionerKeys = world.chen
export const descriptor: Descriptor = must(draftDescriptor(chenSays, { vocabulary: coreVocabulary, keys }))

export const catalogue: Catalogue = must(openCatalogue(bytes, { trust: [communityKey], lastSeen, now: moment }))
export const intake: Intake = must(readIntake(answers, catalogue.vocabulary))
export const matches: readonly Match[] = match(intake, catalogue, { now: moment }).matches
export const best: Match = firstOf(matches)

const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], availability: 'slots' } as const
const proposal = must(propose(intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now: moment }))
const { token: sent, ticket: kept } = must(seal(grant(proposal, { now: moment })))
export const token: Uint8Array = sent
export const ticket: Ticket = kept

/** Names Chen a guide: in this small world there is nobody else. */
export const guideCard: Uint8Array = signGuideCard(world.chen.identity.publicKey, approverFrom(world.communityKeys), {
  now: moment,
})

const witnesses = [must(createSigningKey()), must(createSigningKey())]
export const witnessKeys: readonly Uint8Array[] = witnesses.map(({ publicKey }) => publicKey)
/** What two witnesses have published about this very file. */
export const witnessStatements = async (): Promise<readonly Uint8Array[]> =>
  witnesses.map((key) => {
    const input = { trust: [communityKey], lastWitnessed: 'first-use', now: moment } as const
    return must(witness(must(readSignedHead(bytes)), key, input)).statement
  })
/** Nothing was missed. */
export const headsSince = async (seen: Catalogue['head'] | 'first-use'): Promise<readonly Uint8Array[]> =>
  seen === 'first-use' ? [] : [must(readSignedHead(bytes))]
const split = must(splitCatalogue(bytes))
export const head: Uint8Array = split.head
export const fetched = async (path: string): Promise<Uint8Array> =>
  path.startsWith('segments/') ? board.segment : pieceAt(path)
const pieceAt = (path: string): Uint8Array => split.pieces.get(path.replace('pieces/', '')) ?? split.head

/** What Chen answers: to the token above, by whatever way it comes. */
export const answerFromChen = async (): Promise<Uint8Array> => {
  const inbox = createInbox(memoryStore())
  const { id } = must(await inbox.receive(must(openToken(token, keys, { now: moment }))))
  return must(await inbox.reply(id, { kind: 'more-asked', fields: ['contact'] }, keys, { now: moment })).record
}

/** The documentation's code must not fail: where it would show a failure, the test does. */
export const show = (failure: unknown): never => {
  throw new Error(JSON.stringify(failure))
}
export const personAgrees = async (preview: string): Promise<boolean> => preview.includes('Chen Wei')
export const keep = (head: Catalogue['head']): void => valueMissing(head.hash === '')
export const send = (sent: Uint8Array): void => valueMissing(sent.length === 0)
export const keepForThePerson = (ticket: object): void => valueMissing(Object.keys(ticket).length > 0)
export const { boardText, checkpointText, laterCheckpointText, leafHashes, listText, record } = board
export const posted = async (address: string, sent: Uint8Array): Promise<string> =>
  address.endsWith('/records') && sent === record ? board.receiptText : ''
export const keepForScanning = (one: Uint8Array): void => valueMissing(one.length !== record.length)
export const book = (disclosure: Disclosure | undefined): void => valueMissing(disclosure?.fields.needs === undefined)
const drawer = new Map<string, string>()
export const device = {
  read: async (name: string): Promise<string | undefined> => drawer.get(name),
  write: async (name: string, text: string): Promise<void> => void drawer.set(name, text),
}
export const render = (name: string, words: readonly string[]): void => valueMissing(name === '' || words.length === 0)
/** A page of a browser that shows nothing, for what a guide does with one. */
export const page = {
  goto: async (address: string): Promise<void> => valueMissing(address === ''),
  getByLabel: (name: string) => ({ fill: async (text: string) => valueMissing(name === '' || text === '') }),
  getByRole: (role: string, { name }: { readonly name: string }) => ({
    click: async () => valueMissing(role === name),
  }),
  on: () => undefined,
  off: () => undefined,
  context: () => ({ on: () => undefined, off: () => undefined }),
  evaluate: async (_: string): Promise<unknown> => undefined,
}
export const inboxFile: string = join(mkdtempSync(join(tmpdir(), 'entrenous-docs-')), 'inbox.db')
export const keyFromTheSafe = async (): Promise<Uint8Array> => new Uint8Array(32).fill(7)
export const secureRandomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

function valueMissing(isMissing: boolean): void {
  if (isMissing) throw new Error('the documentation’s code handed on nothing')
}

function firstOf<Value>(list: readonly Value[]): Value {
  const [first] = list
  if (first === undefined) throw new Error('nobody matched')
  return first
}
