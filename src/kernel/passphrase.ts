import { scrypt } from '@noble/hashes/scrypt.js'
import { utf8Encode } from './text.js'

/**
 * What one key costs: 32 MiB and about as much time as OWASP asks of a password that is kept. Part of the format.
 */
const COST = { N: 2 ** 15, r: 8, p: 3, dkLen: 32 } as const

/**
 * Derives a key from words that somebody remembers.
 *
 * The words are taken in Unicode's compatibility form, so that two keyboards that spell them differently agree.
 *
 * @param passphrase - what the person typed. Secret.
 * @param salt - 16 random bytes, kept beside what is sealed.
 * @returns 32 bytes.
 * Privacy: the key is as secret as the words are hard to guess: whoever has what is sealed can try words, three or so a second
 * on one core and many more with money.
 * Cost: 32 MiB, about a second on a phone; nothing else runs meanwhile.
 * @see RFC 7914; OWASP Password Storage Cheat Sheet (N 2^15, r 8, p 3); UAX #15, NFKC @since 0.1
 */
export function passphraseKey(passphrase: string, salt: Uint8Array): Uint8Array {
  return scrypt(utf8Encode(passphrase.normalize('NFKC')), salt, COST)
}
