import { now } from './clock.js'
import { keyToShow } from './counting/key.js'
import { fileNameOf } from './device/file-name.js'
import { saveFile } from './device/save-file.js'
import { type CountKey, renewPresence, signPage } from './profile/sign.js'
import type { Desk } from './state.js'

/** For how long a signed page holds, and how long before its end a new one is asked for. */
export const PAGE_DAYS = 180
const RENEW_BEFORE_DAYS = 30

/** Whether what is published would be what stands here. */
export type PageState = 'never' | 'changed' | 'old' | 'current'

/** Compares the page with what was signed last. */
export function pageState({ settings, profile }: Pick<Desk, 'settings' | 'profile'>): PageState {
  const { signed } = settings
  if (signed === undefined) return 'never'
  if (signed.profile !== JSON.stringify(profile)) return 'changed'
  return now() > signed.at + (PAGE_DAYS - RENEW_BEFORE_DAYS) * 86_400 ? 'old' : 'current'
}

/** Signs page and presence anew, keeps what was signed, and saves the file for the lead. Gives the field that does not fit. */
export async function signAndSave(desk: Desk): Promise<string | undefined> {
  const presence = { ...desk.presence, confirmed: now() }
  const { vocabulary } = desk.directory
  const signed = signPage(desk.profile, presence, desk.keys, now(), { vocabulary, countKey: await countKeyOf(desk) })
  if ('field' in signed) return signed.field
  const { statement, file } = signed
  const kept = { profile: JSON.stringify(desk.profile), statement, at: now() }
  await desk.keep({ presence, settings: { ...desk.settings, signed: kept } })
  saveFile(signedName(desk.profile.name), file)
  return undefined
}

/** "Still true": the presence alone is signed anew, beside the page that was signed before. One tap. */
export async function confirmAndSave(desk: Desk): Promise<string | undefined> {
  const { signed } = desk.settings
  if (signed === undefined || pageState(desk) !== 'current') return signAndSave(desk)
  const presence = { ...desk.presence, confirmed: now() }
  const renewed = renewPresence(signed.statement, presence, desk.keys, {
    now: now(),
    countKey: await countKeyOf(desk),
  })
  if ('field' in renewed) return renewed.field
  await desk.keep({ presence })
  saveFile(signedName(desk.profile.name), renewed.file)
  return undefined
}

/** The key that says that this practitioner takes part in counts, kept before it is shown; undefined where they do not. */
export async function countKeyOf(desk: Pick<Desk, 'count'>): Promise<CountKey> {
  let key: CountKey
  await desk.count((before) => {
    const shown = keyToShow(before, now())
    key = shown?.key
    return shown?.counting ?? before
  })
  return key
}

/** The file's name is the page's: it is public, and the lead has many of them. */
function signedName(name: string): string {
  return `${fileNameOf(name, 'page')}.signed.json`
}
