import type { Channel, Store } from '../../../src/audit/recording.js'

/**
 * One page that lets its secret go, or keeps it. `code` is the body of an async function of the secret `v`; it may use the
 * words of kit.ts. What it `leaves` by must be proved by our own servers (`control: 'servers'` or `'names'`), or by the
 * browser itself where nothing of it reaches a server of ours.
 */
export type Page = { readonly id: string; readonly code: string; readonly head?: string; readonly csp?: string } & (
  | { readonly leaves: Channel; readonly control: 'servers' | 'names' | 'protocol' | 'net-log' }
  | { readonly rests: Store }
)
