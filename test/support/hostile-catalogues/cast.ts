import type { Head } from '../../../src/catalogue/catalogue.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import type { OpenOptions } from '../../../src/catalogue/open-file.js'
import { type Published, publishCatalogue } from '../../../src/catalogue/publish.js'
import { createCommunity } from '../../../src/community/create.js'
import { type CommunityKeys, createSigningKey } from '../../../src/community/keys.js'
import { changeCommunity, cosignCommunity } from '../../../src/community/root.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import type { FailureCode } from '../../../src/kernel/failure.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days, type EpochSeconds } from '../../../src/kernel/time.js'
import { toWire, wireKeys } from '../../../src/kernel/wire.js'
import { cosignStatement, type Signer } from '../../../src/statement/sign.js'
import { readStatement } from '../../../src/statement/statement.js'
import { type Manifest, manifestFormat } from '../../../src/trust/manifest.js'
import { readRoot } from '../../../src/trust/root-chain.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { must, NOW, samplePractitioner, seeded } from '../catalogue.js'
import { signRaw } from '../forge.js'

// Harbour again, held by three: Dora, Ben and Chen, any two of whom sign its manifests. Eve has what each story gives her.

/** What a device is given: a file, and what its host brings. */
export type Attempt = { readonly bytes: Uint8Array; readonly options: OpenOptions }

/** One published mistake as a catalogue that falls to it. */
export type Hostile = {
  /** The class of attack: each has a code of its own. */
  readonly attack: string
  /** The mistake, in the words of `docs/privacy/hostile-catalogues.md`. */
  readonly mistake: string
  /** How it is refused. */
  readonly code: FailureCode
  readonly hostile: Attempt
  /** The same made honestly: it opens. */
  readonly honest: Attempt
  /** A reader that makes the mistake, and is pleased with the hostile catalogue. */
  readonly naive?: () => boolean
}

const signer = (name: string): Signer => must(createSigningKey({ random: seeded(`hostile ${name}`) }))
export const [dora, ben, chen, eve, publisher, secondPublisher, ferry, tram] = [
  signer('Dora'),
  signer('Ben'),
  signer('Chen'),
  signer('Eve'),
  signer('publisher'),
  signer('second publisher'),
  signer('Ferry, a witness'),
  signer('Tram, a witness'),
]
export const harbourKeys: CommunityKeys = { root: dora, publishing: publisher }

const draft = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
const words = { ...draft, policy: { approvalsRequired: 0 } }
const rootKeys = [dora, ben, chen].map(({ publicKey }) => publicKey)

/** Harbour's first manifest, signed by Dora and Ben. */
export const root: Uint8Array = must(
  cosignCommunity(must(createCommunity(words, harbourKeys, { now: NOW, rootKeys, rootThreshold: 2 })), ben, {
    now: NOW,
  }),
)
const first = must(readRoot(root))
/** Harbour's name: what hosts trust. */
export const harbour: Uint8Array = first.name
/** What Harbour's first manifest says. */
export const says: Manifest = first.last.manifest
/** Another community, of Eve's own. */
export const eveRoot: Uint8Array = must(
  createCommunity({ ...words, name: 'Eve' }, { root: eve, publishing: eve }, { now: NOW }),
)

/** Harbour's next manifest, as it should be: drafted by Ben, co-signed by Dora and whoever else is named. */
export function rotated(before: Uint8Array, changes: object, ...others: readonly Signer[]): Uint8Array {
  const next = must(changeCommunity(before, changes, ben, { now: NOW }))
  return [dora, ...others].reduce((signed, other) => must(cosignCommunity(signed, other, { now: NOW })), next)
}

/** Chen, who practises: one descriptor and one presence. */
const practitioner = samplePractitioner('Chen Wei')
export const statements: readonly Uint8Array[] = [practitioner.descriptor, practitioner.presence]

/** Publishes Harbour honestly. */
export function publish(parts: Partial<Parameters<typeof publishCatalogue>[0]> = {}): Published {
  const vocabulary = coreVocabulary
  return must(publishCatalogue({ root, statements, vocabulary, publishingKey: publisher, now: NOW, ...parts }))
}

/** A first visit, unless told otherwise. */
export function attempt(bytes: Uint8Array, options: Partial<OpenOptions> = {}): Attempt {
  return { bytes, options: { trust: [harbour], lastSeen: 'first-use', now: NOW, ...options } }
}

/** What a device keeps after it opened a file. */
export function seen({ bytes, options }: Attempt): Head {
  return must(openCatalogue(bytes, options)).head
}

/** A manifest as Eve writes it: any members, any number, any subject. */
export function manifestBy(
  issuer: Signer,
  changes: object = {},
  terms: {
    readonly sequence?: number
    readonly subject?: string
    readonly issued?: EpochSeconds
    readonly expires?: EpochSeconds
  } = {},
): Uint8Array {
  const { sequence = 1, subject = toHex(harbour), issued = NOW, expires = after(NOW, days(730)) } = terms
  const body = encodeCbor(toWire({ ...says, ...changes }, manifestFormat.keys))
  return signRaw('root', subject, body, issuer, { sequence, issued, expires })
}

/** One manifest with whoever signed it, in the order given. */
export type RawLink = { readonly statement: Uint8Array; readonly signatures: readonly RawSignature[] }
export type RawSignature = { readonly key: Uint8Array; readonly signature: Uint8Array }

export function linkOf(statement: Uint8Array, ...cosigners: readonly Signer[]): RawLink {
  const read = must(readStatement(statement))
  return {
    statement,
    signatures: cosigners.map((other) => ({ key: other.publicKey, signature: cosignStatement(read, other) })),
  }
}

/** The links of an honest root. */
export function linksOf(honest: Uint8Array): readonly RawLink[] {
  return must(readRoot(honest)).links.map(({ statement, cosignatures }) => ({
    statement: statement.bytes,
    signatures: cosignatures,
  }))
}

/** A chain of manifests, written as it is given. */
export function rawRoot(...links: readonly RawLink[]): Uint8Array {
  return encodeCbor(toWire(links, wireKeys(['statement', 'signatures', 'key', 'signature'])))
}

/** Co-signers in the order in which a root has them. */
export function rising(...signers: readonly Signer[]): readonly Signer[] {
  return [...signers].sort((a, b) => (toHex(a.publicKey) < toHex(b.publicKey) ? -1 : 1))
}
