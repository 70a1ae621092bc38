import { type BoardSuite, RECORD_CIPHERTEXT_BYTES, RECORD_COMMITMENT_BYTES, RECORD_TAG_BYTES } from '../board/record.js'
import { concatBytes } from '../kernel/bytes.js'
import { setupSender } from '../kernel/hpke.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { type Suite, suiteOf, withClassical } from '../kernel/suite.js'
import { run } from '../kernel/x25519.js'
import { referralSetting } from './context.js'

// What is for nobody and looks like everything else.

/**
 * Makes an encapsulated key that nobody can open: to a key pair that is forgotten at once.
 *
 * @param suite - of the board.
 * @param seeds - 32 bytes for the key pair, then at least as many as the suite's encapsulation takes. Fresh.
 * @returns what a token of this suite would carry.
 * Privacy: looks like every other; tells nothing.
 * Cost: three scalar multiplications. @since 0.1
 */
export function encapsulatedForNobody(suite: Suite, seeds: Uint8Array): Uint8Array {
  const { publicKey } = suite.kem.keyPairOf(seeds.subarray(0, 32))
  const sender = run(setupSender(referralSetting(suite), publicKey, seeds.subarray(32, 32 + suite.kem.seedLength)))
  // A key that was just made is a strong one.
  if (sender === undefined) throw new RangeError('seeds: made a weak key')
  return sender.encapsulated
}

/**
 * Makes a record that says nothing: for whoever posts a fixed number a day, whatever they have to say.
 *
 * @param suite - the number of the board's suite, from its description.
 * @param options - `suites`: those beyond the classical one, `[hybrid]` of `entrenous/post-quantum`; where to draw randomness, the
 * platform's source unless given.
 * @returns a record that looks like every other of that board.
 * Failure: `suite_unsupported` when the board is of a suite that was not brought; `randomness_absent`.
 * @throws {TypeError} when one of `suites` is no suite, or `suite` is no number.
 * Privacy: output may leave the device: yes; it holds nothing.
 * Cost: three scalar multiplications.
 * @example
 * const record = dummyRecord(board.value.suite)
 * @since 0.1
 */
export function dummyRecord(
  suite: BoardSuite,
  options: { readonly suites?: readonly Suite[]; readonly random?: RandomSource | undefined } = {},
): Result<Uint8Array, 'randomness_absent' | 'suite_unsupported'> {
  if (typeof suite !== 'number') throw new TypeError('suite: expected the number of a suite')
  const found = suiteOf(withClassical(options.suites), suite)
  if (found === undefined) return fail('suite_unsupported', { suite })
  // The commitment and the ciphertext are bytes like any other to whoever lacks the key: for this one, everybody does.
  const filled = RECORD_TAG_BYTES + RECORD_COMMITMENT_BYTES + RECORD_CIPHERTEXT_BYTES
  const drawn = randomBytes(filled + 32 + found.kem.seedLength, options.random)
  if (!drawn.ok) return drawn
  const [tag, rest] = [drawn.value.subarray(0, RECORD_TAG_BYTES), drawn.value.subarray(RECORD_TAG_BYTES, filled)]
  return ok(concatBytes(tag, encapsulatedForNobody(found, drawn.value.subarray(filled)), rest))
}
