import { toHex } from '../kernel/text.js'
import { readRoot } from './root-chain.js'

/**
 * Lists everybody who ever approved for a community.
 *
 * @param received - its signed manifests.
 * @returns their keys, each as often as a manifest names it; none where they cannot be read.
 * Privacy: reads public keys.
 * Cost: O(manifests). @since 0.1
 */
export function approversEver(received: Uint8Array): readonly Uint8Array[] {
  const root = readRoot(received)
  const keys = root.ok ? root.value.links.flatMap(({ manifest }) => manifest.approvers) : []
  const seen = new Set<string>()
  return keys.filter((key) => {
    const hex = toHex(key)
    const isNew = !seen.has(hex)
    seen.add(hex)
    return isNew
  })
}
