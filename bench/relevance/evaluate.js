// The parts of the evaluation, each from what was read and published before.
import { ablated, runStories, runWithout, terms } from './ablation.js'
import { chance, newestFirst, ours, textSearches } from './contenders.js'
import { askOf, changedEngine, seedOf, tableOf } from './engine.js'
import { exposureOf, oursExposed } from './exposure.js'
import { lostOf } from './gates.js'
import { isEndorsed } from './publish.js'
import { bestOf, difference, measureStories, parts, passedOf, summaryOf } from './quality.js'
import { simulated } from './simulate.js'

/**
 * @typedef {import('./types.js').Collection} Collection
 * @typedef {import('./types.js').Passed} Passed
 * @typedef {import('./collections.js').Story} Story
 * @typedef {{
 *   now: number,
 *   stories: readonly Story[],
 *   gold: Record<string, import('./types.js').Grades>,
 *   publish: (targets: readonly import('./collections.js').Target[], endorsed?: boolean) => import('./types.js').Shelf,
 *   engine: import('./types.js').Engine,
 *   collections: readonly Collection[],
 *   en: import('../../src/vocabulary/labels.js').Labels,
 *   settings: import('./types.js').Settings,
 *   step: () => void,
 * }} Given - `step`: called after each stretch of work
 */

/** @param {Given} given */
export function everybody({ en, settings: { seeds, orders } }) {
  return [ours(seeds), ...textSearches(en, seeds), newestFirst(seeds), chance(orders)]
}

/**
 * Quality of everybody, the best peer of each part, and how far ours is ahead of it.
 * @param {Given} given
 * @param {ReadonlyMap<string, Passed>} passed
 */
export function quality(given, passed) {
  const { collections, stories, gold, settings, step } = given
  const measured = everybody(given).map((contender) => {
    const byStory = collections.map((collection) => {
      const here = stories.filter((story) => story.collection === collection.name)
      return measureStories(contender, collection, here, { gold, passed })
    })
    step()
    return { name: contender.name, group: contender.group, stories: Object.assign({}, ...byStory) }
  })
  const peers = measured.filter(({ group }) => group === 'peer')
  const [our] = measured
  if (our === undefined) throw new Error('nobody was measured')
  const ahead = Object.entries(parts).map(([part, which]) => {
    const best = bestOf(peers, 'ndcg', which)
    const by = (/** @type {'ndcg' | 'recall'} */ measure) => difference(our, best, measure, which, settings.resamples)
    return { part, best: best.name, ndcg: by('ndcg'), recall: by('recall') }
  })
  return { rows: measured.map((one) => ({ ...one, summary: summaryOf(one, settings.resamples) })), ahead }
}

/**
 * Who passes the gates of every story.
 * @param {Given} given
 * @returns {Map<string, Passed>}
 */
export function gated({ collections, stories }) {
  return new Map(
    collections.flatMap((collection) =>
      stories
        .filter((story) => story.collection === collection.name)
        .map(({ id, answers }) => /** @type {const} */ ([id, passedOf(collection, answers, seedOf(0))])),
    ),
  )
}

/**
 * @param {Given} given
 * @param {ReadonlyMap<string, Passed>} passed
 */
export function lost({ collections, stories, gold, publish, engine, now }, passed) {
  return collections.flatMap((collection) => {
    const here = stories.filter((story) => story.collection === collection.name)
    return lostOf(collection, here, { gold, passed }, (targets) => askOf(engine, publish(targets), now))
  })
}

/** @param {Given} given */
export async function ablation(given) {
  const { collections, stories, settings, step } = given
  const runs = (/** @type {(collection: Collection, here: Story[]) => any} */ run) =>
    Promise.all(
      collections.map((collection) =>
        run(
          collection,
          stories.filter((story) => story.collection === collection.name),
        ),
      ),
    )
  const context = { ...given, seeds: settings.seeds }
  const base = joined(await runs(({ ask }, here) => runStories(ask, here, context)))
  const found = []
  for (const term of await terms()) {
    const run = joined(await runs((collection, here) => runWithout(term, here, { ...context, ...collection })))
    found.push(ablated(term.name, base, run, settings.resamples))
    step()
  }
  return found
}

function joined(/** @type {readonly import('./ablation.js').Run[]} */ runs) {
  return {
    ndcg: Object.assign({}, ...runs.map(({ ndcg }) => ndcg)),
    scores: Object.assign({}, ...runs.map(({ scores }) => scores)),
  }
}

/**
 * Exposure over simulated questions, collection by collection.
 * @param {Given} given
 */
export function exposure(given) {
  const { collections, en, settings, step } = given
  const others = [...textSearches(en, 1).filter(({ name }) => name.endsWith('labels')), newestFirst(1), chance(1)]
  return Object.fromEntries(
    collections.map((collection) => {
      const offers = collection.targets.map(({ offer }) => offer)
      const asked = simulated(collection.name, offers, settings.questions).map((answers, nth) => {
        return { answers, passed: passedOf(collection, answers, seedOf(nth)) }
      })
      const contenders = [...oursExposed(collection), ...others.map((one) => exposed(one, collection))]
      const rows = contenders.map((contender) => {
        const row = exposureOf(contender, asked)
        step()
        return row
      })
      return [collection.name, { questions: asked.length, rows }]
    }),
  )
}

/** What endorsements may weigh, of a need: as they do, and what matching.md warns of. */
const endorsementWeights = [0, 2, 10, 50]

/**
 * Who is shown in Harbour where every third practitioner is endorsed by four colleagues, by what that weighs.
 * @param {Given} given
 */
export async function praise({ collections, publish, now, settings, step }) {
  const harbour = collections.find(({ name }) => name === 'harbour')
  if (harbour === undefined) throw new Error('no such collection')
  const { targets } = harbour
  const shelf = publish(targets, true)
  const people = targets.filter(({ kind }) => kind === 'practitioner')
  const endorsed = new Set(people.filter((_, nth) => isEndorsed(nth)).map(({ id }) => id))
  const offers = targets.map(({ offer }) => offer)
  const rows = []
  for (const weight of endorsementWeights) {
    const engine = await changedEngine({ weights: { ...(await tableOf('weights')), endorsement: weight } })
    const collection = { ...harbour, shelf, ask: askOf(engine, shelf, now) }
    const asked = simulated('harbour', offers, settings.questions).map((answers, nth) => {
      return { answers, passed: passedOf(collection, answers, seedOf(nth)) }
    })
    const [plain] = oursExposed(collection)
    if (plain === undefined) throw new Error('nobody is exposed')
    rows.push({ weight, ...exposureOf(plain, asked, endorsed).unendorsed })
    step()
  }
  return rows
}

/** @returns {import('./exposure.js').Shower} */
function exposed(/** @type {import('./types.js').Contender} */ { name, on }, /** @type {Collection} */ collection) {
  const rank = on(collection)
  return { name, first: ({ answers, passed }, nth) => rank({ answers, seed: nth }, passed, 'apart')[0] ?? [] }
}
