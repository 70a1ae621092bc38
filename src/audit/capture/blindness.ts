import type { Enclosure } from '../containment/enclosure.js'
import type { Blindness, Method } from '../recording.js'
import type { SessionOptions } from '../session-options.js'

/** True of every session, however it runs. */
const always: readonly Blindness[] = [
  { method: 'protocol', because: 'one browser was asked, of one version: others may send more or less' },
  {
    method: 'servers',
    because:
      'TCP ports beyond the usual ones and the named ones refuse: what a page sends only after such a connection stands is not seen',
  },
  {
    method: 'servers',
    because: 'QUIC is not answered: a WebTransport is seen by its address, not by what it would carry',
  },
  { method: 'state', because: 'the clipboard is watched where text is put into it, and is not read back' },
]

const withSeed: readonly Blindness[] = [
  {
    method: 'protocol',
    because:
      'keys that WebCrypto generates cannot be given, nor can performance.now, the times of events and animations: what is made of them differs between visits',
  },
]

const byProxy: readonly Blindness[] = [
  {
    method: 'names',
    because:
      'no network namespace was permitted: names are not looked up at all behind the proxy, so that dns-prefetch cannot be seen',
  },
  { method: 'net-log', because: 'behind the proxy, early connections and lookups are not all performed' },
  {
    method: 'servers',
    because: 'behind the proxy, WebRTC sends no datagrams: STUN and TURN over UDP cannot be seen, nor can QUIC',
  },
]

/**
 * What this session could not see, for the report.
 *
 * @param options - of the session.
 * @param methods - that ran.
 * @param enclosure - in which the browser ran.
 * @returns a sentence for each.
 * Privacy: nothing of a page.
 * Cost: O(1).
 */
export function blindness(
  options: SessionOptions,
  methods: readonly Method[],
  enclosure: Pick<Enclosure, 'contained' | 'blind'>,
): readonly Blindness[] {
  const all = [
    ...always,
    ...(options.seed === undefined ? [] : withSeed),
    ...(enclosure.contained ? [] : byProxy),
    ...enclosure.blind.map((because) => ({ method: 'names', because }) as const),
  ]
  return all.filter(({ method }) => methods.includes(method))
}
