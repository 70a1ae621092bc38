import { isDeepStrictEqual } from 'node:util'

// What the libraries that seal bytes are given: JSON, as their users would choose, or the very bytes that entrenous seals.

/**
 * @typedef {{
 *   bytes: Uint8Array,
 *   read: (opened: Uint8Array) => unknown,
 *   isRight: (read: unknown) => boolean,
 * }} Payload
 * @typedef {(referral: import('../referral.js').Referral) => Payload} PayloadOf
 */

/**
 * JSON text of the referral; opening it ends with the parsed referral, its dates checked, as with entrenous.
 * @type {PayloadOf}
 */
export function jsonOf({ json, today, claims }) {
  const read = (/** @type {Uint8Array} */ opened) => {
    const parsed = JSON.parse(new TextDecoder().decode(opened))
    if (today < parsed.issuedOn - 1 || today > parsed.expiresOn) throw new Error('outside of its dates')
    return parsed
  }
  return { bytes: json, read, isRight: (opened) => isDeepStrictEqual(opened, claims) }
}

/**
 * The 512 bytes that entrenous seals, and nothing read of them: the encryption alone.
 * @type {PayloadOf}
 */
export function bodyOf({ body }) {
  return { bytes: body, read: (opened) => opened, isRight: (opened) => isDeepStrictEqual(opened, body) }
}

/**
 * One message of the two parts that HPKE makes.
 * @param {ArrayBuffer | Uint8Array} encapsulated
 * @param {ArrayBuffer | Uint8Array} ciphertext
 */
export function joined(encapsulated, ciphertext) {
  const message = new Uint8Array(encapsulated.byteLength + ciphertext.byteLength)
  message.set(new Uint8Array(encapsulated))
  message.set(new Uint8Array(ciphertext), encapsulated.byteLength)
  return message
}

/** What HPKE binds a message to. */
export const info = new TextEncoder().encode('example/1/referral')
