import { beforeAll, describe, expect, it } from 'vitest'
import { createKeys } from '../../src/descriptor/keys.js'
import { sha256 } from '../../src/kernel/hash.js'
import { classical, SUITES, type Suite } from '../../src/kernel/suite.js'
import { toHex } from '../../src/kernel/text.js'
import { hybrid } from '../../src/kernel/x-wing.js'
import { findReplies } from '../../src/token/find-replies.js'
import { readOpened } from '../../src/token/opened.js'
import { type FoundToken, scanBoard } from '../../src/token/scan-board.js'
import { prepareKeys, scanBoardWithWebCrypto } from '../../src/token/web-crypto.js'
import { entryOf, NOW, value } from '../support/cast.js'
import { type Crowd, crowdedBoard, type Posted, type Reader } from '../support/crowded-board.js'
import { seededRandom } from '../support/random.js'

// A board as long as a community fills it: each side still finds all that is theirs, and nothing else.

const now = NOW

/** Four practitioners, each with the keys of this epoch and of the next. Both are live. */
function readersOf(suite: Suite): readonly Reader[] {
  return ['Chen', 'Ada', 'Noor', 'Paul'].map((name) => {
    const keys = value(createKeys({ now, suite, epochs: 2, random: seededRandom(`${name} of ${suite.number}`) }))
    const entry = entryOf(keys)
    // What a catalogue says that was opened with both suites.
    return { keys, entry: { ...entry, evidence: { ...entry.evidence, [SUITES]: [classical, hybrid] } } }
  })
}

const boards: readonly (Omit<Crowd, 'readers'> & { readonly name: string })[] = [
  {
    name: '10,000 records of suite 1',
    ...{ suite: classical, number: 1, records: 10_000, tickets: 1000, tokens: 100, answers: 600 },
  },
  {
    name: '10,000 records of suite 2, each of which is many times as dear',
    ...{ suite: hybrid, number: 2, records: 10_000, tickets: 1000, tokens: 30, answers: 300 },
  },
]

/** What a reader must find: where, and by the hash of which token. */
function expectedFor(posted: readonly Posted[], reader: number) {
  return posted.flatMap(({ token }, record) =>
    token?.reader === reader ? [{ record, hash: toHex(sha256(token.bytes)) }] : [],
  )
}
const hashesOf = (found: readonly FoundToken[]) =>
  found.map(({ record, opened }) => ({ record, hash: readOpened(value(opened)).hash }))

describe.each(boards)('a board with $name', ({ name: _, ...about }) => {
  const crowd = { ...about, readers: readersOf(about.suite) }
  let board: ReturnType<typeof crowdedBoard>
  let records: readonly Uint8Array[]
  beforeAll(() => {
    board = crowdedBoard(crowd)
    records = board.posted.map(({ record }) => record)
  }, 600_000)

  it('has as many as it says, all of one length, hundreds of them for somebody', () => {
    const { posted, tickets } = board
    expect([records.length, tickets.length]).toEqual([crowd.records, 1000])
    expect(new Set(records.map(({ length }) => length)).size).toBe(1)
    expect(posted.filter(({ token }) => token).length).toBe(crowd.tokens * 2 * crowd.readers.length)
    expect(posted.filter(({ answer }) => answer).length).toBe(crowd.answers)
  })
  it('shows a practitioner all and only their own, by JavaScript and by WebCrypto', async () => {
    const [chen] = crowd.readers
    if (chen === undefined) throw new Error('Chen reads')
    const expected = expectedFor(board.posted, 0)
    const found = value(scanBoard(records, chen.keys, { now }))
    expect(hashesOf(found)).toEqual(expected)
    const faster = value(await scanBoardWithWebCrypto(records, prepareKeys(chen.keys), { now }))
    expect(hashesOf(faster)).toEqual(expected)
  })
  it('shows another practitioner theirs', async () => {
    const keys = crowd.readers[3]?.keys
    if (keys === undefined) throw new Error('somebody else reads')
    const found = value(await scanBoardWithWebCrypto(records, prepareKeys(keys), { now }))
    expect(hashesOf(found)).toEqual(expectedFor(board.posted, 3))
  })
  it('shows a person with 1,000 tickets all and only the answers to them', () => {
    const found = findReplies(board.tickets, records)
    const expected = board.posted.flatMap(({ answer }) => answer ?? [])
    expect(found.map(({ ticket, reply }) => ({ ticket, number: reply.number }))).toEqual(expected)
  })
})
