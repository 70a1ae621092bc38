import { createCommunityKeys, createSigningKey } from 'entrenous/community'
import {
  answerClosing,
  callRoll,
  closeRound,
  draftRound,
  type Journal,
  joinRound,
  type MeasurementBook,
  measurementEpochOf,
  measurementKeyOf,
  openClosing,
  openMeasurementBook,
  openReport,
  openRoll,
  openRound,
  type RoundEvidence,
  reportToRound,
  signReleases,
  sumRound,
} from 'entrenous/measurement'
import { noteFurthest, openPersonLedger } from 'entrenous/person-ledger'
import { type EpochDay, epochSeconds } from 'entrenous/practitioner'
import { must } from '../support/world.js'

// A round of eight from beginning to end, for the code of the documentation to stand in the middle of.

const now = epochSeconds(new Date())
const clock = { now }
export const epoch = measurementEpochOf(now) - 5
export const lead = must(createCommunityKeys())
export const community = {
  key: Buffer.from(lead.root.publicKey).toString('hex'),
  publishingKeys: [lead.publishing.publicKey],
}

type Device = { readonly identity: typeof lead.publishing; book: MeasurementBook; readonly journal: Journal }
const days = epoch * 56
const referrals = Array.from({ length: 24 }, (_, nth) => `referral-${nth}`)
/** What one practitioner has noted: 24 referrals, of which 16 led to a session. */
export const journal: Journal = referrals.flatMap((referral, nth) => [
  { what: 'received' as const, referral, on: (days + nth) as EpochDay },
  ...(nth % 3 === 0 ? [] : [{ what: 'session' as const, referral, on: (days + nth + 9) as EpochDay }]),
])
const devices: readonly Device[] = Array.from({ length: 8 }, () => ({
  identity: must(createSigningKey()),
  book: must(openMeasurementBook(undefined, clock)),
  journal,
}))
const keyOf = ({ book }: Device) => measurementKeyOf(book) ?? { epoch: 0, publicKey: new Uint8Array(32) }
const idOf = ({ identity }: Device) => Buffer.from(identity.publicKey).toString('hex')
/** As `readEntries` gives them. */
export const entries = devices.map((one) => ({
  kind: 'practitioner',
  id: idOf(one),
  presence: { measurementKey: keyOf(one) },
}))
export const members = devices
  .map((one) => ({ id: idOf(one), key: keyOf(one).publicKey }))
  .sort((a, b) => (a.id < b.id ? -1 : 1))

const metrics = [{ metric: 'first-session' as const, epsilonMilli: 1000 }]
export const roundFile: Uint8Array = must(draftRound({ epoch, metrics, members }, lead, clock))
const round = must(openRound(roundFile, { community, members, now }))
const [device] = devices
if (device === undefined) throw new Error('eight were made')
/** One device as it stood before the round, and what became of it. */
export const keptBook: MeasurementBook = device.book
export const { identity } = device

const said = (one: Device, { book, statement }: { readonly book: MeasurementBook; readonly statement: Uint8Array }) => {
  one.book = book
  return statement
}
export const joins: readonly Uint8Array[] = devices.map((one) =>
  said(one, must(joinRound(round, one.book, one.identity, clock))),
)
/** The same device once it has joined, for code that begins there. */
export const joinedBook: MeasurementBook = device.book
export const rollFile: Uint8Array = must(callRoll(round, joins, lead.publishing, clock)).statement
const roll = must(openRoll(round, rollFile, joins, clock))
export const reports: readonly Uint8Array[] = devices.map((one) =>
  said(one, must(reportToRound(round, roll, one.journal, one, clock))),
)
export const closingFile: Uint8Array = must(closeRound(round, roll, reports, lead.publishing, clock)).statement
const closing = must(openClosing(round, roll, closingFile, clock))
export const answerFiles: readonly Uint8Array[] = devices.map((one) =>
  said(one, must(answerClosing(round, roll, closing, one, clock))),
)
export const sum = must(sumRound(round, roll, closing, { reports, answers: answerFiles }))
export const opening: Uint8Array = must(openReport(round, roll, device, clock))
export const report: Uint8Array = reports[0] ?? roundFile
const released = signReleases(sum, lead, { now, previous: [] })[0]?.release
if (!released?.ok) throw new Error('192 were counted')
export const releaseFile: Uint8Array = released.value
export const evidence: RoundEvidence = {
  round: roundFile,
  joins,
  roll: rollFile,
  reports,
  closing: closingFile,
  answers: answerFiles,
}
export const opened = { round, roll, closing }
/** What a person's device holds. */
export const ledger = noteFurthest(openPersonLedger(undefined, now), 'stage', 'sent')
