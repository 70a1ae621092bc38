import { bucketFor, type Disclosure } from '../../../src/consent/disclosure.js'
import { dayOf, type EpochSeconds, keyEpochOf } from '../../../src/kernel/time.js'
import { NOW } from '../cast.js'
import { seededRandom } from '../random.js'
import { digestOf, type Key, keyOf, openByHand, sealByHand } from './by-hand.js'
import { type Written, write } from './cbor.js'

// What every published vector is made of. See docs/reference/token-format.md, "Vectors".

/** A token that opens, and what is in it. */
export type Opens = {
  readonly name: string
  readonly about: string
  readonly keys: readonly Key[]
  readonly now: number
  readonly token: string
  readonly link: string
  readonly qr: string
  /** The unpadded plaintext. */
  readonly body: string
  readonly steps?: Readonly<Record<string, string>>
  readonly opens: { readonly disclosure: Disclosure; readonly tokenId: string; readonly consentDigest: string }
}
/** A token, or a text, that must not open. */
export type Fails = {
  readonly name: string
  readonly why: string
  readonly keys: readonly Key[]
  readonly now: number
  readonly token?: string
  readonly text?: string
  readonly fails: 'token_early' | 'token_expired' | 'token_malformed' | 'token_unopenable' | 'token_unsupported'
}

/** The day on which most of the vectors are read. */
export const TODAY = dayOf(NOW)
/** The key epoch of that day. */
export const EPOCH = keyEpochOf(NOW)
/** Chen's key of that epoch. */
export const chenKey = keyOf('Chen', EPOCH)
/** A community that Chen belongs to. */
export const community = '07'.repeat(32)
/** Noon of a day. */
export const noonOf = (day: number): EpochSeconds => (day * 86_400 + 43_200) as EpochSeconds // whole times whole

/** A consent's record that is the same at every run. */
export const consentOf = (name: string) => {
  const random = seededRandom(`consent ${name}`)
  return { id: random(16), salt: random(32), termsHash: random(32) }
}

/** What a vector leaves as it usually is. */
export type Usual = {
  readonly disclosure?: Partial<Disclosure>
  readonly words?: { readonly language: string; readonly hash: Uint8Array }
  readonly key?: Key
  readonly keys?: readonly Key[]
  readonly now?: number
}

/** A good token: what is shared, in an envelope of the usual kind. */
export function opens(name: string, about: string, fields: Disclosure['fields'], unusual: Usual = {}): Opens {
  const { key = chenKey, words } = unusual
  const usual = { purpose: 'referral', fields, community, issuedOn: TODAY, expiresOn: TODAY + 7 } as Disclosure // days are days
  const disclosure = { ...usual, ...unusual.disclosure }
  const body = write({
    ...(disclosure as Omit<Disclosure, 'fields'>), // without the type of `fields`, whose members are plain data
    fields: disclosure.fields as Written, // likewise
    community: Uint8Array.from(Buffer.from(disclosure.community, 'hex')),
    consent: { ...consentOf(name), ...(words && { words }) },
  })
  return opensAs(name, about, sealByHand(body, bucketFor(disclosure.fields), key, name), disclosure, unusual)
}

/** A good token that was sealed elsewhere. */
export function opensAs(name: string, about: string, token: Uint8Array, disclosure: Disclosure, at: Usual): Opens {
  const { key = chenKey, keys = [key], now = NOW } = at
  const { body, tokenId } = openByHand(token, key)
  return {
    name,
    about,
    keys,
    now,
    token: hex(token),
    link: `https://harbour.example/open#${Buffer.from(token).toString('base64url')}`,
    qr: `ENTRENOUS:${base45(token)}`,
    body: hex(body),
    opens: { disclosure, tokenId: hex(tokenId), consentDigest: hex(digestOf(body)) },
  }
}

/** Bytes that must not open. */
export function fails(
  code: Fails['fails'],
  name: string,
  why: string,
  given: Uint8Array | string,
  { key = chenKey, keys = [key], now = NOW }: Usual = {},
): Fails {
  const received = typeof given === 'string' ? { text: given } : { token: hex(given) }
  return { name, why, keys, now, ...received, fails: code }
}

/** Lower-case hexadecimal. */
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** RFC 9285 as its section 4 tells it. */
export function base45(bytes: Uint8Array): string {
  const pairs = hex(bytes).match(/..(..)?/g) ?? []
  return pairs.map((pair) => base45Group(Number.parseInt(pair, 16), pair.length === 4 ? 3 : 2)).join('')
}

/** A number as so many characters, whether it should fit or not. */
export function base45Group(value: number, characters: number): string {
  const digits = [value % 45, Math.floor(value / 45) % 45, Math.floor(value / 2025)]
  return digits
    .slice(0, characters)
    .map((digit) => ALPHABET.charAt(digit))
    .join('')
}
