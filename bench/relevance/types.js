// What the parts of the evaluation hand to one another. Types only, so that a test can know them without the libraries
// that are compared.

/**
 * @typedef {import('./bootstrap.js').Interval} Interval
 * @typedef {import('./metrics.js').Grades} Grades
 * @typedef {import('./orders.js').Passed} Passed
 * @typedef {import('./orders.js').Lists} Lists
 *
 * What entrenous is asked through.
 * @typedef {{ readIntake: any, openCatalogue: any, match: any }} Engine
 * @typedef {{ bytes: Uint8Array, communityKey: Uint8Array, ids: ReadonlyMap<string, string> }} Shelf - a published
 *   collection; `ids`: what the labels call an entry, by its id
 * @typedef {{ id: string, score: number }} Found
 * @typedef {{ matches: readonly Found[], maybe: readonly Found[], outcome: any }} Answer
 * @typedef {(answers: any, options: { seed: string } & Record<string, unknown>) => Answer} Ask
 *
 * Who ranks what.
 * @typedef {{ readonly id: string, readonly text: string }} Document
 * @typedef {{
 *   name: 'harbour' | 'directory',
 *   targets: readonly import('./collections.js').Target[],
 *   documents: readonly Document[],
 *   confirmed: ReadonlyMap<string, number>,
 *   shelf: Shelf,
 *   ask: Ask,
 * }} Collection - published and opened; `confirmed`: when somebody last said how things stand
 * @typedef {{ answers: any, words?: string, seed?: number }} Question - a simulated one has no words, and an order of chance of its own
 * @typedef {(question: Question, passed: Passed, lists: Lists) => string[][]} Rank - one order, or several where chance decides
 * @typedef {'ours' | 'peer' | 'plain'} Group
 * @typedef {{ name: string, group: Group, on: (collection: Collection) => Rank }} Contender
 *
 * What is found.
 * @typedef {{ seeds: number, orders: number, resamples: number, questions: number }} Settings
 * @typedef {{ ndcg: number | undefined, recall: number | undefined, mixed: number | undefined }} Measures - `mixed`: the NDCG
 *   where `maybe` does not stand behind `matches`; undefined where a story has nobody to find
 * @typedef {{ name: string, group: Group, stories: Record<string, Measures> }} Measured
 * @typedef {Record<string, Record<keyof Measures, Interval>>} Summary - by part
 * @typedef {{ part: string, best: string, ndcg: Interval, recall: Interval }} Lead - over the best peer of the part
 * @typedef {{ story: string, id: string, gold: number, gates: string[] }} Lost - excluded, though a reader named them
 * @typedef {{ name: string, exercised: number, moved: number, change: Interval }} Ablated - in how many stories the term
 *   gives or takes a point, and in how many the measure moves without it
 * @typedef {{ entries: number, exposure: number, neverInFive: number }} Unendorsed - the share that those whom no colleague has
 *   endorsed are of all who could be shown, their share of what is shown, and how many of them never are
 * @typedef {{
 *   name: string, gini: number, neverInFive: number, neverInTen: number, unendorsed: Unendorsed, seconds: number
 * }} Exposure - shares of those whom some question could have shown
 * @typedef {{ what: string, asked: number, found: number, passed: boolean }} Verdict
 */

export {}
