import { escaped } from './escaped.js'

// A page as a value. Its tags and attributes are written in our own code; whatever is a text stays one, whether it becomes
// markup in a file or elements in a page. So nothing needs to be sanitised on the way, and no name can become a tag.

/** The tags a page is made of: none of them runs, fetches, submits or leads away. */
export type Tag =
  | 'bdi'
  | 'caption'
  | 'code'
  | 'dd'
  | 'defs'
  | 'desc'
  | 'div'
  | 'dl'
  | 'dt'
  | 'figure'
  | 'g'
  | 'h1'
  | 'h2'
  | 'h3'
  | 'li'
  | 'line'
  | 'ol'
  | 'p'
  | 'path'
  | 'pattern'
  | 'rect'
  | 'section'
  | 'span'
  | 'strong'
  | 'svg'
  | 'table'
  | 'tbody'
  | 'td'
  | 'text'
  | 'th'
  | 'thead'
  | 'title'
  | 'tr'
  | 'ul'

/** The attributes they may have: none of them is an address or a style. `fill` takes the patterns of the same page. */
export type AttributeName =
  | 'aria-labelledby'
  | 'class'
  | 'data-head'
  | 'd'
  | 'fill'
  | 'height'
  | 'id'
  | 'patternUnits'
  | 'role'
  | 'scope'
  | 'text-anchor'
  | 'viewBox'
  | 'width'
  | 'x'
  | 'x1'
  | 'x2'
  | 'y'
  | 'y1'
  | 'y2'

/** What an element has besides its children. */
export type Attributes = Readonly<Partial<Record<AttributeName, string | number>>>

/** One element of a page, and what is in it. */
export type PageElement = {
  readonly tag: Tag
  readonly attributes: Attributes
  readonly children: readonly (PageElement | string)[]
}

/** What may stand in an element. */
export type Child = PageElement | readonly PageElement[] | string | number

/**
 * Makes an element.
 *
 * @param tag - one of those that a page is made of.
 * @param attributes - ours; a value that is a text is only ever a value.
 * @param children - elements, lists of them, texts and numbers.
 * @returns the element.
 * Privacy: as what is in it.
 * Cost: O(children). @since 0.1
 */
export function element(tag: Tag, attributes: Attributes, ...children: readonly Child[]): PageElement {
  return {
    tag,
    attributes,
    children: children.flatMap((child): readonly (PageElement | string)[] =>
      typeof child === 'number' ? [String(child)] : typeof child === 'string' || 'tag' in child ? [child] : child,
    ),
  }
}

/**
 * Writes elements as markup.
 *
 * @param elements - of a page.
 * @returns HTML; every text and every value of an attribute is escaped.
 * Privacy: as the elements.
 * Cost: O(size). @since 0.1
 */
export function markupOf(elements: readonly (PageElement | string)[]): string {
  return elements.map((one) => (typeof one === 'string' ? escaped(one) : tagged(one))).join('')
}

function tagged({ tag, attributes, children }: PageElement): string {
  const written = Object.entries(attributes).map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
  return `<${tag}${written.join('')}>${markupOf(children)}</${tag}>${ends.has(tag) ? '\n' : ''}`
}

/** After these a line ends, so that a file can be read and compared. */
const ends: ReadonlySet<Tag> = /* @__PURE__ */ new Set([
  'h1',
  'h2',
  'h3',
  'p',
  'li',
  'tr',
  'caption',
  'figure',
  'section',
])
