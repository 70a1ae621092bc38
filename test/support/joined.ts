import type { Catalogue, Head } from '../../src/catalogue/catalogue.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import type { Published } from '../../src/catalogue/publish.js'
import { approve } from '../../src/community/sign.js'
import type { EpochSeconds } from '../../src/kernel/time.js'
import {
  must,
  NOW,
  publishSample,
  type SampleCommunity,
  type SamplePractitioner,
  sampleCommunity,
} from './catalogue.js'

// Communities with keys, whose catalogues are really signed, published and opened.

/** Opens a published catalogue as a device that trusts its community. */
export function opened({ keys }: SampleCommunity, { bytes }: Pick<Published, 'bytes'>, now = NOW): Catalogue {
  return must(openCatalogue(bytes, { trust: [keys.root.publicKey], lastSeen: 'first-use', now }))
}

/** What a community says of those it lists. */
export function listed(community: SampleCommunity, ...members: readonly SamplePractitioner[]): readonly Uint8Array[] {
  return members.flatMap(({ descriptor, presence }) => [
    descriptor,
    presence,
    must(approve(descriptor, community.keys, { now: NOW })),
  ])
}

/** A community, and catalogues of it as they are wanted. */
export function published(name: string) {
  const community = sampleCommunity(name)
  return {
    community,
    key: community.keys.root.publicKey,
    open: (statements: readonly Uint8Array[], parts: { readonly previous?: Head; readonly now?: EpochSeconds } = {}) =>
      opened(community, publishSample(community, statements, parts), parts.now),
  }
}
