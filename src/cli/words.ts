import { fieldLines } from '../consent/disclosed-text.js'
import type { Disclosure } from '../consent/disclosure.js'
import type { Failure } from '../kernel/result.js'
import { isoDateOf } from '../kernel/time.js'
import { en } from '../labels/en.js'
import { textOfFailure } from '../vocabulary/failure-text.js'
import { coreVocabulary } from '../vocabulary/vocabulary.js'
import { refuse, type Step } from './command.js'

/**
 * Turns a failure of the library into what the command line says.
 *
 * @param failure - a code and its detail.
 * @param about - what was being read or done, as the user named it; stands before the sentence.
 * @returns the refused step: the words of the labels and, for whoever looks further, the code and its detail.
 * Privacy: failures hold codes, counts, times and schema-owned names only.
 * Cost: O(1). @since 0.1
 */
export function refuseWith(failure: Failure, about?: string): Step<never> {
  const sentence = isNoCatalogue(failure)
    ? 'this is no catalogue, or its beginning is damaged.'
    : textOfFailure(failure, en, 'practitioner')
  return refuse(failure.code, about === undefined ? sentence : `${about}: ${sentence}`, failure.detail)
}

// Controls, which a terminal obeys, and the characters that reorder what stands beside them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * Puts a received referral into words.
 *
 * Whoever sealed it may be Eve: what a terminal would obey is replaced, and the lines of a text stay below its field.
 *
 * @param disclosure - from an inbox.
 * @returns the lines.
 * Privacy: names what one person disclosed to this practitioner.
 * Cost: O(size of the disclosure). @since 0.1
 */
export function disclosureLines({ purpose, fields, issuedOn, expiresOn }: Disclosure): readonly string[] {
  const shared = fieldLines(fields, { labels: en, vocabulary: coreVocabulary })
  return [
    `Somebody would like ${en.preview.purpose[purpose]}.`,
    ...(shared.length === 0
      ? [en.preview.line.nothingShared]
      : ['They agreed to share this. In it, “you” is the person:', ...shared.map(shown)]),
    `Sealed on ${isoDateOf(issuedOn)}; can be opened until the end of ${isoDateOf(expiresOn)} (UTC).`,
  ]
}

function shown(line: string): string {
  return `  ${line.replace(obeyed, '\ufffd').replace(/\n/g, '\n    ')}`
}

/**
 * Writes a value as JSON that is safe to print: what a terminal would obey is escaped, and reads back the same.
 *
 * @param value - what a command has to say.
 * @returns one line of JSON.
 * Privacy: as private as the value.
 * Cost: O(length). @since 0.1
 */
export function jsonText(value: object): string {
  return JSON.stringify(value).replace(obeyed, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** Whoever names the wrong file should hear so, and not be sent to the publisher. */
function isNoCatalogue({ code, detail }: Failure): boolean {
  return (
    code === 'catalogue_headless' || (code === 'catalogue_invalid' && 'section' in detail && detail.section === 'head')
  )
}
