import type { Labels } from '../vocabulary/labels.js'
import { fill } from '../vocabulary/sentence.js'
import type { CallSheet } from './call-sheet.js'

/**
 * Puts a call sheet on one page: headings, and what stands below them.
 *
 * @param sheet - from `toCallSheet`.
 * @param labels - the words of the same language.
 * @returns plain text; an empty line before each heading, two spaces before each line below one. Show or print it as text.
 * Privacy: as private as the sheet; output may leave the device: no, but for what the person prints.
 * Cost: O(length).
 * @example
 * const page = textOfCallSheet(toCallSheet(best, en), en)
 * @since 0.1
 */
export function textOfCallSheet(sheet: CallSheet, labels: Labels): string {
  const { title, heading } = labels.callSheet
  const { who } = sheet
  const name = who.practice === undefined ? who.name : `${who.name}, ${who.practice}`
  const blocks: readonly (readonly [heading: string, lines: readonly string[]])[] = [
    [heading.reach, sheet.reach.map(({ line }) => line)],
    [heading.opening, sheet.opening],
    ...sheet.said.map(({ heading: part, lines }) => [part, lines] as const),
    [heading.questions, sheet.questions],
    [heading.write, sheet.write],
    [heading.know, sheet.know],
  ]
  const written = blocks.filter(([, lines]) => lines.length > 0)
  return [
    fill(title, { name }),
    ...written.flatMap(([above, lines]) => ['', above, ...lines.map((line) => `  ${line}`)]),
  ].join('\n')
}
