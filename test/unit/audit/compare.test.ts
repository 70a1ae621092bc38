import { createCipheriv } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { compareVisits } from '../../../src/audit/compare/compare.js'
import { MAX_ORDERED_SLOTS, ORDER_MARGIN_MS } from '../../../src/audit/compare/sequence.js'
import { LEAST_GAP_MS, LEAST_PHASE_GAP_MS, NOISE_FACTOR } from '../../../src/audit/compare/timing.js'
import type { Recording } from '../../../src/audit/recording.js'
import { recording, remainder, type Sketch } from '../../support/audit-recordings.js'

/** A page as a function of what it is told in secret, of chance and of the tick of its machine. */
type Leaking = (secret: string, chance: number, jitter: number) => readonly Sketch[]

const visit = (page: Leaking, secret: string, chance: number, jitter = 0): Recording =>
  recording(page(secret, chance, jitter))

/** The kinds of differences that three visits show: A, A′ and B. */
function kindsOf(page: Leaking, chances: readonly [number, number, number] = [1, 1, 1]): readonly string[] {
  const [one, two, three] = chances
  const compared = compareVisits(
    visit(page, 'abc', one),
    [visit(page, 'abc', two, 4)],
    [visit(page, 'vwxyz', three, 7)],
  )
  if (!compared.stable) throw new Error(compared.differed.map(({ says }) => says).join(' '))
  return [...new Set(compared.differences.map(({ kind }) => kind))]
}

const odd = (secret: string): boolean => secret.length % 2 === 1 && secret < 'm'

function cipher(text: string, chance: number, padded: boolean): Uint8Array {
  const key = Buffer.alloc(16, chance)
  const stream = createCipheriv('aes-128-gcm', key, Buffer.alloc(12, chance))
  return Buffer.concat([stream.update(padded ? text.padEnd(64) : text), stream.final()])
}

describe('what a page tells without saying it', () => {
  const covert: Record<string, readonly [Leaking, readonly string[]]> = {
    choice: [(secret) => [{ url: `http://board.test/topic/${odd(secret) ? 'sleep' : 'worry'}` }], ['set']],
    presence: [(secret) => (odd(secret) ? [{ url: 'http://board.test/more' }] : []), ['set']],
    count: [(secret) => Array.from(secret, () => ({ url: 'http://board.test/ping' })), ['count']],
    order: [
      (secret) => (odd(secret) ? ['a', 'b'] : ['b', 'a']).map((path) => ({ url: `http://board.test/${path}` })),
      ['order'],
    ],
    size: [(secret) => [{ body: 'x'.repeat(secret.length) }], ['length']],
    timing: [
      (secret, _, jitter) => [{ at: 10 }, { url: 'http://board.test/b', at: 10 + jitter + (odd(secret) ? 50 : 400) }],
      ['timing'],
    ],
    encrypted: [(secret, chance) => [{ body: cipher(secret, chance, false) }], ['length']],
    'padded and encrypted under a seed': [(secret, chance) => [{ body: cipher(secret, chance, true) }], ['bytes']],
    'a header that comes and goes': [(secret) => [{ headers: { [odd(secret) ? 'x-a' : 'x-b']: '1' } }], ['set']],
    'a name that is looked up': [
      (secret) => [{ to: `${odd(secret) ? 'a' : 'b'}.names.test`, channel: 'name lookup' as const }],
      ['set'],
    ],
    'a connection': [
      (secret) => [{ to: `${odd(secret) ? 'a' : 'b'}.names.test:443`, channel: 'connection' as const }],
      ['set'],
    ],
  }
  for (const [kind, [page, expected]] of Object.entries(covert)) {
    it(`is found: ${kind}`, () => expect(kindsOf(page)).toEqual(expected))
  }
  it('is found in encrypted bytes of equal length only where chance was given', () => {
    const page: Leaking = (secret, chance) => [{ body: cipher(secret, chance, true) }]
    expect(kindsOf(page, [1, 2, 3])).toEqual([])
    const compared = compareVisits(visit(page, 'abc', 1), [visit(page, 'abc', 2)], [visit(page, 'xyz', 3)])
    expect(compared.stable && compared.uncompared.map(({ says }) => says)).toEqual([
      'Its body varies from visit to visit: only its length was compared.',
    ])
  })
})

describe('what a page may do', () => {
  const clean: Record<string, Leaking> = {
    'fetch the catalogue and send a token with a nonce': (_, chance) => [
      { url: 'http://page.test/catalogue' },
      { url: `http://board.test/records?nonce=${1000 + chance}`, body: `token ${1000 + chance}` },
    ],
    'encrypt something public': (_, chance) => [{ body: cipher('public', chance, true) }],
    'wait the same time, more or less': (_, __, jitter) => [
      { at: 5 },
      { url: 'http://board.test/b', at: 105 + jitter },
    ],
    'send what was consented to': () => [{ body: JSON.stringify({ contact: 'q7Rt2mZx9KpL' }) }],
    'have a cookie of a session': (_, chance) => [{ headers: { cookie: `sid=${1000 + chance}` } }],
    'look up where it sends to, or not': (_, chance) => [
      { url: 'http://board.test/records' },
      ...(chance === 2 ? [{ to: 'board.test', channel: 'name lookup' as const }] : []),
      ...(chance === 3 ? [{ to: 'board.test:80', channel: 'connection' as const }] : []),
    ],
    'look up a name as often as it likes': (_, chance) =>
      Array.from({ length: chance }, () => ({ to: 'names.test', channel: 'name lookup' as const })),
    'send two things in an order of chance': (_, chance) =>
      (chance === 2 ? ['b', 'a'] : ['a', 'b']).map((path) => ({ url: `http://board.test/${path}` })),
    'let a frame and the page race': (_, chance) =>
      chance === 3
        ? [{ kind: 'frame', url: 'http://board.test/a', at: 1 }, { at: 2 }]
        : [{ at: 1 }, { kind: 'frame', url: 'http://board.test/a', at: 2 }],
  }
  for (const [what, page] of Object.entries(clean)) {
    it(`passes: ${what}`, () => expect(kindsOf(page, [1, 2, 3])).toEqual([]))
  }
  it('passes where chance was given, too', () => {
    for (const page of Object.values(clean)) expect(kindsOf(page)).toEqual([])
  })
})

describe('visits with the same answers', () => {
  const differed = (page: Leaking) => {
    const compared = compareVisits(visit(page, 'abc', 1), [visit(page, 'abc', 2)], [visit(page, 'xyz', 3)])
    return compared.stable ? [] : compared.differed.map(({ says }) => says)
  }
  it('say nothing about others where something leaves in one of them alone', () => {
    const once = 'It left in one visit and not in another with the same answers.'
    expect(differed((_, chance) => (chance === 1 ? [{}] : []))).toEqual([once])
    expect(differed((_, chance) => (chance === 2 ? [{}] : []))).toEqual([once])
  })
  it('say nothing about others where a body has no length of its own', () =>
    expect(differed((_, chance) => [{ body: 'x'.repeat(chance) }])).toEqual([
      'The length of its body varies from visit to visit.',
    ]))
  it('show what varies in an address, which then is compared by its length', () => {
    const page: Leaking = (secret, chance) => [
      { url: `http://board.test/r/${1000 + chance}?a=${'x'.repeat(secret.length)}` },
    ]
    expect(kindsOf(page, [1, 2, 3])).toEqual(['set'])
    const other: Leaking = (secret, chance) => [
      { url: `http://board.test/r/${'x'.repeat(secret.length)}${1000 + chance}` },
    ]
    expect(kindsOf(other, [1, 2, 3])).toEqual(['length'])
  })
  it('match addresses that vary in their marks', () => {
    const parts = ['a/bc', 'ab/c', 'abc/']
    const page: Leaking = (_, chance) => [{ url: `http://board.test/r?n=${parts[chance - 1]}&z=1` }]
    expect(kindsOf(page, [1, 2, 3])).toEqual([])
    const telling: Leaking = (secret, chance) => [
      { url: `http://board.test/r?n=${parts[chance - 1]}&z=${odd(secret) ? 1 : 2}` },
    ]
    expect(kindsOf(telling, [1, 2, 3])).toEqual(['set'])
  })
  it('may be more than two, and then show more of what varies', () => {
    const page: Leaking = (_, chance) => [{ url: `http://board.test/r/${chance < 3 ? 'a' : 'b'}` }]
    expect(kindsOf(page, [1, 2, 3])).toEqual(['set'])
    const compared = compareVisits(
      visit(page, 'a', 1),
      [visit(page, 'a', 2), visit(page, 'a', 3)],
      [visit(page, 'b', 4)],
    )
    expect(compared.stable && compared.differences).toEqual([])
  })
  it('do not make two requests to different hosts one', () => {
    const page: Leaking = (_, chance) => [{ url: chance === 1 ? 'http://a.test/x' : 'http://board.test/yyyyy' }]
    expect(differed(page)).toHaveLength(2)
  })
})

describe('gaps', () => {
  const gap = (ms: number, more: Partial<Recording> = {}) =>
    recording([{ at: 1000 }, { url: 'http://board.test/b', at: 1000 + ms }], more)
  const timing = (first: number, again: number, other: number) => {
    const compared = compareVisits(gap(first), [gap(again)], [gap(other)])
    if (!compared.stable) throw new Error('not stable')
    return [compared.differences.length, compared.smallestGapMs]
  }
  it('differ from 100 ms on, where the machine is quiet', () => {
    expect(timing(50, 50, 50 + LEAST_GAP_MS)).toEqual([1, LEAST_GAP_MS])
    expect(timing(50, 50, 49 + LEAST_GAP_MS)).toEqual([0, LEAST_GAP_MS])
    expect(timing(500, 500, 500 - LEAST_GAP_MS)).toEqual([1, LEAST_GAP_MS])
  })
  it('differ from three times the noise on, where it is not, and say so', () => {
    const noise = 80
    expect(timing(50, 50 + noise, 50 + noise + NOISE_FACTOR * noise)).toEqual([1, 240])
    expect(timing(50, 50 + noise, 49 + noise + NOISE_FACTOR * noise)).toEqual([0, 240])
  })
  it('differ where they do in every visit with the same other answers, and in the same direction', () => {
    const kinds = (...others: readonly number[]) => {
      const compared = compareVisits(gap(500), [gap(500)], [others.map((ms) => gap(ms))])
      return compared.stable ? compared.differences.map(({ says }) => says) : []
    }
    expect(kinds(900, 700)).toEqual([
      'It left 500 ms after the one before, and 700 to 900 ms when other answers were given.',
    ])
    expect(kinds(900, 510)).toEqual([])
    expect(kinds(900, 100)).toEqual([])
  })
  it('since the click are compared where somebody wrote down when it was', () => {
    const since = (at: number) => gap(50, { entered: [{ phase: 'consented', at }] })
    const kinds = (other: Recording) => {
      const compared = compareVisits(since(900), [since(900)], [other])
      return compared.stable ? compared.differences.map(({ kind }) => kind) : []
    }
    expect(kinds(since(900 - LEAST_PHASE_GAP_MS))).toEqual(['timing'])
    expect(kinds(since(901 - LEAST_PHASE_GAP_MS))).toEqual([])
    expect(kinds(gap(50))).toEqual([])
  })
  it('are not measured across parts of a visit, where somebody sets the pace', () => {
    const page = (at: number) =>
      recording([
        { phase: 'intake', at: 1 },
        { phase: 'consented', url: 'http://board.test/b', at },
      ])
    const compared = compareVisits(page(100), [page(100)], [page(9000)])
    expect(compared.stable && [compared.differences, compared.smallestGapMs]).toEqual([[], undefined])
  })
})

describe('what left before the first answer', () => {
  it('is not compared: it depends on what a server has learnt, and on no answer', () => {
    const opened = (segments: number) =>
      recording(
        Array.from({ length: segments }, (_, nth) => ({ phase: 'opening' as const, url: `http://board.test/${nth}` })),
      )
    expect(compareVisits(opened(1), [opened(2)], [opened(3)])).toMatchObject({ stable: true, differences: [] })
    const answered = recording([{ phase: 'intake', url: 'http://board.test/0' }])
    expect(compareVisits(opened(1), [opened(2)], [answered])).toMatchObject({ differences: [{ kind: 'set' }] })
  })
})

describe('order', () => {
  const two = (first: string, second: string, apart: number) =>
    recording([
      { kind: first, url: `http://board.test/${first}`, at: 100 },
      { kind: second, url: `http://board.test/${second}`, at: 100 + apart },
    ])
  const kinds = (apart: number) => {
    const compared = compareVisits(
      two('page', 'frame', apart),
      [two('page', 'frame', apart)],
      [two('frame', 'page', apart)],
    )
    return compared.stable ? compared.differences.map(({ kind }) => kind) : []
  }
  it('of different senders counts where they are clearly apart', () => {
    expect(kinds(ORDER_MARGIN_MS)).toEqual(['order'])
    expect(kinds(ORDER_MARGIN_MS - 1)).toEqual([])
  })
  it('is compared up to a limit', () => {
    const many = (turned: boolean, before: number) => {
      const last = turned ? ['b', 'a'] : ['a', 'b']
      const filling = Array.from({ length: before }, (_, nth) => ({ url: `http://board.test/n${nth}` }))
      return recording([...filling, ...last.map((path) => ({ url: `http://board.test/${path}` }))])
    }
    const found = (before: number) => {
      const compared = compareVisits(many(false, before), [many(false, before)], [many(true, before)])
      return compared.stable ? compared.differences.length : -1
    }
    expect(found(MAX_ORDERED_SLOTS - 2)).toBe(1)
    expect(found(MAX_ORDERED_SLOTS - 1)).toBe(0)
  })
})

describe('what is kept', () => {
  const kept = (key: string, value: string) => recording([], { remainders: [remainder('localStorage', key, value)] })
  const kinds = (first: Recording, other: Recording) => {
    const compared = compareVisits(first, [first], [other])
    return compared.stable ? compared.differences.map(({ kind }) => kind) : []
  }
  it('is compared by name, length and bytes', () => {
    expect(kinds(kept('a', 'x'), kept('b', 'x'))).toEqual(['set'])
    expect(kinds(kept('a', 'x'), kept('a', 'xy'))).toEqual(['length'])
    expect(kinds(kept('a', 'x'), kept('a', 'y'))).toEqual(['bytes'])
    expect(kinds(kept('a', 'x'), kept('a', 'x'))).toEqual([])
  })
})
