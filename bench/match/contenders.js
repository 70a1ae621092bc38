import { findBest } from './naive/loop.js'
import { catalogueOf, find, residentBytes } from './ours.js'
import { flexSearch } from './peers/flexsearch.js'
import { fuse } from './peers/fuse.js'
import { itemsJs, itemsJsAndLoop } from './peers/itemsjs.js'
import { miniSearch } from './peers/minisearch.js'
import { orama } from './peers/orama.js'

/**
 * One query as everybody is given it: the answers, our intake of them, and the judgement of the plain loop for those who
 * can call one back. `passes` takes a position among all.
 * @typedef {{ answers: import('./queries.js').Answers, intake: any, passes: (index: number) => boolean }} Asked
 * @typedef {{
 *   prepare: (asked: Asked) => () => any,
 *   idsOf: (answer: any) => readonly (string | undefined)[],
 *   bytes?: number | undefined,
 * }} Built - `prepare` is not timed, what it returns is; `bytes`: what is kept for each besides strings, where that is known
 * @typedef {{
 *   people: readonly import('./people.js').Person[],
 *   documents: readonly import('./peers/document.js').Document[],
 *   vocabulary: import('./people.js').Words,
 *   options: import('./naive/loop.js').Options,
 *   seed: string,
 * }} World - `seed` as hex, `options.seed` as bytes
 * @typedef {{ name: string, largest?: number, build: (world: World) => Built | Promise<Built> }} Contender
 */

/** @type {Contender} */
const entrenous = {
  name: 'entrenous',
  build: ({ people, options: { now, limit }, seed }) => {
    const catalogue = catalogueOf(people.length, (index) => /** @type {any} */ (people[index]))
    return {
      prepare: ({ intake }) => {
        return () => find(catalogue, intake, { now, limit, seed })
      },
      idsOf: ({ matches }) => matches.map((/** @type {{ id: string }} */ { id }) => id),
      bytes: residentBytes(catalogue) / people.length,
    }
  },
}

/** @type {Contender} */
const loop = {
  name: 'plain loop',
  build: ({ people, options }) => ({
    prepare: ({ answers }) => {
      return () => findBest(people, answers, options)
    },
    idsOf: ({ matches }) => matches.map((/** @type {{ person: { id: string } }} */ { person }) => person.id),
  }),
}

/** Who is exact, and compared with each other on every query, and who is not. */
export const exact = { ours: entrenous, loop }
export const peers = [itemsJsAndLoop, itemsJs, miniSearch, flexSearch, orama, fuse]
