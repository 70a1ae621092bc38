import { describe, expect, it } from 'vitest'
import { dhkemX25519 } from '../../../src/kernel/kem.js'
import { toBase64url } from '../../../src/kernel/text.js'
import { noImportedScalars, runWithFreshKey, runWithWebCrypto } from '../../../src/kernel/web-crypto.js'
import { publicPoint, run, type Steps, sharedPoint } from '../../../src/kernel/x25519.js'
import { seededRandom } from '../../support/random.js'
import { bytesOf } from '../../support/vectors.js'
import { brokenPlatforms, cryptoWith, halfPlatforms, watched, withCrypto } from '../../support/web-crypto.js'

// RFC 7748 section 6.1.
const secret = bytesOf('77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a')
const own = bytesOf('8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a')
const theirs = bytesOf('de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f')
const product = bytesOf('4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742')
const everybodys = [new Uint8Array(32), bytesOf(`01${'00'.repeat(31)}`), bytesOf(`ec${'ff'.repeat(30)}7f`)]

/** Both multiplications of a secret, as a sender asks for them. */
function* both(scalar = secret, point = theirs): Steps<readonly (Uint8Array | undefined)[]> {
  const shared = yield* sharedPoint(scalar, point)
  return shared === undefined ? [] : [shared, yield* publicPoint(scalar)]
}

describe('with WebCrypto', () => {
  it('gives the results of RFC 7748', async () => {
    expect(await runWithWebCrypto(both())).toEqual([product, own])
    expect(await runWithWebCrypto(sharedPoint(secret, theirs, own))).toEqual(product)
  })
  it('lets the platform multiply, once for each multiplication', async () => {
    const { times } = await watched(() => runWithWebCrypto(both()))
    expect(times('deriveBits')).toBe(2)
  })
  it('takes what the platform says: nothing is multiplied twice', async () => {
    const sevens = new Uint8Array(32).fill(7)
    const platform = cryptoWith({ deriveBits: async () => new Uint8Array(sevens).buffer })
    expect(await withCrypto(platform, () => runWithWebCrypto(both()))).toEqual([sevens, sevens])
  })
  it('imports a secret once a run, for both of its multiplications, and never so that it could be read back', async () => {
    const { askedOf } = await watched(() => runWithWebCrypto(both()))
    const imports = askedOf('importKey').map(({ given }) => given)
    expect(imports.map(([format]) => format).sort()).toEqual(['pkcs8', 'raw', 'raw'])
    expect(imports.map(([, , , isExtractable]) => isExtractable)).toEqual([false, false, false])
    expect(imports.map(([format, , , , usages]) => [format, usages])).toContainEqual(['pkcs8', ['deriveBits']])
  })
  it('imports a secret with its public key where that is known', async () => {
    const { askedOf } = await watched(() => runWithWebCrypto(sharedPoint(secret, theirs, own)))
    const jwk = { kty: 'OKP', crv: 'X25519', d: toBase64url(secret), x: toBase64url(own) }
    expect(askedOf('importKey').map(({ given }) => given[1])).toContainEqual(jwk)
  })
  it('gives the same where the public key that came along is not the secret’s', async () => {
    expect(await runWithWebCrypto(sharedPoint(secret, theirs, theirs))).toEqual(product)
  })
  it('imports a secret once for all runs that share their imports', async () => {
    const imported = noImportedScalars()
    const privately = async (work: () => Promise<unknown>) =>
      (await watched(work)).askedOf('importKey').filter(({ given }) => given[0] !== 'raw').length
    const many = (shared?: typeof imported) => async () => {
      for (let nth = 0; nth < 3; nth++) expect(await runWithWebCrypto(both(), shared)).toEqual([product, own])
    }
    expect(await privately(many())).toBe(3)
    expect(await privately(many(imported))).toBe(1)
    expect(await privately(many(imported))).toBe(0)
  })
  it('takes a secret with its clamped bits set or not for the same', async () => {
    for (const change of [(byte: number) => byte ^ 7, (byte: number) => byte]) {
      for (const mask of [0x00, 0x40, 0x80, 0xc0]) {
        const scalar = secret.map((byte, at) => (at === 0 ? change(byte) : at === 31 ? (byte & 0x3f) | mask : byte))
        expect(await runWithWebCrypto(both(scalar))).toEqual([product, own])
      }
    }
  })
  it.each(everybodys)(
    'refuses a point of small order as JavaScript does, and asked the platform first: %#',
    async (point) => {
      const { value, times } = await watched(() => runWithWebCrypto(sharedPoint(secret, point)))
      expect(value).toBe(undefined)
      expect(times('deriveBits')).toBe(1)
    },
  )
  it('refuses a zero that the platform gives without an error', async () => {
    const zeros = cryptoWith({ deriveBits: async () => new ArrayBuffer(32) })
    expect(await withCrypto(zeros, () => runWithWebCrypto(sharedPoint(secret, theirs)))).toBe(undefined)
  })
  it('hands on a fault of the computation’s as a rejection', async () => {
    await expect(runWithWebCrypto(publicPoint(new Uint8Array(31)))).rejects.toThrow(
      new RangeError('secretKey: expected 32 bytes'),
    )
  })
  it('writes to nothing it is given, and returns memory of its own', async () => {
    const given = [secret, theirs].map((bytes) => new Uint8Array(bytes))
    const [scalar = secret, point = theirs] = given
    for (const result of await runWithWebCrypto(both(scalar, point))) result?.fill(0)
    expect(given).toEqual([secret, theirs])
  })
})

describe.each(Object.entries(brokenPlatforms))('a platform with %s', (_, platform) => {
  it('gives the same results and the same refusals', async () => {
    const work = async () => [
      await runWithWebCrypto(both()),
      await runWithWebCrypto(sharedPoint(secret, theirs, own)),
      ...(await Promise.all(everybodys.map((point) => runWithWebCrypto(both(secret, point))))),
    ]
    expect(await withCrypto(platform(), work)).toEqual([[product, own], product, [], [], []])
  })
  it('makes no key', async () => {
    const failing = withCrypto(platform(), () => runWithFreshKey(both()))
    await expect(failing).rejects.toThrow()
  })
})

describe('a secret of the platform’s making', () => {
  const pair = dhkemX25519.keyPairOf(secret)
  const encapsulate = () => dhkemX25519.encapsulate(pair.publicKey, seededRandom('a seed that goes unused')(32))
  it('encapsulates what the recipient opens, and never twice the same', async () => {
    const ones = [await runWithFreshKey(encapsulate()), await runWithFreshKey(encapsulate()), run(encapsulate())]
    for (const one of ones) {
      expect(one && run(dhkemX25519.decapsulate(one.encapsulated, pair))).toEqual(one?.sharedSecret)
    }
    expect(new Set(ones.map((one) => one?.encapsulated.join())).size).toBe(3)
  })
  it('cannot be read back, and is asked for its public key instead of being multiplied again', async () => {
    const { askedOf, times } = await watched(() => runWithFreshKey(encapsulate()))
    expect(askedOf('generateKey').map(({ given }) => given[1])).toEqual([false])
    expect([times('deriveBits'), times('exportKey'), times('importKey')]).toEqual([1, 1, 1])
  })
  it('ends with what a computation without multiplications ends with', async () => {
    expect(await runWithFreshKey(sharedPoint(secret, new Uint8Array(31)))).toBe(undefined)
  })
  it('refuses a zero that the platform gives without an error', async () => {
    const zeros = cryptoWith({ deriveBits: async () => new ArrayBuffer(32) })
    expect(await withCrypto(zeros, () => runWithFreshKey(encapsulate()))).toBe(undefined)
  })
  it('does not answer a computation that asks for more than it was made for', async () => {
    function* twoPoints(): Steps<undefined> {
      yield* sharedPoint(secret, theirs)
      yield* sharedPoint(secret, own)
      return undefined
    }
    await expect(runWithFreshKey(twoPoints())).rejects.toThrow(TypeError)
  })
  it.each(Object.entries(halfPlatforms))('is not had from a platform with %s', async (_, platform) => {
    await expect(withCrypto(platform(), () => runWithFreshKey(encapsulate()))).rejects.toThrow()
  })
})
