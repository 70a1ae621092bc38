import { fromBase64, toBase64 } from '../kernel/base64.js'
import { concatBytes, equalBytes } from '../kernel/bytes.js'
import { sha256 } from '../kernel/hash.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { verifySignature } from '../kernel/signature.js'
import { utf8Encode } from '../kernel/text.js'

// A signed note: lines of text, an empty line, and a line for each signature:
//
//   — <key name> base64(key id 4 ‖ signature)
//
// The id is the beginning of SHA-256(name ‖ 0x0a ‖ kind of signature ‖ public key). It finds the key and proves nothing.

/** The longest note: the text of a board's checkpoint and many signatures of witnesses, post-quantum ones too. */
export const MAX_NOTE_LENGTH = 131_072
/** The most signatures of a note; the format asks readers for 16 at least. */
export const MAX_NOTE_SIGNATURES = 32

const ED25519 = 1
const KEY_ID_BYTES = 4
// C2SP: no ASCII controls but the line end. JavaScript has lone surrogates, which UTF-8 cannot express.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const notText = /[\u0000-\u0009\u000b-\u001f]|[\ud800-\udfff]/u
// \s holds every Unicode space but NEL.
const signatureLine = /^\u2014 ([^\s\u0085+]+) ([A-Za-z0-9+/=]+)$/u

/** Whose signature is looked for. */
export type NoteKey = { readonly name: string; readonly key: Uint8Array }

/** Why a note is not used. */
export type NoteFailure = 'board_checkpoint_foreign' | 'board_checkpoint_forged' | 'board_checkpoint_invalid'

/**
 * Reads a note that one key has signed.
 *
 * Signatures of others are passed over, as the format wants it: witnesses sign the same text. A signature under this key's name and
 * id that does not fit refuses the note, whatever others stand beside it.
 *
 * @param text - the whole note, untrusted.
 * @param signer - name and Ed25519 public key.
 * @returns the signed text, with its last line end.
 * Failure: `board_checkpoint_invalid` when it is no note, `board_checkpoint_foreign` when this key has not signed it,
 * `board_checkpoint_forged` when a signature under it does not fit.
 * @throws {RangeError} when the key is not 32 bytes long.
 * Privacy: reads public values only.
 * Cost: O(length), and a verification for each signature under this key's name and id.
 * @see C2SP signed-note v1 @since 0.1
 */
export function openNote(text: string, { name, key }: NoteKey): Result<string, NoteFailure> {
  if (key.length !== 32) throw new RangeError('key: expected 32 bytes')
  const parts = partsOf(text)
  if (parts === undefined) return fail('board_checkpoint_invalid', {})
  const id = keyIdOf({ name, key })
  const own = parts.signatures.filter((one) => one.name === name && equalBytes(one.bytes.subarray(0, KEY_ID_BYTES), id))
  if (own.length === 0) return fail('board_checkpoint_foreign', {})
  const message = utf8Encode(parts.text)
  return own.every(({ bytes }) => verifySignature(bytes.subarray(KEY_ID_BYTES), message, key))
    ? ok(parts.text)
    : fail('board_checkpoint_forged', {})
}

/**
 * Writes a note's line of one signature.
 *
 * @param signer - name and public key.
 * @param signature - the 64 bytes over the note's text.
 * @returns the line with its line end.
 * Privacy: public.
 * Cost: one hash. @see C2SP signed-note v1 @since 0.1
 */
export function signatureLineOf(signer: NoteKey, signature: Uint8Array): string {
  return `\u2014 ${signer.name} ${toBase64(concatBytes(keyIdOf(signer), signature))}\n`
}

function keyIdOf({ name, key }: NoteKey): Uint8Array {
  // A name that is no Unicode text is nobody's: it has the id of the empty one and no line bears it.
  const bytes = notText.test(name) ? new Uint8Array(0) : utf8Encode(name)
  return sha256(concatBytes(bytes, new Uint8Array([0x0a, ED25519]), key)).subarray(0, KEY_ID_BYTES)
}

type NoteSignature = { readonly name: string; readonly bytes: Uint8Array }

function partsOf(note: string): { readonly text: string; readonly signatures: readonly NoteSignature[] } | undefined {
  if (typeof note !== 'string' || note.length > MAX_NOTE_LENGTH || notText.test(note)) return undefined
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) return undefined
  const lines = note.slice(end + 2, -1).split('\n')
  if (lines.length > MAX_NOTE_SIGNATURES) return undefined
  const signatures = lines.flatMap((line) => signatureOf(line) ?? [])
  return signatures.length === lines.length ? { text: note.slice(0, end + 1), signatures } : undefined
}

function signatureOf(line: string): NoteSignature | undefined {
  const [, name, base64] = signatureLine.exec(line) ?? []
  const bytes = base64 === undefined ? undefined : fromBase64(base64)
  if (name === undefined || bytes === undefined || bytes.length <= KEY_ID_BYTES) return undefined
  return { name, bytes }
}
