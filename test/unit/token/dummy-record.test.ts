import { expect, it } from 'vitest'
import { type BoardSuite, recordLengthOf } from '../../../src/board/record.js'
import { hybrid } from '../../../src/kernel/x-wing.js'
import { dummyRecord } from '../../../src/token/nobody.js'
import { codeOf, value } from '../../support/cast.js'

// Whoever posts by a schedule has a board's description, which states the suite by its number.

it.each([1, 2] as const)('a record that says nothing is as long as every other of a board of suite %i', (suite) =>
  expect(value(dummyRecord(suite, { suites: [hybrid] }))).toHaveLength(recordLengthOf(suite)),
)
it('one of a suite that was not brought is not made', () => {
  expect(dummyRecord(2)).toEqual({ ok: false, error: { code: 'suite_unsupported', detail: { suite: 2 } } })
  // What plain JavaScript may bring.
  expect(codeOf(dummyRecord(3 as BoardSuite, { suites: [hybrid] }))).toBe('suite_unsupported')
})
it('none is made without randomness', () =>
  expect(codeOf(dummyRecord(1, { random: () => new Uint8Array(0) }))).toBe('randomness_absent'))
it.each([hybrid, '1', undefined])('what is no number is the caller’s fault: %s', (suite) => {
  expect(() => dummyRecord(suite as never)).toThrow(new TypeError('suite: expected the number of a suite'))
})
