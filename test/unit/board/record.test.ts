import { expect, it } from 'vitest'
import { recordLayoutOf, recordLengthOf } from '../../../src/board/record.js'
import { encapsulatedLengthOf } from '../../../src/kernel/suite.js'

it('a record is 2,144 bytes on a board of suite 1, and 3,232 of suite 2', () => {
  expect([recordLengthOf(1), recordLengthOf(2)]).toEqual([2144, 3232])
})

it('its fields are tag 16, encapsulated key, commitment 32, ciphertext 2,064', () => {
  expect(recordLayoutOf(1)).toEqual({ encapsulated: 16, commitment: 48, ciphertext: 80, length: 2144 })
  expect(recordLayoutOf(2)).toEqual({ encapsulated: 16, commitment: 1136, ciphertext: 1168, length: 3232 })
})

it('it has room for the encapsulated key that tokens of the suite have', () => {
  for (const suite of [1, 2] as const) {
    const { encapsulated, commitment } = recordLayoutOf(suite)
    expect(commitment - encapsulated).toBe(encapsulatedLengthOf(suite))
  }
})
