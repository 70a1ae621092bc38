import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Letter, type Making, tellsApart, viewOf } from '../support/operator-view.js'
import { careless, paced, paceRecords, type Way } from '../support/pace.js'
import { seededRandom } from '../support/random.js'

// Whoever runs a board sees from which address a record came, when, and its bytes. As long as everybody posts at times that
// do not depend on what they have to say, who writes to whom changes nothing of that. Without the dummies it does.

const writes = (from: string, to: string, hour: number): readonly Letter[] => [
  { from, to, hour },
  { from: to, to: from, hour: hour + 20 },
]
const many = (count: number, letter: Letter) => Array.from({ length: count }, () => letter)

const worlds: Readonly<Record<string, readonly Letter[]>> = {
  'nobody writes': [],
  'each writes to one practitioner': [1, 2, 3, 4].flatMap((nth) => writes(`A${nth}`, `P${nth}`, 10)),
  'the same people write to two of them': [1, 2, 3, 4].flatMap((nth) => writes(`A${nth}`, `P${(nth + 1) >> 1}`, 10)),
  'all write to one, a day apart': [1, 2, 3, 4].flatMap((nth) => writes(`A${nth}`, 'P3', 24 * nth)),
  'one has more to say than fits': [
    ...many(8, { from: 'A1', to: 'P2', hour: 40 }),
    ...many(9, { from: 'P2', to: 'A1', hour: 100 }),
    ...many(2, { from: 'P2', to: 'A1', hour: 140 }),
  ],
}
const names = Object.keys(worlds)
const pairs = names.flatMap((one, nth) => names.slice(nth + 1).map((other) => [one, other] as const))
const [silent = '', talking = '', , , full = ''] = names

function viewsBy(way: Way, making: Making = {}) {
  const views = new Map(names.map((name) => [name, viewOf(name, worlds[name] ?? [], way, making)]))
  return (one: string, other: string) => tellsApart(views.get(one) ?? [], views.get(other) ?? [])
}

describe('whoever runs a board on which everybody posts at fixed times', () => {
  const told = viewsBy(paced)
  it.each(pairs)('cannot tell whether %s or %s', (one, other) => expect(told(one, other)).toEqual([]))
  it('sees as many records in each world, and more than were said', () => {
    const counts = names.map((name) => viewOf(name, worlds[name] ?? [], paced).length)
    expect(counts).toEqual(names.map(() => 6 * (4 * 4 + 4)))
  })
})

describe('whoever runs a board on which somebody is careless', () => {
  it('tells every two worlds apart where there are no dummies', () => {
    const told = viewsBy(careless.withoutDummies)
    expect(pairs.map(([one, other]) => told(one, other))).toEqual(pairs.map(() => ['times']))
  })
  it('tells every two worlds apart where something is posted as soon as it is said', () => {
    const told = viewsBy(careless.atOnce)
    expect(pairs.map(([one, other]) => told(one, other))).toEqual(pairs.map(() => ['times']))
  })
  it('tells where somebody posts more than the times allow when there is much to say', () => {
    const told = viewsBy(careless.overflowing)
    for (const name of names.slice(0, -1)) expect(told(name, full)).toEqual(['times'])
    expect(told(silent, talking)).toEqual([])
  })

  const random = seededRandom('careless')
  const changed = (change: (record: Uint8Array) => void) => (record: Uint8Array) => {
    const copy = new Uint8Array(record)
    change(copy)
    return copy
  }
  const makings: readonly (readonly [string, Making, string])[] = [
    ['dummies are filled with zeros', { dummy: changed((record) => record.fill(0, 1000)) }, 'bytes'],
    ['dummies have random bytes for a key', { dummy: changed((record) => record.set(random(32), 16)) }, 'keys'],
    ['dummies have one tag', { dummy: changed((record) => record.fill(3, 0, 16)) }, 'repeats'],
    ['what is said is as long as it is', { letter: (record) => record.subarray(0, 1500) }, 'lengths'],
    ['what is said has one tag', { letter: changed((record) => record.fill(3, 0, 16)) }, 'repeats'],
  ]
  it.each(makings)('tells where %s', (_, making, by) => expect(viewsBy(paced, making)(silent, talking)).toContain(by))
})

describe('the schedule', () => {
  const times = fc.uniqueArray(fc.nat(1000), { maxLength: 30 }).map((list) => list.toSorted((a, b) => a - b))
  const sayings = fc
    .array(fc.nat(1000), { maxLength: 30 })
    .map((list) => list.map((from, message) => ({ from, message })))
  it('posts at its times and at no others, whatever there is to say', () =>
    fc.assert(
      fc.property(sayings, times, (said, at) => {
        expect(paced(said, at).map(({ time }) => time)).toEqual(at)
      }),
    ))
  it('loses nothing, posts nothing twice or early, and no dummy while something waits', () =>
    fc.assert(
      fc.property(sayings, times, (said, at) => {
        const { postings, waiting } = paceRecords(said, at)
        const posted = postings.flatMap(({ message }) => message ?? [])
        const all = [...posted, ...waiting.map(({ message }) => message)]
        expect(all.toSorted((a, b) => a - b)).toEqual(said.map(({ message }) => message))
        for (const [nth, { time, message }] of postings.entries()) {
          const before = new Set(postings.slice(0, nth).map((one) => one.message))
          const due = said.filter((one) => one.from <= time && !before.has(one.message))
          if (message === undefined) expect(due).toEqual([])
          else expect(due.map((one) => one.from).toSorted((a, b) => a - b)[0]).toBe(said[message]?.from)
        }
      }),
    ))
})
