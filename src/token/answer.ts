import { type SharedField, sharedFields } from '../consent/disclosure.js'
import { concatBytes } from '../kernel/bytes.js'
import { decodeCbor, encodeCbor } from '../kernel/cbor.js'
import { fromHex, toHex, utf8Encode } from '../kernel/text.js'
import type { EpochDay, EpochSeconds } from '../kernel/time.js'
import { fromWire, toWire, wireKeys } from '../kernel/wire.js'
import { epochDay, moment } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { MAX_ANSWERS } from './context.js'

/** Why a practitioner says no. A closed list: a category is all a person needs, and nobody has to justify themselves. */
export const declineReasons = [
  'no-room',
  'outside-my-field',
  'not-licensed-there',
  'times-do-not-fit',
  'payment-does-not-fit',
  'knows-the-person',
  'ask-somebody-else',
  'other',
] as const

/** Why a practitioner says no. */
export type DeclineReason = (typeof declineReasons)[number]

/** A time that is offered. */
export type OfferedTime = { readonly starts: EpochSeconds; readonly minutes: number }

/** What a practitioner answers. `note` is one line for the person, at most 300 characters. */
export type Answer = { readonly note?: string | undefined } & (
  | { readonly kind: 'accepted' }
  | {
      readonly kind: 'declined'
      readonly reason: DeclineReason
      /** Ids of up to three others to ask. The person's device looks them up in its own catalogue, or does not show them. */
      readonly colleagues?: readonly string[] | undefined
    }
  | { readonly kind: 'waiting-list' /** About so many weeks, 1 to 104. */; readonly weeks?: number | undefined }
  | { readonly kind: 'times-offered' /** One to six. */; readonly times: readonly OfferedTime[] }
  | {
      readonly kind: 'more-asked' /** What would help to know. The person decides. */
      readonly fields: readonly SharedField[]
    }
)

/** The kinds of answer. */
export type AnswerKind = Answer['kind']

/** An answer as it travels: which of the token's it is, and on which day it was given. */
export type NumberedAnswer = { readonly answer: Answer; readonly number: number; readonly issuedOn: EpochDay }

/** Most characters of a note. */
export const MAX_NOTE_LENGTH = 300

const note = { note: shape.line(MAX_NOTE_LENGTH) }
const id = shape.bytes(32)
const unique = <Value>(values: shape.Shape<Value[]>) =>
  shape.where(
    values,
    (all) => new Set(all.map((one) => (one instanceof Uint8Array ? toHex(one) : one))).size === all.length,
  )
const time = shape.record({ starts: moment, minutes: shape.whole(5, 1440) })
const numbered = {
  number: shape.whole(0, MAX_ANSWERS - 1),
  issuedOn: epochDay,
}

const answerShape = shape.either(
  shape.either(
    shape.record({ ...numbered, kind: shape.oneOf(['accepted']) }, note),
    shape.record(
      { ...numbered, kind: shape.oneOf(['declined']), reason: shape.oneOf(declineReasons) },
      { ...note, colleagues: unique(shape.list(id, 3, 1)) },
    ),
  ),
  shape.either(
    shape.record({ ...numbered, kind: shape.oneOf(['waiting-list']) }, { ...note, weeks: shape.whole(1, 104) }),
    shape.either(
      shape.record({ ...numbered, kind: shape.oneOf(['times-offered']), times: shape.list(time, 6, 1) }, note),
      shape.record(
        {
          ...numbered,
          kind: shape.oneOf(['more-asked']),
          fields: unique(shape.list(shape.oneOf(sharedFields), 16, 1)),
        },
        note,
      ),
    ),
  ),
)

// The body of an answer is canonical CBOR; a name stands as its position in this list. Names are appended only.
const answerKeys = /* @__PURE__ */ wireKeys([
  'kind',
  'number',
  'issuedOn',
  'note',
  'reason',
  'colleagues',
  'weeks',
  'times',
  'starts',
  'minutes',
  'fields',
])

/**
 * Writes an answer's body.
 *
 * @param numbered - the answer, its number and its day.
 * @returns canonical CBOR of at most 1,500 bytes; undefined when the answer is out of shape.
 * Privacy: says what a practitioner tells one person; leaves the device sealed only.
 * Cost: O(size). @since 0.1
 */
export function encodeAnswer({ answer, number, issuedOn }: NumberedAnswer): Uint8Array | undefined {
  const colleagues = answer.kind === 'declined' ? answer.colleagues?.map((one) => fromHex(one)) : undefined
  if (colleagues?.includes(undefined)) return undefined
  const said = Object.fromEntries(
    Object.entries({ ...answer, number, issuedOn, ...(colleagues && { colleagues }) }).filter(
      ([, value]) => value !== undefined,
    ),
  )
  return shape.has(answerShape, said) ? encodeCbor(toWire(said, answerKeys)) : undefined
}

/**
 * Reads an answer's body.
 *
 * @param body - authenticated bytes; what they say may still be out of shape.
 * @returns the answer, or undefined when anything is.
 * Privacy: reads what a practitioner tells one person.
 * Cost: O(size). @since 0.1
 */
export function readAnswer(body: Uint8Array): NumberedAnswer | undefined {
  const decoded = decodeCbor(body, { maxDepth: 4, maxItems: 64, maxBytes: 2048 })
  if (decoded === undefined) return undefined
  const said = fromWire(decoded, answerKeys)
  if (!shape.has(answerShape, said)) return undefined
  const { number, issuedOn, ...rest } = said
  if (rest.kind !== 'declined') return { answer: rest, number, issuedOn }
  const { colleagues, ...declined } = rest
  return { answer: { ...declined, ...(colleagues && { colleagues: colleagues.map(toHex) }) }, number, issuedOn }
}

/**
 * Gives what a practitioner signs of an answer.
 *
 * @param tokenId - of the token that is answered: 32 bytes.
 * @param nonce - what the sealed answer begins with: 32 bytes.
 * @param body - from `encodeAnswer`; its number is in it.
 * @returns the bytes to sign, under a domain of their own.
 * Privacy: as private as the answer.
 * Cost: O(size). @since 0.1
 */
export function signedPart(tokenId: Uint8Array, nonce: Uint8Array, body: Uint8Array): Uint8Array {
  return concatBytes(utf8Encode('entrenous/1/answer\n'), tokenId, nonce, body)
}
