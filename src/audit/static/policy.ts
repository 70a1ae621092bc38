/** The most UTF-16 units of one header that are read; browsers and servers take less. */
export const MAX_HEADER_LENGTH = 65_536

/** How far a list of sources lets a page go: nowhere, to its own origin, to some named hosts, anywhere. */
export type Reach = 'nowhere' | 'own origin' | 'named hosts' | 'anywhere'

const order: readonly Reach[] = ['nowhere', 'own origin', 'named hosts', 'anywhere']

/** One Content-Security-Policy: its directives by name, the first of each, as browsers read it. */
export type Policy = ReadonlyMap<string, readonly string[]>

/**
 * Reads the policies of a header or of a `meta` element.
 *
 * @param text - the value; several policies are parted by commas. Hostile.
 * @param from - in a `meta` element `frame-ancestors`, `sandbox` and `report-uri` count for nothing.
 * @returns the policies, without empty ones; what is longer than `MAX_HEADER_LENGTH` is cut there.
 * Privacy: public in, public out.
 * Cost: O(length). @see CSP Level 3, section 2.2 @since 0.2
 */
export function readPolicies(text: string, from: 'header' | 'meta'): readonly Policy[] {
  const ignored = from === 'meta' ? ['frame-ancestors', 'sandbox', 'report-uri', 'report-to'] : []
  return text
    .slice(0, MAX_HEADER_LENGTH)
    .split(',')
    .map((one) => {
      const directives = new Map<string, readonly string[]>()
      for (const piece of one.split(';')) {
        const [name = '', ...sources] = piece.trim().split(/\s+/)
        const key = name.toLowerCase()
        if (key !== '' && !directives.has(key) && !ignored.includes(key)) directives.set(key, sources)
      }
      return directives
    })
    .filter((policy) => policy.size > 0)
}

/** Which directives speak where one is missing. */
const fallbacks: Readonly<Record<string, readonly string[]>> = {
  'script-src': ['script-src-elem', 'script-src', 'default-src'],
  'style-src': ['style-src-elem', 'style-src', 'default-src'],
  'frame-src': ['frame-src', 'child-src', 'default-src'],
  'worker-src': ['worker-src', 'child-src', 'script-src', 'default-src'],
  'form-action': ['form-action'],
  'base-uri': ['base-uri'],
  'frame-ancestors': ['frame-ancestors'],
}

/**
 * Finds the sources that a policy has for a directive.
 *
 * @param policy - of `readPolicies`.
 * @param directive - such as `connect-src`.
 * @returns the sources of the directive or of the one that speaks in its place; undefined where none does.
 * Privacy: public in, public out.
 * Cost: O(1). @since 0.2
 */
export function sourcesFor(policy: Policy, directive: string): readonly string[] | undefined {
  const names = (Object.hasOwn(fallbacks, directive) ? fallbacks[directive] : undefined) ?? [directive, 'default-src']
  const speaking = names.find((name) => policy.has(name))
  return speaking === undefined ? undefined : policy.get(speaking)
}

/**
 * Says how far policies let a page go by one directive: all of them hold, so the strictest counts.
 *
 * @param policies - of the page.
 * @param directive - such as `connect-src`.
 * @returns how far.
 * Privacy: public in, public out.
 * Cost: O(sources). @since 0.2
 */
export function reachOf(policies: readonly Policy[], directive: string): Reach {
  const each = policies.map((policy) => {
    const sources = sourcesFor(policy, directive)
    return sources === undefined ? 'anywhere' : reachOfSources(sources, directive)
  })
  return order.find((one) => each.includes(one)) ?? 'anywhere'
}

function reachOfSources(sources: readonly string[], directive: string): Reach {
  const each = sources.map((one) => reachOfSource(one.toLowerCase(), directive))
  return order.findLast((one) => each.includes(one)) ?? 'nowhere'
}

function reachOfSource(source: string, directive: string): Reach {
  if (source === "'self'") return 'own origin'
  // What such a script loads in turn is trusted too; a nonce may stand on a script from anywhere.
  if (source === "'strict-dynamic'" || source.startsWith("'nonce-")) return 'named hosts'
  if (source.startsWith("'")) return 'nowhere'
  if (source === '*' || ['http:', 'https:', 'ws:', 'wss:'].includes(source)) return 'anywhere'
  // Nothing is fetched for these; but a script or a worker can be made of them.
  if (['data:', 'blob:', 'filesystem:', 'mediastream:'].includes(source))
    return ['script-src', 'worker-src'].includes(directive) ? 'own origin' : 'nowhere'
  return /^([a-z]+:\/\/)?\*(:\*)?$/.test(source) ? 'anywhere' : 'named hosts'
}

/** What a Connection-Allowlist allows. */
export type Allowlist = 'absent' | 'unreadable' | 'nothing' | 'own origin' | 'named hosts'

/**
 * Reads a Connection-Allowlist.
 *
 * @param value - of the header, or undefined. Hostile.
 * @returns what it allows; `unreadable` for what is no list in brackets: browsers take that for no header.
 * Privacy: public in, public out.
 * Cost: O(length). @see WICG Connection Allowlists; RFC 9651 @since 0.2
 */
export function readAllowlist(value: string | undefined): Allowlist {
  if (value === undefined) return 'absent'
  const inside = /^\s*\(([^()]*)\)\s*(?:;.*)?$/.exec(value.slice(0, MAX_HEADER_LENGTH))?.[1]
  if (inside === undefined) return 'unreadable'
  const items = inside
    .trim()
    .split(/\s+/)
    .filter((one) => one !== '')
  if (items.length === 0) return 'nothing'
  return items.every((one) => one === 'response-origin') ? 'own origin' : 'named hosts'
}

/** What a sandbox permits, or that there is none. */
export type Sandbox = ReadonlySet<string> | undefined

/**
 * Puts sandboxes together: each of them holds, so only what all permit is permitted.
 *
 * @param lists - values of `sandbox` attributes and directives; undefined for one that is not there.
 * @returns the permissions, in small letters; undefined where there is no sandbox at all.
 * Privacy: public in, public out.
 * Cost: O(length). @since 0.2
 */
export function sandboxOf(lists: readonly (string | undefined)[]): Sandbox {
  const sets = lists.flatMap((list) =>
    list === undefined
      ? []
      : [
          new Set(
            list
              .toLowerCase()
              .split(/\s+/)
              .filter((one) => one !== ''),
          ),
        ],
  )
  const [first, ...others] = sets
  return first === undefined ? undefined : new Set([...first].filter((one) => others.every((set) => set.has(one))))
}
