import { type Failure, openToken, type Referral } from 'entrenous/practitioner'
import { now } from '../clock.js'
import type { Desk } from '../state.js'

/** What a message that came in turned out to be. */
export type Received =
  | { readonly kind: 'new' | 'more' | 'withdrawn'; readonly referral: Referral }
  | { readonly kind: 'again' | 'awaits' | 'taken-back' }
  | { readonly kind: 'refused'; readonly failure: Failure }

/** Opens a message and claims it: a letter, something added to one, or that one is taken back. */
export async function receiveMessage(desk: Desk, message: string | Uint8Array): Promise<Received> {
  const opened = openToken(message, desk.keys, { now: now() })
  if (!opened.ok) return { kind: 'refused', failure: opened.error }
  const before = await desk.vault.inbox.list({ now: now() })
  const received = await desk.vault.inbox.receive(opened.value, { now: now() })
  await desk.refresh()
  if (!received.ok) return refusalOf(received.error)
  const referral = received.value
  if (referral.disclosure === undefined) return { kind: 'withdrawn', referral }
  const isKnown = before.ok && before.value.some(({ id }) => id === referral.id)
  return { kind: isKnown ? 'more' : 'new', referral }
}

function refusalOf(failure: Failure): Received {
  if (failure.code === 'token_replayed') return { kind: 'again' }
  if (failure.code === 'token_awaits_referral') return { kind: 'awaits' }
  if (failure.code === 'token_withdrawn') return { kind: 'taken-back' }
  return { kind: 'refused', failure }
}
