import { en } from '../labels/en.js'
import type { Gate, Match, MatchOutcome, ScoredFacet, Unknown } from '../matching/match.js'
import { textOfReason } from '../matching/text.js'
import { fill } from '../vocabulary/labels.js'
import { grouped, type Style, type Terminal, wrap } from './terminal.js'

/**
 * Writes a chapter's heading.
 *
 * @param terminal - gives the width and the colours.
 * @param title - the heading.
 * @returns an empty line and a ruled heading.
 * Privacy: reads its arguments only.
 * Cost: O(width). @since 0.1
 */
export function chapter({ width, paint }: Terminal, title: string): string {
  return `\n${paint('strong', title)} ${paint('quiet', '─'.repeat(Math.max(0, width - title.length - 1)))}`
}

/**
 * Sets a text apart, as a letter lies on a table.
 *
 * @param terminal - gives the width and the colours.
 * @param text - plain text.
 * @returns the wrapped lines behind a rule.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function letter({ width, paint }: Terminal, text: string): string {
  return text
    .split('\n')
    .flatMap((line) => hanging(line, width - 4))
    .map((line) => `  ${paint('quiet', '│')} ${line}`)
    .join('\n')
}

/**
 * Writes one match: every reason with its points, what speaks against it, and what to ask.
 *
 * @param terminal - gives the width and the colours.
 * @param match - from `match`.
 * @param place - its place in the list, from 1.
 * @param must - the person's conditions; those it meets are named, the others stand among what to ask.
 * @returns the lines.
 * Privacy: names needs of the person; stays on the device.
 * Cost: O(reasons). @since 0.1
 */
export function matchText(terminal: Terminal, match: Match, place: number, must: readonly Gate[]): string {
  const { width, paint } = terminal
  const line = (style: Style, mark: string, text: string) => columns(terminal, { style, mark, text })
  const [name = '', ...more] = wrap(`${match.name} (${en.match.kind[match.kind]})`, width, '     ').split('\n')
  const met = must.filter((gate) => !match.unknowns.some(({ facet }) => facet === gate))
  const reasons = [...match.reasons].sort((one, other) => other.points - one.points)
  return [
    paint('strong', `  ${place}. ${name.trimStart()}`),
    ...more.map((rest) => paint('strong', rest)),
    ...reasons.map((part) => line('quiet', grouped(part.points), sentence(textOfReason(part, en)))),
    line('strong', grouped(match.score), 'the sum, and nothing but the sum'),
    ...(met.length === 0 ? [] : [line('good', 'meets', met.map((gate) => en.match.gate[gate]).join(', '))]),
    ...match.against.map((one) => line('bad', 'against', aboutText(one))),
    ...match.unknowns.map((one) => line('quiet', 'ask', aboutText(one))),
  ].join('\n')
}

/**
 * Writes who was left out and what giving way would bring.
 *
 * @param terminal - gives the width.
 * @param outcome - from `match`.
 * @returns the lines; empty when nobody was left out.
 * Privacy: names conditions of the person; stays on the device.
 * Cost: O(gates). @since 0.1
 */
export function excludedText({ width }: Terminal, { excluded, relaxations }: MatchOutcome): string {
  const { line, gate: gates, relaxation } = en.match
  // Object.entries forgets that the keys are gates.
  const counts = Object.entries(excluded.byGate) as [Gate, number][]
  const byCount = counts.sort(([, one], [, other]) => other - one)
  const left = byCount.map(([gate, count]) => fill(line.excluded, { gate: gates[gate], count: grouped(count) }))
  const gained = relaxations.map(({ gate, change, gained }) =>
    fill(relaxation[change], { gate: gates[gate], gained: grouped(gained) }),
  )
  return [...left, ...gained].map((text) => wrap(text, width, '  ')).join('\n')
}

/**
 * Says in words what an unknown or a no is about.
 *
 * @param one - the facet or gate, and what was asked for.
 * @returns a few words.
 * Privacy: names a wish of the person; stays on the device.
 * Cost: O(1). @since 0.1
 */
export function aboutText({ facet, need }: Unknown): string {
  // Facets of the score have words of their own; whatever else is unknown is a gate.
  if (!isScored(facet)) return en.match.gate[facet]
  return textOfReason({ facet, need, matched: need, relation: undefined, level: undefined, source: 'self' }, en)
}

function isScored(facet: ScoredFacet | Gate): facet is ScoredFacet {
  return Object.hasOwn(en.match.scored, facet)
}

/** The marks of a match stand right-aligned in a column of their own; in a narrow terminal they take less of it. */
function columns(
  { width, paint }: Terminal,
  { style, mark, text }: { readonly style: Style; readonly mark: string; readonly text: string },
): string {
  const column = width < 60 ? 9 : 13
  return `${paint(style, mark.padStart(column))}  ${wrap(text, width, ' '.repeat(column + 2)).trimStart()}`
}

function hanging(line: string, width: number): readonly string[] {
  const own = /^ */.exec(line)?.[0] ?? ''
  const lines = wrap(line.trim(), width - own.length - 2).split('\n')
  return lines.map((one, index) => own + (index > 0 ? '  ' : '') + one)
}

function sentence(text: string): string {
  return text.replace(', in their own words)', ')')
}
