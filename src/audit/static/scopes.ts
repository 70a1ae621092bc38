import { type Node, type Program, part, parts, textPart, walk } from './tree.js'

/** What was put into a name: the value of a node, and the names of members taken from it one after the other. */
export type Source = { readonly node: Node; readonly scope: Scope; readonly members: readonly string[] }

/** A name of the code's own, and everything that is known to be put into it. */
export type Binding = {
  readonly sources: Source[]
  /** The ways from the window that it can be, once they were worked out to the end. */
  known?: readonly string[]
}

/** Where names of the code's own are known. */
export type Scope = {
  readonly outer: Scope | undefined
  readonly names: Map<string, Binding>
  /** True for a function or the whole text, where `var` goes. */
  readonly isWhole: boolean
}

/** The names of a text: the scope of all of it, and of each node that has one. */
export type Scopes = { readonly top: Scope; readonly of: ReadonlyMap<Node, Scope> }

/** The most sources of one name that are kept: code that puts more into it is not followed. */
export const MAX_SOURCES = 8

/** `within`: the function whose parameter the target is; its names are known inside it only. */
type Assignment = {
  readonly target: Node | undefined
  readonly value: Node
  readonly scope: Scope
  readonly within?: Node
}

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])
const blocks = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
  'StaticBlock',
  'ClassExpression',
])

/**
 * Tells a function that is written out.
 *
 * @param node - a node, or nothing.
 * @returns true for a function of any form.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isFunction(node: Node | undefined): boolean {
  return node !== undefined && functions.has(node.type)
}

/**
 * Finds which names are the code's own, and what is put into them: also by destructuring, and into the parameters of a
 * function that is called where it stands.
 *
 * @param program - read code.
 * @param isOver - asked now and then.
 * @returns the scopes, or undefined when there was no time left.
 * Privacy: reads the tree only.
 * Cost: O(nodes). @since 0.1
 */
export function scopesOf({ root }: Program, isOver: () => boolean): Scopes | undefined {
  const top: Scope = { outer: undefined, names: new Map(), isWhole: true }
  const of = new Map<Node, Scope>([[root, top]])
  const assigned: Assignment[] = []
  const visit = (node: Node, scope: Scope): Scope => {
    const inner = node === root ? top : innerScope(node, scope)
    if (inner !== scope) of.set(node, inner)
    declare(node, scope, inner)
    assigned.push(...assignmentOf(node, inner))
    return inner
  }
  if (!walk(root, top, visit, isOver)) return undefined
  for (const { target, value, scope, within } of assigned) {
    const known = within === undefined ? scope : (of.get(within) ?? scope)
    put(target, known, { node: value, scope, members: [] })
  }
  return { top, of }
}

function innerScope(node: Node, outer: Scope): Scope {
  if (isFunction(node)) return { outer, names: new Map(), isWhole: true }
  return blocks.has(node.type) ? { outer, names: new Map(), isWhole: node.type === 'StaticBlock' } : outer
}

function declare(node: Node, scope: Scope, inner: Scope): void {
  if (node.type === 'VariableDeclaration') {
    const goes = node['kind'] === 'var' ? wholeOf(scope) : scope
    for (const one of parts(node, 'declarations')) declarePattern(part(one, 'id'), goes)
  }
  if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') declarePattern(part(node, 'id'), scope)
  if (node.type === 'FunctionExpression' || node.type === 'ClassExpression') declarePattern(part(node, 'id'), inner)
  if (isFunction(node)) for (const one of parts(node, 'params')) declarePattern(one, inner)
  if (node.type === 'CatchClause') declarePattern(part(node, 'param'), inner)
  if (node.type.startsWith('Import') && node.type.endsWith('Specifier')) declarePattern(part(node, 'local'), scope)
}

function wholeOf(scope: Scope): Scope {
  let here = scope
  while (!here.isWhole && here.outer !== undefined) here = here.outer
  return here
}

/** Every name of a pattern, without calls inside calls. */
function declarePattern(pattern: Node | undefined, scope: Scope): void {
  const waiting = [pattern]
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (next === undefined) continue
    const name = next.type === 'Identifier' ? textPart(next, 'name') : undefined
    if (name !== undefined && !scope.names.has(name)) scope.names.set(name, { sources: [] })
    waiting.push(...targetsIn(next))
  }
}

function targetsIn(pattern: Node): readonly (Node | undefined)[] {
  if (pattern.type === 'ObjectPattern')
    return parts(pattern, 'properties').map((one) => part(one, 'value') ?? part(one, 'argument'))
  if (pattern.type === 'ArrayPattern') return parts(pattern, 'elements')
  if (pattern.type === 'AssignmentPattern') return [part(pattern, 'left')]
  return pattern.type === 'RestElement' ? [part(pattern, 'argument')] : []
}

function assignmentOf(node: Node, scope: Scope): readonly Assignment[] {
  const pair = (target: Node | undefined, value: Node | undefined): readonly Assignment[] =>
    value === undefined ? [] : [{ target, value, scope }]
  if (node.type === 'VariableDeclarator') return pair(part(node, 'id'), part(node, 'init'))
  if (node.type === 'AssignmentExpression') return pair(part(node, 'left'), part(node, 'right'))
  if (node.type === 'AssignmentPattern') return pair(part(node, 'left'), part(node, 'right'))
  if (node.type !== 'CallExpression') return []
  const called = calledInPlace(node)
  if (called === undefined) return []
  return parts(called.fn, 'params').flatMap((one, at) => {
    const value = called.values[at]
    return one === undefined || value === undefined ? [] : [{ target: one, value, scope, within: called.fn }]
  })
}

/**
 * Finds the function that a call calls where it stands: `(function (w) {…})(window)`, also by `.call` and `.apply`.
 *
 * @param call - a node of a call.
 * @returns the function and the values of its parameters, or undefined.
 * Privacy: reads its argument only.
 * Cost: O(arguments). @since 0.1
 */
export function calledInPlace(
  call: Node,
): { readonly fn: Node; readonly values: readonly (Node | undefined)[] } | undefined {
  const callee = part(call, 'callee')
  if (callee !== undefined && isFunction(callee)) return { fn: callee, values: parts(call, 'arguments') }
  const fn = part(callee, 'object')
  if (callee?.type !== 'MemberExpression' || fn === undefined || !isFunction(fn)) return undefined
  const method = textPart(part(callee, 'property'), 'name')
  if (method === 'call') return { fn, values: parts(call, 'arguments').slice(1) }
  if (method !== 'apply') return undefined
  return { fn, values: parts(parts(call, 'arguments')[1], 'elements') }
}

/**
 * Tells a call of a function that is written out where it is called.
 *
 * @param call - a node of a call.
 * @returns true for `(function (w) {…})(window)` and its forms.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isCalledInPlace(call: Node): boolean {
  const callee = part(call, 'callee')
  if (isFunction(callee)) return true
  const method = textPart(part(callee, 'property'), 'name') ?? ''
  return callee?.type === 'MemberExpression' && isFunction(part(callee, 'object')) && ['call', 'apply'].includes(method)
}

/** Puts a source into every name of a target; a pattern takes members of it. */
function put(target: Node | undefined, scope: Scope, source: Source): void {
  const waiting: { readonly target: Node | undefined; readonly source: Source }[] = [{ target, source }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { target: one, source: from } = next
    if (one?.type === 'Identifier') keep(one, scope, from)
    if (one?.type === 'AssignmentPattern') waiting.push({ target: part(one, 'left'), source: from })
    if (one?.type !== 'ObjectPattern') continue
    for (const property of parts(one, 'properties')) {
      const rest = part(property, 'argument')
      const name = property === undefined ? undefined : plainKeyOf(property)
      if (rest !== undefined) waiting.push({ target: rest, source: from })
      else if (name !== undefined)
        waiting.push({ target: part(property, 'value'), source: { ...from, members: [...from.members, name] } })
    }
  }
}

function keep(name: Node, scope: Scope, source: Source): void {
  const binding = bindingOf(scope, textPart(name, 'name') ?? '')
  if (binding !== undefined && binding.sources.length < MAX_SOURCES) binding.sources.push(source)
}

/**
 * Reads the name of a property that is written out.
 *
 * @param property - a property, of an object or a pattern.
 * @returns the name, or undefined where it is worked out.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function plainKeyOf(property: Node): string | undefined {
  const key = part(property, 'key')
  if (key?.type === 'Literal') return String(key['value'])
  return property['computed'] === true ? undefined : textPart(key, 'name')
}

/**
 * Finds the code's own name.
 *
 * @param scope - where it is used.
 * @param name - as it is written.
 * @returns what is known of it, or undefined where the code has no such name: then it is the window's.
 * Privacy: reads its arguments only.
 * Cost: O(depth of scopes). @since 0.1
 */
export function bindingOf(scope: Scope, name: string): Binding | undefined {
  for (let here: Scope | undefined = scope; here !== undefined; here = here.outer) {
    const found = here.names.get(name)
    if (found !== undefined) return found
  }
  return undefined
}
