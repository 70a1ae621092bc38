import type { Failure } from '../kernel/result.js'
import { dayOf, type EpochSeconds } from '../kernel/time.js'
import type { Labels } from './labels.js'
import { dateText, fill } from './sentence.js'

/**
 * Puts a failure into words.
 *
 * @param failure - the error of any Result.
 * @param labels - the words of one language.
 * @param reader - who reads it: each is told what they can do about it.
 * @returns one or two plain sentences.
 * Privacy: reads a failure, which holds codes, counts, times and our own field names; safe to show.
 * Cost: O(length).
 * @example
 * if (!result.ok) show(textOfFailure(result.error, en, 'practitioner'))
 * @since 0.1
 */
export function textOfFailure(failure: Failure, labels: Labels, reader: 'person' | 'practitioner'): string {
  const fields: Readonly<Record<string, string>> = labels.preview.field
  const values = Object.entries(failure.detail).map(([name, value]): [string, string | number] => {
    if (name === 'field' && Object.hasOwn(fields, value)) return [name, fields[value] ?? '']
    const isTime = name === 'issued' || name === 'expired' || name === 'until'
    // These members of a detail are times by their type in kernel/failure.
    return [name, isTime ? dateText(dayOf(value as EpochSeconds), labels) : value]
  })
  return fill(labels.failures[failure.code][reader], Object.fromEntries(values))
}
