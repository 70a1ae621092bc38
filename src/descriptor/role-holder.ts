import { ok, type Result } from '../kernel/result.js'
import { type Suite, withClassical } from '../kernel/suite.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import type { PractitionerKeys } from './keys.js'
import { hexSecret, openingShape, readOpeningKeys, writeOpeningKeys } from './opening-keys.js'

// A role holder opens a practitioner's referrals and answers them under a name and a key of their own. They cannot sign as
// the practitioner: not a descriptor, not a presence, not an answer.

const openingFileSchema = shape.record({
  format: shape.oneOf(['entrenous-opening-keys-1']),
  practitioner: hexSecret, // the public id, in the same form
  opening: openingShape,
})

/**
 * Writes a practitioner's opening keys as text, to be handed to a role holder of the practice.
 *
 * Name the role holder in the descriptor first, with the id of their own keys: `openers: [{ role: 'role-holder', name, key }]`.
 * Then people see before they send who opens it, and their devices accept an answer under that key. To end it, replace the
 * opening keys and sign a descriptor without them.
 *
 * @param keys - the practitioner's.
 * @returns JSON text that `withOpeningKeys` reads.
 * Privacy: unsafe: whoever has it reads everything that is sealed to the practitioner in those epochs. The identity's secret
 * is not in it.
 * Cost: O(keys).
 * @example
 * const text = unsafeExportOpeningKeys(keys)
 * @since 0.1
 */
export function unsafeExportOpeningKeys({ id, openingKeys }: PractitionerKeys): string {
  const file = { format: 'entrenous-opening-keys-1', practitioner: id, opening: writeOpeningKeys(openingKeys) }
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Gives a role holder what opens a practitioner's referrals, beside their own key to answer with.
 *
 * @param own - the role holder's keys, from `createKeys`: of them the identity is kept, and signs the answers.
 * @param text - what `unsafeExportOpeningKeys` wrote. Secret; untrusted in form.
 * @param options - `suites`: those beyond the classical one, `[hybrid]` of `entrenous/post-quantum`.
 * @returns keys for `openToken`, `scanBoard` and `inbox.reply`.
 * Failure: `keys_invalid` with the wrong field; `suite_unsupported` when a key is of a suite that was not brought.
 * @throws {TypeError} when one of `suites` is no suite.
 * Privacy: the text and the result stay on the role holder's device; the failure repeats none of it.
 * Cost: one scalar multiplication a key.
 * @example
 * const shared = withOpeningKeys(keys, unsafeExportOpeningKeys(keys))
 * @since 0.1
 */
export function withOpeningKeys(
  own: PractitionerKeys,
  text: string,
  options: { readonly suites?: readonly Suite[] } = {},
): Result<PractitionerKeys, 'keys_invalid' | 'suite_unsupported'> {
  const suites = withClassical(options.suites)
  const file = shape.check(openingFileSchema, parseJson(text), 'keys_invalid')
  if (!file.ok) return file
  const openingKeys = readOpeningKeys(file.value.opening, suites)
  return openingKeys.ok ? ok({ ...own, openingKeys: openingKeys.value }) : openingKeys
}
