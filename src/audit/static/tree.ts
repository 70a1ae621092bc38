import { parse } from 'meriyah'

/** A node of a syntax tree, as plain data: what it holds is looked at by name, and may be missing. */
export type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [part: string]: unknown
}

/** How many nodes are visited between two looks at the clock. */
export const NODES_BETWEEN_LOOKS = 1024

/** Code, read. */
export type Program = { readonly root: Node; readonly isModule: boolean }

/**
 * Reads code as a browser would: as a module or as a classic script.
 *
 * @param text - code. Hostile.
 * @param first - how it is read first; where that fails, it is read the other way.
 * @returns the tree, or undefined when it is neither, or nests deeper than the reader can go.
 * Privacy: reads the text only; runs none of it.
 * Cost: O(length). @since 0.1
 */
export function readCode(text: string, first: 'module' | 'script'): Program | undefined {
  const other = first === 'module' ? 'script' : 'module'
  return readAs(text, first) ?? readAs(text, other)
}

function readAs(text: string, kind: 'module' | 'script'): Program | undefined {
  const isModule = kind === 'module'
  try {
    const root: unknown = parse(text, {
      ranges: true,
      next: true,
      webcompat: true,
      sourceType: kind,
      globalReturn: !isModule,
    })
    return isNode(root) ? { root, isModule } : undefined
  } catch {
    // A text that is no code, or one that nests so deep that the reader's own calls run out.
    return undefined
  }
}

/**
 * Tells a node from everything else that a tree holds.
 *
 * @param value - anything.
 * @returns true for an object with a type and a place.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false
  return 'type' in value && typeof value.type === 'string' && 'start' in value && typeof value.start === 'number'
}

/**
 * Takes a part of a node that is a node.
 *
 * @param node - a node, or nothing.
 * @param part - its name.
 * @returns the part, or undefined.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function part(node: Node | undefined, part: string): Node | undefined {
  const value = node?.[part]
  return isNode(value) ? value : undefined
}

/**
 * Takes a part of a node that is a list of nodes; holes and spread elements keep their places.
 *
 * @param node - a node, or nothing.
 * @param part - its name.
 * @returns the nodes; undefined stands for a hole. Empty where there is no such list.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function parts(node: Node | undefined, part: string): readonly (Node | undefined)[] {
  const value = node?.[part]
  return Array.isArray(value) ? value.map((one: unknown) => (isNode(one) ? one : undefined)) : []
}

/**
 * Takes a list of a node, unless it is too long to be looked at again and again.
 *
 * @param node - a node, or nothing.
 * @param part - the name of the list.
 * @param most - the most elements.
 * @returns the nodes, or undefined where there are more.
 * Privacy: reads its arguments only.
 * Cost: O(most). @since 0.1
 */
export function fewParts(
  node: Node | undefined,
  part: string,
  most: number,
): readonly (Node | undefined)[] | undefined {
  const value = node?.[part]
  return Array.isArray(value) && value.length > most ? undefined : parts(node, part)
}

/**
 * Takes a part of a node that is text.
 *
 * @param node - a node, or nothing.
 * @param part - its name.
 * @returns the text, or undefined.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function textPart(node: Node | undefined, part: string): string | undefined {
  const value = node?.[part]
  return typeof value === 'string' ? value : undefined
}

/** Told for each node in turn, from the outside in; gives what the nodes inside are told. */
type Visit<State> = (node: Node, state: State, around: readonly Node[]) => State

/**
 * Visits every node in the order of the text, without calls inside calls: trees of hostile code are deep.
 *
 * @param root - where to begin.
 * @param state - what the visit of `root` is told.
 * @param visit - told the node, the state that the node around it gave, and the nodes around it, the outermost first.
 * @param isOver - asked now and then; the walk stops where it says so.
 * @returns false when it was stopped.
 * Privacy: as private as what `visit` does.
 * Cost: O(nodes). @since 0.1
 */
export function walk<State>(root: Node, state: State, visit: Visit<State>, isOver: () => boolean): boolean {
  let count = 0
  type Open = { readonly inside: readonly Node[]; readonly state: State; next: number }
  const around: Node[] = []
  const open: Open[] = [{ inside: [root], state, next: 0 }]
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const node = top.inside[top.next]
    top.next += 1
    if (node === undefined) {
      open.pop()
      around.pop()
      continue
    }
    count += 1
    if (count % NODES_BETWEEN_LOOKS === 0 && isOver()) return false
    const inner = visit(node, top.state, around)
    around.push(node)
    open.push({ inside: nodesIn(node), state: inner, next: 0 })
  }
  return true
}

function nodesIn(node: Node): readonly Node[] {
  const found: Node[] = []
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value) if (isNode(one)) found.push(one)
    } else if (isNode(value)) found.push(value)
  }
  return found
}
