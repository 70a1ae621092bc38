import { isAbsolute, join, relative, resolve } from 'node:path'
import {
  type CommunityKeys,
  createCommunityKeys,
  readCommunityKeys,
  unsafeExportCommunityKeys,
} from '../community/keys.js'
import { createKeys, type PractitionerKeys } from '../descriptor/keys.js'
import type { EpochSeconds } from '../kernel/time.js'
import { done, refuse, type Step } from './command.js'
import { exists, readText, writeNewSecret } from './files.js'
import { keysInOrder, newKeys, type When } from './keys-file.js'
import { refuseWith } from './words.js'

/** Where the publisher's keys come from. Those that are missing are made. */
export type KeyRing = {
  readonly community: () => Step<CommunityKeys>
  /** @param since - the earliest moment the keys must cover. */
  readonly practitioner: (name: string, since: EpochSeconds) => Step<PractitionerKeys>
}

/**
 * Keeps keys in a folder that only its owner can read.
 *
 * @param folder - made where it is missing; files in it have mode 0600.
 * @param sources - the community's folder: keys must not lie in what is shown to others.
 * @param when - this machine's clock, and whether it is believed.
 * @returns the key ring.
 * Refuses with `keys_misplaced` when the keys would lie among the sources.
 * Privacy: the folder holds every secret of whoever publishes.
 * Cost: O(1). @since 0.1
 */
export function keyRingIn(folder: string, sources: string, when: Omit<When, 'since'>): Step<KeyRing> {
  const way = relative(resolve(sources), resolve(folder))
  if (!way.startsWith('..') && !isAbsolute(way)) {
    return refuse('keys_misplaced', `${folder}: keys must lie outside of the folder that is published.`, {
      path: folder,
    })
  }
  return done({
    community: () => communityKeysIn(join(folder, 'community.json')),
    practitioner: (name, since) => {
      const file = join(folder, 'practitioners', `${name}.json`)
      return exists(file) ? keysInOrder(file, { ...when, since }) : newKeys(file, { ...when, since })
    },
  })
}

/**
 * Keeps keys in memory, for a story that leaves nothing behind.
 *
 * @returns the key ring; asked twice for the same keys, it gives the same.
 * Privacy: the secrets end with the process.
 * Cost: O(1). @since 0.1
 */
export function keyRingInMemory(): KeyRing {
  const practitioners = new Map<string, Step<PractitionerKeys>>()
  let community: Step<CommunityKeys> | undefined
  return {
    community: () => {
      community ??= createdCommunityKeys()
      return community
    },
    practitioner: (name, since) => {
      const known = practitioners.get(name)
      if (known !== undefined) return known
      const created = createKeys({ now: since })
      const keys = created.ok ? done(created.value) : refuseWith(created.error)
      practitioners.set(name, keys)
      return keys
    },
  }
}

function communityKeysIn(file: string): Step<CommunityKeys> {
  if (exists(file)) {
    const text = readText(file)
    if (!text.ok) return text
    const keys = readCommunityKeys(text.value)
    return keys.ok ? done(keys.value) : refuseWith(keys.error, file)
  }
  const created = createdCommunityKeys()
  if (!created.ok) return created
  const written = writeNewSecret(file, unsafeExportCommunityKeys(created.value))
  return written.ok ? created : written
}

function createdCommunityKeys(): Step<CommunityKeys> {
  const created = createCommunityKeys()
  return created.ok ? done(created.value) : refuseWith(created.error)
}
