import { describe, expect, it } from 'vitest'
import { keysOf } from '../../../src/kernel/public-keys.js'

const key = new Uint8Array(32).fill(0xab)

describe('keysOf', () => {
  it('takes bytes as they are, and lower-case hex', () => {
    expect(keysOf([key, 'ab'.repeat(32)], 'trust')).toEqual([key, key])
    expect(keysOf([], 'trust')).toEqual([])
  })

  it.each([['AB'.repeat(32)], ['ab'], [''], [new Uint8Array(31)], [undefined], [{ length: 32 }], [5]])(
    'throws for %s, and names the argument',
    (given) => {
      // JavaScript callers can do what the type forbids.
      expect(() => keysOf([key, given as never], 'witnesses.keys')).toThrow(
        /^witnesses\.keys: expected keys of 32 bytes or their lower-case hex$/,
      )
    },
  )
})
