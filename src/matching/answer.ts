import { FULL_LEVEL } from '../catalogue/stated.js'
import type { Stated } from '../descriptor/fields.js'
import type { Offer } from '../descriptor/offer.js'
import type { ConceptId } from '../vocabulary/concept.js'
import { type Relation, relationStrength } from '../vocabulary/relation.js'
import { covers, type Reading } from './state.js'
import type { Judgement } from './verdict.js'

/** What a target answers to one wish. */
export type Answer = {
  /** 0..1000; undefined when nothing is said. */
  readonly strength: number | undefined
  readonly matched?: string | undefined
  readonly relation?: Relation | undefined
  readonly level?: number | undefined
}

const silent: Answer = Object.freeze({ strength: undefined })
const refusal: Answer = Object.freeze({ strength: 0 })

/** What somebody works with, by their own word or by others', and what they do not. */
type Practised = Pick<Offer, 'notOffered'> & {
  readonly concepts?: readonly { readonly concept: ConceptId; readonly level: number }[] | undefined
}

/** Relates what is offered to one need; `none` for what the vocabulary does not know. */
export type Relations = (offered: string) => Relation

/**
 * Answers a need from the concepts a target works with.
 *
 * The best single concept counts, never the sum: listing everything gains nothing. A stated "not offered" outweighs
 * what lies beside or above it, not what was stated of the need itself.
 *
 * @param practised - what is offered, by their own word or by others'.
 * @param need - the need. Raw.
 * @param relations - relates what is offered to it.
 * @returns relation strength × level ÷ 4, rounded down.
 * Privacy: reads the need.
 * Cost: O(concepts). @since 0.1
 */
export function answerNeed({ concepts = [], notOffered }: Practised, need: string, relations: Relations): Answer {
  return answerBest(concepts, { no: notOffered }, need, relations)
}

/**
 * Answers a wish for a related kind of value (a way of working, an area of the body) from a three-valued list.
 *
 * @param list - what is stated.
 * @param need - the wish. Raw.
 * @param relations - relates what is offered to it.
 * @returns the relation's strength.
 * Privacy: reads the wish.
 * Cost: O(list). @since 0.1
 */
export function answerRelated(list: Stated<ConceptId> = {}, need: string, relations: Relations): Answer {
  return answerBest(list.yes?.map((concept) => ({ concept, level: undefined })) ?? [], list, need, relations)
}

/**
 * Answers a wish that is either met or not.
 *
 * @param judgement - what a gate says of it.
 * @param matched - the value that met it.
 * @returns 1000, 0, or nothing where the gate does not know.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function answerWhole(judgement: Judgement, matched?: string): Answer {
  if (judgement === 'pass') return { strength: 1000, matched }
  return judgement === 'fail' ? refusal : silent
}

/**
 * Answers a wish by the reading of a three-valued list.
 *
 * @param reading - what the list says.
 * @returns as `answerWhole`.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function answerReading({ verdict, matched }: Reading): Answer {
  return answerWhole(verdict, matched)
}

type Best = Answer & { readonly strength: number; readonly matched: string }

function answerBest(
  offered: readonly { readonly concept: ConceptId; readonly level: number | undefined }[],
  list: Pick<Stated<string>, 'no' | 'complete'>,
  need: string,
  relations: Relations,
): Answer {
  const isRefused = list.no?.some((refused) => covers(refused, need)) ?? false
  let best: Best | undefined
  for (const { concept: matched, level } of offered) {
    const relation = relations(matched)
    if (relation === 'none' || (isRefused && !isDirect(relation))) continue
    const strength = Math.floor((relationStrength[relation] * (level ?? FULL_LEVEL)) / FULL_LEVEL)
    if (best === undefined || isBetter(strength, matched, best)) best = { strength, matched, relation, level }
  }
  return best ?? (isRefused || list.complete ? refusal : silent)
}

/**
 * Tells whether a relation is one of the need itself or of something within it.
 *
 * @param relation - of what is offered to what is needed.
 * @returns true for exact and descendant.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isDirect(relation: Relation): boolean {
  return relation === 'exact' || relation === 'descendant'
}

/** The order in which somebody lists their concepts must not show: equals are settled by the order of text. */
function isBetter(strength: number, concept: string, best: Best): boolean {
  return strength > best.strength || (strength === best.strength && concept < best.matched)
}
