import { createSigningKey } from '../../src/community/keys.js'
import { toHex } from '../../src/kernel/text.js'
import { type EpochDay, type EpochSeconds, startOfDay } from '../../src/kernel/time.js'
import { answerClosing } from '../../src/measurement/answer.js'
import { type MeasurementBook, measurementKeyOf, openMeasurementBook } from '../../src/measurement/book.js'
import { daysOfEpoch } from '../../src/measurement/epoch.js'
import { joinRound } from '../../src/measurement/join.js'
import type { Journal } from '../../src/measurement/journal.js'
import type { MetricName } from '../../src/measurement/metric-table.js'
import { reportToRound } from '../../src/measurement/report.js'
import { type Closing, callRoll, closeRound, openClosing, openRoll, type Roll } from '../../src/measurement/roll.js'
import { draftRound, type LeadKeys, type Member, openRound, type Round } from '../../src/measurement/round.js'
import { type RoundSum, sumRound } from '../../src/measurement/sum.js'
import type { Signer } from '../../src/statement/sign.js'
import { value } from './cast.js'
import { seededRandom } from './random.js'

// A community that counts: Dora leads, the others practise. Everything is real but the people.

/** The epoch that is counted, and a moment when all its windows have ended. */
export const EPOCH = 370
export const FIRST_DAY: EpochDay = daysOfEpoch(EPOCH).from
export const COUNTED: EpochSeconds = startOfDay((FIRST_DAY + 56 + 168) as EpochDay)

/** A day of the epoch, or after it. */
export const dayIn = (nth: number): EpochDay => (FIRST_DAY + nth) as EpochDay

const signer = (seed: string): Signer => value(createSigningKey({ random: seededRandom(seed) }))
export const lead: LeadKeys = { root: signer('root of measurement'), publishing: signer('publishing of measurement') }
export const community = { key: toHex(lead.root.publicKey), publishingKeys: [lead.publishing.publicKey] }

/** One practitioner's device. */
export type Device = { readonly identity: Signer; book: MeasurementBook; readonly journal: Journal }

/** A journal with so many referrals that reached a first session, and so many that did not. */
export function journalOf(reached: number, missed: number, owner = ''): Journal {
  return Array.from({ length: reached + missed }, (_, nth) => {
    const referral = `${owner}-${nth}`
    const received = { what: 'received' as const, referral, on: dayIn(nth % 56) }
    const first = { what: 'session' as const, referral, on: dayIn((nth % 56) + 9) }
    return nth < reached ? [received, first] : [received]
  }).flat()
}

export function devicesOf(journals: readonly Journal[], seed = 'devices'): readonly Device[] {
  return journals.map((journal, nth) => ({
    identity: signer(`${seed} ${nth}`),
    book: value(openMeasurementBook(undefined, { now: COUNTED, random: seededRandom(`${seed} book ${nth}`) })),
    journal,
  }))
}

export function membersOfDevices(devices: readonly Device[]): readonly Member[] {
  return devices.map(({ identity, book }) => ({
    id: toHex(identity.publicKey),
    key: measurementKeyOf(book)?.publicKey ?? new Uint8Array(32),
  }))
}

export type Asked = readonly { readonly metric: MetricName; readonly epsilonMilli: number }[]
const firstSession: Asked = [{ metric: 'first-session', epsilonMilli: 2000 }]

export function roundOf(devices: readonly Device[], metrics: Asked = firstSession, most?: number) {
  const members = membersOfDevices(devices)
  const draft = { epoch: EPOCH, metrics, members, ...(most !== undefined && { most }) }
  const file = value(draftRound(draft, lead, { now: COUNTED }))
  return { file, round: value(openRound(file, { community, members, now: COUNTED })) }
}

/** Lets a device do its part, and write its book first. */
export function join(device: Device, round: Round, seed = 'join'): Uint8Array {
  const random = seededRandom(`${seed} ${toHex(device.identity.publicKey)}`)
  const said = value(joinRound(round, device.book, device.identity, { now: COUNTED, random }))
  device.book = said.book
  return said.statement
}

export function report(device: Device, round: Round, roll: Roll): Uint8Array {
  const said = value(reportToRound(round, roll, device.journal, device, { now: COUNTED }))
  device.book = said.book
  return said.statement
}

export function answer(device: Device, round: Round, roll: Roll, closing: Closing): Uint8Array {
  const said = value(answerClosing(round, roll, closing, device, { now: COUNTED }))
  device.book = said.book
  return said.statement
}

/** Who falls out where: positions in the list of devices. */
export type Dropouts = {
  readonly joining?: readonly number[]
  readonly reporting?: readonly number[]
  readonly answering?: readonly number[]
}

export type Held = {
  readonly file: Uint8Array
  readonly round: Round
  readonly joins: readonly Uint8Array[]
  readonly rollFile: Uint8Array
  readonly roll: Roll
  readonly reports: readonly Uint8Array[]
  readonly closingFile: Uint8Array
  readonly closing: Closing
  readonly answers: readonly Uint8Array[]
  readonly sum: RoundSum
}

/** Holds a round from beginning to end. */
export function hold(
  devices: readonly Device[],
  {
    metrics = firstSession,
    drop = {},
    seed = 'join',
    most,
  }: { metrics?: Asked; drop?: Dropouts; seed?: string; most?: number } = {},
): Held {
  const { joining = [], reporting = [], answering = [] } = drop
  const { file, round } = roundOf(devices, metrics, most)
  const here = (gone: readonly number[]) => devices.filter((_, nth) => !gone.includes(nth))
  const joins = here(joining).map((device) => join(device, round, seed))
  const now = { now: COUNTED }
  const rollFile = value(callRoll(round, joins, lead.publishing, now)).statement
  const roll = value(openRoll(round, rollFile, joins, now))
  const reports = here([...joining, ...reporting]).map((device) => report(device, round, roll))
  const closingFile = value(closeRound(round, roll, reports, lead.publishing, now)).statement
  const closing = value(openClosing(round, roll, closingFile, now))
  const answers = here([...joining, ...answering]).map((device) => answer(device, round, roll, closing))
  const sum = value(sumRound(round, roll, closing, { reports, answers }))
  return { file, round, joins, rollFile, roll, reports, closingFile, closing, answers, sum }
}
