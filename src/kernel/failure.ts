import type { EpochSeconds } from './time.js'

/** No more is known, or no more may be said. */
type Nothing = Readonly<Record<string, never>>
/** Which schema field was wrong; names come from our schemas, never from the input. Array positions are numbers. */
type FieldDetail = { readonly field: string }

/**
 * Every code a Result can carry, with the exact shape of its detail.
 * One row each in docs/reference/failures.md and one entry each in every language of `labels/`: tests hold the three together.
 */
export interface FailureDetails {
  answer_invalid: Nothing
  answers_exhausted: { readonly limit: number }
  answers_invalid: FieldDetail
  answers_too_large: { readonly limit: number }
  board_checkpoint_foreign: Nothing
  board_checkpoint_forged: Nothing
  board_checkpoint_invalid: Nothing
  board_equivocal: { readonly size: number; readonly ours: string; readonly theirs: string }
  board_inconsistent: Nothing
  board_invalid: FieldDetail
  board_list_invalid: FieldDetail
  board_not_included: Nothing
  board_receipt_invalid: Nothing
  board_rolled_back: { readonly size: number; readonly lastSeen: number }
  board_segment_invalid: Nothing
  board_segment_mismatch: Nothing
  card_foreign: Nothing
  card_invalid: FieldDetail
  catalogue_chain_broken: { readonly sequence: number }
  catalogue_clock_behind: { readonly issued: EpochSeconds }
  catalogue_equivocal: { readonly sequence: number; readonly ours: string; readonly theirs: string }
  catalogue_expired: { readonly expired: EpochSeconds }
  catalogue_foreign: Nothing
  catalogue_forged: Nothing
  catalogue_hash_mismatch: { readonly section: string }
  catalogue_headless: Nothing
  catalogue_invalid: { readonly section: string }
  catalogue_other_region: Nothing
  catalogue_overlong: Nothing
  catalogue_reader_too_old: { readonly needed: number; readonly ours: number }
  catalogue_rolled_back: { readonly sequence: number; readonly lastSeen: number }
  catalogue_row_mismatch: Nothing
  catalogue_too_large: { readonly limit: number }
  catalogue_truncated: Nothing
  catalogue_undelegated: Nothing
  catalogue_unsupported: { readonly version: number }
  catalogue_untrusted: Nothing
  catalogue_unwitnessed: { readonly witnessed: number; readonly required: number }
  consent_facts_invalid: FieldDetail
  consent_guardian_missing: { readonly ownConsentFromAge: number }
  consent_notice_missing: Nothing
  consent_rule_broken: { readonly rule: string }
  descriptor_expired: { readonly expired: EpochSeconds }
  descriptor_invalid: FieldDetail
  descriptor_revoked: Nothing
  descriptor_unapproved: Nothing
  descriptor_unclaimed: Nothing
  disclosure_empty: { readonly field: string }
  disclosure_too_large: { readonly limit: number }
  heads_consistent: Nothing
  help_invalid: FieldDetail
  help_lapsing: { readonly index: number; readonly until: EpochSeconds }
  help_missing: { readonly index: number }
  help_sample: Nothing
  inbox_full: { readonly limit: number }
  keys_cooling_down: { readonly until: EpochSeconds }
  keys_exhausted: { readonly epoch: number }
  keys_invalid: FieldDetail
  measurement_budget_spent: { readonly epoch: number }
  measurement_early: { readonly until: EpochSeconds }
  measurement_foreign: Nothing
  measurement_invalid: FieldDetail
  measurement_repeated: Nothing
  measurement_sum_wrong: Nothing
  measurement_too_few: { readonly count: number; readonly least: number }
  measurement_too_noisy: { readonly expected: number; readonly most: number }
  member_key_replaced: Nothing
  member_key_waiting: Nothing
  member_unattested: Nothing
  member_unintroduced: Nothing
  presence_stale: Nothing
  publish_invalid: { readonly field: string; readonly index: number }
  randomness_absent: Nothing
  recipient_other: Nothing
  referral_closed: Nothing
  referral_unknown: Nothing
  release_mismatch: Nothing
  release_repeated: Nothing
  release_withheld: { readonly least: number }
  reply_forged: Nothing
  reply_malformed: Nothing
  reply_unopenable: Nothing
  root_equivocal: { readonly sequence: number; readonly ours: string; readonly theirs: string }
  root_expired: { readonly expired: EpochSeconds }
  root_foreign: Nothing
  root_forged: Nothing
  root_invalid: FieldDetail
  root_rolled_back: { readonly sequence: number; readonly lastSeen: number }
  root_rotation_unapproved: { readonly signed: number; readonly required: number }
  root_signer_repeated: Nothing
  root_signer_unknown: Nothing
  root_skipped: { readonly expected: number; readonly found: number }
  root_threshold_unmet: { readonly signed: number; readonly required: number }
  root_too_long: { readonly limit: number }
  root_untrusted: Nothing
  round_invalid: FieldDetail
  statement_expired: { readonly expired: EpochSeconds }
  statement_forged: Nothing
  statement_invalid: FieldDetail
  statement_unheeded: Nothing
  store_unavailable: Nothing
  store_unopenable: Nothing
  suite_unsupported: { readonly suite: number }
  ticket_malformed: Nothing
  ticket_unopenable: Nothing
  token_awaits_referral: Nothing
  token_conflict: Nothing
  token_early: { readonly issued: EpochSeconds }
  token_expired: { readonly expired: EpochSeconds }
  token_malformed: Nothing
  token_replayed: Nothing
  token_unopenable: Nothing
  token_unsupported: { readonly version: number; readonly suite: number }
  token_withdrawn: Nothing
  vocabulary_unsupported: { readonly format: number }
  work_aborted: Nothing
}

/** One of the closed codes. */
export type FailureCode = keyof FailureDetails

// The record type forces this list to hold every code exactly once; a missing or misspelt one does not compile.
const codeSet: Readonly<Record<FailureCode, true>> = {
  answer_invalid: true,
  answers_exhausted: true,
  answers_invalid: true,
  answers_too_large: true,
  board_checkpoint_foreign: true,
  board_checkpoint_forged: true,
  board_checkpoint_invalid: true,
  board_equivocal: true,
  board_inconsistent: true,
  board_invalid: true,
  board_list_invalid: true,
  board_not_included: true,
  board_receipt_invalid: true,
  board_rolled_back: true,
  board_segment_invalid: true,
  board_segment_mismatch: true,
  card_foreign: true,
  card_invalid: true,
  catalogue_chain_broken: true,
  catalogue_clock_behind: true,
  catalogue_equivocal: true,
  catalogue_expired: true,
  catalogue_foreign: true,
  catalogue_forged: true,
  catalogue_hash_mismatch: true,
  catalogue_headless: true,
  catalogue_invalid: true,
  catalogue_other_region: true,
  catalogue_overlong: true,
  catalogue_reader_too_old: true,
  catalogue_rolled_back: true,
  catalogue_row_mismatch: true,
  catalogue_too_large: true,
  catalogue_truncated: true,
  catalogue_undelegated: true,
  catalogue_unsupported: true,
  catalogue_untrusted: true,
  catalogue_unwitnessed: true,
  consent_facts_invalid: true,
  consent_guardian_missing: true,
  consent_notice_missing: true,
  consent_rule_broken: true,
  descriptor_expired: true,
  descriptor_invalid: true,
  descriptor_revoked: true,
  descriptor_unapproved: true,
  descriptor_unclaimed: true,
  disclosure_empty: true,
  disclosure_too_large: true,
  heads_consistent: true,
  help_invalid: true,
  help_lapsing: true,
  help_missing: true,
  help_sample: true,
  inbox_full: true,
  keys_cooling_down: true,
  keys_exhausted: true,
  keys_invalid: true,
  measurement_budget_spent: true,
  measurement_early: true,
  measurement_foreign: true,
  measurement_invalid: true,
  measurement_repeated: true,
  measurement_sum_wrong: true,
  measurement_too_few: true,
  measurement_too_noisy: true,
  member_key_replaced: true,
  member_key_waiting: true,
  member_unattested: true,
  member_unintroduced: true,
  presence_stale: true,
  publish_invalid: true,
  randomness_absent: true,
  recipient_other: true,
  referral_closed: true,
  referral_unknown: true,
  release_mismatch: true,
  release_repeated: true,
  release_withheld: true,
  reply_forged: true,
  reply_malformed: true,
  reply_unopenable: true,
  root_equivocal: true,
  root_expired: true,
  root_foreign: true,
  root_forged: true,
  root_invalid: true,
  root_rolled_back: true,
  root_rotation_unapproved: true,
  root_signer_repeated: true,
  root_signer_unknown: true,
  root_skipped: true,
  root_threshold_unmet: true,
  root_too_long: true,
  root_untrusted: true,
  round_invalid: true,
  statement_expired: true,
  statement_forged: true,
  statement_invalid: true,
  statement_unheeded: true,
  store_unavailable: true,
  store_unopenable: true,
  suite_unsupported: true,
  ticket_malformed: true,
  ticket_unopenable: true,
  token_awaits_referral: true,
  token_conflict: true,
  token_early: true,
  token_expired: true,
  token_malformed: true,
  token_replayed: true,
  token_unopenable: true,
  token_unsupported: true,
  token_withdrawn: true,
  vocabulary_unsupported: true,
  work_aborted: true,
}

/** All codes, in alphabetical order: for documentation and completeness tests. */
// Object.keys loses the key type; the record above has exactly these keys.
export const failureCodes: readonly FailureCode[] = Object.keys(codeSet) as FailureCode[]
