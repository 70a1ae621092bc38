// Whom the gates take away although a reader named them: a fault of the gates or of the answers, not of any ranking.
import { seedOf } from './engine.js'

/**
 * @param {import('./types.js').Collection} collection
 * @param {readonly import('./collections.js').Story[]} stories
 * @param {{ gold: Record<string, import('./metrics.js').Grades>, passed: ReadonlyMap<string, import('./orders.js').Passed> }} given
 * @param {(targets: readonly import('./collections.js').Target[]) => import('./types.js').Ask} askAlone
 * @returns {import('./types.js').Lost[]}
 */
export function lostOf({ targets }, stories, { gold, passed }, askAlone) {
  return stories.flatMap(({ id: story, answers }) => {
    const { matches = [], maybe = [] } = passed.get(story) ?? {}
    const kept = new Set([...matches, ...maybe])
    return Object.entries(gold[story] ?? {})
      .filter(([id]) => !kept.has(id))
      .map(([id, value]) => ({ story, id, gold: value, gates: gatesAgainst(id) }))

    /** A catalogue of nobody else counts no other's gates; an event brings its hosts, who are not asked for. */
    function gatesAgainst(/** @type {string} */ id) {
      const target = targets.find((one) => one.id === id)
      if (target === undefined) throw new Error(`nobody is called ${id}`)
      const hosts = targets.filter((one) => target.offer['hosts']?.includes(one.id))
      const { outcome } = askAlone([target, ...hosts])(answers, { seed: seedOf(0), targets: [target.kind] })
      return Object.keys(outcome.excluded.byGate)
    }
  })
}
