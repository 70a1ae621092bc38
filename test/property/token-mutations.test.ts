import { describe, expect, it } from 'vitest'
import { consentDigest, encodeBody } from '../../src/consent/disclosure.js'
import { toHex } from '../../src/kernel/text.js'
import { readBody } from '../../src/token/body.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { chenKeys, NOW, value } from '../support/cast.js'
import { hybridKeys } from '../support/hybrid.js'
import { judge, mutations, sealed } from '../support/mutants.js'
import { chanceOf, pick, resealer } from '../support/mutate.js'
import { wholes } from '../support/mutate-bodies.js'
import { revalued } from '../support/mutate-values.js'

// A failed seed is the whole case: the same seed makes the same token.

describe.each([
  ['X25519', chenKeys, 10_000],
  ['X-Wing', hybridKeys, 1_000],
] as const)('the laws of mutated tokens, %s', (_, keys, count) => {
  const [key] = keys.openingKeys
  if (key === undefined) throw new Error('there are no keys')

  it(`${count} mutated tokens, half of them spoilt inside and sealed again correctly: none opens, none throws`, () => {
    const { wrong, made } = judge(key, count)
    expect(wrong).toEqual([])
    const counts = mutations.map((name) => made.get(name) ?? 0)
    expect(Math.min(...counts)).toBeGreaterThan(count / 1000 - 1)
    expect(counts.reduce((sum, one) => sum + one)).toBe(count)
  })

  it('opens what is sealed again in the same way and not spoilt, so that the others fail by what was done to them', () => {
    const reseal = resealer(key, 'first')
    for (const whole of wholes) {
      const opened = readOpened(value(openToken(sealed(whole, reseal), keys, { now: NOW })))
      expect(opened.disclosure).toEqual(whole.disclosure)
    }
  })

  it('a body with other values within their bounds, sealed again, is opened as exactly what it says', () => {
    const reseal = resealer(key, 'values')
    for (let seed = 0; seed < count / 20; seed++) {
      const chance = chanceOf(seed)
      const whole = revalued(pick(chance, wholes), chance)
      const { disclosure, consent, bucket } = whole
      const opened = readOpened(value(openToken(sealed(whole, reseal), keys, { now: NOW })))
      const body = encodeBody(disclosure, consent)
      expect(opened.disclosure, `seed ${seed}`).toEqual(disclosure)
      expect(opened.consent, `seed ${seed}`).toBe(toHex(consentDigest(body)))
      expect(readBody(body, bucket)?.consent, `seed ${seed}`).toEqual(consent)
    }
  })
})
