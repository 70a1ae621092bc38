import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { commitmentOf, isCommitted } from '../../../src/descriptor/commitment.js'
import {
  clockDoubtOf,
  createKeys,
  extendKeys,
  forgetEndedKeys,
  promisedKeys,
  readKeys,
  replaceOpeningKeys,
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

describe('a clock', () => {
  const startOf = (nth: number) => epochSeconds((first + nth) * 28 * 86_400)
  const lastSecondOf = (nth: number) => epochSeconds(startOf(nth + 1) - 1)

  it('is believed in the epoch in which the keys were used last, and in the ones beside it', () => {
    for (const nth of [-1, 0, 1]) {
      expect(clockDoubtOf(keys, startOf(nth))).toBeUndefined()
      expect(clockDoubtOf(keys, lastSecondOf(nth))).toBeUndefined()
    }
  })

  it('is doubted from the first second after, and before the last second before', () => {
    expect(clockDoubtOf(keys, startOf(2))).toBe('ahead')
    expect(clockDoubtOf(keys, epochSeconds(new Date('2100-01-01')))).toBe('ahead')
    expect(clockDoubtOf(keys, lastSecondOf(-2))).toBe('behind')
    expect(clockDoubtOf(keys, epochSeconds(0))).toBe('behind')
  })

  it('that is believed wrongly never costs the key of today, nor a coming one', () => {
    const used = forgetEndedKeys(keys, lastSecondOf(1))
    expect(used.openingKeys).toEqual(keys.openingKeys)
    const later = forgetEndedKeys(used, lastSecondOf(2))
    expect(later.openingKeys).toEqual(keys.openingKeys.slice(1))
  })

  it('counts from the latest use, also across the file', () => {
    const used = must(readKeys(unsafeExportKeys(forgetEndedKeys(keys, startOf(1)))))
    expect(clockDoubtOf(used, startOf(2))).toBeUndefined()
    expect(clockDoubtOf(used, startOf(3))).toBe('ahead')
    const extended = must(extendKeys(keys, { now: startOf(1), random: seeded('more') }))
    expect(clockDoubtOf(extended, startOf(2))).toBeUndefined()
  })

  it('that was set back brings no forgotten epoch another key', () => {
    const random = seeded('more')
    const now = startOf(3)
    const kept = must(extendKeys(forgetEndedKeys(keys, now), { now, random }))
    expect(kept.openingKeys.map(({ epoch }) => epoch - first)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
    for (const back of [startOf(0), startOf(1), epochSeconds(0)]) {
      const again = must(extendKeys(forgetEndedKeys(kept, back), { now: back, random }))
      expect(unsafeExportKeys(again)).toBe(unsafeExportKeys(kept))
    }
  })
})

describe('replaceOpeningKeys', () => {
  const replaced = must(replaceOpeningKeys(keys, { now: NOW, random: seeded('replaced') }))

  it('keeps what was revealed, to open with; destroys what was not; and promises new ones alone', () => {
    const retired = replaced.openingKeys.filter((key) => key.retired)
    expect(retired.map(({ publicKey }) => publicKey)).toEqual(keys.openingKeys.slice(0, 2).map((key) => key.publicKey))
    const promised = promisedKeys(replaced)
    expect(promised.map(({ epoch }) => epoch - first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    const before = promisedKeys(keys).map(({ publicKey }) => toHex(publicKey))
    expect(promised.filter(({ publicKey }) => before.includes(toHex(publicKey)))).toEqual([])
  })

  it('survives the file, and what is retired is forgotten when it ends', () => {
    const again = must(readKeys(unsafeExportKeys(replaced)))
    expect(again).toEqual(replaced)
    expect(forgetEndedKeys(again, after(NOW, days(28 * 3))).openingKeys.filter((key) => key.retired)).toEqual([])
  })

  it('under a clock that is behind, destroys nothing that a presence may have revealed', () => {
    const back = epochSeconds((first - 1) * 28 * 86_400)
    const random = seeded('replaced')
    const retired = must(replaceOpeningKeys(keys, { now: back, random })).openingKeys.filter((key) => key.retired)
    expect(retired.map(({ epoch }) => epoch - first)).toEqual([0, 1])
  })

  it('mends keys that a wrong clock has cost', () => {
    const wrong = epochSeconds(new Date('2100-01-01'))
    const lost = must(extendKeys(forgetEndedKeys(keys, wrong), { now: wrong, random: seeded('lost') }))
    expect(promisedKeys(lost).some(({ epoch }) => epoch === first)).toBe(false)
    const mended = must(replaceOpeningKeys(lost, { now: NOW, random: seeded('mended') }))
    expect(promisedKeys(mended).map(({ epoch }) => epoch - first)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(clockDoubtOf(mended, NOW)).toBeUndefined()
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
    [unsafeExportKeys(keys).replace(/"seen": \d+/, '"seen": -1'), 'seen'],
    [unsafeExportKeys(keys).replace(/"epoch": \d+/, '"epoch": -1'), 'opening.0.epoch'],
    [unsafeExportKeys(keys).replace(/"epoch": \d+/, `"epoch": ${first + 1}`), 'opening'],
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
