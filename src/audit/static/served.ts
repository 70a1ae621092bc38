import { type Policy, readAllowlist, readPolicies, sandboxOf } from './policy.js'
import { attributeOf, readTags } from './tags.js'
import { type Guards, openWays } from './ways.js'

/** How long the markup of one page is read for its policies, in milliseconds. */
export const MARKUP_TIME = 10_000

/** A page as it was served, and the frame it stands in. */
export type ServedPage = {
  readonly url: string
  /** By name in any case; several values of one header as a list, or parted by commas. Hostile. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** For the policies in its `meta` elements. Hostile. */
  readonly html?: string
  /** The element that shows it, where it is shown in one: its attributes, and whether the page around it has another origin. */
  readonly frame?: { readonly sandbox?: string; readonly allow?: string; readonly isOtherOrigin: boolean }
}

/** What the recommended embedding sends and this page does not. */
export type Gap = {
  /** The header, directive or attribute. */
  readonly where: string
  /** The ways it leaves open, by name; empty where it weakens without opening one of them. */
  readonly open: readonly string[]
  /** One sentence. */
  readonly says: string
  /** One line to copy. */
  readonly add: string
}

/** What the page sends, read. */
export type Sent = {
  readonly guards: Guards
  /** A header by its name in small letters. */
  readonly value: (name: string) => string | undefined
  /** What the last `meta` element about the referrer says. */
  readonly metaReferrer: string | undefined
}

/**
 * Reads what a page is served with.
 *
 * @param page - address, headers, markup, frame. Hostile.
 * @returns its guards, and its headers by name.
 * Privacy: public in, public out.
 * Cost: O(length of headers and markup), bounded. @since 0.2
 */
export function readSent(page: ServedPage): Sent {
  const sent = new Map<string, string>()
  for (const [name, value] of Object.entries(page.headers)) {
    const text = typeof value === 'string' ? value : value?.join(', ')
    if (text !== undefined) sent.set(name.toLowerCase(), text)
  }
  const metas = metasOf(page.html ?? '')
  const policies: readonly Policy[] = [
    ...readPolicies(sent.get('content-security-policy') ?? '', 'header'),
    ...metas.policies.flatMap((text) => readPolicies(text, 'meta')),
  ]
  const sandbox = sandboxOf([page.frame?.sandbox, ...policies.map((one) => one.get('sandbox')?.join(' '))])
  const allowlist = readAllowlist(sent.get('connection-allowlist'))
  return { guards: { policies, allowlist, sandbox }, value: (name) => sent.get(name), metaReferrer: metas.referrer }
}

function metasOf(html: string): { readonly policies: readonly string[]; readonly referrer: string | undefined } {
  const ends = performance.now() + MARKUP_TIME
  const metas = readTags(html, () => performance.now() > ends).tags.filter(({ name }) => name === 'meta')
  const named = (attribute: string, name: string) =>
    metas
      .filter((one) => attributeOf(one, attribute)?.trim().toLowerCase() === name)
      .map((one) => attributeOf(one, 'content') ?? '')
  return { policies: named('http-equiv', 'content-security-policy'), referrer: named('name', 'referrer').at(-1) }
}

/**
 * Names the ways that guards leave open.
 *
 * @param guards - of a page.
 * @returns names, in the order of reports.
 * Privacy: public in, public out.
 * Cost: O(ways × policies). @since 0.2
 */
export function namesOf(guards: Guards): readonly string[] {
  return openWays(guards).map(({ way }) => way.name)
}

/**
 * Names the ways that one more guard would close.
 *
 * @param now - the guards there are.
 * @param then - the guards with that one more.
 * @returns names, in the order of reports.
 * Privacy: public in, public out.
 * Cost: O(ways × policies). @since 0.2
 */
export function closedBy(now: Guards, then: Guards): readonly string[] {
  const left = namesOf(then)
  return namesOf(now).filter((name) => !left.includes(name))
}

/**
 * Takes away the Connection-Allowlist: as a browser that does not know it sees the page.
 *
 * @param guards - of a page.
 * @returns the others.
 * Privacy: public in, public out.
 * Cost: O(1). @since 0.2
 */
export function withoutAllowlist(guards: Guards): Guards {
  return { ...guards, allowlist: 'absent' }
}
