import nacl from 'tweetnacl'
import { findBest, queryOf } from '../match/naive/loop.js'
import { YES } from '../match/naive/read.js'
import { vocabulary } from '../match/ours.js'
import { documentOf } from '../match/peers/document.js'
import { miniSearch } from '../match/peers/minisearch.js'
import { NOW } from '../match/people.js'
import { checks, openAndMatch } from './ours.js'
import { listings, practitioners } from './schema.js'
import { openJson, signJson } from './signed-json.js'
import { trusted } from './world.js'

// From bytes to the first three, each in its own way. Nothing is kept from one go to the next.

/**
 * @typedef {import('../match/queries.js').Answers} Answers
 * @typedef {import('../match/people.js').Person} Person
 * @typedef {(answers: Answers) => readonly (string | undefined)[] | Promise<readonly (string | undefined)[]>} Go - the ids of the first three
 * @typedef {{ name: string, isExact: boolean, fresh: () => Go }} Contender - `fresh` copies the bytes, before the clock runs
 * @typedef {{ contenders: readonly Contender[], json: Uint8Array }} Contest
 */

const SEED = '5e'.repeat(16)
/** It ranks in its own way; everybody else must find the same three. */
const SEARCH = 'JSON + zod + MiniSearch'
const options = { now: NOW, seed: new Uint8Array(Buffer.from(SEED, 'hex')), limit: 3 }

/**
 * @param {import('./files.js').Files} files
 * @returns {Contest}
 */
export function contestOf({ catalogue, people }) {
  const trust = trusted()
  const pair = (/** @type {number} */ byte) => nacl.sign.keyPair.fromSeed(new Uint8Array(32).fill(byte))
  const keys = { root: pair(1), publishing: pair(2) }
  const signed = signJson(people, { sha256: checks.sha256, sign: nacl.sign.detached }, keys, NOW)
  const schema = people[0]?.id.startsWith('listing:') ? listings : practitioners
  const copied = () => ({ ...signed, body: signed.body.slice() })
  const opened = (/** @type {ReturnType<typeof copied>} */ file) =>
    openJson(file, checks, { root: keys.root.publicKey, now: NOW })
  // What has passed the schema is a list of practitioners.
  const parsed = (/** @type {ReturnType<typeof copied>} */ file) =>
    /** @type {readonly Person[]} */ (/** @type {unknown} */ (schema.parse(opened(file))))
  /** @type {(name: string, work: (file: ReturnType<typeof copied>) => Go) => Contender} */
  const json = (name, work) => ({ name, isExact: name !== SEARCH, fresh: () => work(copied()) })
  return {
    json: signed.body,
    contenders: [
      {
        name: 'entrenous',
        isExact: true,
        fresh: () => {
          const bytes = catalogue.slice()
          return (answers) => idsOf(openAndMatch(bytes, answers, { trust, now: NOW, seed: SEED, limit: 3 }))
        },
      },
      json(SEARCH, (file) => (answers) => searched(parsed(file), answers)),
      json('JSON + zod + loop', (file) => (answers) => looped(parsed(file), answers)),
      // What is signed is trusted to be in shape.
      json('JSON + loop', (file) => (answers) => looped(/** @type {readonly Person[]} */ (opened(file)), answers)),
    ],
  }
}

/** @param {{ matches: readonly { id: string }[], maybe: readonly { id: string }[] }} outcome */
const idsOf = ({ matches, maybe }) => [...matches, ...maybe].slice(0, 3).map(({ id }) => id)

/** @param {readonly Person[]} people @param {Answers} answers */
function looped(people, answers) {
  const { matches, maybe } = findBest(people, answers, options)
  return [...matches, ...maybe].slice(0, 3).map(({ person }) => person.id)
}

/** @param {readonly Person[]} people @param {Answers} answers */
async function searched(people, answers) {
  const world = { people, documents: people.map(documentOf), vocabulary, options, seed: SEED }
  const { prepare, idsOf: ids } = await miniSearch.build(world)
  const { judge } = queryOf(answers, NOW)
  // Nobody of a public directory is known to have room: there it is those to be asked.
  const isListed = people[0]?.presence === undefined
  const passes = (/** @type {number} */ index) => {
    const verdict = judge(/** @type {Person} */ (people[index]))
    return verdict === YES || (isListed && verdict > 0)
  }
  return ids(prepare({ answers, intake: undefined, passes })()).slice(0, 3)
}
