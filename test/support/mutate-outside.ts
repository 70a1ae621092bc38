import { concatBytes, copyBytes } from '../../src/kernel/bytes.js'
import { type Bucket, pad } from '../../src/kernel/padding.js'
import { encapsulatedLengthOf } from '../../src/kernel/suite.js'
import { toLink, toQrText } from '../../src/token/forms.js'
import { lowOrderPoints } from './low-order.js'
import { type Chance, edit, pick, type Reseal, someBytes } from './mutate.js'

// Tokens that somebody changed on the way, knowing no secret: as bytes, and as text.

/** Genuine tokens for one key, to be changed. */
export type Genuine = {
  readonly token: Uint8Array
  /** Another one of the same bucket. */
  readonly other: Uint8Array
  /** One of another bucket. */
  readonly larger: Uint8Array
  /** What the token holds, and how it was sealed. */
  readonly body: Uint8Array
  readonly bucket: Bucket
  readonly reseal: Reseal
}

type Change<Form> = (form: Form, chance: Chance, genuine: Genuine) => Form

const HEADER = 5
const COMMITMENT = 32
/** Where the ciphertext begins. */
const ciphertextAt = ({ token, bucket }: Genuine): number => token.length - bucket - 16

const bytesChanges: Readonly<Record<string, Change<Uint8Array>>> = {
  'bits flipped': (token, chance) => {
    const changed = copyBytes(token)
    for (let left = 1 + chance(3); left > 0; left--) {
      const at = chance(token.length)
      changed[at] = (changed[at] ?? 0) ^ (1 << chance(8))
    }
    return changed
  },
  'bytes set': (token, chance) => {
    const at = chance(token.length)
    const bytes = someBytes(chance, 1 + chance(8))
    return edit(token, at, at + bytes.length, bytes).subarray(0, token.length)
  },
  'a stretch of one byte': (token, chance) => {
    const at = chance(token.length)
    return copyBytes(token).fill(pick(chance, [0, 0xff, 0x80]), at, at + 1 + chance(64))
  },
  'cut short': (token, chance) => token.subarray(0, chance(token.length)),
  'cut out': (token, chance) => {
    const at = chance(token.length)
    return edit(token, at, at + 1 + chance(40))
  },
  'bytes put in': (token, chance) => {
    const at = chance(token.length)
    return edit(token, at, at, someBytes(chance, 1 + chance(40)))
  },
  'bytes behind': (token, chance) => concatBytes(token, someBytes(chance, 1 + chance(600))),
  'header byte': (token, chance) => {
    const changed = copyBytes(token)
    changed[chance(HEADER)] = pick(chance, [0, 1, 2, 3, 4, 0x65, 0x6e, 255, chance(256)])
    return changed
  },
  'header of another size': (token, chance) => {
    const bucket = 1 + chance(3)
    const suite = 1 + chance(2)
    const length = HEADER + (encapsulatedLengthOf(suite) ?? 0) + COMMITMENT + 256 * 2 ** bucket + 16
    const changed = new Uint8Array(length)
    changed.set(token.subarray(0, length))
    changed.set([suite, bucket], 3)
    return changed
  },
  'spliced with another': (token, chance, { other }) => {
    const at = chance(token.length)
    return concatBytes(token.subarray(0, at), other.subarray(at))
  },
  'spliced with another size': (token, chance, { larger }) => {
    const at = 1 + chance(token.length - 1)
    return chance(2) === 0
      ? concatBytes(token.subarray(0, at), larger.subarray(at))
      : concatBytes(larger.subarray(0, at), token.subarray(at))
  },
  'a part of another': (token, chance, genuine) => {
    const at = ciphertextAt(genuine)
    const [from, to] = pick(chance, [
      [HEADER, at - COMMITMENT],
      [at - COMMITMENT, at],
      [at, token.length],
      [token.length - 16, token.length],
    ])
    return edit(token, from ?? 0, to ?? 0, genuine.other.subarray(from, to))
  },
  'parts exchanged': (token, chance, genuine) => {
    const at = ciphertextAt(genuine)
    const key = token.subarray(HEADER, at - COMMITMENT)
    const commitment = token.subarray(at - COMMITMENT, at)
    const ciphertext = token.subarray(at)
    const parts = pick(chance, [
      [commitment, key, ciphertext],
      [key, ciphertext, commitment],
      [key, commitment, ciphertext.subarray(-16), ciphertext.subarray(0, -16)],
      [key, commitment, ciphertext.subarray(64), ciphertext.subarray(0, 64)],
      [key, key.subarray(0, COMMITMENT), ciphertext],
      [key, commitment, ciphertext.toReversed()],
    ])
    return concatBytes(token.subarray(0, HEADER), ...parts)
  },
  'a key of small order': (token, chance, genuine) => {
    const at = ciphertextAt(genuine) - COMMITMENT
    return edit(token, at - 32, at, pick(chance, lowOrderPoints))
  },
  'sealed with a slip': (_, chance, { token, body, bucket, reseal }) => {
    const padded = pad(body, bucket) ?? new Uint8Array(bucket)
    const slips = [
      { sequence: 1 + chance(1000) },
      { associated: new Uint8Array(0) },
      { associated: token.subarray(0, HEADER) },
      { associated: someBytes(chance, token.length - bucket - 16) },
    ]
    return reseal(padded, bucket, pick(chance, slips))
  },
}

const QR = 'ENTRENOUS:'
const strange = ' \n\r\t\0=#%&?+/_-~"\\;{}éKſı０Ａ\u200b\ufeff\u202e\ud800😀'
const ALPHABET_45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
const ALPHABET_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const alphabet = [...ALPHABET_45, ...ALPHABET_64]

/** What is changed of a text is behind its `#` or `:`; where a link leads is not the token's matter. */
const textChanges: Readonly<Record<string, Change<string>>> = {
  'a character replaced': (text, chance) => put(text, chance(text.length), 1, pick(chance, alphabet)),
  'another last character': (text, chance) => put(text, text.length - 1, 1, pick(chance, alphabet)),
  'another spelling of the same bytes': (text, chance) => {
    const spellings = /[ $%*+./:]/.test(text)
      ? respelt45(text)
      : [`${text}=`, `${text}==`, spareBitsSet(text), escaped(text, chance)]
    return pick(chance, spellings)
  },
  'a foreign character': (text, chance) => put(text, chance(text.length), 1, pick(chance, [...strange])),
  'a character put in': (text, chance) => put(text, chance(text.length), 0, pick(chance, [...alphabet, ...strange])),
  'characters gone': (text, chance) => put(text, chance(text.length), 1 + chance(3), ''),
  'characters exchanged': (text, chance) => {
    const at = chance(text.length - 1)
    return put(text, at, 2, `${text.charAt(at + 1)}${text.charAt(at)}`)
  },
  'a character escaped': escaped,
  'case turned': (text) => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()),
  'text cut short': (text, chance) => text.slice(0, chance(text.length)),
  'text behind': (text, chance) => text + pick(chance, ['A', '0', '00', 'AAAA', '=', '\n', ' ', '#', '?x=1', text]),
  'text before': (text, chance) => pick(chance, ['A', ' ', '0', '#', '\ufeff', 'ENTRENOUS:']) + text,
}

function escaped(text: string, chance: Chance): string {
  const at = chance(text.length)
  return put(text, at, 1, `%${text.charCodeAt(at).toString(16)}`)
}

/** Groups of base45 that a reader who lets them overflow takes for the same two bytes, or for the same last one. */
function respelt45(text: string): readonly string[] {
  const spellings: string[] = []
  for (let at = 0; at < text.length; at += 3) {
    const group = text.slice(at, at + 3)
    const number = [...group].reduceRight((sum, sign) => 45 * sum + ALPHABET_45.indexOf(sign), 0)
    const other = number + (group.length === 3 ? 65536 : 256)
    if (other >= 45 ** group.length) continue
    const signs = [...group].map((_, place) => ALPHABET_45.charAt(Math.floor(other / 45 ** place) % 45))
    spellings.push(put(text, at, group.length, signs.join('')))
  }
  return spellings
}

/** The last character of base64url, with a bit set that belongs to no byte; where there is none, one byte more. */
function spareBitsSet(text: string): string {
  const last = ALPHABET_64.indexOf(text.slice(-1))
  return text.length % 4 === 0 ? `${text}A` : put(text, text.length - 1, 1, ALPHABET_64.charAt(last + 1))
}

function put(text: string, at: number, gone: number, put: string): string {
  return text.slice(0, at) + put + text.slice(at + gone)
}

function changedText(change: Change<string>, chance: Chance, genuine: Genuine): string | undefined {
  const [qr, link] = [toQrText(genuine.token).slice(QR.length), toLink(genuine.token, 'x').slice(2)]
  const before = pick(chance, [QR, '#', 'https://harbour.example/open?x=1#'])
  // Now and then the other alphabet behind the prefix.
  if (chance(40) === 0) return before + (before === QR ? link : qr)
  const genuineText = before === QR ? qr : link
  const text = change(genuineText, chance, genuine)
  return text === genuineText ? undefined : before + text
}

/** The ways of changing a token, by name. */
export const outsideChanges: readonly string[] = [...Object.keys(bytesChanges), ...Object.keys(textChanges)]

/** Changes a token in the way of that name; undefined where chance gave back a genuine one. */
export function changed(name: string, chance: Chance, genuine: Genuine): Uint8Array | string | undefined {
  const textChange = textChanges[name]
  if (textChange !== undefined) return changedText(textChange, chance, genuine)
  const bytes = bytesChanges[name]?.(genuine.token, chance, genuine)
  const same = (one: Uint8Array) => bytes !== undefined && Buffer.compare(one, bytes) === 0
  return [genuine.token, genuine.other, genuine.larger].some(same) ? undefined : bytes
}
