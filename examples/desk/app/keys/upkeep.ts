import {
  clockDoubtOf,
  type EpochSeconds,
  extendKeys,
  forgetEndedKeys,
  type PractitionerKeys,
  unsafeExportKeys,
} from 'entrenous/practitioner'

/** The keys in order, or why the clock has to be looked at first: what is forgotten does not come back. */
export type Upkeep =
  | { readonly keys: PractitionerKeys; readonly changed: boolean }
  | { readonly doubt: 'ahead' | 'behind' }

/** Forgets the opening keys that have ended and makes those of the coming months, unless the clock contradicts the keys. */
export function keepInOrder(keys: PractitionerKeys, now: EpochSeconds, clockIsRight: boolean): Upkeep {
  const doubt = clockIsRight ? undefined : clockDoubtOf(keys, now)
  if (doubt !== undefined) return { doubt }
  const extended = extendKeys(forgetEndedKeys(keys, now), { now })
  if (!extended.ok) return { keys, changed: false }
  return { keys: extended.value, changed: unsafeExportKeys(extended.value) !== unsafeExportKeys(keys) }
}

const SECONDS_PER_DAY = 86_400
const DAYS_PER_EPOCH = 28

/** One opening key, as it is shown: which days it is for, until when it opens, and what it is to the practitioner. */
export type KeyRow = {
  readonly epoch: number
  readonly from: string
  readonly to: string
  readonly opensUntil: string
  readonly state: 'earlier' | 'today' | 'later' | 'replaced'
}

/** Lists the opening keys by their days. */
export function keyRows({ openingKeys }: PractitionerKeys, now: EpochSeconds): readonly KeyRow[] {
  const current = Math.floor(now / SECONDS_PER_DAY / DAYS_PER_EPOCH)
  return [...openingKeys]
    .sort((one, other) => one.epoch - other.epoch)
    .map(({ epoch, retired }) => {
      const unretired = epoch < current ? 'earlier' : epoch === current ? 'today' : 'later'
      return {
        epoch,
        from: dayText(epoch * DAYS_PER_EPOCH),
        to: dayText((epoch + 1) * DAYS_PER_EPOCH - 1),
        opensUntil: dayText((epoch + 2) * DAYS_PER_EPOCH - 1),
        state: retired === true ? 'replaced' : unretired,
      }
    })
}

/** The last day on which the keys that exist open what is written then. */
export function keysUntil(keys: PractitionerKeys): string {
  const kept = keys.openingKeys.filter(({ retired }) => retired === undefined).map(({ epoch }) => epoch)
  return dayText((Math.max(0, ...kept) + 1) * DAYS_PER_EPOCH - 1)
}

function dayText(day: number): string {
  return new Date(day * SECONDS_PER_DAY * 1000).toISOString().slice(0, 10)
}
