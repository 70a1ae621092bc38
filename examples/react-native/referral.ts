import {
  type Answers,
  type Catalogue,
  days,
  epochSeconds,
  grant,
  type Match,
  match,
  type Proposal,
  propose,
  readIntake,
  type Sealed,
  seal,
  textOf,
  textOfFailure,
  textOfMatch,
} from 'entrenous'
import { en } from 'entrenous/labels/en'

/** What a screen shows of somebody who matches. */
export type Shown = { readonly match: Match; readonly name: string; readonly why: readonly string[] }

/** What is about to be shared, with the words the person agrees to. */
export type Pending = { readonly proposal: Proposal; readonly words: string }

const now = () => epochSeconds(new Date())
const sorry = (failure: Parameters<typeof textOfFailure>[0]): string => textOfFailure(failure, en, 'person')

/** Matches on this device. The answers are read here and go no further. */
export function find(answers: Answers, catalogue: Catalogue): readonly Shown[] | string {
  const intake = readIntake(answers, catalogue.vocabulary)
  if (!intake.ok) return sorry(intake.error)
  const { matches } = match(intake.value, catalogue, { now: now(), limit: 3 })
  return matches.map((one) => ({ match: one, name: one.name, why: textOfMatch(one, en).why }))
}

/** Puts into words what would be sent to one of them: what it is about, as a category, and a way to write back. */
export function preview(answers: Answers, to: Match, catalogue: Catalogue): Pending | string {
  const intake = readIntake(answers, catalogue.vocabulary)
  if (!intake.ok) return sorry(intake.error)
  const needs = answers.needs.map(({ concept }) => ({ concept, level: 'category' as const }))
  const share = { needs, contact: ['email'] as const }
  const proposal = propose(intake.value, to, { purpose: 'enquiry', share, expiresIn: days(7) }, { now: now() })
  if (!proposal.ok) return sorry(proposal.error)
  return { proposal: proposal.value, words: textOf(proposal.value.preview, en) }
}

/** Seals what the person has just read and agreed to. */
export function send({ proposal }: Pending): Sealed | string {
  const sealed = seal(grant(proposal, { now: now() }))
  return sealed.ok ? sealed.value : sorry(sealed.error)
}
