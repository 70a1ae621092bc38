import { joinBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { utf8Encode } from '../kernel/text.js'
import { MAX_STATEMENTS } from './limits.js'

/** Where the statements behind each row lie, and what they hash to. */
export type StatementIndex = {
  /** By row: which group of statements it was compiled from. */
  readonly groupOf: Uint32Array
  /** Where the groups begin among the statements, and where the last one ends. */
  readonly groups: Uint32Array
  /** Where the parts begin that are hashed by themselves, and where the last one ends. */
  readonly parts: Uint32Array
  /** 32 bytes for each part. */
  readonly hashes: Uint8Array
}

/** Largest number of bytes a statements part is filled up to, apart from a group that is larger by itself. */
const FULL_PART = 65_536
const LEAST_PART = 4_096

// The index section, numbers little-endian:
//   rows 4 | groups 4 | parts 4 | group of each row 4 × rows | end of each group 4 × groups | end of each part 4 × parts
//   | SHA-256 of each part 32 × parts
//
// A group is the statements on one subject: count 2 | (length 4 | statement)*, big-endian. A part is one group or several:
// it ends behind a group when it holds 4 KiB and the first byte of the SHA-256 of that group's subject is a multiple of
// four, or when it holds 64 KiB. So where a part ends depends on what is in it, and an update changes few of them.

/**
 * Writes the index section and cuts the statements into parts.
 *
 * @param groups - the statements by subject, in catalogue order: the subject, and the group's bytes.
 * @param groupOf - by row: which group it was compiled from.
 * @returns the section's bytes.
 * Privacy: a catalogue is public.
 * Cost: O(statements' length), hashed once. @since 0.1
 */
export function writeIndex(
  groups: readonly { readonly subject: string; readonly bytes: Uint8Array }[],
  groupOf: readonly number[],
): Uint8Array {
  const groupEnds: number[] = []
  const partEnds: number[] = []
  const hashes: Uint8Array[] = []
  let part: Uint8Array[] = []
  let held = 0
  let end = 0
  for (const [index, { subject, bytes }] of groups.entries()) {
    part.push(bytes)
    held += bytes.length
    end += bytes.length
    groupEnds.push(end)
    const isLast = index === groups.length - 1
    const mayEnd = held >= LEAST_PART && ((sha256(utf8Encode(subject))[0] ?? 0) & 3) === 0
    if (!isLast && !mayEnd && held < FULL_PART) continue
    partEnds.push(end)
    hashes.push(sha256(joinBytes(part)))
    part = []
    held = 0
  }
  const numbers = [groupOf.length, groupEnds.length, partEnds.length, ...groupOf, ...groupEnds, ...partEnds]
  return joinBytes([new Uint8Array(Uint32Array.from(numbers).buffer), ...hashes])
}

/**
 * Opens the index section.
 *
 * @param section - untrusted bytes; copied.
 * @returns the index; undefined when a number in it is out of its bounds.
 * Privacy: a catalogue is public.
 * Cost: O(length). @since 0.1
 */
export function readIndex(section: Uint8Array): StatementIndex | undefined {
  if (section.length < 12 || section.length % 4 !== 0) return undefined
  const numbers = new Uint32Array(new Uint8Array(section).buffer)
  const [rows = 0, groupCount = 0, partCount = 0] = numbers
  if (groupCount > MAX_STATEMENTS || partCount > groupCount) return undefined
  if (numbers.length !== 3 + rows + groupCount + partCount * 9) return undefined
  const groupOf = numbers.subarray(3, 3 + rows)
  const groups = boundsOf(numbers.subarray(3 + rows, 3 + rows + groupCount))
  const parts = boundsOf(numbers.subarray(3 + rows + groupCount, 3 + rows + groupCount + partCount))
  if (groups === undefined || parts === undefined || !areParts(parts, groups)) return undefined
  for (const group of groupOf) if (group >= groupCount) return undefined
  const hashes = new Uint8Array(numbers.buffer, numbers.byteLength - 32 * partCount)
  return { groupOf, groups, parts, hashes }
}

/** Every part ends where a group ends, and the last of both together. */
function areParts(parts: Uint32Array, groups: Uint32Array): boolean {
  let group = 0
  for (const end of parts) {
    while (group < groups.length && (groups[group] ?? 0) < end) group++
    if (groups[group] !== end) return false
  }
  return group === groups.length - 1
}

/** Ends that rise, with a zero in front. */
function boundsOf(ends: Uint32Array): Uint32Array | undefined {
  const bounds = new Uint32Array(ends.length + 1)
  bounds.set(ends, 1)
  for (let index = 1; index < bounds.length; index++) {
    if ((bounds[index] ?? 0) <= (bounds[index - 1] ?? 0)) return undefined
  }
  return bounds
}
