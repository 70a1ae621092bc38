import { hash } from 'node:crypto'

/** A digest without a key: everybody who has the text can compute it. */
export type Digest = {
  readonly name: string
  readonly of: (bytes: Uint8Array) => Uint8Array
  /** True for what few pages use: it is looked for of the plain text and its usual forms only. */
  readonly rare: boolean
}

// Node has these from OpenSSL, and a build of it may leave some out.
const offered = [
  'md5',
  'sha1',
  'sha224',
  'sha256',
  'sha384',
  'sha512',
  'sha512-256',
  'sha3-224',
  'sha3-256',
  'sha3-384',
  'sha3-512',
  'ripemd160',
  'blake2b512',
  'blake2s256',
  'sm3',
]
const rare: ReadonlySet<string> = new Set(['sha512-256', 'sha3-224', 'sha3-384', 'sm3'])

/** The digests that this Node has, and the names of those that it lacks. */
export type AvailableDigests = { readonly digests: readonly Digest[]; readonly missing: readonly string[] }

/**
 * Finds out which digests there are.
 *
 * @param names - those of OpenSSL to try; all that a page is likely to use where absent.
 * @returns the ones that work, and the names of the others, which a report has to say.
 * Privacy: reads nothing.
 * Cost: one short digest each. @since 0.1
 */
export function availableDigests(names: readonly string[] = offered): AvailableDigests {
  const digests: Digest[] = []
  const missing: string[] = []
  for (const name of names) {
    const of = (bytes: Uint8Array): Uint8Array => hash(name, bytes, 'buffer')
    try {
      of(new Uint8Array(1))
      digests.push({ name, of, rare: rare.has(name) })
    } catch {
      missing.push(name)
    }
  }
  return { digests, missing }
}
