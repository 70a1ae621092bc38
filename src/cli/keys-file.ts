import { realpathSync, statSync } from 'node:fs'
import {
  clockDoubtOf,
  createKeys,
  extendKeys,
  forgetEndedKeys,
  type PractitionerKeys,
  readKeys,
  unsafeExportKeys,
} from '../descriptor/keys.js'
import type { Suite } from '../kernel/suite.js'
import { DAYS_PER_KEY_EPOCH, dayOf, type EpochDay, type EpochSeconds, isoDateOf } from '../kernel/time.js'
import { hybrid } from '../kernel/x-wing.js'
import { done, type Option, type Refusal, refuse, type Step } from './command.js'
import { readText, replaceSecret, writeNewSecret } from './files.js'
import { alone, leftoversOf } from './lock.js'
import { refuseWith } from './words.js'

/** When keys are used. */
export type When = {
  /** This machine's clock. */
  readonly now: EpochSeconds
  /** The earliest moment they must cover, where that is not now. */
  readonly since?: EpochSeconds
  /** True when whoever asks has looked at the clock. */
  readonly clockIsRight: boolean
}

/** The keys of a file, and why the file could not be put in order, if so. */
export type Kept = { readonly keys: PractitionerKeys; readonly trouble?: Refusal }

/** What to say when a clock is doubted. */
export const clockOption = {
  'clock-is-right': {
    type: 'boolean',
    text: 'the date of this machine is right, although it is far from the last time the keys were used',
  },
} as const satisfies Readonly<Record<string, Option>>

/**
 * Makes a practitioner's keys and keeps them in a file that only its owner can read.
 *
 * @param file - where; nothing must be there.
 * @param when - this machine's clock, and the earliest moment the keys must cover.
 * @param suite - what they are made for; the classical one unless given.
 * @returns the keys; they are on the disk by then.
 * Refuses with `file_exists` rather than write over keys, and where the file cannot be written.
 * Privacy: the file holds every secret; it is written with mode 0600.
 * Cost: that of `createKeys`. @since 0.1
 */
export function newKeys(
  file: string,
  { now, since = now }: Omit<When, 'clockIsRight'>,
  suite?: Suite,
): Step<PractitionerKeys> {
  const created = createKeys({ now, ...(suite && { suite }) })
  if (!created.ok) return refuseWith(created.error)
  const keys = extendKeys(created.value, { now: since })
  if (!keys.ok) return refuseWith(keys.error)
  const written = writeNewSecret(file, unsafeExportKeys(keys.value))
  return written.ok ? done(keys.value) : written
}

/**
 * Reads a practitioner's keys and keeps their file in order: ended opening keys are forgotten, coming ones made.
 *
 * @param file - what `keys new` wrote; written anew when something changed, or when a crash left something beside it.
 * @param when - this machine's clock; the earliest moment the keys must cover.
 * @returns the keys, as the file holds them by then; `trouble` where it could not be put in order and holds what it held.
 * Refuses as reading does, and with `keys_invalid`, `suite_unsupported`.
 * Privacy: what is forgotten is gone from the file, so that a later theft opens nothing old.
 * Cost: one scalar multiplication a key. @since 0.1
 */
export function keepKeys(file: string, when: When): Step<Kept> {
  const read = keysFrom(file)
  if (!read.ok) return read
  const keys = read.value
  const inOrder = putInOrder(keys, file, when)
  if (!inOrder.ok) return done({ keys, trouble: inOrder.error })
  if (unsafeExportKeys(inOrder.value) === unsafeExportKeys(keys) && leftoversOf(placeOf(file)).length === 0) {
    return done({ keys })
  }
  const kept = changeKeys(file, (current) => putInOrder(current, file, when))
  return done(kept.ok ? { keys: kept.value } : { keys, trouble: kept.error })
}

/**
 * Reads keys in order, for whoever promises or reveals them: they must be on the disk first.
 *
 * @param file - what `keys new` wrote.
 * @param when - as for `keepKeys`.
 * @returns the keys; the file holds exactly these.
 * Refuses as `keepKeys` does, and where the file could not be put in order.
 * Privacy: what is forgotten is gone from the file.
 * Cost: that of `keepKeys`. @since 0.1
 */
export function keysInOrder(file: string, when: When): Step<PractitionerKeys> {
  const kept = keepKeys(file, when)
  if (!kept.ok) return kept
  const { keys, trouble } = kept.value
  return trouble === undefined ? done(keys) : { ok: false, error: trouble }
}

/**
 * Changes a keys file, while no other process of this program does.
 *
 * @param file - what `keys new` wrote.
 * @param change - from the keys it holds to those it shall hold.
 * @returns the keys; they are on the disk by then.
 * Refuses as reading, the change and writing do; the file is as it was then.
 * Privacy: what the change drops is gone from the file; see `replaceSecret` for how far.
 * Cost: that of the change, and of reading twice. @since 0.1
 */
export function changeKeys(
  file: string,
  change: (keys: PractitionerKeys) => Step<PractitionerKeys>,
): Step<PractitionerKeys> {
  // A link would be replaced by the new file, and leave the old secrets where it led.
  const place = placeOf(file)
  if (place === '') return refuse('file_unwritable', `${file}: it cannot be written there.`, { path: file })
  return alone(place, () => {
    const current = keysFrom(place)
    if (!current.ok) return current
    const changed = change(current.value)
    if (!changed.ok) return changed
    const text = unsafeExportKeys(changed.value)
    // A file that could not be read again would be worse than one that is out of order.
    const again = readKeys(text, { suites: [hybrid] })
    if (!again.ok) return refuseWith(again.error, file)
    const written = replaceSecret(place, text)
    return written.ok ? changed : written
  })
}

/**
 * Finds the first day of an epoch.
 *
 * @param epoch - its number, or one a few epochs off.
 * @returns the UTC day.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function startOfEpoch(epoch: number): EpochDay {
  return (epoch * DAYS_PER_KEY_EPOCH) as EpochDay // whole times whole
}

/** Reads a practitioner's keys from their file. */
function keysFrom(file: string): Step<PractitionerKeys> {
  const text = readText(file)
  if (!text.ok) return text
  // Zeros: another process replaced the file after we had opened it. The new one has the same name.
  const whole = text.value.startsWith('\0') ? readText(file) : text
  if (!whole.ok) return whole
  const keys = readKeys(whole.value, { suites: [hybrid] })
  return keys.ok ? done(keys.value) : refuseWith(keys.error, file)
}

function putInOrder(keys: PractitionerKeys, file: string, when: When): Step<PractitionerKeys> {
  const { now, since = now, clockIsRight } = when
  const doubt = clockIsRight ? undefined : clockDoubtOf(keys, now)
  if (doubt !== undefined) return refuseClock(doubt, keys, { file, now })
  const extended = extendKeys(forgetEndedKeys(keys, now), { now: since })
  return extended.ok ? done(extended.value) : refuseWith(extended.error)
}

function refuseClock(
  doubt: 'ahead' | 'behind',
  { seen }: PractitionerKeys,
  { file, now }: { readonly file: string; readonly now: EpochSeconds },
): Step<never> {
  const today = isoDateOf(dayOf(now))
  const used = isoDateOf(startOfEpoch(doubt === 'ahead' ? seen + 1 : seen))
  const message =
    doubt === 'ahead'
      ? `${file}: this machine’s date is ${today}, and these keys were last used before ${used}. If the date is wrong, set it right: keys that are destroyed do not come back. If it is right, say so with --clock-is-right.`
      : `${file}: this machine’s date is ${today}, but these keys were used after ${used} already. Set the date right. If it is right, a wrong date was believed earlier: say --clock-is-right, and if nothing can be signed then, \`entrenous keys replace\`.`
  return refuse('clock_doubtful', message, { doubt, seen, now })
}

/** The file itself, where the path is a link to it; empty where there is no file that could be replaced. */
function placeOf(file: string): string {
  try {
    return statSync(file).isFile() ? realpathSync(file) : ''
  } catch {
    return ''
  }
}
