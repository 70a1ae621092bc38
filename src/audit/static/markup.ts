import type { Capability, Sighting } from './capability.js'
import { readScript } from './scripts.js'
import { addressOf, shown } from './shown.js'
import { readStyle } from './styles.js'
import { attributeOf, readTags, type Tag } from './tags.js'

/** The most pages inside pages (`srcdoc`) that are read. */
export const MAX_NESTED_PAGES = 4

/** What a page can reach. */
export type ReadMarkup = { readonly sightings: readonly Sighting[]; readonly isWhole: boolean }

/** Attributes by which an element fetches something, and what that is when it comes from somebody else. */
const fetches: Readonly<Record<string, Readonly<Record<string, Capability>>>> = {
  script: { src: 'foreign script', href: 'foreign script', 'xlink:href': 'foreign script' },
  img: { src: 'foreign image', srcset: 'foreign image', lowsrc: 'foreign image' },
  source: { src: 'foreign file', srcset: 'foreign image' },
  input: { src: 'foreign image' },
  video: { src: 'foreign file', poster: 'foreign image' },
  audio: { src: 'foreign file' },
  track: { src: 'foreign file' },
  embed: { src: 'foreign frame' },
  object: { data: 'foreign frame', codebase: 'foreign frame' },
  applet: { archive: 'foreign frame', codebase: 'foreign frame' },
  iframe: { src: 'foreign frame' },
  frame: { src: 'foreign frame' },
  fencedframe: { src: 'foreign frame' },
  portal: { src: 'foreign frame' },
  image: { href: 'foreign image', 'xlink:href': 'foreign image', src: 'foreign image' },
  feimage: { href: 'foreign image', 'xlink:href': 'foreign image' },
  use: { href: 'foreign image', 'xlink:href': 'foreign image' },
  base: { href: 'foreign file' },
}

/** What a `link` does, by its `rel`. */
const links: Readonly<Record<string, Capability>> = {
  'dns-prefetch': 'name lookup',
  preconnect: 'connection',
  prefetch: 'prefetch',
  prerender: 'prefetch',
  preload: 'prefetch',
  modulepreload: 'prefetch',
  next: 'prefetch',
  stylesheet: 'foreign style',
  icon: 'foreign image',
  'apple-touch-icon': 'foreign image',
  'mask-icon': 'foreign image',
  manifest: 'foreign file',
  import: 'foreign script',
  'compression-dictionary': 'foreign file',
}

/** Attributes that any element may have. */
const anywhere: Readonly<Record<string, Capability>> = {
  background: 'foreign image',
  ping: 'ping',
  attributionsrc: 'element request',
  action: 'form',
  formaction: 'form',
}

/**
 * Finds what a page can reach: by its elements, its styles, its scripts and its event attributes.
 *
 * @param text - markup, of HTML or SVG. Hostile.
 * @param isOver - asked now and then whether there is time left.
 * @returns the places; `isWhole` is false when something was left out.
 * Privacy: reads the text only; runs none of it.
 * Cost: O(length). @since 0.1
 */
export function readMarkup(text: string, isOver: () => boolean): ReadMarkup {
  return readPage(text, isOver, 0)
}

function readPage(text: string, isOver: () => boolean, depth: number): ReadMarkup {
  const { tags, isWhole } = readTags(text, isOver)
  let whole = isWhole
  const sightings: Sighting[] = []
  for (const tag of tags) {
    if (isOver()) return { sightings, isWhole: false }
    const own = [insideOf(tag, text, isOver), attributesOf(tag, isOver), documentIn(tag, isOver, depth)]
    for (const one of own) sightings.push(...one.sightings)
    whole &&= own.every((one) => one.isWhole)
    sightings.push(...fetchesOf(tag), ...linkOf(tag), ...metaOf(tag))
  }
  return { sightings, isWhole: whole }
}

const nothing: ReadMarkup = { sightings: [], isWhole: true }
const moved = (sightings: readonly Sighting[], by: number) =>
  sightings.map((one) => ({ ...one, offset: one.offset + by }))
const placed = (sightings: readonly Sighting[], offset: number) => sightings.map((one) => ({ ...one, offset }))

/** Types of a script that run; others are data. */
const runs =
  /^(|module|text\/(javascript|ecmascript|jscript|livescript|x-javascript|x-ecmascript)|application\/(x-)?(java|ecma)script)$/i

/** The text of a script or a style. */
function insideOf(tag: Tag, text: string, isOver: () => boolean): ReadMarkup {
  if (tag.inside === undefined) return nothing
  const { from, to } = tag.inside
  const raw = text.slice(from, to)
  if (tag.name === 'style') {
    const style = readStyle(raw, isOver)
    return { ...style, sightings: moved(style.sightings, from) }
  }
  const type = (attributeOf(tag, 'type') ?? '').trim().toLowerCase()
  if (type === 'speculationrules')
    return {
      sightings: [{ capability: 'prefetch', offset: tag.offset, how: '<script type="speculationrules">' }],
      isWhole: true,
    }
  if (!runs.test(type)) return nothing
  // SVG writes its scripts as CDATA; blanks keep every offset.
  const code = raw.replace(/^\s*<!\[CDATA\[/, (start) => ' '.repeat(start.length)).replace(/\]\]>\s*$/, '')
  const script = readScript(code, type === 'module' ? 'module' : 'script', isOver)
  return { sightings: moved(script.sightings, from), isWhole: script.state === 'read' }
}

/** Event attributes, `style`, addresses that are code. */
function attributesOf(tag: Tag, isOver: () => boolean): ReadMarkup {
  let isWhole = true
  const sightings = [...tag.attributes].flatMap(([name, { value, offset }]) => {
    if (name === 'style') return placed(readStyle(value, isOver).sightings, offset)
    const address = name.startsWith('on') ? undefined : addressOf(value)
    const isCode = address?.leads === 'code' && /^(href|xlink:href|src|action|formaction|data)$/.test(name)
    if (!name.startsWith('on') && !isCode) return []
    const code = address?.leads === 'code' ? address.code : value
    const script = readScript(code, 'script', isOver)
    isWhole &&= script.state !== 'unfinished'
    const text: readonly Sighting[] = isCode
      ? [{ capability: 'code from text', offset, how: `${name}="javascript:…"` }]
      : []
    return [...text, ...placed(script.sightings, offset)]
  })
  return { sightings, isWhole }
}

/** A page inside an attribute. */
function documentIn(tag: Tag, isOver: () => boolean, depth: number): ReadMarkup {
  const inner = tag.attributes.get('srcdoc')
  if (inner === undefined) return nothing
  const frame: Sighting = { capability: 'frame', offset: inner.offset, how: `<${tag.name} srcdoc>` }
  if (depth >= MAX_NESTED_PAGES) return { sightings: [frame], isWhole: false }
  const page = readPage(inner.value, isOver, depth + 1)
  return { ...page, sightings: [frame, ...placed(page.sightings, inner.offset)] }
}

function fetchesOf(tag: Tag): readonly Sighting[] {
  const own = fetches[tag.name] ?? {}
  return [...tag.attributes].flatMap(([name, { value, offset }]) => {
    const foreign = Object.hasOwn(own, name) ? own[name] : undefined
    const general = Object.hasOwn(anywhere, name) ? anywhere[name] : undefined
    const how = shown(`<${tag.name} ${name}>`)
    if (foreign !== undefined) return addressesIn(name, value).flatMap((one) => fetchOf(one, foreign, offset, how))
    if (general === undefined || (general === 'form' && !/^(form|button|input)$/.test(tag.name))) return []
    const address = addressOf(value)
    const elsewhere = address.leads === 'elsewhere' ? { destination: address.destination } : {}
    return address.leads === 'inside' ? [] : [{ capability: general, offset, how, ...elsewhere }]
  })
}

/** `srcset` is a list: addresses, each with its size. */
function addressesIn(name: string, value: string): readonly string[] {
  if (!name.endsWith('srcset')) return [value]
  return value.split(/,\s+|,$/).map((one) => one.trim().split(/\s+/)[0] ?? '')
}

function fetchOf(text: string, foreign: Capability, offset: number, how: string): readonly Sighting[] {
  if (text === '' || text.startsWith('#')) return []
  const address = addressOf(text)
  if (address.leads === 'elsewhere') return [{ capability: foreign, offset, how, destination: address.destination }]
  return address.leads === 'own' ? [{ capability: 'own file', offset, how: shown(`${how} ${text}`) }] : []
}

function linkOf(tag: Tag): readonly Sighting[] {
  if (tag.name !== 'link') return []
  const rels = (attributeOf(tag, 'rel') ?? '').toLowerCase().split(/\s+/)
  const address = attributeOf(tag, 'href') ?? addressesIn('imagesrcset', attributeOf(tag, 'imagesrcset') ?? '')[0] ?? ''
  return rels.flatMap((rel) => {
    const capability = Object.hasOwn(links, rel) ? links[rel] : undefined
    if (capability === undefined) return []
    const kind = capability === 'prefetch' && (attributeOf(tag, 'as') ?? '') === 'font' ? 'foreign font' : capability
    return fetchOf(address, kind, tag.offset, `<link rel="${rel}">`)
  })
}

function metaOf(tag: Tag): readonly Sighting[] {
  if (tag.name !== 'meta') return []
  const kind = (attributeOf(tag, 'http-equiv') ?? '').toLowerCase()
  const content = attributeOf(tag, 'content') ?? ''
  if (kind === 'x-dns-prefetch-control' && content.trim().toLowerCase() === 'on')
    return [{ capability: 'name lookup', offset: tag.offset, how: '<meta http-equiv="x-dns-prefetch-control">' }]
  if (kind !== 'refresh') return []
  const to = /url\s*=\s*["']?([^"']*)/i.exec(content)?.[1]
  const address = to === undefined ? undefined : addressOf(to)
  const elsewhere = address?.leads === 'elsewhere' ? { destination: address.destination } : {}
  return [{ capability: 'navigation', offset: tag.offset, how: '<meta http-equiv="refresh">', ...elsewhere }]
}
