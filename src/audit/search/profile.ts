/** What bytes look like from afar: enough to know which decoders have anything to read. */
export type Profile = {
  readonly length: number
  /** How often each byte occurs. */
  readonly counts: Uint32Array
  readonly letters: number
  readonly digits: number
  /** Bytes from 0x80, and control characters that are no white space. */
  readonly binary: number
  /** The longest run of characters of base64 and base64url. */
  readonly longestRun: number
}

const LETTER = 1
const DIGIT = 2
const BINARY = 3
const DASH = 4

const kinds: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) => kindOf(byte))

function kindOf(byte: number): number {
  const character = String.fromCharCode(byte)
  if (/[A-Za-z]/.test(character)) return LETTER
  if (/[0-9]/.test(character)) return DIGIT
  if (/[+/_-]/.test(character)) return DASH
  return byte >= 0x7f || (byte < 32 && !/[\t\n\r]/.test(character)) ? BINARY : 0
}

/** A text may have one byte in so many that is none of ASCII. */
const TEXT = 12

/**
 * Tells text from packed or encrypted bytes.
 *
 * @param profile - of the bytes.
 * @returns true where almost all bytes are visible characters of ASCII or white space.
 * Privacy: reads counts only.
 * Cost: O(1). @since 0.1
 */
export function isText(profile: Profile): boolean {
  return profile.binary * TEXT <= profile.length
}

/**
 * Looks at bytes from afar.
 *
 * @param bytes - any.
 * @returns counts.
 * Privacy: counts of what was read, for the search alone.
 * Cost: O(length). @since 0.1
 */
export function profileOf(bytes: Uint8Array): Profile {
  const counts = new Uint32Array(256)
  const totals = new Uint32Array(5)
  let longestRun = 0
  let run = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    counts[byte] = (counts[byte] ?? 0) + 1
    const kind = kinds[byte] ?? 0
    totals[kind] = (totals[kind] ?? 0) + 1
    run = kind === 0 || kind === BINARY ? 0 : run + 1
    if (run > longestRun) longestRun = run
  }
  const of = (kind: number) => totals[kind] ?? 0
  return { length: bytes.length, counts, letters: of(LETTER), digits: of(DIGIT), binary: of(BINARY), longestRun }
}
