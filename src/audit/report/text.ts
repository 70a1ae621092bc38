import { ruleOrder } from '../order-findings.js'
import { evidenceRows, placeRows, placeWords } from './place-words.js'
import type { AuditReport } from './report.js'
import { explained, verdictWords } from './words.js'

/** The longest line. */
export const TEXT_COLUMNS = 80
/** The most findings of one rule that a terminal shows; the files have all of them. */
export const MAX_SHOWN_FINDINGS = 20

/**
 * The report for a terminal: plain text, no colour, no line longer than 80 columns.
 *
 * @param report - of an audit.
 * @returns lines with a line end at the end of each; the same report gives the same text.
 * Privacy: as the report.
 * Cost: O(size). @since 0.2
 */
export function reportText(report: AuditReport): string {
  const { verdict, page, browser, findings, notes, fault, made, notTested } = report
  const lines = [
    ...folded(verdictWords[verdict].headline.toUpperCase(), ''),
    '',
    ...folded(
      `${page}, in ${browser}; ${made.visits} visits, ${made.pairs === 1 ? 'one pair' : `${made.pairs} pairs`} compared.`,
      '',
    ),
    ...(fault === undefined ? [] : ['', ...folded(`Why: ${fault.says} ${fault.remedy}`, '')]),
    ...ruleOrder.flatMap((rule) => ruleLines(report, rule)),
    ...noteLines(notes),
    '',
    ...folded(`Not tested: ${notTested.length} kinds of things, listed in the report.`, ''),
    ...folded(findings.length === 0 ? verdictWords[verdict].means : `Repeat: ${report.repeat}`, ''),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function ruleLines({ findings }: AuditReport, rule: (typeof ruleOrder)[number]): readonly string[] {
  const those = findings.filter((one) => one.rule === rule)
  if (those.length === 0) return []
  const { title, remedy } = explained[rule]
  const more = those.length - MAX_SHOWN_FINDINGS
  return [
    '',
    ...folded(`${title} (${rule}, ${those.length})`, ''),
    ...those.slice(0, MAX_SHOWN_FINDINGS).flatMap(({ place, says, evidence }) => {
      const facts = [...placeRows(place), ...evidenceRows(evidence)]
      return [
        ...folded(`- ${says}`, '  ', '    '),
        ...facts.flatMap(({ name, text }) => folded(`${name}: ${text}`, '    ', '      ')),
      ]
    }),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...folded(`What to do: ${remedy}`, '  '),
  ]
}

function noteLines(notes: AuditReport['notes']): readonly string[] {
  if (notes.length === 0) return []
  const shown = notes.slice(0, MAX_SHOWN_FINDINGS).flatMap(({ rule, says, place }) => {
    const words = place === undefined ? undefined : placeWords(place)
    const where = words === undefined ? '' : ` (${words.kind}: ${words.name})`
    return folded(`- ${rule}: ${says}${where}`, '  ', '    ')
  })
  const more = notes.length - MAX_SHOWN_FINDINGS
  return ['', 'Notes', ...shown, ...(more > 0 ? [`  and ${more} more`] : [])]
}

/** How many columns a character takes: East Asian wide ones and pictures take two. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f000}-\u{1faff}\u{20000}-\u{3fffd}]/u

function columns(text: string): number {
  return [...text].reduce((sum, sign) => sum + (wide.test(sign) ? 2 : 1), 0)
}

/** Words of at most the whole width; a longer one is cut into pieces. */
function folded(text: string, indent: string, hanging = indent): readonly string[] {
  const lines: string[] = []
  let line = indent
  let isEmpty = true
  const close = (): void => {
    lines.push(line)
    line = hanging
    isEmpty = true
  }
  for (const word of text.split(' ').flatMap((one) => pieces(one, TEXT_COLUMNS - hanging.length - 2))) {
    if (!isEmpty && columns(line) + 1 + columns(word) > TEXT_COLUMNS) close()
    line += isEmpty ? word : ` ${word}`
    isEmpty = false
  }
  close()
  return lines
}

function pieces(word: string, most: number): readonly string[] {
  const found: string[] = []
  let piece = ''
  for (const sign of word) {
    if (columns(piece) + columns(sign) > most) {
      found.push(piece)
      piece = ''
    }
    piece += sign
  }
  return [...found, piece]
}
