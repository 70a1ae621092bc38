import { describe, expect, it } from 'vitest'
import { confirmPresence } from '../../../src/descriptor/confirm.js'
import { presenceFormat } from '../../../src/descriptor/formats.js'
import { createKeys } from '../../../src/descriptor/keys.js'
import { after, days, type EpochDay, epochSeconds, keyEpochOf, startOfDay } from '../../../src/kernel/time.js'
import { decodeBody } from '../../../src/statement/body.js'
import { openStatement } from '../../../src/statement/statement.js'
import { must, NOW, seeded } from '../../support/catalogue.js'

const keys = must(createKeys({ now: NOW, random: seeded('confirm'), epochs: 2 }))
const first = keyEpochOf(NOW)
const startOfEpoch = (epoch: number) => startOfDay((epoch * 28) as EpochDay) // a whole number of days
const confirmed = (state: object, now = NOW) => {
  const statement = must(openStatement(must(confirmPresence(keys, state, { now })), { kind: 'presence', now }))
  return { statement, presence: must(decodeBody(presenceFormat, statement.body)) }
}

describe('confirmPresence', () => {
  it('reveals the keys of this epoch and the next, and no other', () => {
    const many = must(createKeys({ now: NOW, random: seeded('many') }))
    const bytes = must(confirmPresence(many, { capacity: 'capacity' }, { now: NOW }))
    const { body } = must(openStatement(bytes, { kind: 'presence', now: NOW }))
    expect(must(decodeBody(presenceFormat, body)).keys.map(({ epoch }) => epoch)).toEqual([first, first + 1])
  })

  it('dates the capacity now unless told otherwise', () => {
    expect(confirmed({ capacity: 'capacity' }).presence.capacityAsOf).toBe(NOW)
    const told = confirmed({ capacity: 'waitlist', capacityAsOf: '2026-11-19T08:00:00Z' }).presence
    expect(told.capacityAsOf).toBe(epochSeconds(Date.parse('2026-11-19T08:00:00Z') / 1000))
  })

  it('lasts 35 days, or until the last key it reveals has no epoch left', () => {
    expect(confirmed({ capacity: 'capacity' }).statement.expires).toBe(after(NOW, days(35)))
    const late = after(startOfEpoch(first + 1), days(20))
    expect(confirmed({ capacity: 'capacity' }, late).statement.expires).toBe(startOfEpoch(first + 2))
  })

  it('says that the keys are exhausted when none is left for this epoch', () => {
    const now = startOfEpoch(first + 2)
    expect(confirmPresence(keys, { capacity: 'capacity' }, { now })).toEqual({
      ok: false,
      error: { code: 'keys_exhausted', detail: { epoch: first + 2 } },
    })
  })

  it.each([
    ['capacity', {}],
    ['capacity', { capacity: 'plenty' }],
    ['pausedUntil', { capacity: 'capacity', pausedUntil: 'spring' }],
    ['', { capacity: 'capacity', keys: [] }],
  ])('names %s when it is wrong (%#)', (field, state) => {
    expect(confirmPresence(keys, state, { now: NOW })).toEqual({
      ok: false,
      error: { code: 'descriptor_invalid', detail: { field } },
    })
  })
})
