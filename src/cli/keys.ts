import {
  createKeys,
  extendKeys,
  forgetEndedKeys,
  type PractitionerKeys,
  readKeys,
  unsafeExportKeys,
} from '../descriptor/keys.js'
import {
  DAYS_PER_KEY_EPOCH,
  dayOf,
  type EpochSeconds,
  epochSeconds,
  isoDateOf,
  SECONDS_PER_DAY,
} from '../kernel/time.js'
import { type Command, done, refuse, type Step } from './command.js'
import { exists, readText, writeWhole } from './files.js'
import { pairs } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous keys new <file>` */
export const keysNew: Command = {
  name: 'keys new',
  summary: 'make the keys of one practitioner',
  positionals: [{ name: 'file', text: 'where to keep them; it must not exist yet' }],
  options: {},
  about:
    'Makes the key that signs what you publish, and the keys that open what is sealed to you in the coming months. The file holds every secret: keep it on your own device, make a copy on paper or on a stick in a drawer, and give it to nobody. Only the public id is for others.',
  run: ({ positionals, terminal, now }) => {
    const [file = ''] = positionals
    const keys = newKeys(file, now)
    if (!keys.ok) return keys
    const last = Math.max(...keys.value.openingKeys.map(({ epoch }) => epoch))
    const until = isoDateOf(dayOf(epochSeconds((last + 1) * DAYS_PER_KEY_EPOCH * SECONDS_PER_DAY)))
    terminal.say(
      pairs(
        [
          ['your id', keys.value.id],
          ['keys for', `referrals until ${until}`],
          ['kept in', file],
        ],
        terminal.width,
        '',
      ),
    )
    return done({ id: keys.value.id, file, epochs: keys.value.openingKeys.length, until })
  },
}

/**
 * Makes a practitioner's keys and keeps them in a file that only its owner can read.
 *
 * @param file - where; it must not exist.
 * @param now - this machine's clock.
 * @returns the keys.
 * Refuses with `file_exists` rather than write over keys.
 * Privacy: the file holds every secret; it is written with mode 0600.
 * Cost: that of `createKeys`. @since 0.1
 */
export function newKeys(file: string, now: EpochSeconds): Step<PractitionerKeys> {
  if (exists(file))
    return refuse('file_exists', `${file}: it exists already, and keys are never written over.`, { path: file })
  const keys = createKeys({ now })
  if (!keys.ok) return refuseWith(keys.error)
  const written = writeWhole(file, unsafeExportKeys(keys.value), { secret: true })
  return written.ok ? done(keys.value) : written
}

/**
 * Reads a practitioner's keys from their file.
 *
 * @param file - what `keys new` wrote.
 * @returns the keys.
 * Refuses as reading does, and with `keys_invalid`.
 * Privacy: the keys stay in this process.
 * Cost: that of `readKeys`. @since 0.1
 */
export function keysFrom(file: string): Step<PractitionerKeys> {
  const text = readText(file)
  if (!text.ok) return text
  const keys = readKeys(text.value)
  return keys.ok ? done(keys.value) : refuseWith(keys.error, file)
}

/**
 * Reads a practitioner's keys to sign with, and keeps their file in order: ended opening keys are forgotten, coming ones made.
 *
 * @param file - what `keys new` wrote; written anew when something changed.
 * @param clock - this machine's clock, and the earliest moment the keys must cover.
 * @returns the keys.
 * Refuses as `keysFrom` does, and where the file cannot be written.
 * Privacy: what is forgotten is gone from the file, so that a later theft opens nothing old.
 * Cost: one scalar multiplication a new key. @since 0.1
 */
export function upkeptKeys(
  file: string,
  { now, since }: { readonly now: EpochSeconds; readonly since: EpochSeconds },
): Step<PractitionerKeys> {
  const kept = keysFrom(file)
  if (!kept.ok) return kept
  const extended = extendKeys(forgetEndedKeys(kept.value, now), { now: since })
  if (!extended.ok) return refuseWith(extended.error)
  const text = unsafeExportKeys(extended.value)
  if (text === unsafeExportKeys(kept.value)) return kept
  const written = writeWhole(file, text, { secret: true })
  return written.ok ? done(extended.value) : written
}
