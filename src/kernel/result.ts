import type { FailureCode, FailureDetails } from './failure.js'

/** Why the world said no: a closed code and its typed, input-free detail. Plain data. */
export type Failure<Code extends FailureCode = FailureCode> = {
  [One in Code]: { readonly code: One; readonly detail: FailureDetails[One] }
}[Code]

/** A value, or the failure that kept it away. Never thrown, always plain data on the failure side. */
export type Result<Value, Code extends FailureCode = FailureCode> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure<Code> }

/**
 * Wraps a value as a success.
 *
 * @param value - any value; it is kept as it is.
 * @returns `{ ok: true, value }`.
 * Privacy: as private as the value it wraps.
 * Cost: O(1). @since 0.1
 */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/**
 * Makes a failure with its typed detail.
 *
 * @param code - one of the closed codes of failure.ts.
 * @param detail - codes, counts, times and schema-owned field names; never anything that was received.
 * @returns `{ ok: false, error: { code, detail } }`.
 * Privacy: safe to show and to log by construction of `FailureDetails`.
 * Cost: O(1). @since 0.1
 */
export function fail<Code extends FailureCode>(
  code: Code,
  detail: FailureDetails[Code],
): { readonly ok: false; readonly error: Failure<Code> } {
  // TypeScript cannot see that { code, detail } of one Code is a member of the mapped union over Code.
  return { ok: false, error: { code, detail } as Failure<Code> }
}
