import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { commitmentOf, isCommitted } from '../../../src/descriptor/commitment.js'
import {
  createKeys,
  extendKeys,
  forgetEndedKeys,
  promisedKeys,
  readKeys,
  unsafeExportKeys,
} from '../../../src/descriptor/keys.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days, epochSeconds, keyEpochOf } from '../../../src/kernel/time.js'
import { must, NOW, seeded } from '../../support/catalogue.js'
import { publicKeyOf } from '../../support/hpke.js'

const keys = must(createKeys({ now: NOW, random: seeded('keys') }))
const first = keyEpochOf(NOW)

describe('createKeys', () => {
  it('makes an identity and a key for each of eight epochs from now', () => {
    expect(keys.id).toBe(toHex(keys.identity.publicKey))
    expect(keys.openingKeys.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map((n) => first + n))
  })

  it('gives each secret the public key beside it', () => {
    for (const { publicKey, secretKey } of keys.openingKeys) {
      expect(publicKeyOf(revealSecret(secretKey))).toEqual(publicKey)
    }
  })

  it('makes every epoch a key of its own', () => {
    expect(new Set(keys.openingKeys.map(({ publicKey }) => toHex(publicKey))).size).toBe(8)
  })

  it('says that randomness is absent rather than making a weak key', () => {
    const random = () => {
      throw new Error('no source')
    }
    expect(createKeys({ now: NOW, random })).toEqual({ ok: false, error: { code: 'randomness_absent', detail: {} } })
  })

  it.each([0, 17, 1.5])('refuses %s epochs', (epochs) => {
    expect(() => createKeys({ now: NOW, epochs })).toThrow(RangeError)
  })

  it('shows no secret when printed, and cannot be stringified', () => {
    const secret = toHex(revealSecret(keys.identity.secretKey))
    expect(inspect(keys, { depth: 9, showHidden: true })).not.toContain(secret)
    expect(() => JSON.stringify(keys)).toThrow(TypeError)
  })
})

describe('extendKeys', () => {
  const now = after(NOW, days(28 * 6))

  it('adds a key for every coming epoch that has none, and changes nothing else', () => {
    const extended = must(extendKeys(keys, { now, random: seeded('more') }))
    expect(extended.openingKeys.slice(0, 8)).toEqual(keys.openingKeys)
    expect(extended.openingKeys.map(({ epoch }) => epoch - first)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
    ])
    expect(extended.identity).toBe(keys.identity)
  })

  it('adds nothing where nothing is missing', () => {
    const random = () => {
      throw new Error('nothing is drawn')
    }
    expect(must(extendKeys(keys, { now: NOW, random })).openingKeys).toEqual(keys.openingKeys)
  })
})

describe('the keys file', () => {
  it('gives the same keys back', () => {
    const again = must(readKeys(unsafeExportKeys(keys)))
    expect(unsafeExportKeys(again)).toBe(unsafeExportKeys(keys))
    expect(promisedKeys(again).map(commitmentOf)).toEqual(promisedKeys(keys).map(commitmentOf))
  })

  it.each([
    ['', ''],
    ['{', ''],
    ['null', ''],
    [JSON.stringify({ format: 'entrenous-keys-2' }), 'format'],
    [unsafeExportKeys(keys).replace(/"identity": "../, '"identity": "XX'), 'identity'],
    [unsafeExportKeys(keys).replace(`${first}`, '-1'), 'opening.0.epoch'],
    [unsafeExportKeys(keys).replace(`${first}`, `${first + 1}`), 'opening'],
  ])('is refused by field when it is wrong (%#)', (text, field) => {
    expect(readKeys(text)).toEqual({ ok: false, error: { code: 'keys_invalid', detail: { field } } })
  })
})

describe('forgetEndedKeys', () => {
  const epochEnd = epochSeconds((first + 1) * 28 * 86_400)

  it('keeps a key for 28 days after its epoch, as long as a token can live', () => {
    const lastSecond = epochSeconds(after(epochEnd, days(28)) - 1)
    expect(forgetEndedKeys(keys, lastSecond).openingKeys).toHaveLength(8)
  })

  it('drops it a second later', () => {
    expect(forgetEndedKeys(keys, after(epochEnd, days(28))).openingKeys.map(({ epoch }) => epoch)[0]).toBe(first + 1)
  })
})

describe('a key commitment', () => {
  const [key, next] = promisedKeys(keys)
  if (key === undefined || next === undefined) throw new Error('eight keys were made')
  const commitments = promisedKeys(keys).map(commitmentOf)

  it('accepts the key it was made for', () => {
    expect(isCommitted(commitments, key)).toBe(true)
  })

  it('refuses another key, epoch or suite', () => {
    expect(isCommitted(commitments, { ...key, publicKey: next.publicKey })).toBe(false)
    expect(isCommitted(commitments, { ...key, epoch: next.epoch })).toBe(false)
    expect(isCommitted(commitments, { ...key, suite: 2 })).toBe(false)
    expect(isCommitted([], key)).toBe(false)
  })
})
