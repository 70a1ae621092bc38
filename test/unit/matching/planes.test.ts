import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allOf, anyOf, barUnknown, bySets, everyRow, overrule, type Planes } from '../../../src/matching/planes.js'
import { all, any, type Judgement } from '../../../src/matching/verdict.js'

const judgements: readonly Judgement[] = ['fail', 'barred', 'unknown', 'pass']
const pairs = judgements.flatMap((one) => judgements.map((other) => [one, other] as const))

/** One row for each judgement. */
function planesOf(rows: readonly Judgement[]): Planes {
  const planes = everyRow(() => new Uint32Array(Math.ceil(rows.length / 32)), 'fail')
  for (const judgement of judgements) {
    overrule(
      planes,
      setOf(rows, (one) => one === judgement),
      judgement,
    )
  }
  return planes
}

function setOf(rows: readonly Judgement[], isMeant: (judgement: Judgement, row: number) => boolean): Uint32Array {
  const set = new Uint32Array(Math.ceil(rows.length / 32))
  for (const [row, judgement] of rows.entries()) {
    if (isMeant(judgement, row)) set[row >> 5] = (set[row >> 5] ?? 0) | (1 << (row & 31))
  }
  return set
}

/** Reads what is said of every row, as `survey` does: pass 11, unknown 10, barred 01, fail 00. */
function said({ high, low }: Planes, rows: number): readonly (Judgement | undefined)[] {
  const bit = (plane: Uint32Array, row: number) => ((plane[row >> 5] ?? 0) >>> (row & 31)) & 1
  return Array.from({ length: rows }, (_, row) => judgements[2 * bit(high, row) + bit(low, row)])
}

describe('planes', () => {
  it('say of a row what they were told', () => {
    expect(said(planesOf(judgements), 4)).toEqual(judgements)
    for (const judgement of judgements)
      expect(
        said(
          everyRow(() => new Uint32Array(2), judgement),
          64,
        ),
      ).toEqual(new Array(64).fill(judgement))
  })

  it.each(pairs)('join %s and %s as one row is judged by itself', (one, other) => {
    expect(said(allOf(planesOf([one]), planesOf([other])), 1)).toEqual([all([one, other])])
    expect(said(anyOf(planesOf([one]), planesOf([other])), 1)).toEqual([any([one, other])])
  })

  it('join all sixteen pairs at once, at every place of a word, and leave the second as it was', () => {
    for (let before = 0; before < 48; before++) {
      const front = new Array<Judgement>(before).fill('unknown')
      const one = [...front, ...pairs.map(([first]) => first)]
      const other = [...front, ...pairs.map(([, second]) => second)]
      const second = planesOf(other)
      const both = one.map((judgement, row): [Judgement, Judgement] => [judgement, other[row] ?? 'fail'])
      expect(said(allOf(planesOf(one), second), one.length)).toEqual(both.map((pair) => all(pair)))
      expect(said(anyOf(planesOf(one), second), one.length)).toEqual(both.map((pair) => any(pair)))
      expect(second).toEqual(planesOf(other))
    }
  })

  it('give some rows another judgement and leave the others', () => {
    for (const judgement of judgements) {
      const rows = setOf(judgements, (_, row) => row % 2 === 1)
      const expected = judgements.map((before, row) => (row % 2 === 1 ? judgement : before))
      expect(said(overrule(planesOf(judgements), rows, judgement), 4)).toEqual(expected)
    }
  })

  it('change what they were given in place, so that a chain of changes makes one', () => {
    const planes = planesOf(judgements)
    overrule(
      planes,
      setOf(judgements, () => true),
      'barred',
    )
    expect(said(planes, 4)).toEqual(new Array(4).fill('barred'))
    barUnknown(planes)
    allOf(
      planes,
      everyRow(() => new Uint32Array(1), 'fail'),
    )
    expect(said(planes, 4)).toEqual(new Array(4).fill('fail'))
  })

  it('bar what is unknown, and nothing else', () => {
    expect(said(barUnknown(planesOf(judgements)), 4)).toEqual(['fail', 'barred', 'barred', 'pass'])
  })

  it('judge by two sets, in which a yes outweighs a no', () => {
    const rows: readonly Judgement[] = ['fail', 'fail', 'pass', 'pass']
    const pass = setOf(rows, (_, row) => row === 1 || row === 3)
    const fail = setOf(rows, (_, row) => row >= 2)
    expect(said(bySets(pass, fail), 4)).toEqual(['unknown', 'pass', 'fail', 'pass'])
  })

  it('judge every row by itself, whoever stands beside it', () => {
    const rows = fc.array(fc.constantFrom(...judgements), { minLength: 1, maxLength: 100 })
    fc.assert(
      fc.property(rows, rows, (one, other) => {
        const length = Math.min(one.length, other.length)
        const [some, others] = [one.slice(0, length), other.slice(0, length)]
        const pair = (row: number): Judgement[] => [some[row] ?? 'fail', others[row] ?? 'fail']
        expect(said(allOf(planesOf(some), planesOf(others)), length)).toEqual(some.map((_, row) => all(pair(row))))
        expect(said(anyOf(planesOf(some), planesOf(others)), length)).toEqual(some.map((_, row) => any(pair(row))))
      }),
      { numRuns: 200 },
    )
  })
})
