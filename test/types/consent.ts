import type { Consent, Intake, Proposal, Ticket } from '../../src/index.js'
import { grant, match, propose, recipientOf, seal, textOf, toLink } from '../../src/index.js'
import type { OpenedToken, PractitionerKeys } from '../../src/practitioner.js'
import { createInbox, memoryStore, openToken } from '../../src/practitioner.js'

declare const intake: Intake
declare const proposal: Proposal
declare const consent: Consent
declare const ticket: Ticket
declare const opened: OpenedToken
declare const keys: PractitionerKeys
declare const terms: Parameters<typeof propose>[2]
declare const now: Parameters<typeof propose>[3]
declare const labels: Parameters<typeof textOf>[1]
const parts = { recipient: {}, disclosure: proposal.preview.disclosure, bucket: 512, record: {}, isMore: false }
const plainAnswers = { needs: [{ concept: 'grief' }] }
const inbox = createInbox(memoryStore())

// What may be done.
seal(consent)
seal(grant(proposal, now))

// @ts-expect-error TS2345 an intake is not consent
seal(intake)
// @ts-expect-error TS2345 a proposal is not yet consent
seal(proposal)
// @ts-expect-error TS2345 the Result of proposing is not that of granting
seal(propose(intake, match(intake, labels as never, now).matches[0] as never, terms, now))
// @ts-expect-error TS2345 a preview is not consent
seal(proposal.preview)
// @ts-expect-error TS2345 a consent cannot be made of its parts
seal(parts)
// @ts-expect-error TS2741 a consent cannot be forged
export const forgedConsent: Consent = { [Symbol.toStringTag]: 'Consent' }
// @ts-expect-error TS2322 an opaque value of another kind is not consent
export const swapped: Consent = ticket
// @ts-expect-error TS2322 nor is a consent an intake
export const swappedBack: Intake = consent
// @ts-expect-error TS2345 a preview alone cannot be granted
grant({ preview: proposal.preview }, now)
// @ts-expect-error TS2741 a proposal cannot be forged
export const forgedProposal: Proposal = { preview: proposal.preview, draft: { [Symbol.toStringTag]: 'Draft' } }
// @ts-expect-error TS2769 an intake is no request body
fetch('https://eve.example', { method: 'POST', body: intake })
// @ts-expect-error TS2345 nor a message over a socket
new WebSocket('wss://eve.example').send(intake)
// @ts-expect-error TS2345 nor something to be stored
localStorage.setItem('intake', intake)
// @ts-expect-error TS2345 nor something to be put into a link
toLink(intake, 'https://eve.example')
// @ts-expect-error TS2339 nor can an answer be read from it
intake.needs
// @ts-expect-error TS2345 plain answers are no intake
propose(plainAnswers, { entry: proposal as never }, terms, now)
// @ts-expect-error TS2345 a consent is no preview
textOf(consent, labels)
// @ts-expect-error TS2345 a token is no ticket
recipientOf(new Uint8Array())
// @ts-expect-error TS2345 bytes that nobody opened cannot be received
inbox.receive(new Uint8Array())
// @ts-expect-error TS2345 the Result of opening must be looked at first
inbox.receive(openToken(new Uint8Array(), keys, now))
// @ts-expect-error TS2339 an opened token shows nothing before an inbox has claimed it
opened.disclosure
// @ts-expect-error TS2322 a purpose that is none
export const wrong: typeof terms = { ...terms, purpose: 'advertising' }
// @ts-expect-error TS2322 a level that the field does not have
export const share: (typeof terms)['share'] = { payment: 'insurer' }
