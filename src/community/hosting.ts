import type { CommunityEvent } from '../descriptor/event.js'
import { equalBytes } from '../kernel/bytes.js'
import { toHex } from '../kernel/text.js'
import { after, days } from '../kernel/time.js'
import { encodeBody } from '../statement/body.js'
import { signStatement } from '../statement/sign.js'
import { longestLifeOf } from '../statement/statement.js'
import { occasionHash } from '../trust/hostings.js'
import { memberFormats } from '../trust/member-formats.js'
import type { Speaker, SpeakOptions } from './speak.js'

/**
 * Agrees to host an event: as it is described, under its id. Until each host has signed, they are shown as named and not as agreed.
 *
 * A change of places needs no new word; a change of anything else does, so that nobody stands for what they have not read.
 *
 * @param event - what `draftEvent` gave, or the offer of a published event.
 * @param speaker - a member, one of its hosts.
 * @param options - `id`: the event's id in its community; `now`; `expiresIn`: 90 days unless told, at most 400; `withdraw: true`
 * takes it back.
 * @returns the signed agreement, to be published beside the event.
 * @throws {RangeError} when the event does not name the speaker as a host, or it would live too long.
 * Privacy: publishes that a member hosts a public event; nobody who comes is in it.
 * Cost: one signature.
 * @example
 * const agreed = agreeToHost(event.value, { signer: chen.identity, community: communityKey }, { id: 'grief-walk', now })
 * @since 0.1
 */
export function agreeToHost(
  event: CommunityEvent,
  speaker: Speaker,
  options: SpeakOptions & { readonly id: string; readonly withdraw?: true },
): Uint8Array {
  const { id, now, withdraw, sequence = now } = options
  const { signer, community } = speaker
  const own = signer.publicKey
  if (!event.hosts.some((host) => equalBytes(host, own))) {
    throw new RangeError('event: does not name the speaker as a host')
  }
  const longest = days(longestLifeOf('hosting'))
  const expires = after(now, withdraw === true ? longest : (options.expiresIn ?? days(90)))
  const body = encodeBody(memberFormats.hosting, { community, hash: occasionHash(id, event), withdrawn: withdraw })
  return signStatement({ kind: 'hosting', sequence, issued: now, expires, subject: toHex(own), body }, signer)
}
