import type { Catalogue } from '../catalogue/catalogue.js'
import type { PractitionerEntry } from '../catalogue/entry.js'
import { findEntry } from '../catalogue/find-entry.js'
import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { type CardKind, checkAge, readStatement, type Statement, verifyStatement } from '../statement/statement.js'
import { cardFormats, cardTimes, type ReferrerKind, referrerKinds } from '../trust/card-formats.js'
import { cardBytes } from './link.js'

/** An organisation that hands on the community's list. */
export type ReferrerCard = {
  readonly kind: 'referrer'
  readonly referrer: ReferrerKind
  /** Public text, as the community signed it: show it as text, never as markup. */
  readonly organisation: string
  readonly until: EpochSeconds
}

/** A member who names colleagues. */
export type IntroductionCard = {
  readonly kind: 'introduction'
  readonly by: PractitionerEntry
  /** Those of them who are listed now; the order says nothing. */
  readonly colleagues: readonly PractitionerEntry[]
  readonly until: EpochSeconds
}

/** Somebody whom a person can ask where to turn: they see nobody themselves, and answer with up to three names. */
export type GuideCard = {
  readonly kind: 'guide'
  readonly guide: PractitionerEntry
  readonly until: EpochSeconds
}

/** A card that was handed on: signed by whom the person's own catalogue knows, and in force. */
export type Card = ReferrerCard | IntroductionCard | GuideCard

/** The ways in which reading a card can fail. */
export type CardFailure = 'card_foreign' | 'card_invalid' | 'statement_expired' | 'statement_forged'

/**
 * Reads and verifies a card on the person's own device, against the catalogue that it has.
 *
 * Nothing is fetched and nobody is asked: who hands on a card cannot tell that it was read.
 *
 * @param received - untrusted: the card's bytes, or the link they came in.
 * @param catalogue - of `openCatalogue`: the community's, whose list the card is for.
 * @param options - `now`: this device's clock.
 * @returns who hands it on.
 * Failure: `card_invalid` when it is no card, or one that differs from those all others get: by its times, its order, or its
 * signer among the colleagues; `card_foreign` when it is for another community's list, or nobody signed it who may: an approver
 * for an organisation or a guide, a listed member for colleagues; when the guide is not listed; `statement_forged`, `statement_expired`.
 * Privacy: reads public statements on the device; the failure repeats nothing.
 * Cost: one strict Ed25519 verification; for an introduction about three more for each who is named.
 * @example
 * const read = readCard(card, catalogue.value, { now })
 * @since 0.1
 */
export function readCard(
  received: Uint8Array | string,
  catalogue: Pick<Catalogue, 'columns' | 'community' | 'entryAt'>,
  { now }: { readonly now: EpochSeconds },
): Result<Card, CardFailure> {
  const bytes = cardBytes(received)
  if (!bytes.ok) return bytes
  const statement = readStatement(bytes.value)
  if (!statement.ok) return fail('card_invalid', statement.error.detail)
  if (!hasCommonTimes(statement.value)) return fail('card_invalid', { field: 'issued' })
  const card = readers[statement.value.kind](statement.value, catalogue)
  if (!card.ok) return card
  if (!verifyStatement(statement.value)) return fail('statement_forged', {})
  const age = checkAge(statement.value, now)
  if (age.ok) return card
  return age.error.code === 'statement_invalid'
    ? fail('card_invalid', age.error.detail)
    : fail('statement_expired', age.error.detail)
}

/** What a card is held against. */
type Known = Pick<Catalogue, 'columns' | 'community' | 'entryAt'>
type CardStatement = Statement & { readonly kind: CardKind }

const readers: Readonly<Record<CardKind, (statement: Statement, known: Known) => Result<Card, CardFailure>>> = {
  'referrer-card': readReferrer,
  'introduction-card': readIntroduction,
  'guide-card': readGuide,
}

/** A card with times of its own could be told from the others, and so could whoever was given it. */
function hasCommonTimes(statement: Statement): statement is CardStatement {
  const { kind, sequence, issued, expires } = statement
  if (!Object.hasOwn(readers, kind)) return false
  const common = cardTimes(kind as CardKind, issued) // a reader has been found for it
  return sequence === common.sequence && issued === common.issued && expires === common.expires
}

function readReferrer(
  { subject, body, issuer, expires }: Statement,
  { community }: Known,
): Result<ReferrerCard, CardFailure> {
  const said = decodeBody(cardFormats['referrer-card'], body)
  if (!said.ok) return fail('card_invalid', said.error.detail)
  const referrer = referrerKinds.find((one) => one === subject)
  if (referrer === undefined) return fail('card_invalid', { field: 'subject' })
  if (toHex(said.value.community) !== community.key || !isApprover(issuer, community)) return fail('card_foreign', {})
  return ok({ kind: 'referrer', referrer, organisation: said.value.organisation, until: expires })
}

function readIntroduction(
  { subject, body, issuer, expires }: Statement,
  known: Known,
): Result<IntroductionCard, CardFailure> {
  const said = decodeBody(cardFormats['introduction-card'], body)
  if (!said.ok) return fail('card_invalid', said.error.detail)
  if (subject !== 'colleagues') return fail('card_invalid', { field: 'subject' })
  if (said.value.colleagues.some((key) => equalBytes(key, issuer))) return fail('card_invalid', { field: 'colleagues' })
  if (toHex(said.value.community) !== known.community.key) return fail('card_foreign', {})
  const by = practitionerIn(known, issuer)
  if (by === undefined) return fail('card_foreign', {})
  const colleagues = said.value.colleagues.flatMap((key) => practitionerIn(known, key) ?? [])
  return ok({ kind: 'introduction', by, colleagues, until: expires })
}

function readGuide({ subject, body, issuer, expires }: Statement, known: Known): Result<GuideCard, CardFailure> {
  const said = decodeBody(cardFormats['guide-card'], body)
  if (!said.ok) return fail('card_invalid', said.error.detail)
  if (subject !== 'guide') return fail('card_invalid', { field: 'subject' })
  const isOurs = toHex(said.value.community) === known.community.key && isApprover(issuer, known.community)
  const guide = isOurs ? practitionerIn(known, said.value.guide) : undefined
  return guide === undefined ? fail('card_foreign', {}) : ok({ kind: 'guide', guide, until: expires })
}

function isApprover(issuer: Uint8Array, { approvers }: Known['community']): boolean {
  return approvers.some((key) => equalBytes(key, issuer))
}

function practitionerIn(known: Known, key: Uint8Array): PractitionerEntry | undefined {
  const entry = findEntry(known, toHex(key))
  return entry?.kind === 'practitioner' ? entry : undefined
}
