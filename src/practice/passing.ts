import { dayOf, type EpochDay, type EpochSeconds } from '../kernel/time.js'
import { AWAITED_PREFIX, encodeKept, INBOX_KEY, REFERRAL_PREFIX, readAwaited, readInbox, readReferral } from './kept.js'
import { isWithdrawn } from './referral.js'
import type { Change, Entry, InboxStore } from './store.js'

/** So many entries are forgotten in one step of the store, beside the inbox's own. */
const AT_ONCE = 60

/**
 * Lets time pass in an inbox: moves its mark to today, never back, and forgets what has ended.
 *
 * The mark is moved before anything is forgotten, and outlives it: what was forgotten cannot come back under a clock that
 * was set back. It is noted when that is done, so that an interruption leaves nothing behind.
 *
 * @param store - the inbox's.
 * @param today - this device's day.
 * @returns the mark.
 * @throws as a rejection, whatever the store rejects with.
 * Privacy: erases what people disclosed, once its last day has passed.
 * Cost: O(1); O(entries) once a day. @since 0.1
 */
export async function letPass(store: InboxStore, today: EpochDay): Promise<EpochDay> {
  const { mark, forgotten } = await store.update([INBOX_KEY], ([value]) => {
    const inbox = readInbox(value)
    // Asked this way round, a day that is no number does not move it either.
    if (!(today > inbox.mark)) return { value: inbox }
    const moved = { ...inbox, mark: today }
    return { put: [{ key: INBOX_KEY, value: encodeKept(moved) }], value: moved }
  })
  // Also where somebody moved the mark before and was interrupted.
  if (forgotten < mark) await forgetEnded(store, mark)
  return mark
}

/**
 * Tells the day of a moment. A store that was told of a time that is none could not tell what has ended.
 *
 * @param now - this device's clock.
 * @returns the UTC day.
 * @throws {RangeError} when it is no whole number of seconds.
 * Privacy: reads the clock's value only.
 * Cost: O(1). @since 0.1
 */
export function todayOf(now: EpochSeconds): EpochDay {
  if (!Number.isSafeInteger(now)) throw new RangeError('now: expected whole epoch seconds')
  return dayOf(now)
}

async function forgetEnded(store: InboxStore, mark: EpochDay): Promise<void> {
  const entries = [...(await store.list(REFERRAL_PREFIX)), ...(await store.list(AWAITED_PREFIX))]
  const ended = entries.filter(({ key, value }) => leftOf(key, value, mark) !== value).map(({ key }) => key)
  for (let from = 0; from < ended.length; from += AT_ONCE) {
    const keys = ended.slice(from, from + AT_ONCE)
    await store.update([INBOX_KEY, ...keys], ([inbox, ...values]) => forget(keys, inbox, values, mark))
  }
  await store.update([INBOX_KEY], ([value]) => {
    const inbox = readInbox(value)
    const forgotten = mark > inbox.forgotten ? mark : inbox.forgotten
    return { put: [{ key: INBOX_KEY, value: encodeKept({ ...inbox, forgotten }) }], value: undefined }
  })
}

/** Asked once more inside the step: another device may have been here meanwhile. */
function forget(
  keys: readonly string[],
  inbox: Uint8Array | undefined,
  values: readonly (Uint8Array | undefined)[],
  mark: EpochDay,
): Change<undefined> {
  const put: Entry[] = []
  const remove: string[] = []
  for (const [index, key] of keys.entries()) {
    const value = values[index]
    const left = value && leftOf(key, value, mark)
    if (value === undefined || left === value) continue
    if (left === undefined) remove.push(key)
    else put.push({ key, value: left })
  }
  const kept = readInbox(inbox)
  put.push({ key: INBOX_KEY, value: encodeKept({ ...kept, count: Math.max(0, kept.count - remove.length) }) })
  return { put, remove, value: undefined }
}

/** What is left of an entry after a day has passed: the same bytes, fewer, or undefined for nothing. */
function leftOf(key: string, value: Uint8Array, mark: EpochDay): Uint8Array | undefined {
  if (key.startsWith(REFERRAL_PREFIX)) {
    const kept = readReferral(value)
    if (kept === undefined || kept.expiresOn < mark) return undefined
    // What was shared more ends by its own day, where that is the earlier one.
    const more = isWithdrawn(kept) ? [] : kept.more.filter(({ expiresOn }) => expiresOn >= mark)
    return isWithdrawn(kept) || more.length === kept.more.length ? value : encodeKept({ ...kept, more })
  }
  const awaited = readAwaited(value)
  const left = awaited.filter(({ expiresOn }) => expiresOn >= mark)
  if (left.length === awaited.length) return value
  return left.length === 0 ? undefined : encodeKept(left)
}
