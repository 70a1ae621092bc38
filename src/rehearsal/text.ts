import type { Labels } from '../vocabulary/labels.js'
import type { RehearsalWords, StandingName } from '../vocabulary/rehearsal-words.js'
import { countText, fill } from '../vocabulary/sentence.js'
import type { Rehearsal, RehearsedPerson, UnstatedCost } from './rehearse.js'

/** A rehearsal in words. */
export type RehearsalText = {
  /** The made-up people by what came of it, in the order found, asked, missed, elsewhere; a standing of nobody is left out. */
  readonly groups: readonly {
    readonly standing: StandingName
    readonly heading: string
    readonly meaning: string
    readonly people: readonly string[]
  }[]
  /** What it would bring to say more, the costliest field first. Never empty. */
  readonly fields: readonly string[]
}

const standings: readonly StandingName[] = ['found', 'asked', 'missed', 'elsewhere']

/**
 * Puts a rehearsal into words: who, why not, and what to say more of.
 *
 * @param rehearsal - from `rehearse`.
 * @param labels - the words of one language, which count in it.
 * @param words - the words of a rehearsal in the same language, `enRehearsal` for English.
 * @returns the lines. A person of your own samples is called by their id.
 * Privacy: made-up people and what a practitioner publishes.
 * Cost: O(people + fields).
 * @example
 * const { fields } = textOfRehearsal(rehearsal.value, en, enRehearsal)
 * @since 0.1
 */
export function textOfRehearsal(rehearsal: Rehearsal, labels: Labels, words: RehearsalWords): RehearsalText {
  const groups = standings.flatMap((standing) => {
    const people = rehearsal.people.filter((one) => one.standing === standing)
    if (people.length === 0) return []
    const lines = people.map((one) => personLine(one, words))
    return [{ standing, heading: words.standing[standing], meaning: words.meaning[standing], people: lines }]
  })
  const fields = rehearsal.unstated.map((cost) => costLine(cost, labels, words))
  const { ifAllStated } = rehearsal
  return {
    groups,
    fields: fields.length === 0 ? [words.nothing] : [...fields, countText(words.together, ifAllStated, labels)],
  }
}

function personLine({ id, because }: RehearsedPerson, words: RehearsalWords): string {
  const names: Readonly<Record<string, string>> = words.sample
  const person = Object.hasOwn(names, id) ? (names[id] ?? id) : id
  if (because.length === 0) return person
  const reasons = because.map(({ gate, stated }) =>
    stated ? words.reason[gate] : fill(words.unstated, { reason: words.reason[gate] }),
  )
  return fill(words.missed, { person, reasons: joined(reasons, words) })
}

function costLine({ field, found, sure, questions }: UnstatedCost, labels: Labels, words: RehearsalWords): string {
  const { line, field: names, gain } = words
  const gains = [
    ...(found > 0 ? [countText(gain.found, found, labels)] : []),
    ...(sure > 0 ? [countText(gain.sure, sure, labels)] : []),
    // Whoever is sure has no question left, and is not told of twice.
    ...(questions > sure ? [countText(gain.questions, questions - sure, labels)] : []),
  ]
  return fill(line, { field: names[field], gains: joined(gains, words) })
}

/** What is joined holds commas of its own. */
function joined([first = '', ...others]: readonly string[], { next }: RehearsalWords): string {
  return others.reduce((list, last) => fill(next, { list, last }), first)
}
