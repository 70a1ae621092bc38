import { decodeCbor } from '../../../src/kernel/cbor.js'
import { toHex } from '../../../src/kernel/text.js'
import { fromWire, wireKeys } from '../../../src/kernel/wire.js'
import { readStatement, verifyCosignature, verifyStatement } from '../../../src/statement/statement.js'
import { manifestFormat } from '../../../src/trust/manifest.js'
import { must } from '../catalogue.js'
import type { RawLink } from './cast.js'

// Readers as they were published with their mistakes, on our bytes. Each does one thing that looks right.

/** What a manifest says of its root keys, unchecked. */
type Keys = { readonly rootKeys: readonly Uint8Array[]; readonly rootThreshold: number }

/** Reads a chain without a schema: whatever is there is taken. */
export function naiveLinks(root: Uint8Array): readonly RawLink[] {
  const read = fromWire(decodeCbor(root) ?? [], wireKeys(['statement', 'signatures', 'key', 'signature']))
  return read as readonly RawLink[] // a naive reader believes what it is sent
}

/** What a link's manifest says, unchecked. */
export function naiveKeys({ statement }: RawLink): Keys {
  const { body } = must(readStatement(statement))
  return fromWire(decodeCbor(body) ?? 0, manifestFormat.keys) as Keys // as it is sent
}

/** Every signature under a manifest, the issuer's first. */
export function naiveSignatures({ statement, signatures }: RawLink): readonly (readonly [string, boolean])[] {
  const read = must(readStatement(statement))
  return [
    [toHex(read.issuer), verifyStatement(read)] as const,
    ...signatures.map(({ key, signature }) => [toHex(key), verifyCosignature(read, key, signature)] as const),
  ]
}

/** Counts signatures: not whose they are, not whether one key has two. */
export function countsSignatures(link: RawLink, { rootThreshold }: Keys = naiveKeys(link)): boolean {
  return naiveSignatures(link).filter(([, fits]) => fits).length >= rootThreshold
}

/** Counts entries of the list of keys for which there is a signature: a key that stands twice counts twice. */
export function countsEntries(link: RawLink, { rootKeys, rootThreshold }: Keys = naiveKeys(link)): boolean {
  const signed = new Set(naiveSignatures(link).flatMap(([key, fits]) => (fits ? [key] : [])))
  return rootKeys.filter((key) => signed.has(toHex(key))).length >= rootThreshold
}
