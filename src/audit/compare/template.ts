/** The sign for what varies or is hidden. */
export const HIDDEN = '▒'

/**
 * A name with holes where visits with the same answers already differ. Pieces stand for the words between `/?&=` and the
 * like; a span is one hole between a beginning and an end, where the words do not even have the same marks between them.
 */
export type Template =
  | { readonly kind: 'pieces'; readonly pieces: readonly (string | { readonly length: number })[] }
  | { readonly kind: 'span'; readonly before: string; readonly after: string; readonly length: number }

/** How a name fits a template: not, in all but the length of a hole, or wholly. */
export type Fit = 'no' | 'length' | 'yes'

/** Words and the marks between them, by turns; a `%41` stays within its word. */
function piecesOf(name: string): readonly string[] {
  return name.split(/([^A-Za-z0-9_~%+-]+)/)
}

/**
 * A template without holes.
 *
 * @param name - as in an item.
 * @returns what fits that name alone.
 * Privacy: as private as the name.
 * Cost: O(length). @since 0.2
 */
export function exactly(name: string): Template {
  return { kind: 'pieces', pieces: piecesOf(name) }
}

/**
 * Tells whether a template has holes.
 *
 * @param template - any.
 * @returns true when several names fit it.
 * Privacy: tells yes or no.
 * Cost: O(pieces). @since 0.2
 */
export function hasHoles(template: Template): boolean {
  return template.kind === 'span' || template.pieces.some((one) => typeof one !== 'string')
}

/**
 * Fits a name to a template.
 *
 * @param template - perhaps with holes.
 * @param name - of another visit. Hostile.
 * @returns how it fits.
 * Privacy: tells a fit.
 * Cost: O(length). @since 0.2
 */
export function fitOf(template: Template, name: string): Fit {
  if (template.kind === 'span') {
    const { before, after, length } = template
    const fits = name.length >= before.length + after.length && name.startsWith(before) && name.endsWith(after)
    return fits ? (name.length === length ? 'yes' : 'length') : 'no'
  }
  const pieces = piecesOf(name)
  if (pieces.length !== template.pieces.length) return 'no'
  let fits: Fit = 'yes'
  for (const [index, ours] of template.pieces.entries()) {
    const theirs = pieces[index] ?? ''
    if (typeof ours === 'string' ? ours !== theirs : isMark(theirs) || theirs === '') return 'no'
    if (typeof ours !== 'string' && ours.length !== theirs.length) fits = 'length'
  }
  return fits
}

const isMark = (piece: string): boolean => /^[^A-Za-z0-9_~%+-]/.test(piece)

/**
 * Opens holes so that a further name of the same answers fits.
 *
 * @param template - of the visits so far.
 * @param name - which does not fit.
 * @returns the wider template, or undefined where the two have nothing to do with each other or differ in length.
 * Privacy: as private as the names.
 * Cost: O(length). @since 0.2
 */
export function widen(template: Template, name: string): Template | undefined {
  return widenPieces(template, name) ?? widenSpan(template, name)
}

function widenPieces(template: Template, name: string): Template | undefined {
  if (template.kind === 'span') return undefined
  const theirs = piecesOf(name)
  if (theirs.length !== template.pieces.length) return undefined
  const pieces = template.pieces.map((ours, index) => {
    const other = theirs[index] ?? ''
    if (ours === other) return ours
    const isWord = !isMark(other) && (typeof ours !== 'string' || !isMark(ours)) && other !== ''
    return isWord && ours.length === other.length ? { length: other.length } : undefined
  })
  const whole = pieces.filter((one) => one !== undefined)
  // The address itself must stand: two names of which everything differs are two names.
  const stays = whole.some((one) => typeof one === 'string' && !isMark(one) && one !== '')
  return whole.length === pieces.length && stays ? { kind: 'pieces', pieces: whole } : undefined
}

function widenSpan(template: Template, name: string): Template | undefined {
  const ours = template.kind === 'span' ? template.before : leading(template.pieces)
  const end = template.kind === 'span' ? template.after : leading([...template.pieces].reverse(), true)
  const length = lengthOf(template)
  if (length !== name.length) return undefined
  // Back to where a value begins and on to where the next one does: what varies may begin or end alike by chance.
  const start = commonStart(ours, name)
  const before = start.slice(0, 1 + Math.max(start.search(/[?&= ][^?&= ]*$/), start.lastIndexOf(' ')))
  const common = commonEnd(end, name.slice(before.length))
  const next = common.search(/[&#]/)
  const after = next < 0 ? '' : common.slice(next)
  // Past the destination at least: otherwise any two requests would be one.
  if (!before.includes(' ') || before.length + after.length > length) return undefined
  return { kind: 'span', before, after, length }
}

/**
 * How long a name that fits is.
 *
 * @param template - any.
 * @returns its length in bytes.
 * Privacy: tells a length.
 * Cost: O(pieces). @since 0.2
 */
export function lengthOf(template: Template): number {
  return template.kind === 'span' ? template.length : template.pieces.reduce((sum, one) => sum + one.length, 0)
}

function leading(pieces: Extract<Template, { kind: 'pieces' }>['pieces'], reversed = false): string {
  const end = pieces.findIndex((one) => typeof one !== 'string')
  const whole = pieces.slice(0, end < 0 ? pieces.length : end).filter((one) => typeof one === 'string')
  return (reversed ? [...whole].reverse() : whole).join('')
}

function commonStart(one: string, other: string): string {
  let length = 0
  while (length < one.length && length < other.length && one[length] === other[length]) length++
  return one.slice(0, length)
}

function commonEnd(one: string, other: string): string {
  let length = 0
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length++
  return length === 0 ? '' : one.slice(-length)
}

/**
 * What two names share, with the sign for hidden things where they differ: what differs may be an answer.
 *
 * @param one - a name of the first visit.
 * @param other - a name of another visit.
 * @returns the common words.
 * Privacy: holds only what both visits sent alike.
 * Cost: O(length). @since 0.2
 */
export function sharedText(one: string, other: string): string {
  const [ours, theirs] = [piecesOf(one), piecesOf(other)]
  if (ours.length === theirs.length) {
    return ours.map((piece, index) => (piece === theirs[index] ? piece : HIDDEN)).join('')
  }
  // Whole words only: half a word could be half an answer.
  const count = ours.findIndex((piece, index) => piece !== theirs[index])
  return ours.slice(0, count < 0 ? ours.length : count).join('') + HIDDEN
}
