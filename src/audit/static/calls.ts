import type { Capability, Sighting } from './capability.js'
import { fetchingAttributes, fetchingElements, windowNames } from './names.js'
import { isFunction, plainKeyOf } from './scopes.js'
import { addressOf, shown } from './shown.js'
import { type Node, part, parts, textPart } from './tree.js'
import { type Context, constantOf, memberName, waysOf } from './value.js'

// What a call says by what is given to it: a kind of element, the name of an attribute, a target, a text.

/** Properties of a style by which the browser fetches something. */
const fetchingStyles = /^(background|list-style|border-image|mask|cursor|content|filter|clip-path|src|--)/

/**
 * Finds what a call can reach by its arguments.
 *
 * @param call - a call, or a `new`.
 * @param context - where it stands.
 * @returns sightings at the call.
 * Privacy: reads the tree only.
 * Cost: bounded. @since 0.1
 */
export function sightingsOfCall(call: Node, context: Context): readonly Sighting[] {
  const callee = part(call, 'callee')
  const name = (callee?.type === 'MemberExpression' ? memberName(callee, context) : textPart(callee, 'name')) ?? ''
  const ways = waysOf(callee, context)
  const values = parts(call, 'arguments')
  const at = (capability: Capability, how: string): readonly Sighting[] => [
    { capability, offset: call.start, how: shown(how) },
  ]
  const isTimer = ways.some((way) => ['setTimeout', 'setInterval'].includes(way))
  if (isTimer && constantOf(values[0], context) !== undefined) return at('code from text', `${name}('…')`)
  if (name === 'constructor') return isFunctionMaker(callee) ? at('code from text', '.constructor(…)') : []
  if (name === 'postMessage') return messageOf(values, context, at)
  if (/^createElement(NS)?$/.test(name)) return elementOf(name, values, ways, context, at)
  if (/^setAttribute(NS)?$/.test(name)) return attributeOf(name, values, context, at)
  if (name === 'setProperty') {
    const property = constantOf(values[0], context)
    return property === undefined || fetchingStyles.test(property)
      ? at('style request', `.setProperty(${property ?? '…'})`)
      : []
  }
  if (ways.some((way) => way === 'Reflect.get')) return takenBy(call, context, at)
  return describedOf(values, context, at)
}

/** `Reflect.get(window, 'fetch')`: a member, taken by a call. */
function takenBy(call: Node, context: Context, at: At): readonly Sighting[] {
  return waysOf(call, context).flatMap((way) => {
    const named = windowNames.get(way)
    return named === undefined ? [] : at(named.capability, way)
  })
}

type At = (capability: Capability, how: string) => readonly Sighting[]

/** `[].filter.constructor('…')` and `(() => {}).constructor('…')` make code of text; `this.constructor()` makes no code. */
function isFunctionMaker(callee: Node | undefined): boolean {
  const object = part(callee, 'object')
  if (object === undefined || object.type === 'ThisExpression') return false
  if (isFunction(object) || object.type === 'MemberExpression') return part(object, 'object')?.type !== 'ThisExpression'
  return ['Literal', 'ArrayExpression', 'ParenthesizedExpression', 'CallExpression'].includes(object.type)
}

function messageOf(values: readonly (Node | undefined)[], context: Context, at: At): readonly Sighting[] {
  const target = values[1]
  const named = parts(target, 'properties').find((one) => one !== undefined && plainKeyOf(one) === 'targetOrigin')
  const origin = constantOf(part(named, 'value') ?? target, context)
  return origin === '*' ? at('message to anyone', "postMessage(…, '*')") : at('message', 'postMessage(…)')
}

function elementOf(
  name: string,
  values: readonly (Node | undefined)[],
  ways: readonly string[],
  context: Context,
  at: At,
): readonly Sighting[] {
  const kind = constantOf(name === 'createElement' ? values[0] : values[1], context)
  if (kind === undefined) return ways.includes(`document.${name}`) ? at('computed element', `document.${name}(…)`) : []
  const capability = fetchingElements.get(kind.toLowerCase())
  return capability === undefined ? [] : at(capability, `createElement('${kind}')`)
}

function attributeOf(
  name: string,
  values: readonly (Node | undefined)[],
  context: Context,
  at: At,
): readonly Sighting[] {
  const attribute = constantOf(name === 'setAttribute' ? values[0] : values[1], context)
  if (attribute === undefined) return at('computed attribute', `.${name}(…)`)
  const capability = fetchingAttributes.get(attribute.toLowerCase())
  if (capability !== undefined) return at(capability, `.${name}('${attribute}')`)
  return /^on/i.test(attribute) ? at('code from text', `.${name}('${attribute}')`) : []
}

/** An element described by its kind and its attributes, as frameworks compile it: `h('img', { src })`. */
function describedOf(values: readonly (Node | undefined)[], context: Context, at: At): readonly Sighting[] {
  const [kind, described] = values
  if (described?.type !== 'ObjectExpression') return []
  const named = constantOf(kind, context)?.toLowerCase() ?? ''
  const capability = fetchingElements.get(named)
  if (capability === undefined) return []
  const keys = parts(described, 'properties').map((one) =>
    one === undefined ? '' : (plainKeyOf(one) ?? '').toLowerCase(),
  )
  return keys.some((key) => fetchingAttributes.has(key)) || named === 'form' ? at(capability, `<${named}>`) : []
}

/**
 * Says where a call leads, as far as its text tells: an address that is written out, or begins with one.
 *
 * @param call - a call, or a `new`, of something that takes an address first; or nothing.
 * @param context - where it stands.
 * @returns the origin, or undefined.
 * Privacy: reads the tree only.
 * Cost: bounded. @since 0.1
 */
export function destinationOf(call: Node | undefined, context: Context): string | undefined {
  const isKnown = waysOf(part(call, 'callee'), context).some((way) => windowNames.has(way))
  const beginning = isKnown ? beginningOf(parts(call, 'arguments')[0], context) : undefined
  const address = beginning === undefined ? undefined : addressOf(beginning)
  return address?.leads === 'elsewhere' ? address.destination : undefined
}

function beginningOf(node: Node | undefined, context: Context): string | undefined {
  let first = node
  while (first?.type === 'BinaryExpression') first = part(first, 'left')
  const whole = constantOf(first, context)
  if (whole !== undefined || first?.type !== 'TemplateLiteral') return whole
  const value = parts(first, 'quasis')[0]?.['value']
  return typeof value === 'object' && value !== null && 'cooked' in value && typeof value.cooked === 'string'
    ? value.cooked
    : undefined
}
