import { readHead } from '../catalogue/head.js'
import { readLayout } from '../catalogue/layout.js'
import { createCommunity } from '../community/create.js'
import { type CommunityKeys, readCommunityKeys, readSigningKey } from '../community/keys.js'
import { changeCommunity, inspectCommunity, keysForCommunity } from '../community/root.js'
import { equalBytes } from '../kernel/bytes.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import type { Signer } from '../statement/sign.js'
import { type Manifest, manifestFormat } from '../trust/manifest.js'
import { done, refuse, type Step } from './command.js'
import { readBytes, readText } from './files.js'
import { refuseWith } from './words.js'

/** A manifest is signed again so long before it ends. */
const AHEAD = days(60)

/** A community's manifests, and keys that speak for it. */
export type RootAndKeys = { readonly root: Uint8Array; readonly keys: CommunityKeys }

/**
 * Finds the manifests to publish under: those of before where they still say what the folder says, else one more.
 *
 * Never a second first one: devices that have seen the first would take it for a forgery.
 *
 * @param draft - name, contact, policy and charter's hash, as the folder has them. Untrusted in form.
 * @param keys - the publisher's keys.
 * @param context - `before`: the manifests so far; undefined the first time. `now`.
 * @returns the root, and the keys with the community's name.
 * Refuses with `manifest_unsigned` when the folder says something else than what was signed and this publisher alone
 * cannot sign it; as `createCommunity` and `changeCommunity` fail.
 * Privacy: meant for what is published.
 * Cost: a verification of every signature, and a signature or two. @since 0.1
 */
export function rootFor(
  draft: object,
  keys: CommunityKeys,
  { before, now }: { readonly before: Uint8Array | undefined; readonly now: EpochSeconds },
): Step<RootAndKeys> {
  const path = 'community.json'
  const known = before && inspectCommunity(before, { now })
  if (known?.ok === false) return refuseWith(known.error)
  // A policy that asks for two can be met where there are two.
  const own = createCommunity(draft, keys, { now, ...(known && { approvers: known.value.says.approvers }) })
  if (!own.ok) return refuseWith(own.error, path)
  if (before === undefined || known === undefined) return done({ root: own.value, keys })
  const named = keysForCommunity(keys, before)
  if (!named.ok) return refuseWith(named.error)
  const wanted = inspectCommunity(own.value, { now })
  if (!wanted.ok) return refuseWith(wanted.error)
  const { name, contact, charterHash, policy } = wanted.value.says
  const changes = { name, contact, charterHash, policy }
  const isSaid = isTheSame({ ...known.value.says, ...changes }, known.value.says)
  const reuse = done({ root: before, keys: named.value })
  if (isSaid && known.value.expires > after(now, AHEAD)) return reuse
  const next = changeCommunity(before, changes, keys.root, { now })
  if (next.ok && isComplete(next.value, now)) return done({ root: next.value, keys: named.value })
  if (isSaid) return reuse
  return refuse(
    'manifest_unsigned',
    `${path}: it says something else than the manifest that the root keys have signed. Have the change signed first (entrenous root change), or put the file back.`,
    { path },
  )
}

function isComplete(root: Uint8Array, now: EpochSeconds): boolean {
  const report = inspectCommunity(root, { now })
  return report.ok && report.value.complete
}

function isTheSame(one: Manifest, other: Manifest): boolean {
  return equalBytes(encodeBody(manifestFormat, one), encodeBody(manifestFormat, other))
}

/**
 * Reads a community's manifests from a file of their own, or from a catalogue.
 *
 * @param file - what `root found`, `root change` and `root sign` write, or a published catalogue. Untrusted.
 * @returns the root; nothing of it is verified.
 * Refuses as reading the file does, and as a catalogue's head fails to be read.
 * Privacy: reads public statements.
 * Cost: O(length). @since 0.1
 */
export function readRootFile(file: string): Step<Uint8Array> {
  const bytes = readBytes(file)
  if (!bytes.ok) return bytes
  if (!isCatalogue(bytes.value)) return bytes
  const layout = readLayout(bytes.value)
  const head = layout.ok ? readHead(layout.value.head) : layout
  return head.ok ? done(head.value.body.root) : refuseWith(head.error, file)
}

function isCatalogue(bytes: Uint8Array): boolean {
  return equalBytes(bytes.subarray(0, 4), Uint8Array.of(0x45, 0x4e, 0x54, 0x43)) // "ENTC"
}

/**
 * Reads a key that signs manifests, lists or what a witness saw.
 *
 * @param file - what `root key` made, or a publisher's `community.json`, whose root key it is then.
 * @returns the key.
 * Refuses with `keys_invalid`, and as reading a file does.
 * Privacy: the file holds a secret.
 * Cost: one scalar multiplication. @since 0.1
 */
export function readKeyFile(file: string): Step<Signer> {
  const text = readText(file)
  if (!text.ok) return text
  const key = readSigningKey(text.value)
  if (key.ok) return done(key.value)
  const keys = readCommunityKeys(text.value)
  return keys.ok ? done(keys.value.root) : refuseWith(key.error, file)
}
