import { describe, expect, it } from 'vitest'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { presenceFormat } from '../../../src/descriptor/formats.js'
import { days, type EpochSeconds, epochSeconds } from '../../../src/kernel/time.js'
import {
  budgetLeft,
  measurementKeyOf,
  openMeasurementBook,
  readMeasurementBook,
  unsafeExportMeasurementBook,
} from '../../../src/measurement/book.js'
import { measurementEpochOf } from '../../../src/measurement/epoch.js'
import { membersOf } from '../../../src/measurement/round.js'
import { decodeBody } from '../../../src/statement/body.js'
import { openStatement } from '../../../src/statement/statement.js'
import { chenKeys, codeOf, NOW, value } from '../../support/cast.js'
import { COUNTED, devicesOf, EPOCH, hold, journalOf } from '../../support/measurement.js'
import { seededRandom } from '../../support/random.js'

const random = seededRandom('book')
const book = value(openMeasurementBook(undefined, { now: NOW, random }))
const later = (count: number): EpochSeconds => epochSeconds(NOW + days(count))

describe('a book', () => {
  it('has one key an epoch, drawn anew, and forgets those older than the one before', () => {
    expect(value(openMeasurementBook(book, { now: NOW, random }))).toEqual(book)
    const next = value(openMeasurementBook(book, { now: later(56), random }))
    const after = value(openMeasurementBook(next, { now: later(112), random }))
    const epoch = measurementEpochOf(NOW)
    expect(next.keys.map((key) => key.epoch)).toEqual([epoch, epoch + 1])
    expect(after.keys.map((key) => key.epoch)).toEqual([epoch + 1, epoch + 2])
    expect(measurementKeyOf(next)).not.toEqual(measurementKeyOf(book))
    expect(codeOf(openMeasurementBook(undefined, { now: NOW, random: () => new Uint8Array(1) }))).toBe(
      'randomness_absent',
    )
    expect(measurementKeyOf({ keys: [], rounds: [], spent: [] })).toBeUndefined()
  })

  it('is written and read whole, with what it has said and spent', () => {
    const devices = devicesOf(Array.from({ length: 8 }, (_, nth) => journalOf(2, 1, `${nth}`)))
    hold(devices)
    const kept = devices[0]?.book ?? book
    const text = unsafeExportMeasurementBook(kept)
    expect(JSON.parse(unsafeExportMeasurementBook(value(readMeasurementBook(text))))).toEqual(JSON.parse(text))
    expect(budgetLeft(kept, EPOCH)).toBe(0)
    expect(budgetLeft(kept, EPOCH + 1)).toBe(2000)
    // Masks and secrets go with their time; what was spent is remembered.
    const old = value(openMeasurementBook(kept, { now: epochSeconds(COUNTED + days(112)), random }))
    expect(old.rounds).toEqual([])
    expect(old.spent).toEqual(kept.spent)
    for (const wrong of [
      '',
      '{}',
      text.replace('"keys"', '"key"'),
      text.replace(/"epsilonMilli": \d+/, '"epsilonMilli": 2001'),
    ]) {
      expect(codeOf(readMeasurementBook(wrong))).toBe('measurement_invalid')
    }
  })

  it('prints no secret by itself', () => {
    expect(() => JSON.stringify(book)).toThrow(TypeError)
  })
})

describe('a measurement key', () => {
  const measurementKey = value(openMeasurementBook(undefined, { now: NOW, random })).keys[0]
  if (measurementKey === undefined) throw new Error('a book has a key')
  const presenceOf = (bytes: Uint8Array) =>
    value(decodeBody(presenceFormat, value(openStatement(bytes, { kind: 'presence', now: NOW })).body))

  it('stands in the presence with its public half alone, and in none where nobody takes part', () => {
    const state = { capacity: 'capacity' }
    const presence = presenceOf(value(confirmPresence(chenKeys, state, { now: NOW, measurementKey })))
    const { epoch, publicKey } = measurementKey
    expect(presence.measurementKey).toEqual({ epoch, publicKey })
    expect(presenceOf(value(confirmPresence(chenKeys, state, { now: NOW }))).measurementKey).toBeUndefined()
  })

  it('makes a member of whoever reveals it, for its epoch and the next', () => {
    const { epoch, publicKey } = measurementKey
    const entries = [
      { kind: 'practitioner', id: 'b', presence: { measurementKey: { epoch, publicKey } } },
      { kind: 'practitioner', id: 'a', presence: { measurementKey: { epoch: epoch - 1, publicKey } } },
      { kind: 'practitioner', id: 'old', presence: { measurementKey: { epoch: epoch - 2, publicKey } } },
      { kind: 'practitioner', id: 'silent', presence: undefined },
      { kind: 'listing', id: 'listed' },
    ]
    expect(membersOf(entries, NOW).map(({ id }) => id)).toEqual(['a', 'b'])
  })
})
