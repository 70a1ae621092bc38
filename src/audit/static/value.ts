import { windowAliases } from './names.js'
import { type Binding, bindingOf, isFunction, plainKeyOf, type Scope } from './scopes.js'
import { fewParts, type Node, part, parts, textPart } from './tree.js'

// What a piece of code is worth, as far as its text tells: a constant, or a way from the window, such as
// `navigator.sendBeacon`. The window itself is the empty way.

/** The most steps spent on one value: code that hides a name deeper than this is taken for code that works it out. */
export const MAX_STEPS = 400

/** Where a value is looked at: the names known there, and whether `this` is the window outside of functions. */
export type Context = { readonly scope: Scope; readonly isModule: boolean }

/** `isCut`: something was left out, so that what was found is not kept for later. */
type Work = { steps: number; isCut: boolean; readonly open: Set<Binding> }

const fresh = (): Work => ({ steps: MAX_STEPS, isCut: false, open: new Set() })

/**
 * Works out a constant text: pieces put together, also by names that are given once, `atob`, `join` and char codes.
 *
 * @param node - a node, or nothing.
 * @param context - where it stands.
 * @returns the text, or undefined where it is none that the code fixes.
 * Privacy: reads the tree only.
 * Cost: bounded by `MAX_STEPS`. @since 0.1
 */
export function constantOf(node: Node | undefined, context: Context): string | undefined {
  return constant(node, context, fresh())
}

function constant(node: Node | undefined, context: Context, work: Work): string | undefined {
  work.steps -= 1
  if (node === undefined || work.steps < 0) return undefined
  const inner = (one: Node | undefined) => constant(one, context, work)
  switch (node.type) {
    case 'Literal':
      return ['string', 'number'].includes(typeof node['value']) ? String(node['value']) : undefined
    case 'TemplateLiteral':
      return templateOf(node, inner)
    case 'BinaryExpression':
      return node['operator'] === '+' ? joined([inner(part(node, 'left')), inner(part(node, 'right'))]) : undefined
    case 'ParenthesizedExpression':
      return inner(part(node, 'expression'))
    case 'Identifier':
      return namedConstant(node, context, work)
    case 'CallExpression':
      return calledConstant(node, inner)
    default:
      return undefined
  }
}

function joined(pieces: readonly (string | undefined)[], between: string | undefined = ''): string | undefined {
  return pieces.includes(undefined) ? undefined : pieces.join(between)
}

function templateOf(node: Node, inner: (one: Node | undefined) => string | undefined): string | undefined {
  const values = fewParts(node, 'expressions', MAX_STEPS)?.map(inner)
  if (values === undefined) return undefined
  const texts = parts(node, 'quasis').map((one) => {
    const value = one?.['value']
    const cooked = typeof value === 'object' && value !== null && 'cooked' in value ? value.cooked : undefined
    return typeof cooked === 'string' ? cooked : undefined
  })
  return joined(texts.flatMap((text, at) => (at < values.length ? [text, values[at]] : [text])))
}

function namedConstant(node: Node, context: Context, work: Work): string | undefined {
  const sources = bindingOf(context.scope, textPart(node, 'name') ?? '')?.sources ?? []
  const [only] = sources
  if (only === undefined || sources.length > 1 || only.members.length > 0) return undefined
  return constant(only.node, { ...context, scope: only.scope }, work)
}

function calledConstant(node: Node, inner: (one: Node | undefined) => string | undefined): string | undefined {
  const callee = part(node, 'callee')
  const values = fewParts(node, 'arguments', MAX_STEPS)
  if (values === undefined) return undefined
  const name = textPart(callee, 'name') ?? textPart(part(callee, 'property'), 'name')
  if (name === 'atob') return decoded(inner(values[0]))
  if (name === 'fromCharCode' || name === 'fromCodePoint') {
    const codes = values.map((one) => Number(inner(one) ?? Number.NaN))
    return codes.every((code) => Number.isInteger(code) && code >= 0 && code <= 0x10ffff)
      ? String.fromCodePoint(...codes)
      : undefined
  }
  const list = part(callee, 'object')
  if (name === 'join' && list?.type === 'ArrayExpression')
    return joined(
      fewParts(list, 'elements', MAX_STEPS)?.map(inner) ?? [undefined],
      values[0] === undefined ? ',' : inner(values[0]),
    )
  return name === 'concat' ? joined([inner(list), ...values.map(inner)]) : undefined
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : atob(text)
  } catch {
    return undefined
  }
}

/**
 * Finds the ways from the window that a value can be: several where the code chooses between them.
 *
 * @param node - a node, or nothing.
 * @param context - where it stands.
 * @returns ways such as `navigator.sendBeacon`, the empty text for the window itself; no way where none can be told.
 * Privacy: reads the tree only.
 * Cost: bounded by `MAX_STEPS`. @since 0.1
 */
export function waysOf(node: Node | undefined, context: Context): readonly string[] {
  return [...new Set(ways(node, context, fresh()))]
}

function ways(node: Node | undefined, context: Context, work: Work): readonly string[] {
  work.steps -= 1
  if (work.steps < 0) work.isCut = true
  if (node === undefined || work.steps < 0) return []
  const inner = (one: Node | undefined) => ways(one, context, work)
  switch (node.type) {
    case 'Identifier':
      return namedWays(textPart(node, 'name') ?? '', context, work)
    case 'ThisExpression':
      return context.scope.outer === undefined && !context.isModule ? [''] : []
    case 'MemberExpression':
      return memberWays(node, context, work)
    case 'ChainExpression':
    case 'ParenthesizedExpression':
    case 'AwaitExpression':
      return inner(part(node, 'expression') ?? part(node, 'argument'))
    case 'SequenceExpression':
      return inner(parts(node, 'expressions').at(-1))
    case 'ConditionalExpression':
      return [...inner(part(node, 'consequent')), ...inner(part(node, 'alternate'))]
    case 'LogicalExpression':
      return [...inner(part(node, 'left')), ...inner(part(node, 'right'))]
    case 'AssignmentExpression':
      return inner(part(node, 'right'))
    case 'CallExpression':
      return calledWays(node, context, work)
    default:
      return []
  }
}

function namedWays(name: string, context: Context, work: Work): readonly string[] {
  const binding = bindingOf(context.scope, name)
  if (binding === undefined) return name === 'undefined' ? [] : [wayTo('', name)]
  if (binding.known !== undefined) return binding.known
  if (work.open.has(binding)) {
    work.isCut = true
    return []
  }
  const isCutBefore = work.isCut
  work.isCut = false
  work.open.add(binding)
  const found = binding.sources.flatMap(({ node, scope, members }) =>
    ways(node, { ...context, scope }, work).map((way) => members.reduce(wayTo, way)),
  )
  work.open.delete(binding)
  const distinct = [...new Set(found)]
  if (!work.isCut) binding.known = distinct
  work.isCut ||= isCutBefore
  return distinct
}

/**
 * Takes one step from a way: names that lead back to a window or its document are left out of it.
 *
 * @param way - from the window.
 * @param name - of a member.
 * @returns the way to the member.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function wayTo(way: string, name: string): string {
  if (windowAliases.includes(name) && way === '') return ''
  if (name === 'contentWindow' || name === 'defaultView') return ''
  if (name === 'contentDocument' || name === 'ownerDocument') return 'document'
  if (name === 'location' && way === 'document') return 'location'
  return way === '' ? name : `${way}.${name}`
}

/** Members that lead to a window or a document, whatever they are members of. */
const leadsBack = ['contentWindow', 'defaultView', 'contentDocument', 'ownerDocument']

function memberWays(node: Node, context: Context, work: Work): readonly string[] {
  const name = memberName(node, context)
  if (name === undefined) return []
  if (leadsBack.includes(name)) return [wayTo('', name)]
  return ways(part(node, 'object'), context, work).map((way) => wayTo(way, name))
}

/**
 * Reads the name of a member, written out or put together of constants.
 *
 * @param node - a member expression.
 * @param context - where it stands.
 * @returns the name, or undefined where it is worked out while the code runs.
 * Privacy: reads the tree only.
 * Cost: bounded by `MAX_STEPS`. @since 0.1
 */
export function memberName(node: Node, context: Context): string | undefined {
  const property = part(node, 'property')
  if (node['computed'] === true) return constantOf(property, context)
  return property?.type === 'Identifier' ? textPart(property, 'name') : undefined
}

function calledWays(node: Node, context: Context, work: Work): readonly string[] {
  const callee = part(node, 'callee')
  if (callee !== undefined && isFunction(callee) && givesThis(callee)) return ['']
  if (callee?.type !== 'MemberExpression') return []
  const values = fewParts(node, 'arguments', MAX_STEPS) ?? []
  const name = memberName(callee, context)
  if (name === 'bind') return ways(part(callee, 'object'), context, work)
  const isReflect = name === 'get' && textPart(part(callee, 'object'), 'name') === 'Reflect'
  const taken = isReflect ? constantOf(values[1], context) : undefined
  return taken === undefined ? [] : ways(values[0], context, work).map((way) => wayTo(way, taken))
}

/** `(function () { return this })()` gives the window in a classic script. */
function givesThis(fn: Node): boolean {
  const [first] = parts(part(fn, 'body'), 'body')
  return first?.type === 'ReturnStatement' && part(first, 'argument')?.type === 'ThisExpression'
}

/**
 * Says whether the keys of a pattern are all written out.
 *
 * @param pattern - an object pattern.
 * @returns true when no key is worked out while the code runs.
 * Privacy: reads the tree only.
 * Cost: O(keys). @since 0.1
 */
export function hasPlainKeys(pattern: Node): boolean {
  return parts(pattern, 'properties').every(
    (one) => one === undefined || one.type === 'RestElement' || plainKeyOf(one) !== undefined,
  )
}
