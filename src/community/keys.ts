import { type RandomSource, randomBytes } from '../kernel/random.js'
import { ok, type Result } from '../kernel/result.js'
import { holdSecret, revealSecret } from '../kernel/secret-key.js'
import { signingKeyFromSeed } from '../kernel/signing.js'
import { fromHex, toHex } from '../kernel/text.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import type { Signer } from '../statement/sign.js'

/** What a lead signs with: the root key decides who publishes and who is approved and is kept offline; the publishing key works on schedule. */
export type CommunityKeys = {
  readonly root: Signer
  readonly publishing: Signer
  /** The community's name, where it is not the root key itself: `keysForCommunity` fills it in. */
  readonly community?: Uint8Array | undefined
}

/**
 * Creates a community's root and publishing key.
 *
 * @param options - `random`: the source of randomness, the platform's unless given.
 * @returns both keys; secrets are opaque and written down by `unsafeExportCommunityKeys` only.
 * Failure: `randomness_absent` when no source is at hand.
 * Privacy: the result stays with the community's lead.
 * Cost: two scalar multiplications.
 * @example
 * const keys = createCommunityKeys()
 * @since 0.1
 */
export function createCommunityKeys(
  options: { readonly random?: RandomSource } = {},
): Result<CommunityKeys, 'randomness_absent'> {
  const drawn = randomBytes(64, options.random)
  if (!drawn.ok) return drawn
  return ok({ root: signerOf(drawn.value.subarray(0, 32)), publishing: signerOf(drawn.value.subarray(32)) })
}

/** 32 bytes as hex. */
const hex32 = shape.text(64, /^[0-9a-f]{64}$/)
const keysFileSchema = shape.record(
  { format: shape.oneOf(['entrenous-community-keys-1']), root: hex32, publishing: hex32 },
  { community: hex32 },
)
const signingKeyFileSchema = shape.record({ format: shape.oneOf(['entrenous-signing-key-1']), secret: hex32 })

/**
 * Writes a community's keys as text, for the one file that must be kept safe.
 *
 * @param keys - root and publishing key.
 * @returns JSON text that `readCommunityKeys` reads.
 * Privacy: unsafe: the text holds both secrets. Write it to a file that only its owner can read, and keep it offline.
 * Cost: O(1). @since 0.1
 */
export function unsafeExportCommunityKeys(keys: CommunityKeys): string {
  const { root, publishing, community } = keys
  const secrets = { root: seedOf(root), publishing: seedOf(publishing) }
  return textOf({ format: 'entrenous-community-keys-1', ...secrets, community: community && toHex(community) })
}

/**
 * Reads the text of a community's keys file.
 *
 * @param text - what `unsafeExportCommunityKeys` wrote. Secret; untrusted in form.
 * @returns both keys.
 * Failure: `keys_invalid` with the wrong field; `''` when the text is no such file.
 * Privacy: text and result stay with the community's lead; the failure repeats none of it.
 * Cost: two scalar multiplications. @since 0.1
 */
export function readCommunityKeys(text: string): Result<CommunityKeys, 'keys_invalid'> {
  const file = check(keysFileSchema, parseJson(text), 'keys_invalid')
  if (!file.ok) return file
  const { root, publishing, community } = file.value
  const signers = { root: signerOf(bytesOf(root)), publishing: signerOf(bytesOf(publishing)) }
  return ok(community === undefined ? signers : { ...signers, community: bytesOf(community) })
}

/**
 * Creates a key of its own: a further root key, a new publishing key, or a witness's.
 *
 * @param options - `random`: the source of randomness, the platform's unless given.
 * @returns the key; its secret is opaque and written down by `unsafeExportSigningKey` only.
 * Failure: `randomness_absent` when no source is at hand.
 * Privacy: the result stays with whoever made it; its `publicKey` is for others.
 * Cost: one scalar multiplication.
 * @example
 * const key = createSigningKey()
 * @since 0.1
 */
export function createSigningKey(
  options: { readonly random?: RandomSource } = {},
): Result<Signer, 'randomness_absent'> {
  const drawn = randomBytes(32, options.random)
  return drawn.ok ? ok(signerOf(drawn.value)) : drawn
}

/**
 * Writes a signing key as text, for the one file that must be kept safe.
 *
 * @param key - a root, publishing or witness key.
 * @returns JSON text that `readSigningKey` reads.
 * Privacy: unsafe: the text holds the secret. Write it to a file that only its owner can read, and keep it offline.
 * Cost: O(1). @since 0.1
 */
export function unsafeExportSigningKey(key: Signer): string {
  return textOf({ format: 'entrenous-signing-key-1', secret: seedOf(key) })
}

/**
 * Reads the text of a signing key's file.
 *
 * @param text - what `unsafeExportSigningKey` wrote. Secret; untrusted in form.
 * @returns the key.
 * Failure: `keys_invalid` with the wrong field; `''` when the text is no such file.
 * Privacy: text and result stay with their owner; the failure repeats none of it.
 * Cost: one scalar multiplication. @since 0.1
 */
export function readSigningKey(text: string): Result<Signer, 'keys_invalid'> {
  const file = check(signingKeyFileSchema, parseJson(text), 'keys_invalid')
  return file.ok ? ok(signerOf(bytesOf(file.value.secret))) : file
}

function textOf(file: object): string {
  return `${JSON.stringify(file, null, 2)}\n`
}

function signerOf(seed: Uint8Array): Signer {
  const { publicKey, secretKey } = signingKeyFromSeed(seed)
  return { publicKey, secretKey: holdSecret(secretKey) }
}

function seedOf(signer: Signer): string {
  return toHex(revealSecret(signer.secretKey).subarray(0, 32))
}

function bytesOf(hex: string): Uint8Array {
  return fromHex(hex) ?? new Uint8Array(32) // the schema has checked the form
}
