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
  splitCatalogue,
} from 'entrenous'
import { createSigningKey, readSignedHead, witness } from 'entrenous/community'
import type { Disclosure, PractitionerKeys } from 'entrenous/practitioner'
import { ashaAnswers, makeWorld, must } from '../support/world.js'

// What a reader has around the code of the documentation: names such as `bytes`, `answers` and `show` come from here.

const moment = epochSeconds(new Date())
const world = makeWorld(moment)

export const now = (): EpochSeconds => epochSeconds(new Date())
export const bytes: Uint8Array = world.bytes
export const communityKey: Uint8Array = world.communityKey
export const lastSeen = 'first-use'
export const answers: unknown = ashaAnswers
export const keys: PractitionerKeys = world.chen

export const catalogue: Catalogue = must(openCatalogue(bytes, { trust: [communityKey], lastSeen, now: moment }))
export const intake: Intake = must(readIntake(answers, catalogue.vocabulary))
export const matches: readonly Match[] = match(intake, catalogue, { now: moment }).matches
export const best: Match = firstOf(matches)

const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], availability: 'slots' } as const
const proposal = must(propose(intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now: moment }))
export const token: Uint8Array = must(seal(grant(proposal, { now: moment }))).token

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
  split.pieces.get(path.replace('pieces/', '')) ?? split.head

/** The documentation's code must not fail: where it would show a failure, the test does. */
export const show = (failure: unknown): never => {
  throw new Error(JSON.stringify(failure))
}
export const personAgrees = async (preview: string): Promise<boolean> => preview.includes('Chen Wei')
export const keep = (head: Catalogue['head']): void => valueMissing(head.hash === '')
export const send = (sent: Uint8Array): void => valueMissing(sent.length === 0)
export const keepForThePerson = (ticket: object): void => valueMissing(Object.keys(ticket).length > 0)
export const book = (disclosure: Disclosure): void => valueMissing(disclosure.fields.needs === undefined)
const drawer = new Map<string, string>()
export const device = {
  read: async (name: string): Promise<string | undefined> => drawer.get(name),
  write: async (name: string, text: string): Promise<void> => void drawer.set(name, text),
}
export const render = (name: string, words: readonly string[]): void => valueMissing(name === '' || words.length === 0)
export const secureRandomBytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

function valueMissing(isMissing: boolean): void {
  if (isMissing) throw new Error('the documentation’s code handed on nothing')
}

function firstOf<Value>(list: readonly Value[]): Value {
  const [first] = list
  if (first === undefined) throw new Error('nobody matched')
  return first
}
