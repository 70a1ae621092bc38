import type { Channel } from '../recording.js'
import { type Allowlist, type Policy, type Reach, reachOf, type Sandbox } from './policy.js'

/** One way on which something can leave a page, and what closes it. */
export type Way = {
  readonly name: string
  readonly channel: Channel
  /** The directive of a Content-Security-Policy that closes it; none where no directive does. */
  readonly directive?: string
  /** What a sandbox has to permit before it is open; `allow-same-origin` where it needs the origin of its server. */
  readonly permission?: string
  /** True where no Connection-Allowlist closes it. */
  readonly passesAllowlist?: true
  /** True where an allowlist of the own origin leaves it open: what the origin answers decides. */
  readonly needsOwnOrigin?: true
  /** How many pages of ours use it: the numbers of the table in docs/guides/audit.md are their sums. */
  readonly pages: number
}

/** Every way, in the order in which they are told. */
export const everyWay: readonly Way[] = [
  { name: 'requests of scripts (fetch, XMLHttpRequest, beacons)', channel: 'http', directive: 'connect-src', pages: 7 },
  { name: 'WebSockets', channel: 'websocket', directive: 'connect-src', pages: 5 },
  { name: 'WebTransport', channel: 'webtransport', directive: 'connect-src', pages: 1 },
  { name: 'pings of links', channel: 'http', directive: 'connect-src', pages: 1 },
  { name: 'pictures', channel: 'http', directive: 'img-src', pages: 4 },
  { name: 'style sheets', channel: 'http', directive: 'style-src', pages: 2 },
  { name: 'fonts', channel: 'http', directive: 'font-src', pages: 1 },
  { name: 'audio and video', channel: 'http', directive: 'media-src', pages: 1 },
  { name: 'frames', channel: 'http', directive: 'frame-src', pages: 2 },
  { name: 'plug-in elements', channel: 'http', directive: 'object-src', pages: 2 },
  { name: 'scripts from elsewhere', channel: 'http', directive: 'script-src', pages: 2 },
  { name: 'app manifests', channel: 'http', directive: 'manifest-src', pages: 1 },
  { name: 'workers made of text', channel: 'http', directive: 'worker-src', pages: 4 },
  {
    name: 'workers whose script comes without these headers',
    channel: 'http',
    directive: 'worker-src',
    permission: 'allow-same-origin',
    needsOwnOrigin: true,
    pages: 3,
  },
  { name: 'identity providers', channel: 'http', directive: 'connect-src', permission: 'allow-same-origin', pages: 1 },
  { name: 'forms', channel: 'navigation', directive: 'form-action', permission: 'allow-forms', pages: 1 },
  { name: 'connections ahead of time (preconnect)', channel: 'connection', pages: 1 },
  { name: 'name lookups ahead of time (dns-prefetch)', channel: 'name lookup', pages: 1 },
  { name: 'navigation of the page itself (location, refresh)', channel: 'navigation', pages: 2 },
  { name: 'navigation of the whole tab', channel: 'navigation', permission: 'allow-top-navigation', pages: 1 },
  { name: 'new windows', channel: 'navigation', permission: 'allow-popups', pages: 2 },
  {
    name: 'pages of its own origin, fetched ahead of time',
    channel: 'http',
    permission: 'allow-same-origin',
    needsOwnOrigin: true,
    pages: 1,
  },
  {
    name: 'its own address in Referer',
    channel: 'http',
    directive: 'connect-src',
    permission: 'allow-same-origin',
    needsOwnOrigin: true,
    pages: 1,
  },
  { name: 'WebRTC (TURN and STUN)', channel: 'udp', pages: 3 },
  {
    name: 'cookies of its own origin',
    channel: 'http',
    permission: 'allow-same-origin',
    passesAllowlist: true,
    pages: 1,
  },
  { name: 'messages to the page around it', channel: 'message', passesAllowlist: true, pages: 1 },
]

/** What guards a page. */
export type Guards = { readonly policies: readonly Policy[]; readonly allowlist: Allowlist; readonly sandbox: Sandbox }

/** Permissions that grant what a narrower one grants in part. */
const alike: Readonly<Record<string, readonly string[]>> = {
  'allow-top-navigation': [
    'allow-top-navigation',
    'allow-top-navigation-by-user-activation',
    'allow-top-navigation-to-custom-protocols',
  ],
}

/**
 * Says which ways guards leave open, and how far.
 *
 * @param guards - policies, allowlist and sandbox of a page.
 * @returns the ways that are open, in the order of `everyWay`.
 * Privacy: public in, public out.
 * Cost: O(ways × policies). @since 0.2
 */
export function openWays(guards: Guards): readonly { readonly way: Way; readonly reach: Reach }[] {
  return everyWay.flatMap((way) => {
    const reach = way.directive === undefined ? 'anywhere' : reachOf(guards.policies, way.directive)
    const isOpen = reach !== 'nowhere' && passesSandbox(way, guards.sandbox) && passesAllowlist(way, guards.allowlist)
    return isOpen ? [{ way, reach }] : []
  })
}

function passesSandbox({ permission }: Way, sandbox: Sandbox): boolean {
  if (sandbox === undefined || permission === undefined) return true
  return (alike[permission] ?? [permission]).some((one) => sandbox.has(one))
}

function passesAllowlist(way: Way, allowlist: Allowlist): boolean {
  if (way.passesAllowlist === true || allowlist === 'absent' || allowlist === 'unreadable') return true
  if (allowlist === 'own origin') return way.needsOwnOrigin === true
  return allowlist === 'named hosts'
}
