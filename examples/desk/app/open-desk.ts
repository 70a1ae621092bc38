import { type PractitionerKeys, type Referral, readKeys, unsafeExportKeys } from 'entrenous/practitioner'
import { now } from './clock.js'
import { colleaguesOf } from './colleagues/check-ins.js'
import { community } from './community.js'
import { countingOf, textOfCounting } from './counting/kept.js'
import { withLetters } from './counting/notes.js'
import type { Records } from './device/records.js'
import type { Vault } from './device/vault.js'
import { communityBoard } from './inbox/board.js'
import { noDirectory } from './inbox/catalogue.js'
import { readOutbox } from './inbox/outbox.js'
import { keepInOrder } from './keys/upkeep.js'
import type { Tag } from './languages.js'
import { readLead } from './lead/keep.js'
import { emptyProfile, firstPresence } from './profile/profile.js'
import { type DeskData, firstSettings } from './state.js'

/** What stands in the store when a desk is opened, or the doubt about the clock that comes first. */
export type Loaded = { readonly data: DeskData } | { readonly doubt: 'ahead' | 'behind' } | { readonly broken: true }

/** Reads everything there is, with the keys put in order first. */
export async function loadDesk(vault: Vault, clockIsRight: boolean): Promise<Loaded> {
  const { records, inbox } = vault
  const keys = await readKept(records)
  if (keys === undefined) return { broken: true }
  const upkeep = keepInOrder(keys, now(), clockIsRight)
  if ('doubt' in upkeep) return upkeep
  if (upkeep.changed) await writeKeys(records, upkeep.keys)
  const listed = await inbox.list({ now: now() })
  const [profile, presence, settings] = await Promise.all([
    records.read('profile'),
    records.read('presence'),
    records.read('settings'),
  ])
  const data = {
    keys: upkeep.keys,
    // The store is sealed: what it gives is what this page put there, in this or an earlier release.
    profile: { ...startingProfile(), ...(profile as object | undefined) },
    presence: { ...firstPresence, ...(presence as object | undefined) },
    settings: { ...firstSettings, ...(settings as object | undefined) },
    referrals: listed.ok ? listed.value : [],
    outbox: await readOutbox(records),
    colleagues: colleaguesOf(await records.read('colleagues')),
    counting: await readCounting(records, listed.ok ? listed.value : []),
    directory: noDirectory('none'),
    lead: await readLead(records),
  }
  return listed.ok ? { data } : { broken: true }
}

/** Reads what is kept for counting, and notes letters of which the desk was closed before it could. */
async function readCounting(records: Records, letters: readonly Referral[]): Promise<DeskData['counting']> {
  const kept = countingOf(await records.read('counting'))
  const counting = kept && withLetters(kept, letters, now())
  if (counting !== undefined && counting !== kept) await records.write('counting', textOfCounting(counting))
  return counting
}

/** Sets an open desk to the language that was chosen while it was locked, if one was. */
export async function inLanguage({ records }: Vault, data: DeskData, picked: Tag | undefined): Promise<DeskData> {
  if (picked === undefined || picked === data.settings.language) return data
  const settings = { ...data.settings, language: picked }
  await records.write('settings', settings)
  return { ...data, settings }
}

/** An empty page, with what the community's settings know. */
export function startingProfile() {
  const { region, zone, currency } = community
  return emptyProfile({ region, zone, currency, hasBoard: communityBoard() !== undefined })
}

/** Writes the keys over those that were kept. */
export async function writeKeys(records: Records, keys: PractitionerKeys): Promise<void> {
  await records.write('keys', unsafeExportKeys(keys))
}

async function readKept(records: Records): Promise<PractitionerKeys | undefined> {
  const text = await records.read('keys')
  const keys = typeof text === 'string' ? readKeys(text) : undefined
  return keys?.ok ? keys.value : undefined
}
