import { fail, ok, type Result } from '../kernel/result.js'

/**
 * Asks a store, and turns whatever it throws into a failure.
 *
 * A store is somebody else's: what it throws may hold anything, so only the code goes on.
 *
 * @param ask - the question.
 * @returns the answer.
 * Failure: `store_unavailable`.
 * Privacy: repeats nothing of what the store says when it fails.
 * Cost: that of the question. @since 0.1
 */
export async function attempt<Value>(ask: () => Promise<Value>): Promise<Result<Value, 'store_unavailable'>> {
  try {
    return ok(await ask())
  } catch {
    return fail('store_unavailable', {})
  }
}
