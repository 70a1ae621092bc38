import { isDeepStrictEqual } from 'node:util'
import * as jose from 'jose'

// The days become the claims a JWT has for them, so that the library checks them itself.

const SECONDS_PER_DAY = 86_400

/** @param {import('../referral.js').Referral} referral */
function claimsOf({ claims }) {
  const { issuedOn, expiresOn, ...rest } = /** @type {any} */ (claims)
  return { ...rest, iat: issuedOn * SECONDS_PER_DAY, exp: (expiresOn + 1) * SECONDS_PER_DAY }
}

const encryption = { alg: 'ECDH-ES', enc: 'A256GCM' }
const keyPair = () => jose.generateKeyPair('ECDH-ES', { crv: 'X25519' })

/** @type {import('../measure.js').Contender} */
const encrypted = {
  name: 'jose JWE',
  group: 'native',
  suite: 'native X25519, A256GCM',
  setup: async (referral) => {
    const claims = claimsOf(referral)
    const { publicKey, privateKey } = await keyPair()
    return {
      seal: () => new jose.EncryptJWT(claims).setProtectedHeader(encryption).encrypt(publicKey),
      open: async (token) => (await jose.jwtDecrypt(token, privateKey)).payload,
      isRight: (opened) => isDeepStrictEqual(opened, claims),
    }
  },
}

/** @type {import('../measure.js').Contender} */
const signedAndEncrypted = {
  name: 'jose JWE of a JWS',
  group: 'native',
  suite: 'around an Ed25519 signature',
  setup: async (referral) => {
    const claims = claimsOf(referral)
    const { publicKey, privateKey } = await keyPair()
    const sender = await jose.generateKeyPair('Ed25519')
    const encode = new TextEncoder()
    const decode = new TextDecoder()
    return {
      seal: async () => {
        const signed = await new jose.SignJWT(claims).setProtectedHeader({ alg: 'Ed25519' }).sign(sender.privateKey)
        const header = { ...encryption, cty: 'JWT' }
        return new jose.CompactEncrypt(encode.encode(signed)).setProtectedHeader(header).encrypt(publicKey)
      },
      open: async (token) => {
        const { plaintext } = await jose.compactDecrypt(token, privateKey)
        return (await jose.jwtVerify(decode.decode(plaintext), sender.publicKey)).payload
      },
      isRight: (opened) => isDeepStrictEqual(opened, claims),
    }
  },
}

export const contenders = [encrypted, signedAndEncrypted]
