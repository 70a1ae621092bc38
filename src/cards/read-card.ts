import type { Catalogue } from '../catalogue/catalogue.js'
import type { PractitionerEntry } from '../catalogue/entry.js'
import { findEntry } from '../catalogue/find-entry.js'
import { equalBytes } from '../kernel/bytes.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import type { EpochSeconds } from '../kernel/time.js'
import { decodeBody } from '../statement/body.js'
import { checkAge, readStatement, type Statement, verifyStatement } from '../statement/statement.js'
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

/** A card that was handed on: signed by whom the person's own catalogue knows, and in force. */
export type Card = ReferrerCard | IntroductionCard

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
 * for an organisation, a listed member for colleagues; `statement_forged`, `statement_expired`.
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
  const card =
    statement.value.kind === 'referrer-card'
      ? readReferrer(statement.value, catalogue)
      : readIntroduction(statement.value, catalogue)
  if (!card.ok) return card
  if (!verifyStatement(statement.value)) return fail('statement_forged', {})
  const age = checkAge(statement.value, now)
  if (age.ok) return card
  return age.error.code === 'statement_invalid'
    ? fail('card_invalid', age.error.detail)
    : fail('statement_expired', age.error.detail)
}

/** A card with times of its own could be told from the others, and so could whoever was given it. */
function hasCommonTimes({ kind, sequence, issued, expires }: Statement): boolean {
  if (kind !== 'referrer-card' && kind !== 'introduction-card') return false
  const common = cardTimes(kind, issued)
  return sequence === common.sequence && issued === common.issued && expires === common.expires
}

function readReferrer(
  { subject, body, issuer, expires }: Statement,
  { community }: Pick<Catalogue, 'community'>,
): Result<ReferrerCard, CardFailure> {
  const said = decodeBody(cardFormats['referrer-card'], body)
  if (!said.ok) return fail('card_invalid', said.error.detail)
  const referrer = referrerKinds.find((one) => one === subject)
  if (referrer === undefined) return fail('card_invalid', { field: 'subject' })
  const isApprover = community.approvers.some((key) => equalBytes(key, issuer))
  if (toHex(said.value.community) !== community.key || !isApprover) return fail('card_foreign', {})
  return ok({ kind: 'referrer', referrer, organisation: said.value.organisation, until: expires })
}

function readIntroduction(
  { subject, body, issuer, expires }: Statement,
  catalogue: Pick<Catalogue, 'columns' | 'community' | 'entryAt'>,
): Result<IntroductionCard, CardFailure> {
  const said = decodeBody(cardFormats['introduction-card'], body)
  if (!said.ok) return fail('card_invalid', said.error.detail)
  if (subject !== 'colleagues') return fail('card_invalid', { field: 'subject' })
  if (said.value.colleagues.some((key) => equalBytes(key, issuer))) return fail('card_invalid', { field: 'colleagues' })
  const practitioner = (key: Uint8Array) => {
    const entry = findEntry(catalogue, toHex(key))
    return entry?.kind === 'practitioner' ? entry : undefined
  }
  if (toHex(said.value.community) !== catalogue.community.key) return fail('card_foreign', {})
  const by = practitioner(issuer)
  if (by === undefined) return fail('card_foreign', {})
  const colleagues = said.value.colleagues.map(practitioner).filter((one) => one !== undefined)
  return ok({ kind: 'introduction', by, colleagues, until: expires })
}
