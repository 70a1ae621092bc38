import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  deadLines,
  faults,
  inTheEnd,
  modelPath,
  readLines,
  readSearch,
  rowOfFault,
  rowOfWorld,
  tableOf,
  worlds,
} from '../../../scripts/model.js'

// The search itself needs spin: npm run model. Here is what it is judged by.

const output = (errors: number, before = '') => `${before}
Full statespace search for:
	never claim         	+ (delivered_in_the_end)
State-vector 100 byte, depth reached 643, errors: ${errors}
   429493 states, stored
unreached in proctype Inbox
	exchange.pml:12, state 34, "mark = 0"
	exchange.pml:15, state 252, "-end-"
	(2 of 252 states)
`
const complete = readSearch(output(0))
const violated = readSearch(
  output(1, 'pan:1: assertion violated one_claim (at depth 173)\nWarning: Search not completed'),
)
const cycle = readSearch(output(1, 'pan:1: acceptance cycle (at depth 128)'))

describe('the outcome of a search', () => {
  it('is complete with every state and no error', () =>
    expect(complete).toEqual({ states: 429_493, depth: 643, errors: 0, broken: undefined, complete: true }))
  it('names the promise of a failed assertion', () =>
    expect(violated).toMatchObject({ errors: 1, broken: 'one_claim', complete: false }))
  it('names the formula of a cycle', () => expect(cycle).toMatchObject({ broken: 'delivered_in_the_end' }))
  it.each([
    'error: max search depth too small',
    'Warning: Search not completed',
    'pan: out of memory',
    'pan: reached -DMEMLIM bound',
    'time limit',
  ])('is not complete after “%s”', (words) => expect(readSearch(output(0, words)).complete).toBe(false))
  it.each(['', 'pan: a crash', 'State-vector 1 byte, depth reached 0, errors: 0\n  0 states, stored'])(
    'is not complete where nothing was searched: “%s”',
    (text) => expect(readSearch(text).complete).toBe(false),
  )
})

describe('a row', () => {
  const fault = { name: 'CLAIM_IN_MEMORY', world: 'STORE', breaks: 'one_claim' }

  it('passes rules that a complete search left whole', () =>
    expect(rowOfWorld('STORE', complete, 1)).toMatchObject({ passed: true, found: 'nothing broken' }))
  it('fails rules that break, and a search that was cut', () => {
    expect(rowOfWorld('STORE', violated, 1)).toMatchObject({ passed: false, found: 'one_claim' })
    const cut = readSearch(output(0, 'error: max search depth too small'))
    expect(rowOfWorld('STORE', cut, 1)).toMatchObject({ passed: false, found: 'search not complete' })
  })
  it('passes a fault that breaks its own promise', () =>
    expect(rowOfFault(fault, violated, 1)).toMatchObject({ passed: true, found: 'one_claim' }))
  it('fails a fault that breaks nothing, another promise, or was not searched', () => {
    expect(rowOfFault(fault, complete, 1).passed).toBe(false)
    expect(rowOfFault({ ...fault, breaks: 'both_agree' }, violated, 1).passed).toBe(false)
    expect(rowOfFault(fault, readSearch(''), 1)).toMatchObject({ passed: false, found: 'no search' })
  })
  it('stands in a table whose columns are straight', () => {
    const rows = [rowOfWorld('STORE', complete, 1.25), rowOfFault(fault, complete, 10)]
    expect(tableOf(rows).split('\n')).toEqual([
      '        rule left out    world   states  depth  seconds  what spin found',
      'ok      the rules        STORE  429,493    643      1.3  nothing broken',
      'FAILED  CLAIM_IN_MEMORY  STORE  429,493    643     10.0  nothing broken',
    ])
  })
})

describe('lines that no world reaches', () => {
  const states =
    'state 1 => exchange.pml:12 => mark\nstate 2 => exchange.pml:13 => m\nstate 3 => exchange.pml:15 => -end-'
  const one = readLines(states, output(0))

  it('are those that are there and unreached, without the ends of roles that never end', () => {
    expect([...one.unreached]).toEqual([12])
    expect(deadLines([one])).toEqual([12])
  })
  it('are none where another world reaches them', () =>
    expect(deadLines([one, readLines('exchange.pml:12', '')])).toEqual([]))
})

describe('test/model/exchange.pml', () => {
  const model = readFileSync(modelPath, 'utf8')
  const sorted = (names: Iterable<string>) => [...new Set(names)].sort()
  const named = (pattern: RegExp) => [...model.matchAll(pattern)].map(([, name = '']) => name)
  const promises = [...named(/^bool (\w+) = true;/gm), ...named(/^ltl (\w+)/gm)]

  it('has the faults that are tried, and no other', () =>
    expect(sorted(named(/\bFAULT_([A-Z_]+)/g))).toEqual(sorted(faults.map(({ name }) => name))))
  it('has the worlds that are searched, and no other', () => {
    expect(sorted(named(/^#(?:el)?if defined\(WORLD_(\w+)\)/gm))).toEqual(sorted(worlds))
    expect(sorted(worlds)).toEqual(expect.arrayContaining(sorted([...faults, inTheEnd].map(({ world }) => world))))
  })
  it('makes no promise that no fault breaks', () => {
    expect(promises.length).toBeGreaterThan(10)
    expect(sorted(faults.map(({ breaks }) => breaks))).toEqual(sorted(promises))
  })
})
