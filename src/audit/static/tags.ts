import { Tokenizer, TokenizerMode } from 'parse5'

/** One start tag of a page. */
export type Tag = {
  /** In small letters. */
  readonly name: string
  readonly offset: number
  readonly attributes: ReadonlyMap<string, { readonly value: string; readonly offset: number }>
  /** Where the text of a `script` or `style` lies. */
  readonly inside?: { readonly from: number; readonly to: number }
}

/** The most tags of one page that are kept. */
export const MAX_TAGS = 200_000

/** Pieces of a page between two looks at the clock, in UTF-16 units. */
const PIECE = 65_536

/** What stands in these is text to a browser, unless they are of SVG or MathML. */
const textual = new Map<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['title', TokenizerMode.RCDATA],
  ['textarea', TokenizerMode.RCDATA],
  ...['style', 'xmp', 'iframe', 'noembed', 'noframes'].map((name): [string, (typeof TokenizerMode)['RAWTEXT']] => [
    name,
    TokenizerMode.RAWTEXT,
  ]),
])
const foreign = ['svg', 'math']

type TokenOfTag = {
  readonly tagName: string
  readonly selfClosing: boolean
  readonly attrs: readonly { readonly name: string; readonly value: string }[]
  readonly location?: { readonly startOffset: number; readonly endOffset: number } | null
}

type Found = { tags: Tag[]; open: { tag: Tag; from: number } | undefined; depth: number }

/**
 * Reads the tags of a page, one after the other. It builds no tree: a tree of hostile markup takes time that grows with
 * the square of its length, and what a page fetches stands in its tags. `noscript` is read as for a browser without scripts.
 *
 * @param text - markup. Hostile.
 * @param isOver - asked now and then whether there is time left.
 * @returns the tags in order; `isWhole` is false when there were too many or there was no time left.
 * Privacy: reads the text only.
 * Cost: O(length). @since 0.1
 */
export function readTags(
  text: string,
  isOver: () => boolean,
): { readonly tags: readonly Tag[]; readonly isWhole: boolean } {
  const found: Found = { tags: [], open: undefined, depth: 0 }
  const nothing = () => undefined
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag: (token) => {
        const name = token.tagName.toLowerCase()
        if (foreign.includes(name) && !token.selfClosing) found.depth += 1
        tokenizer.inForeignNode = found.depth > 0
        const tag = keep(token, name, found)
        const state = found.depth > 0 ? undefined : textual.get(name)
        if (state !== undefined) tokenizer.state = state
        if ((name === 'script' || name === 'style') && !token.selfClosing)
          found.open = { tag, from: token.location?.endOffset ?? 0 }
      },
      onEndTag: (token) => {
        const name = token.tagName.toLowerCase()
        if (foreign.includes(name)) found.depth = Math.max(0, found.depth - 1)
        tokenizer.inForeignNode = found.depth > 0
        if (found.open?.tag.name === name) close(found, token.location?.startOffset ?? text.length)
      },
      onEof: () => close(found, text.length),
      onComment: nothing,
      onDoctype: nothing,
      onCharacter: nothing,
      onNullCharacter: nothing,
      onWhitespaceCharacter: nothing,
    },
  )
  for (let at = 0; at < text.length || at === 0; at += PIECE) {
    if (isOver() || found.tags.length > MAX_TAGS) return { tags: found.tags, isWhole: false }
    tokenizer.write(text.slice(at, at + PIECE), at + PIECE >= text.length)
  }
  return { tags: found.tags, isWhole: true }
}

function keep(token: TokenOfTag, name: string, found: Found): Tag {
  const { location } = token
  const places = location !== undefined && location !== null && 'attrs' in location ? location.attrs : undefined
  const offset = location?.startOffset ?? 0
  const attributes = new Map(
    token.attrs.map((one) => [
      one.name.toLowerCase(),
      { value: one.value, offset: placeIn(places, one.name) ?? offset },
    ]),
  )
  const tag = { name, offset, attributes }
  found.tags.push(tag)
  return tag
}

function placeIn(places: unknown, name: string): number | undefined {
  if (typeof places !== 'object' || places === null || !Object.hasOwn(places, name)) return undefined
  // The reader writes one place for each attribute; it is looked at before it is believed.
  const place = (places as Record<string, unknown>)[name]
  const hasOffset = typeof place === 'object' && place !== null && 'startOffset' in place
  return hasOffset && typeof place.startOffset === 'number' ? place.startOffset : undefined
}

function close(found: Found, to: number): void {
  const { open } = found
  found.open = undefined
  if (open === undefined) return
  const at = found.tags.lastIndexOf(open.tag)
  if (at >= 0) found.tags[at] = { ...open.tag, inside: { from: open.from, to } }
}

/**
 * Takes an attribute's value.
 *
 * @param tag - of `readTags`.
 * @param name - in small letters.
 * @returns the value, or undefined where the tag has no such attribute.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function attributeOf(tag: Tag, name: string): string | undefined {
  return tag.attributes.get(name)?.value
}
