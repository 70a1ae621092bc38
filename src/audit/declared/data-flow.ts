import { parseJson } from '../../schema/json.js'
import { list, oneOf, record, type Shape, that, type ValueOf, whole } from '../../schema/shape.js'
import type { Outcome } from '../fault.js'

// What an integration says of itself, in a file beside its code. docs/reference/data-flow.schema.json says the same for
// editors and for other tools; a test holds the two together.

/** The longest file that is read, in UTF-16 units. */
export const MAX_DATA_FLOW_TEXT = 262_144
/** The longest text in it, in characters. */
export const MAX_DECLARED_TEXT = 400
/** The most flows, messages, or things at rest; and the most names in a list. */
export const MAX_DECLARED = 100
const MAX_DECLARED_BYTES = 1_073_741_824
const MAX_DECLARED_COUNT = 1_000_000

const matching = (pattern: RegExp): Shape<string> =>
  that((value) => typeof value === 'string' && value.length <= 2 * MAX_DECLARED_TEXT && pattern.test(value))

// Characters, not UTF-16 units: JSON Schema counts so too. Controls would spoil a terminal.
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
const words = matching(/^[^\u0000-\u001f\u007f-\u009f]{1,400}$/u)
const identifier = matching(/^[a-z0-9][a-z0-9-]{0,63}$/u)
const size = whole(0, MAX_DECLARED_BYTES)
const sizes = list(size, MAX_DECLARED, 1)
const names = list(words, MAX_DECLARED)

/** What each trigger says of the time at which a flow may leave; another trigger comes with `phases`. */
export const triggerPhases = {
  'the page opens': 'opening',
  'an answer': 'intake',
  'the click that consents': 'consented',
  'the page is left': 'left',
} as const

const phase = oneOf(['opening', 'intake', 'consented', 'left'])
const fieldClass = oneOf(['public', 'consented', 'random', 'derived'])
/** The words before a verb, as people call what sends: all of them are requests by HTTP. */
const channel = matching(
  /^((fetch|http|xhr|beacon|form|image|style|script|font|frame) (GET|HEAD|POST|PUT|PATCH|DELETE)|websocket|webtransport|navigation|udp|download|name lookup|connection)$/u,
)
const field = record({ name: words, class: fieldClass }, { as: words, answers: names })
const count = record({ most: whole(1, MAX_DECLARED_COUNT) }, { retries: whole(0, MAX_DECLARED_COUNT) })
const flow = record(
  {
    id: identifier,
    trigger: words,
    context: words,
    destination: words,
    channel,
    fields: list(field, MAX_DECLARED),
    purpose: words,
    count,
    retention: words,
    linkability: words,
  },
  { phases: list(phase, 4, 1), consent: words, sizes },
)
const message = record({ from: words, to: words, channel: words, kinds: names }, { sizes })
const store = oneOf([
  'cookie',
  'localStorage',
  'sessionStorage',
  'IndexedDB',
  'CacheStorage',
  'file system',
  'history',
  'title',
  'window name',
  'clipboard',
  'console',
  'error',
  'download',
  'lock name',
  'performance mark',
  'document',
])
const kept = record(
  { context: words, where: store, key: words, class: fieldClass, retention: words },
  { as: words, answers: names, sizes },
)
const places: Shape<Readonly<Record<string, string | readonly string[]>>> = that(
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.keys(value).length <= MAX_DECLARED &&
    Object.entries(value).every(
      ([role, one]) =>
        words.fault(role) === undefined &&
        (words.fault(one) === undefined || list(words, MAX_DECLARED, 1).fault(one) === undefined),
    ),
)
const dataFlow = record(
  {
    format: oneOf(['entrenous-data-flow-1']),
    name: words,
    flows: list(flow, MAX_DECLARED),
    messages: list(message, MAX_DECLARED),
    atRest: list(kept, MAX_DECLARED),
  },
  { destinations: places },
)

/** Everything an integration declares: what leaves and when, what is said between frames, what is kept. */
export type DataFlow = ValueOf<typeof dataFlow>
/** One declared flow. */
export type DeclaredFlow = DataFlow['flows'][number]
/** One declared kind of message. */
export type DeclaredMessage = DataFlow['messages'][number]

const knownTrigger = (value: string): value is keyof typeof triggerPhases => Object.hasOwn(triggerPhases, value)

/**
 * Reads a `data-flow.json`.
 *
 * @param text - the file, untrusted.
 * @returns the declaration.
 * Failure: `data_flow_invalid`, with the path of what is wrong (`flows.2.trigger`), an unknown member's included.
 * Privacy: a declaration is meant to be published; the fault repeats names of members, never values.
 * Cost: O(length). @since 0.2
 */
export function readDataFlow(text: string): Outcome<DataFlow> {
  if (typeof text !== 'string') throw new TypeError('a declaration is read from text')
  if (text.length > MAX_DATA_FLOW_TEXT) return invalid(`is longer than ${MAX_DATA_FLOW_TEXT} characters`)
  const value = parseJson(text)
  if (value === undefined) return invalid('is no JSON')
  const strange = strangeMember(value, '', memberNames)
  if (strange !== undefined) return invalid(`has a member that the format does not know: ${strange}`)
  const fault = dataFlow.fault(value)
  if (fault !== undefined) return invalid(fault === '' ? 'is no declaration' : `is wrong at ${fault}`)
  // The shape has just been found to hold.
  const read = value as DataFlow
  const timeless = read.flows.findIndex((one) => one.phases === undefined && !knownTrigger(one.trigger))
  if (timeless >= 0)
    return invalid(`is wrong at flows.${timeless}.trigger: another trigger than the known ones needs phases`)
  return { ok: true, value: read }
}

/**
 * When a declared flow may leave.
 *
 * @param flow - of a declaration that was read.
 * @returns its phases.
 * Privacy: reads a published declaration.
 * Cost: O(1). @since 0.2
 */
export function phasesOf(flow: DeclaredFlow): readonly ('opening' | 'intake' | 'consented' | 'left')[] {
  if (flow.phases !== undefined) return flow.phases
  return knownTrigger(flow.trigger) ? [triggerPhases[flow.trigger]] : []
}

type Members = { readonly [name: string]: Members | null }

/** Every member that may stand in the file, so that a strange one can be named: a shape alone refuses the whole. */
const memberNames: Members = {
  format: null,
  name: null,
  destinations: null,
  flows: {
    ...named('id trigger phases context destination channel purpose consent sizes retention linkability'),
    fields: named('name class as answers'),
    count: named('most retries'),
  },
  messages: named('from to channel kinds sizes'),
  atRest: named('context where key class as answers sizes retention'),
}

function named(list: string): Members {
  return Object.fromEntries(list.split(' ').map((name) => [name, null]))
}

/** The path of the first member that is not ours; no deeper than the format is. */
function strangeMember(value: unknown, path: string, known: Members): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  if (Array.isArray(value)) {
    for (const [index, one] of value.slice(0, MAX_DECLARED).entries()) {
      const strange = strangeMember(one, at(String(index)), known)
      if (strange !== undefined) return strange
    }
    return undefined
  }
  for (const [name, member] of Object.entries(value)) {
    if (!Object.hasOwn(known, name)) return at(name.replace(/[^\w-]/g, '?').slice(0, 40))
    const inner = known[name] ?? undefined
    const strange = inner && strangeMember(member, at(name), inner)
    if (strange !== undefined) return strange
  }
  return undefined
}

function invalid(what: string): Outcome<never> {
  const says = `The declaration of the data flows ${what}.`
  const remedy = 'Correct data-flow.json; docs/reference/data-flow.schema.json says what may stand in it.'
  return { ok: false, fault: { code: 'data_flow_invalid', says, remedy } }
}
