import { createCommunityKeys } from 'entrenous/community'
import { budgetLeft, callRoll, draftRound, measurementKeyOf, openRoll, openRound } from 'entrenous/measurement'
import { days, type EpochDay, epochSeconds, type Referral } from 'entrenous/practitioner'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Counting,
  countingOf,
  emptyBook,
  notCounting,
  textOfCounting,
  withRound,
} from '../../examples/desk/app/counting/kept.js'
import {
  begun,
  dayOf,
  ended,
  leftOut,
  noted,
  notedLetters,
  withLetters,
  withoutSession,
} from '../../examples/desk/app/counting/notes.js'
import { nextStep, progressIn, readCount } from '../../examples/desk/app/counting/take-part.js'
import type { Directory } from '../../examples/desk/app/inbox/catalogue.js'
import { type Count, openCount, openedReports } from '../../examples/desk/app/lead/count.js'
import { openReport as srcOpenReport } from '../../src/measurement/answer.js'
import { callRoll as srcCallRoll, openRoll as srcOpenRoll } from '../../src/measurement/roll.js'
import { countedFrom, countMember, takePart } from '../support/desk-count.js'
import * as srcWorld from '../support/measurement.js'
import { lyingReport } from '../support/measurement-attacks.js'
import { must } from '../support/world.js'

// What a desk notes, keeps and says in a count, without its pages.

const NOW = epochSeconds(20_800 * 86_400)
const letterOf = (id: string, over: Partial<Referral> = {}): Referral =>
  ({
    id,
    state: 'requested',
    disclosure: { issuedOn: 20_790, fields: {} },
    more: [],
    consent: 'c',
    expiresOn: 20_810,
    answers: 0,
    lastAnswer: undefined,
    ...over,
  }) as unknown as Referral // what the notes read of one
const asha = letterOf('aa11')
const withdrawn = letterOf('aa11', { disclosure: undefined, state: 'cancelled' })
const on = begun(notCounting, [])

describe('what a desk notes of letters', () => {
  it('is nothing before the practitioner has said so', () => {
    expect(withLetters(notCounting, [asha], NOW)).toBe(notCounting)
    expect(noted(notCounting, 'aa11', 'session', dayOf(NOW))).toBe(notCounting)
  })
  it('is the day on which one came, once, and of what it says nothing but the kind of source', () => {
    const disclosure = { issuedOn: 20_790, fields: { source: 'school', contact: { email: 'asha@example.org' } } }
    const letter = letterOf('aa11', { disclosure: disclosure as unknown as Referral['disclosure'] })
    const once = withLetters(on, [letter], NOW)
    expect(once.journal).toEqual([{ what: 'received', referral: 'aa11', on: 20_800, source: 'school' }])
    expect(withLetters(once, [letter], epochSeconds(NOW + 5 * 86_400))).toBe(once)
    expect(textOfCounting(once)).not.toContain('asha')
  })
  it('is the day on which it was written, for letters that were there before', () => {
    expect(begun(notCounting, [asha]).journal).toEqual([{ what: 'received', referral: 'aa11', on: 20_790 }])
  })
  it('goes with a letter that is taken back, sessions and all, and stays with one that was erased in time', () => {
    const session = noted(withLetters(on, [asha], NOW), 'aa11', 'session', dayOf(NOW))
    expect(session.journal).toHaveLength(2)
    expect(withLetters(session, [], epochSeconds(NOW + 30 * 86_400)).journal).toHaveLength(2)
    expect(withLetters(session, [withdrawn], NOW).journal).toEqual([])
  })
  it('goes after 40 weeks at most', () => {
    const noting = withLetters(on, [asha], NOW)
    expect(withLetters(noting, [], epochSeconds(NOW + 223 * 86_400)).journal).toHaveLength(1)
    expect(withLetters(noting, [], epochSeconds(NOW + 281 * 86_400)).journal).toEqual([])
  })
  it('comes back by no letter that the practitioner left out, as long as it is here', () => {
    const without = leftOut(withLetters(on, [asha], NOW), 'aa11')
    expect(withLetters(without, [asha], NOW).journal).toEqual([])
    expect(withLetters(without, [], NOW).leftOut).toEqual([])
  })
  it('is taken back session by session', () => {
    const day = dayOf(NOW)
    const once = noted(withLetters(on, [asha], NOW), 'aa11', 'session', day)
    const twice = noted(once, 'aa11', 'session', (day + 7) as EpochDay)
    expect(notedLetters(twice.journal ?? [])).toEqual([
      { id: 'aa11', on: day, sessions: [day, day + 7], isDone: false },
    ])
    expect(withoutSession(twice, 'aa11')).toEqual(once)
    expect(noted(once, 'bb22', 'session', day)).toBe(once)
  })
})

describe('what a desk keeps for counting', () => {
  const { epoch, now } = countedFrom(NOW)
  const lead = must(createCommunityKeys())
  const people = Array.from({ length: 8 }, (_, nth) => countMember(`Member ${nth}`, now, 3, 2))
  const [chen, ...others] = people
  if (chen === undefined) throw new Error('expected eight members')
  const members = people.map(({ id, book }) => ({ id, key: measurementKeyOf(book)?.publicKey ?? new Uint8Array(32) }))
  const community = {
    key: Buffer.from(lead.root.publicKey).toString('hex'),
    publishingKeys: [lead.publishing.publicKey],
  }
  const asked = (metric: 'first-session' | 'third-session') =>
    must(draftRound({ epoch, metrics: [{ metric, epsilonMilli: 1500 }], members }, lead, { now }))
  const file = asked('first-session')
  const known = { file, community, members }
  const round = must(openRound(file, { community, members, now }))
  const device = { keys: chen.keys, now }
  const directory = { entries: [], community: undefined } as unknown as Directory // a desk without a list
  const before = { ...on, book: chen.book }
  const step = (came: Parameters<typeof nextStep>[0], counting: Counting) => {
    const made = nextStep(came, counting, device)
    if ('failure' in made) throw new Error(made.failure.code)
    return made
  }
  const joined = step({ kind: 'round', known, round }, before)
  const joins = [
    joined.statement,
    ...others.map((one) => statementIn(takePart(one, inFile([file]), { community, members }, now))),
  ]
  const roll = must(openRoll(round, must(callRoll(round, joins, lead.publishing, { now })).statement, joins, { now }))

  it('comes back as it was, keys and all', () => {
    const again = countingOf(textOfCounting(joined.counting))
    if (again === undefined) throw new Error('expected what was kept')
    expect(progressIn(round, again)).toBe('joined')
    expect([again.journal, again.rounds]).toEqual([joined.counting.journal, joined.counting.rounds])
    // The keys are the same: the same report comes of them.
    const came = { kind: 'roll', known, round, roll } as const
    expect(step(came, again).statement).toEqual(step(came, joined.counting).statement)
  })
  it('is unreadable, and not empty, where it is none: a budget that cannot be read is not begun anew', () => {
    expect(countingOf(undefined)).toBe(notCounting)
    const broken = '{"book":"{}","rounds":[],"leftOut":[]}'
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.jsonValue(), fc.constant(broken)), (kept) => {
        expect(countingOf(kept)?.book).toBeUndefined()
      }),
      { numRuns: 200 },
    )
    expect(countingOf(broken)).toBeUndefined()
  })
  it('pays once, when it reports; the budget outlives whoever stops and begins anew', () => {
    expect(budgetLeft(joined.counting.book ?? emptyBook, epoch)).toBe(2000)
    const reported = step({ kind: 'roll', known, round, roll }, joined.counting)
    expect(budgetLeft(reported.counting.book ?? emptyBook, epoch)).toBe(500)
    const again = step({ kind: 'roll', known, round, roll }, reported.counting)
    expect(again.statement).toEqual(reported.statement)
    expect(budgetLeft(again.counting.book ?? emptyBook, epoch)).toBe(500)
    const anew = begun(ended(reported.counting), [])
    expect(anew.journal).toEqual([])
    const next = asked('third-session')
    const second = must(openRound(next, { community, members, now }))
    expect(nextStep({ kind: 'round', known: { ...known, file: next }, round: second }, anew, device)).toMatchObject({
      failure: { code: 'measurement_budget_spent' },
    })
  })
  it('keeps eight rounds, each once', () => {
    let full: Counting = before
    for (let nth = 0; nth < 20; nth++) full = withRound(full, { ...known, file: Uint8Array.of(nth % 10) })
    expect(full.rounds.map((one) => one.file[0])).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })
  it('reads a round that it has joined by the list of that day, and another only with a list at hand', () => {
    const without = { directory, now }
    expect(readCount([file], before, without).kind).toBe('no-list')
    expect(readCount([file], joined.counting, without).kind).toBe('round')
    expect(readCount([], joined.counting, without).kind).toBe('nothing')
    expect(readCount([file, asked('third-session')], joined.counting, without).kind).toBe('nothing')
    const late = { directory, now: epochSeconds(now + days(121)) }
    expect(readCount([file], joined.counting, late)).toMatchObject({ failure: { code: 'statement_expired' } })
    // With a list that knows somebody by another key, it is somebody else's count.
    const listed = { ...directory, community: { ...community, name: '' } } as unknown as Directory
    expect(readCount([file], before, { directory: listed, now })).toMatchObject({
      failure: { code: 'measurement_foreign' },
    })
  })
})

describe('a member who lies', () => {
  const devices = srcWorld.devicesOf(Array.from({ length: 8 }, (_, nth) => srcWorld.journalOf(3, 2, `${nth}`)))
  const now = srcWorld.COUNTED
  const { file, round } = srcWorld.roundOf(devices)
  const joins = devices.map((device) => srcWorld.join(device, round))
  const members = srcWorld.membersOfDevices(devices).map((member, nth) => ({ ...member, name: `Member ${nth}` }))
  const ended = (count: Count) => {
    const opened = openCount(count, { community: srcWorld.community, now })
    if ('failure' in opened) throw new Error(opened.failure.code)
    return opened
  }
  const asked: Count = { round: file, members, joins, reports: [], answers: [] }
  const rollFile = must(srcCallRoll(round, joins, srcWorld.lead.publishing, { now })).statement
  const roll = must(srcOpenRoll(round, rollFile, joins, { now }))
  const reports = devices.map((device) => srcWorld.report(device, round, roll))
  const openings = devices.map((device) => must(srcOpenReport(round, roll, device, { now })))

  it('is told by the lead’s desk once reports are opened, and so is what opens nothing; no count is shown', () => {
    const count = { ...asked, roll: rollFile, reports }
    const verdicts = (some: readonly Uint8Array[], of: Count = count) =>
      openedReports(of, ended(of), some).map(({ name, verdict }) => `${name} ${verdict}`)
    expect(verdicts(openings)).toEqual(members.map(({ name }) => `${name} possible`))
    const [liar] = devices
    if (liar === undefined) throw new Error('expected eight devices')
    const lie = lyingReport(liar, round, roll)
    const lied = { ...count, reports: [lie, ...reports.slice(1)] }
    expect(verdicts(openings.slice(0, 2), lied)).toEqual(['Member 0 impossible', 'Member 1 possible'])
    const other = must(srcOpenReport(round, roll, { ...liar, book: devices[1]?.book ?? liar.book }, { now }))
    expect(verdicts([other])).toEqual(['Member 0 no-opening'])
    expect(JSON.stringify(openedReports(count, ended(count), openings))).not.toMatch(/counts|\d{2}/)
  })
})

function inFile(statements: readonly Uint8Array[]): Uint8Array {
  const listed = statements.map((one) => Buffer.from(one).toString('base64url'))
  return new TextEncoder().encode(JSON.stringify({ format: 'entrenous-signed-1', statements: listed }))
}

function statementIn({ buffer }: { readonly buffer: Buffer }): Uint8Array {
  const file: { readonly statements: readonly string[] } = JSON.parse(buffer.toString('utf8'))
  return new Uint8Array(Buffer.from(file.statements[0] ?? '', 'base64url'))
}
