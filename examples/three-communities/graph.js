import { readStatement } from 'entrenous/trust'
import { namesIn, standing, stateOf } from './desk.js'
import { hex } from './world.js'

// Who introduced and who approved whom, read out of the signed statements and of nothing else.

/**
 * One line of a community's graph.
 * @typedef {{
 *   name: string, depth: number, isVetter: boolean, approvedBy: readonly string[], standing: string, last: boolean, also: readonly string[],
 * }} GraphRow - `depth`: steps from the approver; `standing`: `listed`, or why not; `last`: of those whom one person introduced;
 * `also`: other communities that list the same key
 *
 * @typedef {{ slug: string, name: string, place: string, vetters: readonly string[], rows: readonly GraphRow[] }} CommunityGraph
 */

/**
 * @param {import('./rollout.js').World} world
 * @param {import('entrenous').EpochSeconds} now
 * @returns {readonly CommunityGraph[]}
 */
export function graphsOf({ communities }, now) {
  const all = [...communities.values()]
  return all.map((community) => {
    const { sheet, vetters, people } = community
    const names = namesIn(community)
    const state = stateOf(community, now)
    const said = community.statements.flatMap((bytes) => {
      const read = readStatement(bytes)
      return read.ok ? [read.value] : []
    })
    const nameOf = (/** @type {Uint8Array} */ key) => names.get(hex(key)) ?? '?'
    /** @type {Map<string, string>} */
    const introducer = new Map()
    /** @type {Map<string, Set<string>>} */
    const approvers = new Map()
    for (const { kind, subject, issuer } of said) {
      // The first counts: nobody here is introduced anew.
      if (kind === 'vouch' && !introducer.has(subject)) introducer.set(subject, nameOf(issuer))
      if (kind === 'approval') approvers.set(subject, (approvers.get(subject) ?? new Set()).add(nameOf(issuer)))
    }
    const below = (/** @type {string} */ by) =>
      [...people.values()].filter(({ keys }) => introducer.get(keys.id) === by)
    /** @type {GraphRow[]} */
    const rows = []
    // Those to come, the next one last: nothing calls itself.
    const waiting = [{ name: sheet.lead, depth: 0, last: true }]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const person = next.depth === 0 ? undefined : people.get(next.name)
      const { depth } = next
      rows.push({
        ...next,
        isVetter: person === undefined,
        approvedBy:
          person === undefined ? [] : [...vetters.keys()].filter((name) => approvers.get(person.keys.id)?.has(name)),
        standing: person === undefined ? 'listed' : standing(state, person),
        also:
          person === undefined
            ? []
            : all.filter((one) => one !== community && isIn(one, person)).map((one) => one.sheet.name),
      })
      const introduced = below(next.name)
      const children = introduced.map(({ name }, nth) => ({
        name,
        depth: depth + 1,
        last: nth === introduced.length - 1,
      }))
      waiting.push(...children.reverse())
    }
    return { slug: sheet.slug, name: sheet.name, place: sheet.place, vetters: [...vetters.keys()], rows }
  })
}

/** @param {import('./desk.js').Community} community @param {import('./desk.js').Person} person */
function isIn({ people }, { keys }) {
  return [...people.values()].some((other) => other.keys.id === keys.id)
}
