import { expect, test } from 'vitest'
import { toHex } from '../../src/kernel/text.js'
import { multiply } from '../../src/kernel/x25519.js'

test('X25519 comes to what RFC 7748 prints after 1,000,000 rounds of feeding it to itself', () => {
  let scalar: Uint8Array = Uint8Array.from({ length: 32 }, (_, place) => (place === 0 ? 9 : 0))
  let point = scalar
  for (let round = 0; round < 1_000_000; round++) {
    const next = multiply({ scalar, point })
    point = scalar
    scalar = next
  }
  expect(toHex(scalar)).toBe('7c3911e0ab2586fd864497297e575e6f3bc601c0883c30df5f4dd2d24f665424')
}, 1_800_000)
