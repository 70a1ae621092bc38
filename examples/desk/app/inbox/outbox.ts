import type { Records } from '../device/records.js'
import { toBase64url } from '../profile/sign.js'

// Answers that wait for the board. Each is sealed already; what the queue tells is how many there are.

/** Sealed records as base64url, the oldest first. */
export type Outbox = readonly string[]

/** Reads what waits. */
export async function readOutbox(records: Records): Promise<Outbox> {
  const kept = await records.read('outbox')
  return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : []
}

/** Puts an answer at the end. */
export function waitingWith(outbox: Outbox, record: Uint8Array): Outbox {
  return [...outbox, toBase64url(record)]
}

/** The bytes of one that waits. */
export function bytesOf(waiting: string): Uint8Array {
  const text = atob(waiting.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (one) => one.charCodeAt(0))
}
