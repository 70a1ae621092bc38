import { match, openCatalogue, readIntake } from '../../dist/index.js'
import { internals } from '../internals.js'
import { must } from '../must.js'

// The one place where the benchmark of the cold start touches entrenous.

/**
 * The hash and the verifier that entrenous uses, for everybody.
 * @type {import('./signed-json.js').Checks}
 */
export const checks = {
  sha256: internals.sha256,
  verify: internals.verifySignature,
}

/**
 * From the bytes of a file to the first matches: what is timed.
 * @param {Uint8Array} bytes
 * @param {import('../match/queries.js').Answers} answers
 * @param {{ trust: Uint8Array, now: any, seed: string, limit: number }} options
 * @returns {{ matches: readonly { id: string }[], maybe: readonly { id: string }[] }}
 */
export function openAndMatch(bytes, answers, { trust, now, seed, limit }) {
  const catalogue = must(openCatalogue(bytes, { trust: [trust], lastSeen: 'first-use', now }))
  const intake = must(readIntake(answers, catalogue.vocabulary))
  return match(intake, catalogue, { now, seed, limit })
}
