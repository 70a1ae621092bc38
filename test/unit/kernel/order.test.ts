import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { orderKey } from '../../../src/kernel/order.js'

const seed = Uint8Array.of(1, 2, 3)

test('the key is the first half of the keyed hash, in hexadecimal', () => {
  const whole = createHmac('sha256', seed).update('chen', 'utf8').digest('hex')
  expect(orderKey(seed, 'chen')).toBe(whole.slice(0, 32))
})

test('the same seed repeats the order, another seed changes it', () => {
  const ids = Array.from({ length: 40 }, (_, index) => `practitioner-${index}`)
  const sorted = (by: Uint8Array) => [...ids].sort((a, b) => (orderKey(by, a) < orderKey(by, b) ? -1 : 1))
  expect(sorted(seed)).toEqual(sorted(seed))
  expect(sorted(seed)).not.toEqual(sorted(Uint8Array.of(4)))
  expect(sorted(seed)).not.toEqual(ids)
})
