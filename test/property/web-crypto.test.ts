import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { holdConsent } from '../../src/consent/granted.js'
import { copyBytes } from '../../src/kernel/bytes.js'
import type { Bucket } from '../../src/kernel/padding.js'
import type { Result } from '../../src/kernel/result.js'
import type { OpeningKey } from '../../src/kernel/secret-key.js'
import { keyEpochOf } from '../../src/kernel/time.js'
import { toLink, toQrText } from '../../src/token/forms.js'
import { openToken } from '../../src/token/open.js'
import { type OpenedToken, readOpened } from '../../src/token/opened.js'
import { seal } from '../../src/token/seal.js'
import {
  openTokensWithWebCrypto,
  openTokenWithWebCrypto,
  prepareKeys,
  sealWithWebCrypto,
} from '../../src/token/web-crypto.js'
import { chenKeys, keysOf, NOW, value } from '../support/cast.js'
import { hybridKeys } from '../support/hybrid.js'
import { seededRandom } from '../support/random.js'
import { body, sealRaw } from '../support/raw-token.js'
import { brokenPlatforms, withCrypto } from '../support/web-crypto.js'

// Whatever is sealed, opened or refused: the platform's curve may be quicker, and nothing else.

const now = { now: NOW }
const eve = keysOf('Eve')
const firstOf = ({ openingKeys: [key] }: { readonly openingKeys: readonly OpeningKey[] }): OpeningKey => {
  if (key === undefined) throw new Error('there are no keys')
  return key
}

const text = fc.stringMatching(/^[A-Za-z0-9@.é世 -]{1,20}$/)
const fields = fc.record(
  {
    // As `propose` makes them: each once, in order.
    needs: fc
      .subarray(['anxiety', 'grief', 'sleep'], { minLength: 1 })
      .chain((concepts) =>
        fc.tuple(
          ...concepts.map((concept) =>
            fc.record({ concept: fc.constant(concept), level: fc.constantFrom('category', 'concept') }),
          ),
        ),
      ),
    ageGroup: fc.constantFrom('adult', 'young-adult'),
    contact: fc.record({ name: text, email: text }, { requiredKeys: ['name'] }),
    story: text,
  },
  { requiredKeys: ['needs'] },
)

/** Any consent to a holder of keys. */
const consentTo = (keys: { readonly id: string; readonly openingKeys: readonly OpeningKey[] }) =>
  fc.record({ fields, id: fc.uint8Array({ minLength: 16, maxLength: 16 }) }).map(({ fields: chosen, id }) => {
    const whole = body()
    const disclosure = { ...whole.disclosure, fields: chosen }
    const bucket: Bucket = chosen.story !== undefined ? 2048 : chosen.contact !== undefined ? 1024 : 512
    const { publicKey, suite } = firstOf(keys)
    const recipient = {
      id: keys.id,
      name: 'Chen',
      suite: suite.number,
      epoch: keyEpochOf(NOW),
      encryptionKey: publicKey,
      community: { key: disclosure.community, name: 'Harbour Collective' },
      answersWithinDays: 5,
      answerers: [],
    }
    const record = { ...whole.consent, id }
    return holdConsent({ disclosure, record, isMore: false, bucket, recipient, suite })
  })

/** A Result as far as it can be compared. */
const readOf = (result: Result<OpenedToken>) => (result.ok ? readOpened(result.value) : result.error)

describe.each([
  ['X25519', chenKeys, 200],
  ['X-Wing', hybridKeys, 30],
] as const)('with WebCrypto, %s', (_, keys, numRuns) => {
  const prepared = prepareKeys(keys)

  it('the token of any consent and any chance is the token of seal, byte for byte', () =>
    fc.assert(
      fc.asyncProperty(consentTo(keys), fc.string(), async (consent, seed) => {
        const theirs = value(await sealWithWebCrypto(consent, { random: seededRandom(seed) })).token
        expect(theirs).toEqual(value(seal(consent, { random: seededRandom(seed) })).token)
      }),
      { numRuns },
    ))

  it('a token under a key of the platform’s making opens like any other, to the same', () =>
    fc.assert(
      fc.asyncProperty(consentTo(keys), async (consent) => {
        const { token } = value(await sealWithWebCrypto(consent))
        const opened = readOf(openToken(token, keys, now))
        expect(opened).toMatchObject({ disclosure: { purpose: 'referral' } })
        expect(readOf(await openTokenWithWebCrypto(token, prepared, now))).toEqual(opened)
      }),
      { numRuns },
    ))

  const change = fc.record({ at: fc.nat(), to: fc.integer({ min: 1, max: 255 }) })
  const mutated = fc
    .record({ consent: consentTo(keys), changes: fc.array(change, { maxLength: 2 }), form: fc.nat(2) })
    .map(({ consent, changes, form }) => {
      const token = copyBytes(value(seal(consent, { random: seededRandom('law') })).token)
      for (const { at, to } of changes) token[at % token.length] = (token[at % token.length] ?? 0) ^ to
      return [token, toLink(token, 'https://chen.example/open'), toQrText(token)][form] ?? token
    })

  it('a valid, changed or foreign token ends as it ends in openToken, prepared keys or not, alone or among others', () =>
    fc.assert(
      fc.asyncProperty(mutated, fc.boolean(), async (token, isForeign) => {
        const one = isForeign ? { openingKeys: eve.openingKeys } : keys
        const said = readOf(openToken(token, one, now))
        expect(readOf(await openTokenWithWebCrypto(token, one, now))).toEqual(said)
        const scanned = value(await openTokensWithWebCrypto([token, token], isForeign ? one : prepared, now))
        expect(scanned.map(readOf)).toEqual([said, said])
      }),
      { numRuns },
    ))

  it('what was meant to break it ends as it ends in openToken', () =>
    fc.assert(
      fc.asyncProperty(fc.oneof(fc.uint8Array({ maxLength: 700 }), fc.string({ maxLength: 700 })), async (hostile) => {
        expect(await openTokenWithWebCrypto(hostile, prepared, now)).toEqual(openToken(hostile, keys, now))
      }),
      { numRuns: 200 },
    ))

  it('no platform changes a token or what becomes of it', () =>
    fc.assert(
      fc.asyncProperty(
        consentTo(keys),
        mutated,
        fc.constantFrom(...Object.values(brokenPlatforms)),
        async (consent, token, platform) => {
          const random = () => seededRandom('anywhere')
          const work = async () => [
            await sealWithWebCrypto(consent, { random: random() }).then((sealed) => value(sealed).token),
            readOf(await openTokenWithWebCrypto(token, keys, now)),
          ]
          const expected = [value(seal(consent, { random: random() })).token, readOf(openToken(token, keys, now))]
          expect(await withCrypto(platform(), work)).toEqual(expected)
        },
      ),
      { numRuns: numRuns / 2 },
    ))
})

describe('with WebCrypto, a token whose key everybody knows', () => {
  const lowOrder = ['00'.repeat(32), `01${'00'.repeat(31)}`, `ec${'ff'.repeat(30)}7f`, `ed${'ff'.repeat(30)}7f`].map(
    (hex) => Uint8Array.from(Buffer.from(hex, 'hex')),
  )
  it.each(lowOrder)('is refused as by openToken: %#', async (point) => {
    const token = sealRaw(encodeBody(body().disclosure, body().consent))
    token.set(point, 5)
    const said = openToken(token, chenKeys, now)
    expect(said).toEqual({ ok: false, error: { code: 'token_unopenable', detail: {} } })
    expect(await openTokenWithWebCrypto(token, chenKeys, now)).toEqual(said)
  })
  it.each(lowOrder)('is not sealed, as by seal: %#', async (point) => {
    const key = { ...firstOf(chenKeys), publicKey: point }
    const [consent] = fc.sample(consentTo({ id: chenKeys.id, openingKeys: [key] }), 1)
    if (consent === undefined) throw new Error('nothing to seal')
    const said = seal(consent)
    expect(said).toEqual({ ok: false, error: { code: 'descriptor_invalid', detail: { field: 'keys' } } })
    expect(await sealWithWebCrypto(consent)).toEqual(said)
    expect(await sealWithWebCrypto(consent, { random: seededRandom('any') })).toEqual(said)
  })
})
