import type { Finding } from '../finding.js'
import type { Fact } from './capability.js'

/**
 * What of the declared flows is compared with files: ways out, and where something is kept. A channel is said as
 * `data-flow.json` says it: `fetch GET`, `websocket`, `navigation`.
 */
export type Declared = {
  readonly flows: readonly { readonly channel: string }[]
  readonly atRest?: readonly { readonly where: string }[]
  readonly messages?: readonly unknown[]
}

/**
 * Finds what files can reach and no declared flow names: a channel without a flow, a store without an entry.
 *
 * Files do not say when something is sent, nor always where to: what is compared is the channel alone. Files of the page's
 * own place need no flow.
 *
 * @param facts - what the files can reach.
 * @param declared - the declared flows.
 * @returns one finding for each place.
 * Privacy: public in, public out.
 * Cost: O(facts). @since 0.2
 */
export function undeclaredFacts(facts: readonly Fact[], declared: Declared): readonly Finding[] {
  const channels = new Set(declared.flows.flatMap((one) => channelsOf(one.channel)))
  const stores = new Set((declared.atRest ?? []).map((one) => one.where))
  if ((declared.messages ?? []).length > 0) channels.add('message')
  return facts.flatMap((fact): readonly Finding[] => {
    const { path, line, how, channel, store } = fact
    const found = { place: { at: 'file', path, line }, evidence: { excerpt: how } } as const
    if (store !== undefined) {
      const says = `This file can keep something (${store}, by ${how}) that no entry declares.`
      return stores.has(store) ? [] : [{ rule: 'at-rest-undeclared', says, ...found }]
    }
    if (channel === undefined || channels.has(channel)) return []
    const to = fact.destination === undefined ? '' : ` to ${fact.destination}`
    const says = `This file can send something${to} (${channel}, by ${how}) that no flow declares.`
    return [{ rule: 'undeclared-flow', says, ...found }]
  })
}

/** `fetch GET` is a request; a form or a frame is one that also leads somewhere. */
function channelsOf(said: string): readonly string[] {
  if (!/ [A-Z]+$/.test(said)) return [said]
  return /^(form|frame) /.test(said) ? ['http', 'navigation'] : ['http']
}
