import { has } from '../schema/shape.js'
import { encodeJoining, joiningSchema, type PolicyName, policyPresets } from '../trust/joining.js'

/**
 * Turns a policy as a lead writes it into one that a manifest holds: a name into what it stands for, rules of joining into bytes.
 *
 * @param draft - a draft with a member `policy`, or without. Untrusted in form.
 * @returns the draft with that member turned; what does not fit is left for the manifest's shape to refuse.
 * Privacy: meant for what is published.
 * Cost: O(size). @since 0.1
 */
export function withPolicy(draft: unknown): unknown {
  if (typeof draft !== 'object' || draft === null || !('policy' in draft)) return draft
  const { policy } = draft
  const named = typeof policy === 'string' && Object.hasOwn(policyPresets, policy)
  // Just found to be one of the names.
  const whole: unknown = named ? policyPresets[policy as PolicyName] : policy
  if (typeof whole !== 'object' || whole === null || !('joining' in whole)) return { ...draft, policy: whole }
  const { joining } = whole
  return { ...draft, policy: { ...whole, joining: has(joiningSchema, joining) ? encodeJoining(joining) : joining } }
}
