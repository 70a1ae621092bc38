import { destinationOf, sightingsOfCall } from './calls.js'
import type { Capability, Sighting } from './capability.js'
import { memberNames, type Named, type When, windowNames } from './names.js'
import { bindingOf, calledInPlace, isCalledInPlace, isFunction, type Scope, scopesOf } from './scopes.js'
import { addressOf, shown } from './shown.js'
import { fewParts, isNode, type Node, part, parts, readCode, textPart, walk } from './tree.js'
import { type Context, constantOf, hasPlainKeys, MAX_STEPS, memberName, waysOf, wayTo } from './value.js'

/** What a text of code can reach. `unread`: it is no code, or nests too deep; `unfinished`: there was no time left. */
export type ReadScript = { readonly sightings: readonly Sighting[]; readonly state: 'read' | 'unread' | 'unfinished' }

/** Whose members, taken by a name that is worked out, can be anything. */
const containers: readonly string[] = ['', 'document', 'navigator', 'location', 'history']

type Notice = (sighting: Sighting) => void

/**
 * Finds what code can reach: by name, under another name, by destructuring, and by a name that is put together.
 *
 * @param text - code. Hostile; it is not run.
 * @param first - how it is read first.
 * @param isOver - asked now and then whether there is time left.
 * @returns each place once for each capability, in the order of the text.
 * Privacy: reads the text only.
 * Cost: O(length), with `MAX_STEPS` for each name. @since 0.1
 */
export function readScript(text: string, first: 'module' | 'script', isOver: () => boolean): ReadScript {
  const program = readCode(text, first)
  if (program === undefined) return { sightings: namesIn(text), state: 'unread' }
  const scopes = scopesOf(program, isOver)
  if (scopes === undefined) return { sightings: namesIn(text), state: 'unfinished' }
  const found = new Map<string, Sighting>()
  const notice: Notice = (one) => {
    const key = `${one.offset} ${one.capability}`
    if (!found.has(key)) found.set(key, one)
  }
  const reported = new Set<Node>()
  const visit = (node: Node, outer: Scope, around: readonly Node[]): Scope => {
    const scope = scopes.of.get(node) ?? outer
    look(node, { scope, isModule: program.isModule }, around, { notice, reported })
    return scope
  }
  const isDone = walk(program.root, scopes.top, visit, isOver)
  const sightings = [...found.values()].sort((one, other) => one.offset - other.offset)
  return { sightings, state: isDone ? 'read' : 'unfinished' }
}

/** Names that nothing else has, looked for as text where the code could not be read. */
function namesIn(text: string): readonly Sighting[] {
  const names = [...windowNames].filter(
    ([name, { when }]) => when === 'used' && !/^(console|scheduler|caches)$/.test(name),
  )
  const ends = new Map(names.map(([name, { capability }]) => [name.split('.').at(-1) ?? name, capability]))
  const pattern = new RegExp(`\\b(?:${[...ends.keys()].join('|')})\\b`, 'g')
  const found = [...text.matchAll(pattern)].slice(0, MAX_NAMES).flatMap((match): readonly Sighting[] => {
    const capability = ends.get(match[0])
    return capability === undefined ? [] : [{ capability, offset: match.index, how: match[0] }]
  })
  return [{ capability: 'unreadable', offset: 0, how: 'the whole text' }, ...found]
}

/** The most names that are listed of a text that could not be read. */
export const MAX_NAMES = 500

/** `reported`: parts of a chain that were judged with the whole of it. */
type Report = { readonly notice: Notice; readonly reported: Set<Node> }

function look(node: Node, context: Context, around: readonly Node[], report: Report): void {
  const { notice } = report
  if (node.type === 'MemberExpression' && !report.reported.has(node)) lookAtMember(node, context, around, report)
  if (node.type === 'Identifier' && !report.reported.has(node) && isUse(node, around))
    lookAtName(node, context, around, report)
  if (isCall(node)) for (const one of sightingsOfCall(node, context)) notice(one)
  if (node.type === 'ThisExpression' && !report.reported.has(node)) lookAtWindow(node, context, around, notice)
  if (node.type === 'ImportExpression') lookAtImport(node, constantOf(part(node, 'source'), context), notice)
  const from = part(node, 'source')
  if (/^(Import|Export)\w*Declaration$/.test(node.type) && from !== undefined)
    lookAtImport(node, constantOf(from, context), notice)
  const pattern = part(node, 'id') ?? part(node, 'left')
  if (pattern?.type === 'ObjectPattern')
    lookAtPattern(pattern, waysOf(part(node, 'init') ?? part(node, 'right'), context), notice)
  const called = node.type === 'CallExpression' ? calledInPlace(node) : undefined
  parts(called?.fn, 'params').forEach((one, at) => {
    if (one?.type === 'ObjectPattern') lookAtPattern(one, waysOf(called?.values[at], context), notice)
  })
}

function lookAtImport(node: Node, from: string | undefined, notice: Notice): void {
  if (from === undefined) {
    notice({ capability: 'computed import', offset: node.start, how: 'import(…)' })
    return
  }
  const address = addressOf(from)
  const how = `import '${shown(from)}'`
  if (address.leads === 'elsewhere')
    notice({ capability: 'foreign code', offset: node.start, how, destination: address.destination })
  else notice({ capability: address.leads === 'own' ? 'own file' : 'code from text', offset: node.start, how })
}

function lookAtMember(node: Node, context: Context, around: readonly Node[], { notice, reported }: Report): void {
  const name = memberName(node, context)
  const object = part(node, 'object')
  const before = waysOf(object, context)
  if (name === undefined) {
    if (node['computed'] !== true) return
    const way = before.find((one) => containers.includes(one))
    if (way !== undefined)
      notice({ capability: 'computed name', offset: node.start, how: `${way === '' ? 'window' : way}[…]` })
    return
  }
  const usage = usageOf(node, around)
  const ways = waysOf(node, context)
  if (before.length > 0) for (const one of chainOf(object)) reported.add(one)
  const hits = ways.flatMap((way) => {
    const hit = namedOf(way, usage)
    return hit === undefined || isReportedBefore(node, context) ? [] : [{ way, capability: hit.capability }]
  })
  const where = usage === 'called' ? destinationOf(around.findLast(isCall), context) : undefined
  for (const { way, capability } of hits) notice(sighting(capability, node, way, where))
  const member = memberNames.get(name)
  if (ways.every((way) => namedOf(way, usage) === undefined) && member !== undefined && counts(member.when, usage))
    notice({ capability: member.capability, offset: node.start, how: shown(`.${name}`) })
  if (ways.includes('')) lookAtWindow(node, context, around, notice)
}

/** The members and the name at the beginning that a chain consists of, without what stands in brackets. */
function chainOf(object: Node | undefined): readonly Node[] {
  const found: Node[] = []
  let here = object
  // Longer chains lead nowhere that is known: their ways are given up after as many steps.
  while (here !== undefined && found.length < MAX_STEPS) {
    found.push(here)
    here = part(here, 'object') ?? part(here, 'expression')
  }
  return found.filter((one) =>
    ['MemberExpression', 'Identifier', 'ThisExpression', 'ChainExpression'].includes(one.type),
  )
}

/** True where the chain begins at a name of the code's own that was reported when it was given. */
function isReportedBefore(node: Node, context: Context): boolean {
  const first = chainOf(node).at(-1)
  if (first?.type !== 'Identifier' || bindingOf(context.scope, textPart(first, 'name') ?? '') === undefined)
    return false
  return waysOf(first, context).some((way) => namedOf(way, 'used') !== undefined)
}

function lookAtName(node: Node, context: Context, around: readonly Node[], { notice }: Report): void {
  const usage = usageOf(node, around)
  const isOwn = bindingOf(context.scope, textPart(node, 'name') ?? '') !== undefined
  for (const way of waysOf(node, context)) {
    const hit = namedOf(way, usage)
    if (hit === undefined || (isOwn && hit.when === 'used')) continue
    // `new Date(1)` reads no clock, and a plain `name` is most often no window's name.
    if (hit.capability === 'clock' && isGivenATime(around.at(-1))) continue
    notice(sighting(hit.capability, node, way, usage === 'called' ? destinationOf(around.at(-1), context) : undefined))
  }
  lookAtWindow(node, context, around, notice)
}

function sighting(capability: Capability, { start }: Node, way: string, destination: string | undefined): Sighting {
  const seen = { capability, offset: start, how: shown(way) }
  return destination === undefined ? seen : { ...seen, destination }
}

function isCall({ type }: Node): boolean {
  return type === 'CallExpression' || type === 'NewExpression'
}

function isGivenATime(call: Node | undefined): boolean {
  return parts(call, 'arguments').length > 0
}

/** What is known of a way: of the whole of it, or of the part before its last members. */
function namedOf(way: string, usage: Usage): Named | undefined {
  const names = way.split('.')
  for (let length = names.length; length > 0; length--) {
    const named = windowNames.get(names.slice(0, length).join('.'))
    if (named !== undefined && (length === names.length ? counts(named.when, usage) : named.when === 'used'))
      return named
  }
  return undefined
}

type Usage = When | 'argument' | 'asked'

function counts(when: When, usage: Usage): boolean {
  if (usage === 'asked') return false
  return when === 'used' || when === usage || (when === 'called' && usage === 'argument')
}

function usageOf(node: Node, around: readonly Node[]): Usage {
  const last = around.at(-1)
  const whole = last?.type === 'ChainExpression' ? last : node
  const parent = whole === node ? last : around.at(-2)
  if (parent === undefined) return 'used'
  if (isCall(parent)) return part(parent, 'callee') === whole ? 'called' : 'argument'
  if (parent.type === 'UnaryExpression' && parent['operator'] === 'typeof') return 'asked'
  if (parent.type === 'AssignmentExpression' && part(parent, 'left') === node) return 'set'
  return 'used'
}

/** True for an identifier that stands for a value, and not for the name of a member, a key, a label or a declaration. */
function isUse(node: Node, around: readonly Node[]): boolean {
  const parent = around.at(-1)
  if (parent === undefined) return false
  if (parent.type === 'MemberExpression') return part(parent, 'object') === node || parent['computed'] === true
  if (['Property', 'PropertyDefinition', 'MethodDefinition', 'AccessorProperty'].includes(parent.type))
    return (
      (part(parent, 'value') === node && around.at(-2)?.type !== 'ObjectPattern') ||
      (part(parent, 'key') === node && parent['computed'] === true)
    )
  if (
    /Specifier$|Pattern$|RestElement|Label|BreakS|ContinueS|MetaProperty|CatchClause|ImportAttribute/.test(parent.type)
  )
    return parent.type === 'AssignmentPattern' && part(parent, 'right') === node
  if (parent.type === 'VariableDeclarator') return part(parent, 'init') === node
  return isFunction(parent) ? part(parent, 'body') === node : part(parent, 'id') !== node
}

/** Where a window may stand without being handed on. */
const harmless = new Set([
  'ExpressionStatement',
  'UnaryExpression',
  'BinaryExpression',
  'IfStatement',
  'VariableDeclarator',
  'MemberExpression',
  'AssignmentPattern',
  'WhileStatement',
  'ForInStatement',
])
const passing = new Set([
  'LogicalExpression',
  'ConditionalExpression',
  'SequenceExpression',
  'ChainExpression',
  'ParenthesizedExpression',
])

function lookAtWindow(node: Node, context: Context, around: readonly Node[], notice: Notice): void {
  if (!waysOf(node, context).includes('')) return
  let at = around.length - 1
  let inner: Node = node
  for (; passing.has(around[at]?.type ?? ''); at--) inner = around[at] ?? inner
  const holder = around[at]
  if (holder === undefined || harmless.has(holder.type)) return
  if (holder.type === 'AssignmentExpression') {
    const left = part(holder, 'left')
    const isKept = left?.type === 'Identifier' && bindingOf(context.scope, textPart(left, 'name') ?? '') !== undefined
    if (left === inner || isKept || left?.type === 'ObjectPattern') return
  }
  if (holder.type === 'CallExpression' || holder.type === 'NewExpression') {
    const isPlaced = isCalledInPlace(holder) || waysOf(holder, context).length > 0
    // A function is called with the window as `this`: `fetch.call(window, …)`.
    const method = textPart(part(part(holder, 'callee'), 'property'), 'name') ?? ''
    const [first] = fewParts(holder, 'arguments', MAX_STEPS) ?? []
    const isThis = ['call', 'apply', 'bind'].includes(method) && first === inner
    if (isPlaced || isThis || part(holder, 'callee') === inner) return
  }
  notice({ capability: 'handed on', offset: node.start, how: 'window' })
}

function lookAtPattern(pattern: Node, ways: readonly string[], notice: Notice): void {
  const within = ways.filter((way) => containers.includes(way))
  if (within.length > 0 && !hasPlainKeys(pattern))
    notice({ capability: 'computed name', offset: pattern.start, how: '{ […] }' })
  for (const property of parts(pattern, 'properties')) {
    const key = part(property, 'key')
    const name =
      property?.['computed'] === true || key === undefined ? undefined : (textPart(key, 'name') ?? String(key['value']))
    if (name === undefined || property === undefined) continue
    const inner = ways.map((way) => wayTo(way, name))
    const hits: readonly (readonly [string, Capability])[] = inner.flatMap((way) => {
      const hit = namedOf(way, 'used')
      return hit === undefined ? [] : [[way, hit.capability] as const]
    })
    for (const [way, capability] of hits) notice({ capability, offset: property.start, how: shown(way) })
    const value = part(property, 'value')
    const deeper = value?.type === 'AssignmentPattern' ? part(value, 'left') : value
    if (isNode(deeper) && deeper.type === 'ObjectPattern') lookAtPattern(deeper, inner, notice)
  }
}
