import { subscribe, unsubscribe } from 'node:diagnostics_channel'

/** Node announces on these channels that a program opens a connection or asks for something over one. */
const channels = ['net.client.socket', 'http.client.request.start', 'undici:request:create', 'udp.socket']

/**
 * Counts the connections that this process begins, from now on.
 *
 * The library makes none; the demo measures it instead of saying it.
 *
 * @returns how to read the count; reading it ends the counting.
 * Privacy: counts; looks at no address and no content.
 * Cost: O(1). @since 0.1
 */
export function countConnections(): () => number {
  let count = 0
  const add = () => {
    count += 1
  }
  for (const channel of channels) subscribe(channel, add)
  return () => {
    for (const channel of channels) unsubscribe(channel, add)
    return count
  }
}
