import { freezeDeep } from '../kernel/plain.js'
import { type Failure, fail, ok, type Result } from '../kernel/result.js'
import { check } from '../schema/shape.js'
import type { Facet } from '../vocabulary/concept.js'
import { hasConcept, type Vocabulary } from '../vocabulary/vocabulary.js'
import { type Answers, answersSchema } from './answers.js'
import { boundedCopy } from './copy.js'
import { holdAnswers, type Intake } from './intake.js'

/** How much a need counts when the person did not say: the middle, so that needs are equal by default. */
export const DEFAULT_IMPORTANCE = 2

/**
 * Takes in a person's answers: checks them, copies them, and locks the copy away.
 *
 * The caller's object is read once and never held; changing it later changes nothing. Every id must be a word of the
 * catalogue's vocabulary, so that a misspelt need is an error and not an empty result. A `must` or `unknown` that names
 * something unanswered is ignored: apps may keep one fixed list of conditions.
 *
 * @param answers - plain JSON as the docs describe it. Raw, hostile.
 * @param vocabulary - of the catalogue that will be matched against. Public.
 * @returns the opaque intake.
 * Failure: `answers_too_large` with the limit (levels, values or characters) that was exceeded; `answers_invalid` with
 * the schema field, as a dotted path of field names and list positions; '' means the whole.
 * Privacy: reads everything; output may leave the device: no. A failure never holds a received key or value.
 * Cost: O(size), at most 1,024 values and 32,768 characters.
 * @example
 * const intake = readIntake({ needs: [{ concept: 'anxiety.panic' }] }, catalogue.value.vocabulary)
 * if (!intake.ok) return show(intake.error)
 * @since 0.1
 */
export function readIntake(
  answers: unknown,
  vocabulary: Vocabulary,
): Result<Intake, 'answers_invalid' | 'answers_too_large'> {
  const copied = boundedCopy(answers)
  if (copied.kind === 'too-large') return fail('answers_too_large', { limit: copied.limit })
  if (copied.kind === 'unreadable') return fail('answers_invalid', { field: '' })
  const checked = check(answersSchema, copied.value, 'answers_invalid')
  if (!checked.ok) return checked
  const unknown = unknownWord(checked.value, vocabulary)
  if (unknown !== undefined) return unknown
  const needs = checked.value.needs.map((need) => ({ ...need, importance: need.importance ?? DEFAULT_IMPORTANCE }))
  return ok(holdAnswers(freezeDeep({ ...checked.value, needs })))
}

/** The first id that the vocabulary does not hold in the facet of its field. */
function unknownWord(
  answers: Answers,
  vocabulary: Vocabulary,
): { readonly ok: false; readonly error: Failure<'answers_invalid'> } | undefined {
  for (const [field, facets, ids] of wordsOf(answers)) {
    const position = [ids ?? []].flat().findIndex((id) => !facets.some((facet) => hasConcept(vocabulary, facet, id)))
    if (position >= 0) return fail('answers_invalid', { field: field.replace('*', String(position)) })
  }
  return undefined
}

/** What a person may avoid, as `matching/gate-person` reads it: themes, ways of working, traits, kinds of event. */
const avoidable: readonly Facet[] = ['concern', 'modality', 'population', 'practitioner', 'style', 'event-kind']

/** Every answered id with its field (`*` is the position) and its facet, or those of which any will do. */
function wordsOf({ needs, about, where, access, body, prefer, avoid }: Answers) {
  const traits = prefer?.practitioner?.map(({ facet, value }) => `${facet}.${value}`)
  const rows: readonly (readonly [string, readonly Facet[], readonly string[] | string | undefined])[] = [
    ['needs.*.concept', ['concern'], needs.map(({ concept }) => concept)],
    ['about.ageGroup', ['age-group'], about?.ageGroup],
    ['about.gender', ['gender'], about?.gender],
    ['where.formats.*', ['format'], where?.formats],
    ['access.*', ['access'], access],
    ['body.areas.*', ['body-area'], body?.areas],
    ['body.noTouch.*', ['body-area'], body?.noTouch],
    ['prefer.modalities.*', ['modality'], prefer?.modalities],
    ['prefer.practitioner.*', ['practitioner'], traits],
    ['prefer.populations.*', ['population'], prefer?.populations],
    ['prefer.style.*', ['style'], prefer?.style],
    ['avoid.concepts.*', avoidable, avoid?.concepts],
  ]
  return rows
}
