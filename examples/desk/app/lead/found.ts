import { createCommunity, createCommunityKeys, fillTemplate, readCommunityFolder } from 'entrenous/community'
import { now } from '../clock.js'
import type { Lead } from './lead.js'

/** The template's pages, as they lie in examples/community-template. */
const files: Readonly<Record<string, string>> = import.meta.glob('../../../community-template/**/*.{md,json}', {
  query: '?raw',
  import: 'default',
  eager: true,
})
const template = new Map(
  Object.entries(files).map(([path, text]) => [path.replace(/^.*community-template\//, ''), text]),
)

/** What a lead writes about a community. */
export type Founding = {
  readonly name: string
  readonly contact: string
  readonly zone: string
  readonly policy: string
  readonly checklist: readonly string[]
  /** Region and age of own consent; empty where it is left to the law of the place. */
  readonly region: string
  readonly age: string
  /** The charter, where it was changed. */
  readonly charter: string | undefined
  /** Keys of those who approve beside the founder. */
  readonly approvers: readonly Uint8Array[]
}

/** The name of the fact that does not fit. */
export type FoundingProblem = { readonly field: string }

/** The community's pages, to be looked at before anything is signed. */
export function pagesOf(founding: Founding): ReadonlyMap<string, string> | FoundingProblem {
  const filled = fillTemplate(template, factsOf(founding))
  if (!filled.ok) return { field: filled.error.detail.field }
  const { charter } = founding
  return charter === undefined ? filled.value : new Map([...filled.value, ['charter.md', charter]])
}

/** Founds a community: new keys, and a manifest signed with them. */
export function found(founding: Founding): Lead | FoundingProblem {
  const pages = pagesOf(founding)
  if ('field' in pages) return pages
  const said = readCommunityFolder(pages)
  if (!said.ok) return { field: said.error.detail.field }
  const keys = createCommunityKeys()
  if (!keys.ok) return { field: 'keys' }
  const approvers = [keys.value.root.publicKey, ...founding.approvers]
  const root = createCommunity(said.value.draft, keys.value, { now: now(), approvers })
  if (!root.ok) return { field: root.error.detail.field }
  return { keys: keys.value, root: root.value, statements: [], texts: Object.fromEntries(pages), neighbours: [] }
}

function factsOf({ name, contact, zone, policy, checklist, region, age }: Founding): object {
  const hasAge = region.trim() !== '' && /^\d{1,2}$/.test(age.trim())
  return {
    name: name.trim(),
    contact: contact.trim(),
    zone,
    policy,
    ...(hasAge ? { ownConsentFromAge: [{ region: region.trim(), age: Number(age) }] } : {}),
    ...(checklist.length > 0 ? { checklist: [...checklist] } : {}),
  }
}
