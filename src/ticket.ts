// Keeping a ticket: sealed under words the person remembers, or a key the integrator holds. Apart, because of what scrypt weighs.

export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { RandomSource } from './kernel/random.js'
export type { Failure, Result } from './kernel/result.js'
export type { Suite } from './kernel/suite.js'
export type { Ticket } from './token/ticket.js'
export { openTicket, sealTicket, type TicketLock } from './token/ticket-file.js'
