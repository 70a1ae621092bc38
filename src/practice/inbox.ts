import type { Disclosure } from '../consent/disclosure.js'
import { type Failure, fail, ok, type Result } from '../kernel/result.js'
import { dayOf, type EpochDay, type EpochSeconds, startOfDay } from '../kernel/time.js'
import { type OpenedContent, type OpenedToken, readOpened } from '../token/opened.js'
import type { Claimed, ClaimStore } from './store.js'

/** A referral as the practitioner receives it. */
export type Referral = {
  /** Hex; the same for both sides of this token, unknown to everybody else. */
  readonly id: string
  readonly disclosure: Disclosure
  /** Hex of the consent digest. */
  readonly consent: string
}

/** The ways in which receiving can fail. */
export type ReceiveFailure = 'inbox_full' | 'store_unavailable' | 'token_conflict' | 'token_expired' | 'token_replayed'

/** How a message is received. */
export type ReceiveOptions = {
  /** This device's clock; the moment of opening unless given. */
  readonly now?: EpochSeconds | undefined
  /**
   * Puts the referral where it will be found again. Until it resolves, the same bytes give the same referral; after
   * it, `token_replayed`. If it rejects, so does `receive`, and nothing counts as delivered.
   */
  readonly deliver?: ((referral: Referral) => Promise<void> | void) | undefined
}

/** Accepts each message once. */
export type Inbox = {
  readonly receive: (opened: OpenedToken, options?: ReceiveOptions) => Promise<Result<Referral, ReceiveFailure>>
}

/**
 * Creates the inbox that accepts each referral once.
 *
 * HPKE gives no replay protection: a token opens as often as it is shown. The inbox claims it under its id, kind and
 * number, together with the hash of its bytes. Without `deliver`, returning is delivering: of any number of calls
 * with the same token exactly one succeeds. With it, a crash in between loses nothing: the same bytes give the same
 * referral until it has been put where it belongs.
 *
 * @param store - where claims are remembered; `memoryStore()`, or a durable one.
 * @returns the inbox; `receive` takes what `openToken` returned.
 * Failure: from `receive`: `token_replayed` when it was delivered before; `token_conflict` when other bytes came under
 * the same id; `token_expired` when the inbox has already seen a later day; `inbox_full`; `store_unavailable`.
 * @throws {TypeError} from `receive` when its argument is no opened token.
 * @throws {RangeError} from `receive` when `now` is no whole number of seconds.
 * Privacy: yields what one person disclosed to this practitioner; the store sees ids, hashes and days only.
 * Cost: three calls to the store a message.
 * @example
 * const inbox = createInbox(memoryStore())
 * const received = await inbox.receive(opened.value)
 * if (received.ok) book(received.value.disclosure)
 * @since 0.1
 */
export function createInbox(store: ClaimStore): Inbox {
  return Object.freeze({
    receive: (opened: OpenedToken, options: ReceiveOptions = {}) => receive(store, opened, options),
  })
}

async function receive(
  store: ClaimStore,
  opened: OpenedToken,
  { now, deliver }: ReceiveOptions,
): Promise<Result<Referral, ReceiveFailure>> {
  const content = readOpened(opened)
  const { id, disclosure, consent, hash } = content
  const key = `${id} ${content.kind} ${content.counter}`
  const { expiresOn } = disclosure
  const moment = now ?? content.openedAt
  // A store that was told of a time that is none could not tell what has ended.
  if (!Number.isSafeInteger(moment)) throw new RangeError('now: expected whole epoch seconds')
  const mark = await attempt(() => store.advance(dayOf(moment)))
  if (!mark.ok) return mark
  // The first second after the last day; a day after a day is a day.
  if (mark.value > expiresOn) return fail('token_expired', { expired: startOfDay((expiresOn + 1) as EpochDay) })
  const claimed = await attempt(() => store.claim(key, { hash, state: 'claimed', expiresOn }))
  if (!claimed.ok) return claimed
  const refused = refusalOf(claimed.value, content, store.limit)
  if (refused !== undefined) return refused
  const referral: Referral = Object.freeze({ id, disclosure, consent })
  if (deliver !== undefined) await deliver(referral)
  const moved = await attempt(() => store.deliver(key))
  if (!moved.ok) return moved
  // Somebody else delivered it meanwhile. Where we delivered too, the referral is the same, under the same id.
  return moved.value || deliver !== undefined ? ok(referral) : fail('token_replayed', {})
}

function refusalOf(
  claimed: Claimed,
  { hash }: OpenedContent,
  limit: number,
): { readonly ok: false; readonly error: Failure<ReceiveFailure> } | undefined {
  if (claimed.outcome === 'full') return fail('inbox_full', { limit })
  if (claimed.outcome === 'new') return undefined
  if (claimed.claim.hash !== hash) return fail('token_conflict', {})
  return claimed.claim.state === 'delivered' ? fail('token_replayed', {}) : undefined
}

/** A store is somebody else's: whatever it throws may hold anything, so only the code goes on. */
async function attempt<Value>(ask: () => Promise<Value>): Promise<Result<Value, 'store_unavailable'>> {
  try {
    return ok(await ask())
  } catch {
    return fail('store_unavailable', {})
  }
}
