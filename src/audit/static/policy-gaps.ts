import { type Policy, reachOf, readPolicies, sourcesFor } from './policy.js'
import { closedBy, type Gap, type Sent, withoutAllowlist } from './served.js'
import { openWays } from './ways.js'

/** The policy to begin from; the two hashes are those of the page's own script and style. */
export const recommendedPolicy =
  "default-src 'none'; script-src 'sha256-…'; style-src 'sha256-…'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'; frame-ancestors https://the-page-that-holds-it.example"

/** Each directive that closes something, and what the recommended policy says in its place. */
const directives: readonly (readonly [string, string])[] = [
  ...['connect-src', 'img-src', 'font-src', 'media-src', 'frame-src', 'object-src', 'worker-src', 'manifest-src'].map(
    (name) => [name, `${name} 'none'`] as const,
  ),
  ['script-src', "script-src 'sha256-…'"],
  ['style-src', "style-src 'sha256-…'"],
  ['form-action', "form-action 'none'"],
]

/**
 * Finds what the Content-Security-Policy of a page leaves open that the recommended one closes.
 *
 * @param sent - what the page sends.
 * @returns a gap for each directive, or one where there is no policy.
 * Privacy: public in, public out.
 * Cost: O(ways × policies). @since 0.2
 */
export function policyGaps({ guards, value }: Sent): readonly Gap[] {
  const strict = readPolicies(recommendedPolicy, 'header')
  if (guards.policies.length === 0) {
    const isReported = value('content-security-policy-report-only') !== undefined
    const open = closedBy(withoutAllowlist(guards), { ...withoutAllowlist(guards), policies: strict })
    const says = isReported
      ? 'The Content-Security-Policy only reports, so it stops nothing.'
      : 'The page has no Content-Security-Policy.'
    return [{ where: 'Content-Security-Policy', open, says, add: `Content-Security-Policy: ${recommendedPolicy}` }]
  }
  const open = openWays(withoutAllowlist(guards))
  const wide = directives.flatMap(([directive, instead]): readonly Gap[] => {
    const ways = open.filter(({ way }) => way.directive === directive)
    const [first] = ways
    if (first === undefined) return []
    const says = `The Content-Security-Policy lets ${directive} reach ${first.reach}.`
    return [
      { where: directive, open: ways.map(({ way }) => way.name), says, add: `Content-Security-Policy: ${instead}` },
    ]
  })
  return [...wide, ...scriptGaps(guards.policies)]
}

/** What a policy permits inside the page: it opens no way by itself, and lets more code find one. */
function scriptGaps(policies: readonly Policy[]): readonly Gap[] {
  const gap = (where: string, says: string, add: string): Gap => ({
    where,
    open: [],
    says,
    add: `Content-Security-Policy: ${add}`,
  })
  const everyAllows = (source: string) =>
    policies.every((policy) => sourcesFor(policy, 'script-src')?.some((one) => one.toLowerCase() === source) ?? true)
  const hasHash = policies.some((policy) =>
    sourcesFor(policy, 'script-src')?.some((one) => /^'(sha\d+|nonce)-/i.test(one)),
  )
  const isTrusted = policies.some((policy) => policy.has('require-trusted-types-for'))
  const found: Gap[] = []
  if (everyAllows("'unsafe-inline'") && !hasHash)
    found.push(gap('script-src', 'Any script that gets into the page runs (unsafe-inline).', "script-src 'sha256-…'"))
  if (everyAllows("'unsafe-eval'"))
    found.push(gap('script-src', 'Text becomes code (unsafe-eval).', "script-src 'sha256-…'"))
  if (!isTrusted)
    found.push(
      gap(
        'require-trusted-types-for',
        'Text becomes elements unchecked.',
        "require-trusted-types-for 'script'; trusted-types 'none'",
      ),
    )
  if (reachOf(policies, 'base-uri') !== 'nowhere')
    found.push(gap('base-uri', 'A base element can send every relative address elsewhere.', "base-uri 'none'"))
  if (['anywhere'].includes(reachOf(policies, 'frame-ancestors')))
    found.push(
      gap(
        'frame-ancestors',
        'Any page may show this one inside itself and speak to it.',
        'frame-ancestors https://the-page-that-holds-it.example',
      ),
    )
  return found
}
