// What somebody has to do who puts JSON onto a web server and wants devices to be as sure of it as ours are: a manifest
// signed by the community's root key, a head signed by the publishing key that the manifest names, and in the head the
// hash of the JSON. The same two signatures and the same hash as a catalogue of entrenous has.

/**
 * @typedef {{ bytes: Uint8Array, signature: Uint8Array }} Signed
 * @typedef {{ manifest: Signed, head: Signed, body: Uint8Array }} SignedJson
 * @typedef {{
 *   sha256: (bytes: Uint8Array) => Uint8Array,
 *   verify: (signature: Uint8Array, message: Uint8Array, key: Uint8Array) => boolean,
 * }} Checks - injected, so that everybody hashes and verifies with the same code
 */

const hexOf = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex')
const bytesOf = (/** @type {unknown} */ value) => new TextEncoder().encode(JSON.stringify(value))
const read = (/** @type {Uint8Array} */ bytes) => JSON.parse(new TextDecoder().decode(bytes))

/**
 * @param {unknown} value
 * @param {{ sha256: Checks['sha256'], sign: (message: Uint8Array, secretKey: Uint8Array) => Uint8Array }} with_
 * @param {Record<'root' | 'publishing', { publicKey: Uint8Array, secretKey: Uint8Array }>} keys
 * @param {number} now
 * @returns {SignedJson}
 */
export function signJson(value, { sha256, sign }, { root, publishing }, now) {
  const body = bytesOf(value)
  const manifest = bytesOf({ name: 'Harbour', publishing: hexOf(publishing.publicKey), expires: now + 63_072_000 })
  const head = bytesOf({ sequence: 1, issued: now, expires: now + 1_209_600, sha256: hexOf(sha256(body)) })
  return {
    manifest: { bytes: manifest, signature: sign(manifest, root.secretKey) },
    head: { bytes: head, signature: sign(head, publishing.secretKey) },
    body,
  }
}

/**
 * Checks signatures, times and hash.
 * @param {SignedJson} file
 * @param {Checks} checks
 * @param {{ root: Uint8Array, now: number }} trust
 * @returns {unknown} what was signed, parsed
 * @throws when anything is wrong
 */
export function openJson({ manifest, head, body }, { sha256, verify }, { root, now }) {
  if (!verify(manifest.signature, manifest.bytes, root)) throw new Error('the manifest is not signed by the root')
  const { publishing, expires } = read(manifest.bytes)
  const key = new Uint8Array(Buffer.from(publishing, 'hex'))
  if (!verify(head.signature, head.bytes, key)) throw new Error('the head is not signed by who may publish')
  const said = read(head.bytes)
  if (expires <= now || said.expires <= now || said.issued > now) throw new Error('the head is not in force')
  if (hexOf(sha256(body)) !== said.sha256) throw new Error('the content is not the one that was signed')
  return read(body)
}
