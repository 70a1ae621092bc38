import {
  confirmPresence,
  coreVocabulary,
  draftDescriptor,
  type EpochSeconds,
  type PractitionerKeys,
  signDescriptor,
  type Vocabulary,
} from 'entrenous/practitioner'
import { draftOf, stateOf } from './draft.js'
import type { Presence, Profile } from './profile.js'

/** What goes to the community's lead, without a secret: the file, and the page's own statement in it. */
export type SignedPage = { readonly file: string; readonly statement: string } | { readonly field: string }

/** The key under which a practitioner's counts are masked, for who takes part in them. */
export type CountKey = { readonly epoch: number; readonly publicKey: Uint8Array } | undefined

/** Signs the page and how things stand, as the file that `entrenous catalogue build` takes. */
export function signPage(
  profile: Profile,
  presence: Presence,
  keys: PractitionerKeys,
  now: EpochSeconds,
  { vocabulary = coreVocabulary, countKey }: { readonly vocabulary?: Vocabulary; readonly countKey?: CountKey } = {},
): SignedPage {
  const drafted = draftDescriptor(draftOf(profile, now), { vocabulary, keys })
  if (!drafted.ok) return { field: drafted.error.detail.field }
  return renewPresence(toBase64url(signDescriptor(drafted.value, keys, { now })), presence, keys, { now, countKey })
}

/**
 * Signs how things stand, beside a page that was signed before.
 *
 * The page stays as it was: each new one has to be approved, and nothing in it has changed.
 */
export function renewPresence(
  statement: string,
  presence: Presence,
  keys: PractitionerKeys,
  { now, countKey }: { readonly now: EpochSeconds; readonly countKey?: CountKey },
): SignedPage {
  const confirmed = confirmPresence(keys, stateOf(presence), { now, ...(countKey && { measurementKey: countKey }) })
  if (confirmed.ok) return { file: signedFile([statement, toBase64url(confirmed.value)]), statement }
  return { field: confirmed.error.code === 'descriptor_invalid' ? `presence.${confirmed.error.detail.field}` : 'keys' }
}

/** Finds the first field that does not fit, before anything is signed; undefined where all do. */
export function problemOf(
  profile: Profile,
  keys: PractitionerKeys,
  now: EpochSeconds,
  vocabulary: Vocabulary = coreVocabulary,
): string | undefined {
  const drafted = draftDescriptor(draftOf(profile, now), { vocabulary, keys })
  return drafted.ok ? undefined : drafted.error.detail.field
}

/** For how many days a presence holds, as the library makes it. */
export const PRESENCE_DAYS = 35

/** Statements as the file in which they go from hand to hand. */
export function signedFile(statements: readonly string[]): string {
  return `${JSON.stringify({ format: 'entrenous-signed-1', statements }, null, 2)}\n`
}

/** Bytes as base64url without padding. */
export function toBase64url(bytes: Uint8Array): string {
  const text = [...bytes].map((byte) => String.fromCharCode(byte)).join('')
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}
