import { keysOf } from '../kernel/public-keys.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { wireKeys } from '../kernel/wire.js'
import * as shape from '../schema/shape.js'
import { decodeBody } from '../statement/body.js'
import { checkAge, readStatement, verifyStatement } from '../statement/statement.js'
import type { Community } from '../trust/anchor.js'
import type { Head } from './catalogue.js'

/** Whom a host asks whether everybody is shown the same catalogue. */
export type Witnesses = {
  /** Public keys of parties independent of the community: 32 bytes each, or their hex. */
  readonly keys: readonly (Uint8Array | string)[]
  /** How many of them must have seen this very head. 0: they are heard, and none is needed. */
  readonly required: number
  /** What they published, as it was fetched, untrusted, in any order; 64 are looked at. */
  readonly statements: readonly Uint8Array[]
}

/** Most statements of witnesses that are looked at. */
const MAX_WITNESS_STATEMENTS = 64

/**
 * How a witness says that it saw a head and no other of its sequence: subject is the community, sequence the head's.
 * The publisher is named, so that what was said of a thief's heads says nothing once the thief's key was removed.
 */
export const witnessFormat = {
  keys: wireKeys(['hash', 'publisher']),
  schema: shape.record({ hash: shape.bytes(32), publisher: shape.bytes(32) }),
}

/**
 * Counts the witnesses of a head, each key once.
 *
 * Statements of others, of other heads and of another time are passed over. One of a witness who has seen another head
 * of this sequence is not: then a story is told twice, and no number of other witnesses makes it one.
 *
 * @param head - the verified head.
 * @param community - whose publishing keys do not witness for themselves.
 * @param witnesses - whom the host asks; undefined when it asks nobody.
 * @param now - this device's clock.
 * @returns hex of the keys that have seen it, in the order asked.
 * Failure: `catalogue_unwitnessed` with both numbers; `catalogue_equivocal` with both hashes.
 * @throws {TypeError} when a key is not 32 bytes.
 * @throws {RangeError} when more are required than there are keys.
 * Privacy: reads public statements only; which witnesses are asked is the same for everybody who uses this app.
 * Cost: one strict Ed25519 verification a statement that fits, at most 64. @since 0.1
 */
export function countWitnesses(
  head: Head,
  community: Pick<Community, 'publishingKeys'>,
  witnesses: Witnesses | undefined,
  now: EpochSeconds,
): Result<readonly string[], 'catalogue_unwitnessed' | 'catalogue_equivocal'> {
  if (witnesses === undefined) return ok([])
  const { required } = witnesses
  const asked = new Set(keysOf(witnesses.keys, 'witnesses.keys').map(toHex))
  if (!Number.isInteger(required) || required < 0 || required > asked.size) {
    throw new RangeError('witnesses.required: expected a number of the keys')
  }
  const publishers = new Set(community.publishingKeys.map(toHex))
  const seen = new Set<string>()
  for (const bytes of witnesses.statements.slice(0, MAX_WITNESS_STATEMENTS)) {
    const said = readWitness(bytes, head, now)
    if (said === undefined || !asked.has(said.by) || publishers.has(said.by)) continue
    const isSame = said.hash === head.hash
    if ((isSame && seen.has(said.by)) || !said.isSigned()) continue
    if (isSame) seen.add(said.by)
    else if (publishers.has(said.publisher)) {
      return fail('catalogue_equivocal', { sequence: head.sequence, ours: head.hash, theirs: said.hash })
    }
  }
  const found = [...asked].filter((key) => seen.has(key))
  return found.length < required ? fail('catalogue_unwitnessed', { witnessed: found.length, required }) : ok(found)
}

/** Reads what somebody says about heads of this community and sequence; undefined when it is anything else, or not of now. */
function readWitness(received: Uint8Array, { community, sequence }: Head, now: EpochSeconds) {
  const statement = readStatement(received)
  if (!statement.ok || statement.value.kind !== 'witness') return undefined
  if (statement.value.subject !== community || statement.value.sequence !== sequence) return undefined
  const said = decodeBody(witnessFormat, statement.value.body)
  if (!said.ok || !checkAge(statement.value, now).ok) return undefined
  return {
    by: toHex(statement.value.issuer),
    hash: toHex(said.value.hash),
    publisher: toHex(said.value.publisher),
    isSigned: () => verifyStatement(statement.value),
  }
}
