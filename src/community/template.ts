import { plainText } from '../descriptor/fields.js'
import { sha256 } from '../kernel/hash.js'
import { isPlainObject } from '../kernel/plain.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex, utf8Encode } from '../kernel/text.js'
import { region } from '../schema/fields.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'
import { check } from '../schema/shape.js'
import { checklistItem, type PolicyDraft, policyPresets } from '../trust/joining.js'

// A community begins as a folder of texts: a manifest, a charter, checklists, pages to hand out. A template is such a folder
// in which what differs from community to community stands as {{name}}.

/** Most files of a template. */
export const MAX_TEMPLATE_FILES = 200
/** Longest file of a template, in UTF-16 units. */
export const MAX_TEMPLATE_FILE_LENGTH = 64 * 1024

const presetNames = [
  'introduced-one-vetter',
  'introduced-three-vetters',
  'introduced-two-vetters',
  'listing-only',
  'one-approver',
] as const

const factsSchema = shape.record(
  {
    /** As people call it: at most 80 characters. */
    name: plainText(80),
    /** Whom to turn to, as it stands on paper and in the manifest: at most 160 characters. */
    contact: plainText(160),
    /** The IANA zone of its local times: `Europe/Lisbon`. */
    zone: shape.text(64, /^[A-Za-z][A-Za-z0-9+_/-]*$/),
    /** One of `policyPresets`. */
    policy: shape.oneOf(presetNames),
  },
  {
    /** From what age a person consents alone, by region. */
    ownConsentFromAge: shape.list(shape.record({ region, age: shape.whole(0, 25) }), 80),
    /** What has to be attested of everybody; for a policy that asks for introductions. */
    checklist: shape.list(checklistItem, 40),
  },
)

/** What makes one community different from another that began with the same template. Public. */
export type CommunityFacts = shape.ValueOf<typeof factsSchema>

/**
 * Makes a community's folder out of a template: the same pages, with its own name, contact, zone and policy.
 *
 * In a text `{{name}}` and `{{contact}}` are replaced where they stand. In a file of JSON each string is: one that is a
 * placeholder and nothing else becomes what the fact is, a policy for example, so that no fact can change what the file
 * says besides. What was put in is not looked at again.
 *
 * @param template - its files: path below the folder → text.
 * @param facts - plain JSON. Untrusted in form.
 * @returns the files of the community, in the same order.
 * Failure: `statement_invalid` with the wrong fact; `checklist` where the policy asks for no introductions, since nothing
 * would ask for it; `template` when a file is too long, no JSON where its name says so, or has a placeholder that is no fact.
 * @throws {RangeError} when the template has more than 200 files.
 * Privacy: everything in it is meant to be published or handed out; the failure names fields, never values.
 * Cost: O(length).
 * @example
 * const facts = { name: 'Harbour', contact: 'dora@harbour.example', zone: 'Europe/Lisbon', policy: 'one-approver' }
 * const texts = fillTemplate(template, facts)
 * @since 0.1
 */
export function fillTemplate(
  template: ReadonlyMap<string, string>,
  facts: unknown,
): Result<ReadonlyMap<string, string>, 'statement_invalid'> {
  if (template.size > MAX_TEMPLATE_FILES) throw new RangeError(`template: at most ${MAX_TEMPLATE_FILES} files`)
  const checked = check(factsSchema, facts, 'statement_invalid')
  if (!checked.ok) return checked
  const policy = policyOf(checked.value)
  if (policy === undefined) return fail('statement_invalid', { field: 'checklist' })
  const { name, contact, zone } = checked.value
  const values = new Map<string, unknown>(Object.entries({ name, contact, zone, policy }))
  const filled = new Map<string, string>()
  for (const [path, text] of template) {
    const own = text.length > MAX_TEMPLATE_FILE_LENGTH ? undefined : fillFile(path, text, values)
    if (own === undefined) return fail('statement_invalid', { field: 'template' })
    filled.set(path, own)
  }
  return ok(filled)
}

/** The preset with what the community adds to it. */
function policyOf({ policy, ownConsentFromAge, checklist }: CommunityFacts): PolicyDraft | undefined {
  const preset: PolicyDraft = policyPresets[policy]
  const ages = ownConsentFromAge === undefined ? preset : { ...preset, ownConsentFromAge }
  if (checklist === undefined) return ages
  return ages.joining === undefined ? undefined : { ...ages, joining: { ...ages.joining, checklist } }
}

type Values = ReadonlyMap<string, unknown>

function fillFile(path: string, text: string, values: Values): string | undefined {
  if (!path.endsWith('.json')) return fillText(text, values)
  const parsed = parseJson(text)
  const filled = parsed === undefined ? undefined : fillValue(parsed, values)
  return filled && `${JSON.stringify(filled.value, null, 2)}\n`
}

/** Undefined where a placeholder is no fact, or none that can stand in a text. */
function fillText(text: string, values: Values): string | undefined {
  let known = true
  const filled = text.replace(/\{\{([^{}]*)\}\}/g, (_, name: string) => {
    const value = values.get(name)
    if (typeof value === 'string') return value
    known = false
    return ''
  })
  return known ? filled : undefined
}

/** A file of JSON nests a few levels; one that nests deeper is no template of ours. */
const MAX_DEPTH = 16

function fillValue(value: unknown, values: Values, depth = 0): { readonly value: unknown } | undefined {
  if (depth > MAX_DEPTH) return undefined
  if (typeof value === 'string') {
    const whole = /^\{\{([^{}]*)\}\}$/.exec(value)?.[1]
    if (whole !== undefined) return values.has(whole) ? { value: values.get(whole) } : undefined
    const filled = fillText(value, values)
    return filled === undefined ? undefined : { value: filled }
  }
  if (Array.isArray(value)) {
    const items = value.map((item) => fillValue(item, values, depth + 1))
    return items.every((item) => item !== undefined) ? { value: items.map((item) => item.value) } : undefined
  }
  if (!isPlainObject(value)) return { value }
  const members = Object.entries(value).map(([name, one]) => [name, fillValue(one, values, depth + 1)] as const)
  if (members.some(([, one]) => one === undefined)) return undefined
  return { value: Object.fromEntries(members.map(([name, one]) => [name, one?.value])) }
}

/** What a folder says about its community. */
export type CommunityDraft = {
  /** For `createCommunity` and `changeCommunity`: name, contact, policy, and the charter's hash. Unchecked. */
  readonly draft: object
  readonly name: string
  /** The IANA zone of its local times. */
  readonly zone: string
}

/**
 * Reads what a community's folder says about the community.
 *
 * @param texts - its files: path below the folder → text. Of them `community.json` and the charter it names are read. Untrusted.
 * @returns what its manifest is made of.
 * Failure: `statement_invalid` with `charter` when it names no file of the folder, with `zone` when that is missing, with
 * `''` when `community.json` is none.
 * Privacy: meant for what is published; the failure names fields, never values.
 * Cost: one hash of the charter.
 * @example
 * const said = readCommunityFolder(texts)
 * if (said.ok) createCommunity(said.value.draft, communityKeys, { now })
 * @since 0.1
 */
export function readCommunityFolder(texts: ReadonlyMap<string, string>): Result<CommunityDraft, 'statement_invalid'> {
  const parsed = parseJson(texts.get('community.json') ?? '')
  if (!isPlainObject(parsed)) return fail('statement_invalid', { field: '' })
  const { zone, charter, ...draft } = parsed
  const charterText = typeof charter === 'string' ? texts.get(charter) : undefined
  if (charterText === undefined) return fail('statement_invalid', { field: 'charter' })
  if (typeof zone !== 'string') return fail('statement_invalid', { field: 'zone' })
  const charterHash = toHex(sha256(utf8Encode(charterText)))
  return ok({ draft: { ...draft, charterHash }, zone, name: String(draft['name']) })
}
