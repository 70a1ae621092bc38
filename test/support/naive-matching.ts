import type { Offer } from '../../src/descriptor/offer.js'
import type { Answers } from '../../src/intake/answers.js'

// A second opinion on the score of needs and preferences, written from the words of docs/design/matching-semantics.md
// and sharing no code with src/matching. Points by `facet need`.

const strengths = { exact: 1000, descendant: 900, ancestor: 600, sibling: 250 }

function relation(need: string, offered: string): keyof typeof strengths | undefined {
  const needPath = need.split('.')
  const offeredPath = offered.split('.')
  const common = needPath.findIndex((word, index) => word !== offeredPath[index])
  const shared = common < 0 ? needPath.length : common
  if (shared === needPath.length && shared === offeredPath.length) return 'exact'
  if (shared === needPath.length) return 'descendant'
  if (shared === offeredPath.length) return 'ancestor'
  const isNeighbour = needPath.length === offeredPath.length && shared === needPath.length - 1 && shared > 0
  return isNeighbour ? 'sibling' : undefined
}

function related(need: string, offered: readonly (readonly [string, number])[], no: readonly string[]): number {
  const strengthOf = (kinds: readonly string[]) =>
    Math.max(
      0,
      ...offered.map(([id, level]) => {
        const kind = relation(need, id)
        return kind !== undefined && kinds.includes(kind) ? Math.floor((strengths[kind] * level) / 4) : 0
      }),
    )
  const isRefused = no.some((id) => ['exact', 'ancestor'].includes(relation(need, id) ?? ''))
  return strengthOf(isRefused ? ['exact', 'descendant'] : ['exact', 'descendant', 'ancestor', 'sibling'])
}

function listed(value: string, yes: readonly string[] | undefined): number {
  return yes?.some((one) => ['exact', 'descendant'].includes(relation(value, one) ?? '')) ? 1000 : 0
}

/** Points for needs, modalities, practitioner's traits, populations and style; `must` is taken to name none of them. */
export function naivePoints(answers: Answers, offer: Offer): Record<string, number> {
  const points: Record<string, number> = {}
  const give = (facet: string, need: string, value: number) => {
    if (value > 0) points[`${facet} ${need}`] = value
  }
  const concepts = (offer.concepts ?? []).map(({ concept, level }) => [concept, level] as const)
  for (const { concept, importance = 2 } of answers.needs) {
    give('need', concept, 100 * importance * related(concept, concepts, offer.notOffered ?? []))
  }
  const prefer = answers.prefer ?? {}
  const shared = (facet: string, weight: number, values: readonly string[], strength: (value: string) => number) => {
    const part = Math.floor(1000 / values.length)
    for (const value of values) give(facet, value, weight * Math.floor((strength(value) * part) / 1000))
  }
  shared('modalities', 40, prefer.modalities ?? [], (value) =>
    related(
      value,
      (offer.modalities?.yes ?? []).map((id) => [id, 4] as const),
      offer.modalities?.no ?? [],
    ),
  )
  const traits = (prefer.practitioner ?? []).map(({ facet, value }) => `${facet}.${value}`)
  shared('practitioner', 40, traits, (value) => listed(value, offer.facets?.yes))
  shared('populations', 40, prefer.populations ?? [], (value) => listed(value, offer.populations?.yes))
  shared('style', 30, prefer.style ?? [], (value) => listed(value, offer.styles?.yes))
  return points
}
