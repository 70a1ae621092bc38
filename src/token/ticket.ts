import type { Recipient } from '../consent/granted.js'
import type { Exporter } from '../kernel/hpke.js'
import { type Opaque, opaqueKind } from '../kernel/opaque.js'
import type { Suite } from '../kernel/suite.js'
import type { EpochDay } from '../kernel/time.js'

/** What stays with the person after sealing: the way back to this one message, and to whom it went. */
export type Ticket = Opaque<'Ticket'>

/** What a ticket holds. No disclosed field is in it. */
export type TicketContent = {
  readonly exporter: Exporter
  /** The token's encapsulated key: answers are bound to it. */
  readonly encapsulated: Uint8Array
  readonly recipient: Recipient
  /** The suite of the recipient's key. */
  readonly suite: Suite
  readonly issuedOn: EpochDay
  /** The last day on which the token can be opened, and anything can follow it. */
  readonly expiresOn: EpochDay
  /** True once a withdrawal was sealed: nothing more is sealed under it. */
  readonly isWithdrawn?: true
}

const kind = /* @__PURE__ */ opaqueKind<'Ticket', TicketContent>('Ticket')

/**
 * Makes the ticket of a sealed token. Called by `seal`.
 *
 * @param content - the token's exporter secret, its days, and the public recipient.
 * @returns the opaque ticket.
 * Privacy: holds a secret shared with the recipient; nothing that was disclosed.
 * Cost: O(1). @since 0.1
 */
export function holdTicket(content: TicketContent): Ticket {
  return kind.hold(content)
}

/**
 * Reads a ticket, to answer, withdraw or share more.
 *
 * @param ticket - what `seal` returned beside the token.
 * @returns its content.
 * @throws {TypeError} when the argument is not a ticket.
 * Privacy: the exporter secret stays on the person's device.
 * Cost: O(1). @since 0.1
 */
export function readTicket(ticket: Ticket): TicketContent {
  return kind.reveal(ticket)
}
