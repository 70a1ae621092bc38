import { readFileSync } from 'node:fs'
import { agreementOf } from './agreement.js'
import { directory, harbour, readStories } from './collections.js'
import { askOf, builtEngine } from './engine.js'
import { ablation, exposure, gated, lost, praise, quality } from './evaluate.js'
import { goldOf, grade } from './metrics.js'
import { publisherAt } from './publish.js'
import { judge } from './verdicts.js'
import { describe } from './words.js'

/** @typedef {Record<string, import('./metrics.js').Grades>} Labels */

const full = { seeds: 20, orders: 1000, resamples: 10_000, questions: 2000 }
const quick = { seeds: 5, orders: 200, resamples: 2000, questions: 50 }
/** Contenders and terms, and whoever is exposed on the two collections: about as many stretches of work. */
const STRETCHES = 59

/**
 * Says how good the ranking is, beside text search, by labels that are older than its tuning. README.md has the protocol.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number) => void} progress
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick: isQuick }, progress) {
  const settings = isQuick ? quick : full
  const { today, stories } = readStories()
  const [one, two] = [labels('labels-one.json'), labels('labels-two.json')]
  const gold = Object.fromEntries(stories.map(({ id }) => [id, goldOf(one[id] ?? {}, two[id] ?? {})]))
  const now = Date.parse(today) / 1000
  const engine = await builtEngine()
  // Not a literal: the build writes it.
  const { en } = await import(new URL('../../dist/labels/en.js', import.meta.url).href)
  const { publish, confirmed } = await publisherAt(now)
  const collections = [
    { name: /** @type {const} */ ('harbour'), targets: harbour() },
    { name: /** @type {const} */ ('directory'), targets: await directory() },
  ].map(({ name, targets }) => {
    const shelf = publish(targets)
    const names = new Map(targets.map(({ id, offer }) => [id, offer['name']]))
    const documents = targets.map((target) => ({ id: target.id, text: describe(target, en, names) }))
    const dated = new Map(targets.flatMap((target) => dateOf(target.id, confirmed(target))))
    return { name, targets, documents, confirmed: dated, shelf, ask: askOf(engine, shelf, now) }
  })
  const step = stepping(isQuick ? 60 : 600, progress)
  const given = { now, stories, gold, publish, engine, collections, en, settings, step }
  const passed = gated(given)
  const found = quality(given, passed)
  return {
    settings,
    versions: peers(),
    agreement: agreementOf(one, two),
    stories: countsOf(stories, gold),
    ...found,
    lost: lost(given, passed),
    ablation: await ablation(given),
    exposure: exposure(given),
    praise: await praise(given),
    verdicts: judge(found),
  }
}

function dateOf(/** @type {string} */ id, /** @type {number | undefined} */ moment) {
  return moment === undefined ? [] : [/** @type {const} */ ([id, moment])]
}

/** @returns {Labels} */
function labels(/** @type {string} */ name) {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'))
}

/**
 * How many stories there are, and in how many there is nobody to find.
 * @param {readonly import('./collections.js').Story[]} stories
 * @param {Labels} gold
 */
function countsOf(stories, gold) {
  const best = stories.map(({ id }) =>
    Math.max(0, ...Object.keys(gold[id] ?? {}).map((target) => grade(gold[id] ?? {}, target))),
  )
  return {
    all: stories.length,
    nobody: best.filter((value) => value === 0).length,
    nobodyRelevant: best.filter((value) => value < 1.5).length,
  }
}

/** Tells after each stretch of work about how long the rest takes. */
function stepping(
  /** @type {number} */ guess,
  /** @type {(done: number, all: number, seconds: number) => void} */ progress,
) {
  const started = performance.now()
  let done = 0
  progress(0, STRETCHES, guess)
  return () => {
    done += 1
    const passed = (performance.now() - started) / 1000
    if (done < STRETCHES) progress(done, STRETCHES, Math.max(guess - passed, (passed / done) * (STRETCHES - done)))
  }
}

/** @returns {Record<string, string>} the pinned versions of those that are compared here */
function peers() {
  const { dependencies } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  return Object.fromEntries(['minisearch', '@orama/orama', 'fuse.js'].map((name) => [name, dependencies[name]]))
}
