import { en } from '../labels/en.js'
import type { Gate, Match, MatchOutcome } from '../matching/match.js'
import { textOfMatch } from '../matching/text.js'
import { textOfExcluded, textOfRelaxation } from '../matching/text-counts.js'
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
 * Writes one match as the person reads it, and below it its points for whoever checks.
 *
 * @param terminal - gives the width and the colours.
 * @param match - from `match`.
 * @param shown - the list it stands in, and the person's conditions; those it meets are named.
 * @returns the lines.
 * Privacy: names needs of the person; stays on the device.
 * Cost: O(reasons). @since 0.1
 */
export function matchText(terminal: Terminal, match: Match, { list, must }: Shown): string {
  const { width, paint } = terminal
  const { heading, gate: gates } = en.match
  const { why, against, ask, change, know } = textOfMatch(match, en, undefined, list)
  const met = must.filter((gate) => !match.unknowns.some(({ facet }) => facet === gate))
  const meets = met.length === 0 ? [] : [`Meets the conditions about ${met.map((gate) => gates[gate]).join(', ')}`]
  const group = (style: Style, title: string, lines: readonly string[]) =>
    lines.length === 0
      ? []
      : [paint(style, `     ${title}`), ...lines.flatMap((line) => hanging(`     · ${line}`, width))]
  return [
    ...wrap(`${list.indexOf(match) + 1}. ${match.name} (${en.match.kind[match.kind]})`, width, '  ')
      .split('\n')
      .map((line) => paint('strong', line)),
    ...group('good', heading.why, [...why, ...meets]),
    ...group('bad', heading.against, against),
    ...group('strong', heading.ask, ask),
    ...group('quiet', heading.change, change === undefined ? [] : [change]),
    ...group('quiet', heading.know, know),
    ...hanging(`     ${sumText(match)}`, width).map((line) => paint('quiet', line)),
  ].join('\n')
}

/** What is shown together: the list, and the conditions of the person who looks. */
export type Shown = { readonly list: readonly Match[]; readonly must: readonly Gate[] }

function sumText({ reasons, score }: Match): string {
  const points = reasons.map((part) => part.points).sort((one, other) => other - one)
  return `= ${points.map(grouped).join(' + ')} = ${grouped(score)} points: the sum, and nothing but the sum`
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
  const [all, ...because] = textOfExcluded(excluded, en)
  const gained = relaxations.map((one) => textOfRelaxation(one, en))
  return [
    ...(all === undefined ? [] : [wrap(`${all}:`, width, '  ')]),
    ...because.flatMap((one) => hanging(`  · ${one}`, width)),
    ...gained.flatMap((one) => hanging(`  ${one}.`, width)),
  ].join('\n')
}

function hanging(line: string, width: number): readonly string[] {
  const own = /^ */.exec(line)?.[0] ?? ''
  const lines = wrap(line.trim(), width - own.length - 2).split('\n')
  return lines.map((one, index) => own + (index > 0 ? '  ' : '') + one)
}
