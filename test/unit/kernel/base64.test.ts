import { expect, it } from 'vitest'
import { fromBase64, toBase64 } from '../../../src/kernel/base64.js'
import { seededRandom } from '../../support/random.js'

it('base64 is what Node writes, and reads what Node reads', () => {
  const random = seededRandom('base64')
  for (let length = 0; length < 70; length++) {
    const bytes = random(length)
    expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
    expect(fromBase64(toBase64(bytes))).toEqual(bytes)
  }
})

it('base64 has one form', () => {
  for (const text of [
    'A',
    'AA',
    'AAA',
    'AA=A',
    'A===',
    '=',
    '====',
    'AB==',
    'AAB=',
    'AA==\n',
    ' AA==',
    'AA-_',
    'AA==AA==',
  ]) {
    expect(fromBase64(text), text).toBeUndefined()
  }
})
