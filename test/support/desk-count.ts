import { readFileSync } from 'node:fs'
import {
  answerClosing,
  joinRound,
  type MeasurementBook,
  type Member,
  measurementKeyOf,
  openClosing,
  openMeasurementBook,
  openRoll,
  openRound,
  reportToRound,
} from 'entrenous/measurement'
import { type EpochDay, type EpochSeconds, epochSeconds } from 'entrenous/practitioner'
import { readStatement } from 'entrenous/trust'
import type { Download, Page } from 'playwright-core'
import { type Sender, type SentFile, sender, signedFile } from './desk-lead.js'
import { must } from './world.js'

// Members of a count who have no desk: the library does for them what a desk does, with files as a desk saves them.

/** The community whose count it is, and who is in its list. */
export type Counted = {
  readonly community: Parameters<typeof openRound>[1]['community']
  readonly members: readonly Member[]
}

/** A member of a count, driven by the library. */
export type CountMember = Sender & { book: MeasurementBook; readonly reached: number; readonly missed: number }

/** Somebody of whose letters so many led to a first session. */
export function countMember(name: string, now: EpochSeconds, reached: number, missed: number): CountMember {
  const book = must(openMeasurementBook(undefined, { now }))
  return { ...sender(name, now, undefined, measurementKeyOf(book)), book, reached, missed }
}

/** The statements of a saved file, by the word with which their subject begins. */
export function saidIn(bytes: Uint8Array): ReadonlyMap<string, readonly Uint8Array[]> {
  const file: { readonly statements: readonly string[] } = JSON.parse(new TextDecoder().decode(bytes))
  const said = new Map<string, Uint8Array[]>()
  for (const text of file.statements) {
    const statement = new Uint8Array(Buffer.from(text, 'base64url'))
    const { kind, subject } = must(readStatement(statement))
    const word = kind === 'measurement' ? (subject.split('-')[0] ?? '') : kind
    said.set(word, [...(said.get(word) ?? []), statement])
  }
  return said
}

/** Does what comes next for a member, by the newest file of the lead. */
export function takePart(member: CountMember, file: Uint8Array, counted: Counted, now: EpochSeconds): SentFile {
  const said = saidIn(file)
  const one = (what: string) => said.get(what)?.[0] ?? new Uint8Array(0)
  const round = must(openRound(one('round'), { ...counted, now }))
  const device = { book: member.book, identity: member.keys.identity }
  const step = () => {
    if (!said.has('roll')) return must(joinRound(round, member.book, member.keys.identity, { now }))
    const roll = must(openRoll(round, one('roll'), said.get('join') ?? [], { now }))
    if (!said.has('closing'))
      return must(reportToRound(round, roll, journalOf(member, round.body.epoch), device, { now }))
    return must(answerClosing(round, roll, must(openClosing(round, roll, one('closing'), { now })), device, { now }))
  }
  const { book, statement } = step()
  member.book = book
  return signedFile(`${member.name}.count`, [statement])
}

/** Letters of an epoch, of which some led to a session nine days later. */
function journalOf({ name, reached, missed }: CountMember, epoch: number) {
  return Array.from({ length: reached + missed }, (_, nth) => {
    const day = (epoch * 56 + (nth % 40)) as EpochDay // whole days
    const letter = { referral: `${name.replaceAll(' ', '-')}-${nth}`, on: day }
    const received = { what: 'received' as const, ...letter }
    return nth < reached ? [received, { what: 'session' as const, ...letter, on: (day + 9) as EpochDay }] : [received]
  }).flat()
}

/** Presses what saves a file, and gives its name and bytes. */
export async function pressToSave(
  page: Page,
  name: string,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const saved: Download = await download
  return { name: saved.suggestedFilename(), bytes: new Uint8Array(readFileSync(await saved.path())) }
}

/** Bytes as a file that is chosen. */
export function chosen(bytes: Uint8Array, name = 'file.count.json'): SentFile {
  return { name, mimeType: 'application/json', buffer: Buffer.from(bytes) }
}

/** The first moment at which first sessions of the epoch of `moment` can be counted, and an hour of daylight more. */
export function countedFrom(moment: EpochSeconds): { readonly epoch: number; readonly now: EpochSeconds } {
  const epoch = Math.floor(moment / 86_400 / 56)
  return { epoch, now: epochSeconds((epoch * 56 + 56 + 84) * 86_400 + 12 * 3600) }
}
