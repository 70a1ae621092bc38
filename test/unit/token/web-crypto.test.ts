import { describe, expect, it } from 'vitest'
import { grant } from '../../../src/consent/grant.js'
import { holdSecret } from '../../../src/kernel/secret-key.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { seal } from '../../../src/token/seal.js'
import {
  MAX_TOKENS,
  openTokensWithWebCrypto,
  openTokenWithWebCrypto,
  prepareKeys,
  sealWithWebCrypto,
} from '../../../src/token/web-crypto.js'
import { chenKeys, codeOf, intakeOf, keysOf, NOW, proposalOf, sealedOf, value } from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'
import {
  brokenPlatforms,
  cryptoWith,
  halfPlatforms,
  realMethod,
  watched,
  withCrypto,
} from '../../support/web-crypto.js'

const consent = value(grant(proposalOf(), { now: NOW, random: seededRandom('consent') }))
const expected = readOpened(value(openToken(value(seal(consent)).token, chenKeys, { now: NOW }))).disclosure
const disclosureOf = (token: Uint8Array) => readOpened(value(openToken(token, chenKeys, { now: NOW }))).disclosure
const options = { now: NOW }
const platforms = Object.entries({ ...brokenPlatforms, ...halfPlatforms })
/** The keys that are tried in the middle of Chen's first epoch. */
const LIVE = 2

describe('sealing with WebCrypto', () => {
  it('makes the bytes that seal makes of the same chance', async () => {
    const random = () => seededRandom('the same')
    const { value: sealed, times } = await watched(() => sealWithWebCrypto(consent, { random: random() }))
    expect(value(sealed).token).toEqual(value(seal(consent, { random: random() })).token)
    expect(times('deriveBits')).toBe(2)
  })
  it('without a source of chance lets the platform make the key, and seals what openToken opens', async () => {
    const { value: sealed, times } = await watched(() => sealWithWebCrypto(consent))
    expect(disclosureOf(value(sealed).token)).toEqual(expected)
    expect([times('generateKey'), times('deriveBits')]).toEqual([1, 1])
  })
  it('takes the Result of grant, and passes on its failure', async () => {
    const granted = grant(proposalOf(), { now: NOW })
    expect(disclosureOf(value(await sealWithWebCrypto(granted)).token)).toEqual(expected)
    const failure = { ok: false, error: { code: 'consent_rule_broken', detail: { rule: 'noticeIsPresent' } } } as const
    expect(await sealWithWebCrypto(failure)).toEqual(failure)
  })
  it('fails without randomness as seal does, though the platform could make a key', async () => {
    const withoutChance = { ...cryptoWith({}), getRandomValues: undefined }
    const sealed = await withCrypto(withoutChance, () => sealWithWebCrypto(consent))
    expect(codeOf(sealed)).toBe('randomness_absent')
    expect(codeOf(await sealWithWebCrypto(consent, { random: () => new Uint8Array(3) }))).toBe('randomness_absent')
  })
  it.each<[string, unknown]>([
    ['an intake', intakeOf()],
    ['a proposal', proposalOf()],
    ['text', 'planted secret'],
    ['nothing', undefined],
  ])('rejects with the fault that seal throws when it is given %s', async (_, wrong) => {
    // What the compiler refuses is given on purpose.
    const sealing = () => sealWithWebCrypto(wrong as Parameters<typeof sealWithWebCrypto>[0])
    await expect(sealing()).rejects.toThrow(new TypeError('expected a Consent'))
    await expect(withCrypto({}, sealing)).rejects.toThrow(new TypeError('expected a Consent'))
  })
  it.each(platforms)('seals on a platform with %s', async (_, platform) => {
    const random = () => seededRandom('anywhere')
    const work = async () => [await sealWithWebCrypto(consent), await sealWithWebCrypto(consent, { random: random() })]
    const [fresh, seeded] = (await withCrypto(platform(), work)).map((one) => value(one).token)
    expect(fresh && disclosureOf(fresh)).toEqual(expected)
    expect(seeded).toEqual(value(seal(consent, { random: random() })).token)
  })
  it('seals where there is no crypto at all, if it is given chance', async () => {
    const random = () => seededRandom('nowhere')
    const sealed = await withCrypto(undefined, () => sealWithWebCrypto(consent, { random: random() }))
    expect(value(sealed).token).toEqual(value(seal(consent, { random: random() })).token)
  })
})

const { token } = sealedOf(proposalOf())

describe('opening with WebCrypto', () => {
  it('gives what openToken gives, and the platform multiplies once a live key', async () => {
    const { value: opened, times } = await watched(() => openTokenWithWebCrypto(token, chenKeys, options))
    expect(readOpened(value(opened))).toEqual(readOpened(value(openToken(token, chenKeys, options))))
    expect(times('deriveBits')).toBe(LIVE)
  })
  it('is an opened token like any other: it shows nothing', async () => {
    const opened = value(await openTokenWithWebCrypto(token, chenKeys, options))
    expect(() => JSON.stringify(opened)).toThrow(TypeError)
  })
  it('imports prepared keys once, however many tokens are opened', async () => {
    const count = async (keys: Parameters<typeof openTokenWithWebCrypto>[1]) => {
      const work = async () => {
        for (let nth = 0; nth < 3; nth++) value(await openTokenWithWebCrypto(token, keys, options))
      }
      return (await watched(work)).askedOf('importKey').filter(({ given }) => given[0] !== 'raw').length
    }
    expect(await count(chenKeys)).toBe(3 * LIVE)
    expect(await count(prepareKeys(chenKeys))).toBe(LIVE)
  })
  it('keeps prepared keys so that they cannot be stringified', () => {
    expect(() => JSON.stringify(prepareKeys(chenKeys))).toThrow(TypeError)
    expect(Object.keys(prepareKeys(chenKeys).imported ?? { nothing: true })).toEqual([])
  })
  it('refuses what openToken refuses, with the same words', async () => {
    const hostile = [new Uint8Array(597), 'ENTRENOUS:', 5, null, token.subarray(1), token.with(5, 0), token.with(2, 9)]
    for (const one of hostile) {
      // What the compiler refuses is given on purpose.
      const [bytes, keys] = [one as Uint8Array, chenKeys]
      expect(await openTokenWithWebCrypto(bytes, keys, options)).toEqual(openToken(bytes, keys, options))
    }
    expect(codeOf(await openTokenWithWebCrypto(token, keysOf('Eve'), options))).toBe('token_unopenable')
    expect(codeOf(await openTokenWithWebCrypto(token, { openingKeys: [] }, options))).toBe('token_unopenable')
  })
  it('rejects with the fault that openToken throws for keys that are none', async () => {
    const [key] = chenKeys.openingKeys
    const short = { openingKeys: key ? [{ ...key, secretKey: holdSecret(new Uint8Array(31)) }] : [] }
    expect(() => openToken(token, short, options)).toThrow(RangeError)
    await expect(openTokenWithWebCrypto(token, short, options)).rejects.toThrow(RangeError)
    // What the compiler refuses is given on purpose.
    await expect(openTokenWithWebCrypto(token, undefined as unknown as typeof chenKeys, options)).rejects.toThrow(
      TypeError,
    )
  })
  it.each(platforms)('opens on a platform with %s', async (_, platform) => {
    const opened = await withCrypto(platform(), () => openTokenWithWebCrypto(token, chenKeys, options))
    expect(readOpened(value(opened)).disclosure).toEqual(expected)
  })
})

describe('opening many with WebCrypto', () => {
  const others = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j'].map((seed) => sealedOf(proposalOf(), seed).token)
  const mixed: readonly (Uint8Array | string)[] = others.flatMap<Uint8Array | string>((one, at) =>
    at % 2 === 0 ? [one] : [one.with(80, (one[80] ?? 0) ^ 1), 'not a token'],
  )

  it('gives what openToken gives for each, in order', async () => {
    const scanned = value(await openTokensWithWebCrypto(mixed, chenKeys, options))
    const one = mixed.map((each) => openToken(each, chenKeys, options))
    expect(scanned.map(codeOf)).toEqual(one.map(codeOf))
    const read = (results: readonly ReturnType<typeof openToken>[]) =>
      results.map((each) => each.ok && readOpened(each.value))
    expect(read(scanned)).toEqual(read(one))
    expect(new Set(scanned.map(codeOf))).toEqual(new Set(['ok', 'token_unopenable', 'token_malformed']))
  })
  it('imports each key once, and has at most four multiplications under way', async () => {
    const real = realMethod('deriveBits')
    let underWay = 0
    let most = 0
    const deriveBits = async (...given: readonly unknown[]) => {
      underWay += 1
      most = Math.max(most, underWay)
      const bits = await real(...given)
      underWay -= 1
      return bits
    }
    const tokens = [...others, ...others, ...others]
    const scan = () => openTokensWithWebCrypto(tokens, chenKeys, options)
    expect(value(await withCrypto(cryptoWith({ deriveBits }), scan)).every(({ ok }) => ok)).toBe(true)
    expect(most).toBe(4)
    const { askedOf } = await watched(scan)
    expect(askedOf('importKey').filter(({ given }) => given[0] !== 'raw')).toHaveLength(LIVE)
  })
  it('tells how far it has come, to the end', async () => {
    const told: unknown[] = []
    value(await openTokensWithWebCrypto(mixed, chenKeys, { ...options, onProgress: (one) => told.push(one) }))
    expect(told).toEqual(mixed.map((_, at) => ({ done: at + 1, total: mixed.length })))
  })
  it('ends early when it is told to, with nothing half done', async () => {
    const signal = { aborted: false }
    let last = 0
    const onProgress = ({ done }: { readonly done: number }) => {
      last = done
      signal.aborted = done >= 3
    }
    const scanned = await openTokensWithWebCrypto([...others, ...others], chenKeys, { ...options, signal, onProgress })
    expect(scanned).toEqual({ ok: false, error: { code: 'work_aborted', detail: {} } })
    // Those that were under way are finished.
    expect(last).toBeLessThanOrEqual(3 + 3)
    const controller = new AbortController()
    controller.abort()
    const { times } = await watched(() =>
      openTokensWithWebCrypto(others, chenKeys, { ...options, signal: controller.signal }),
    )
    expect(times('deriveBits')).toBe(0)
  })
  it('has nothing to do where there are no tokens', async () => {
    expect(await openTokensWithWebCrypto([], chenKeys, options)).toEqual({ ok: true, value: [] })
  })
  it(`takes ${MAX_TOKENS} tokens and not one more`, async () => {
    const most = new Array<string>(MAX_TOKENS).fill('x')
    expect(value(await openTokensWithWebCrypto(most, chenKeys, options))).toHaveLength(MAX_TOKENS)
    await expect(openTokensWithWebCrypto([...most, 'x'], chenKeys, options)).rejects.toThrow(RangeError)
  })
  it.each<unknown>([undefined, null, 'text', token, { length: 1 }])('rejects %s, which is no array', async (wrong) => {
    // What the compiler refuses is given on purpose.
    const scanning = openTokensWithWebCrypto(wrong as Uint8Array[], chenKeys, options)
    await expect(scanning).rejects.toThrow(new TypeError('tokens: expected an array'))
  })
  it('rejects with a fault of the keys or of who is told', async () => {
    const failing = () => {
      throw new RangeError('no room on the screen')
    }
    await expect(openTokensWithWebCrypto(others, chenKeys, { ...options, onProgress: failing })).rejects.toThrow(
      RangeError,
    )
    await expect(openTokensWithWebCrypto(others, undefined as unknown as typeof chenKeys, options)).rejects.toThrow(
      TypeError,
    )
  })
  it('opens nothing more after such a fault', async () => {
    let told = 0
    const onProgress = () => {
      told += 1
      if (told === 1) throw new RangeError('no room on the screen')
    }
    const tokens = [...others, ...others]
    const { askedOf } = await watched(async () => {
      await expect(openTokensWithWebCrypto(tokens, chenKeys, { ...options, onProgress })).rejects.toThrow(RangeError)
      // Long enough for all of them, had anybody gone on.
      for (const token of tokens) await openTokenWithWebCrypto(token, { openingKeys: [] }, options)
      await openTokensWithWebCrypto(tokens, chenKeys, options)
    })
    expect(askedOf('deriveBits').length).toBeLessThanOrEqual(LIVE * (tokens.length + 4))
    // Those that were under way were finished.
    expect(told).toBeLessThanOrEqual(4)
  })
  it.each(platforms)('gives the same on a platform with %s', async (_, platform) => {
    const scanned = await withCrypto(platform(), () => openTokensWithWebCrypto(mixed.slice(0, 3), chenKeys, options))
    expect(value(scanned).map(codeOf)).toEqual(['ok', 'token_unopenable', 'token_malformed'])
  })
})
