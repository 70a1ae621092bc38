import type { Recipient } from '../consent/granted.js'
import { type Opaque, opaqueKind } from '../kernel/opaque.js'

/** What stays with the person after sealing: the way back to this one message, and to whom it went. */
export type Ticket = Opaque<'Ticket'>

/** What a ticket holds. No disclosed field is in it. */
export type TicketContent = {
  readonly exporterSecret: Uint8Array
  readonly recipient: Recipient
}

const kind = /* @__PURE__ */ opaqueKind<'Ticket', TicketContent>('Ticket')

/**
 * Makes the ticket of a sealed token. Called by `seal`.
 *
 * @param content - the token's exporter secret and the public recipient.
 * @returns the opaque ticket.
 * Privacy: holds a secret shared with the recipient; nothing that was disclosed.
 * Cost: O(1). @since 0.1
 */
export function holdTicket(content: TicketContent): Ticket {
  return kind.hold(content)
}

/**
 * Tells to whom a token went.
 *
 * @param ticket - what `seal` returned beside the token.
 * @returns the recipient as verified when the token was proposed: public facts only.
 * @throws {TypeError} when the argument is not a ticket.
 * Privacy: tells whom the person wrote to; output may leave the device: no.
 * Cost: O(1).
 * @example
 * const { name, answersWithinDays } = recipientOf(sealed.value.ticket)
 * @since 0.1
 */
export function recipientOf(ticket: Ticket): Recipient {
  return kind.reveal(ticket).recipient
}
