import { type Attributes, type Child, element, type PageElement } from '../page/elements.js'

// Plots as drawings: what is filled has a pattern besides its colour, and every interval is drawn. Who cannot see them reads
// title and description, and the table that follows each. Nothing is drawn that the table does not say.

const WIDTH = 360
const LEFT = 10
const SPAN = 340
const ROW = 50
const BAR = 20
const LIST_ROW = 26
const BANDS = [0, 400, 600, 850, 1000] as const

/** What a drawing is called: ids of the page, so that two drawings do not share one. */
export type PlotText = { readonly id: string; readonly title: string; readonly description: string }

/** One bar: what stands above it, and where it and its interval end, from 0 to 1. Nothing is drawn where nothing is said. */
export type Bar = {
  readonly label: string
  /** Its value; for a band where it begins and ends. */
  readonly at?: number
  readonly from?: number
  readonly to?: number
  readonly kind: 'value' | 'band' | 'not-said'
  /** True of the epoch before: then the pattern is the other one. */
  readonly isBefore?: boolean
}

const across = (share: number): number => Math.round((LEFT + SPAN * share) * 10) / 10

function rect(from: number, to: number, y: number, { height = BAR, ...attributes }: Attributes & { height?: number }) {
  const width = Math.round(Math.max(0, across(to) - across(from)) * 10) / 10
  return element('rect', { x: across(from), y, width, height, ...attributes })
}

function line(x1: number, x2: number, y: number, look: string): PageElement {
  return element('line', { x1: across(x1), x2: across(x2), y1: y, y2: y, class: look })
}

function upright(x: number, y1: number, y2: number, look: string): PageElement {
  return element('line', { x1: across(x), x2: across(x), y1, y2, class: look })
}

/** An interval: a line with two ends, on a lighter one, so that it shows on every pattern. */
function interval({ from = 0, to = 0 }: Bar, y: number): readonly PageElement[] {
  const parts = (look: string) => [
    line(from, to, y, look),
    upright(from, y - 6, y + 6, look),
    upright(to, y - 6, y + 6, look),
  ]
  return [...parts('halo'), ...parts('reach')]
}

function bar(one: Bar, nth: number, id: string): PageElement {
  const top = nth * ROW
  const y = top + 22
  const label = element('text', { x: LEFT, y: top + 16 }, one.label)
  if (one.kind === 'not-said') return element('g', {}, label, rect(0, 0.06, y, { class: 'empty' }))
  const fill = `url(#${id}-${one.isBefore === true ? 'dots' : 'lines'})`
  const filled =
    one.kind === 'band'
      ? rect(one.from ?? 0, one.to ?? 1, y, { class: 'filled', fill })
      : rect(0, one.at ?? 0, y, { class: 'filled', fill })
  return element('g', {}, label, filled, one.kind === 'band' ? [] : interval(one, y + BAR / 2))
}

/** Two patterns that differ without colour: lines for these weeks, dots for those before. */
function patterns(id: string): PageElement {
  const pattern = (name: string, ...inside: readonly PageElement[]) =>
    element('pattern', { id: `${id}-${name}`, width: 8, height: 8, patternUnits: 'userSpaceOnUse' }, ...inside)
  const ground = (look: string) => element('rect', { width: 8, height: 8, class: look })
  return element(
    'defs',
    {},
    pattern('lines', ground('ground'), element('path', { d: 'M-2 2l4-4M0 8l8-8M6 10l4-4', class: 'strokes' })),
    pattern('dots', ground('ground-before'), element('path', { d: 'M1 1h2v2h-2zM5 5h2v2h-2z', class: 'spots' })),
  )
}

function drawing(text: PlotText, height: number, ...inside: readonly Child[]): PageElement {
  const { id, title, description } = text
  const named = { role: 'img', 'aria-labelledby': `${id}-title ${id}-text` } as const
  return element(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${height}`, class: 'plot', ...named },
    element('title', { id: `${id}-title` }, title),
    element('desc', { id: `${id}-text` }, description),
    patterns(id),
    ...inside,
  )
}

/**
 * Draws shares or bands on a scale from 0 to 100 %.
 *
 * @param text - what the drawing is called and says.
 * @param bars - these weeks, and perhaps those before.
 * @param edges - whether the edges of the bands are marked.
 * @returns the drawing.
 * Privacy: as the bars.
 * Cost: O(bars). @since 0.1
 */
export function scalePlot(text: PlotText, bars: readonly Bar[], edges: boolean): PageElement {
  const bottom = bars.length * ROW
  const marks = edges ? BANDS.map((edge) => edge / 1000) : [0, 0.25, 0.5, 0.75, 1]
  const anchor = (mark: number) => (mark === 0 ? 'start' : mark === 1 ? 'end' : 'middle')
  const grid = marks.map((mark) => upright(mark, 18, bottom, 'grid'))
  const scale = marks.map((mark) =>
    element(
      'text',
      { x: across(mark), y: bottom + 16, class: 'scale', 'text-anchor': anchor(mark) },
      mark === 0 ? '0 %' : String(Math.round(100 * mark)),
    ),
  )
  const drawn = bars.map((one, nth) => bar(one, nth, text.id))
  return drawing(text, bottom + 24, grid, drawn, line(0, 1, bottom, 'axis'), scale)
}

/**
 * Draws counts, one below the other.
 *
 * @param text - what the drawing is called and says.
 * @param bars - one for each cell; empty where nothing is said.
 * @returns the drawing.
 * Privacy: as the bars.
 * Cost: O(bars). @since 0.1
 */
export function countPlot(text: PlotText, bars: readonly Bar[]): PageElement {
  const bottom = bars.length * ROW
  const drawn = bars.map((one, nth) => bar(one, nth, text.id))
  return drawing(text, bottom, upright(0, 20, bottom - 4, 'axis'), drawn)
}

/**
 * Draws a list of answers, of which one is marked.
 *
 * @param text - what the drawing is called and says.
 * @param names - of the answers, in order.
 * @param marked - which one.
 * @returns the drawing.
 * Privacy: as its arguments.
 * Cost: O(names). @since 0.1
 */
export function listPlot(text: PlotText, names: readonly string[], marked: number): PageElement {
  const drawn = names.map((name, nth) => {
    const y = nth * LIST_ROW
    const look = nth === marked ? { class: 'filled', fill: `url(#${text.id}-lines)` } : { class: 'empty' }
    return element(
      'g',
      {},
      element('rect', { x: LEFT, y: y + 5, width: 34, height: 16, ...look }),
      element('text', { x: LEFT + 44, y: y + 17, class: nth === marked ? '' : 'scale' }, name),
    )
  })
  return drawing(text, names.length * LIST_ROW, drawn)
}
