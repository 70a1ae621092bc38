// Everything that is shown is made here, of elements and text. No markup is ever read: what other people wrote is text,
// and there is no attribute that fetches or runs anything.

type Listener = (event: Event) => void
type Value = string | number | boolean | undefined | Listener
/** What a screen is made of. */
export type Child = Node | string | undefined | false | readonly Child[]

/** Attributes that fetch, lead elsewhere or are code: there are none. */
const refused = /^(src|href|action|formaction|style|data|ping|poster)/

/** Makes an element. */
export function h(
  tag: string,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: readonly Child[]
): Element {
  const isDrawing = tag === 'svg' || tag === 'path'
  const element = isDrawing ? document.createElementNS('http://www.w3.org/2000/svg', tag) : document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue
    if (refused.test(name)) throw new TypeError(`attribute: ${name}`)
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  add(element, children)
  return element
}

function add(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === undefined || child === false) continue
    // Array.isArray does not narrow a readonly array.
    if (child instanceof Node || typeof child === 'string') element.append(child)
    else add(element, child)
  }
}

/** What a field holds; a listener knows only that something happened. */
export function fieldValue(event: Event): string {
  const { target } = event
  return target instanceof HTMLInputElement ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
    ? target.value
    : ''
}
