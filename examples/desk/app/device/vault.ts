import { createInbox, type Inbox } from 'entrenous/practitioner'
import { openBrowserStore } from 'entrenous/store/browser'
import { eraseEverything, readLock, writeLock } from './lock-file.js'
import { type Records, recordsIn } from './records.js'
import { sealing } from './sealing.js'

// Everything lies in two sealed databases. Their one key is random, and kept sealed under the passphrase: so a change of
// the passphrase seals 32 bytes anew and nothing else.

const RECORDS = 'desk'
const INBOX = 'desk-inbox'
const PURPOSE = 'store-key'

/** What is open while the desk is unlocked. */
export type Vault = { readonly records: Records; readonly inbox: Inbox; readonly storeKey: Uint8Array }

/** Tells whether this device has a desk already; `unavailable` where the browser keeps nothing (some private windows). */
export async function deskHere(): Promise<'yes' | 'no' | 'unavailable'> {
  try {
    return (await readLock()) === undefined ? 'no' : 'yes'
  } catch {
    return 'unavailable'
  }
}

/** Makes an empty desk under a passphrase. Whatever was there before is erased: the caller has asked. */
export async function createVault(passphrase: string): Promise<Vault | undefined> {
  await eraseEverything([RECORDS, INBOX])
  const storeKey = crypto.getRandomValues(new Uint8Array(32))
  const sealed = await sealing({ work: 'seal', bytes: storeKey, lock: { passphrase, purpose: PURPOSE } })
  if (sealed === undefined) return undefined
  await writeLock(sealed)
  return openVault(storeKey)
}

/** Opens the desk; undefined where the passphrase is another. */
export async function unlockVault(passphrase: string): Promise<Vault | undefined> {
  const sealed = await readLock()
  if (sealed === undefined) return undefined
  const storeKey = await sealing({ work: 'open', bytes: sealed, lock: { passphrase, purpose: PURPOSE } })
  return storeKey === undefined ? undefined : openVault(storeKey)
}

/** Locks the same desk with other words. */
export async function changePassphrase({ storeKey }: Vault, passphrase: string): Promise<boolean> {
  const sealed = await sealing({ work: 'seal', bytes: storeKey, lock: { passphrase, purpose: PURPOSE } })
  if (sealed === undefined) return false
  await writeLock(sealed)
  return true
}

/** Deletes the desk from this device. */
export async function eraseVault(): Promise<void> {
  await eraseEverything([RECORDS, INBOX])
}

async function openVault(storeKey: Uint8Array): Promise<Vault | undefined> {
  const [records, inbox] = await Promise.all([
    openBrowserStore({ name: RECORDS, key: storeKey }),
    openBrowserStore({ name: INBOX, key: storeKey }),
  ])
  if (!records.ok || !inbox.ok) return undefined
  return { records: recordsIn(records.value), inbox: createInbox(inbox.value), storeKey }
}
