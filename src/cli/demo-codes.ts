import { samhsaCodes } from '../vocabulary/crosswalk/samhsa.js'
import { chapter } from './story-text.js'
import { grouped, type Terminal, wrap } from './terminal.js'

type Row = Readonly<Record<string, string>>

/** The categories that concern whoever looks for help; the rest of the file is about buildings and offices. */
const personal: Readonly<Record<string, readonly string[]>> = {
  'treatment approaches': ['TAP'],
  'special groups': ['SG'],
  ages: ['AGE'],
  languages: ['SL', 'OL'],
  settings: ['SET'],
}
/** What the person pays with: insurance, cash, a sliding fee, assistance. The other funds flow between offices. */
const personPays = ['ITU', 'MC', 'MD', 'MI', 'PI', 'SF', 'SI', 'VAF', 'PA', 'SS']

/** One line of a table: a name, how many codes, how often they stand in the directory. */
type Line = { readonly name: string; readonly codes: number; readonly occurrences: number }

/**
 * Counts what became of every service code of a directory: none is dropped in silence.
 *
 * @param rows - the facilities. Public.
 * @param codes - the file that explains the codes, with their categories. Public.
 * @returns the counts, and how to print them.
 * Privacy: reads a public directory only.
 * Cost: O(rows × codes). @since 0.1
 */
export function codeTable(rows: readonly Row[], codes: readonly Row[]) {
  const seen = new Map<string, number>()
  for (const row of rows) {
    for (const code of (row['service_code_info'] ?? '').split(/[\s*]+/)) {
      if (code !== '') seen.set(code, (seen.get(code) ?? 0) + 1)
    }
  }
  const known = [...new Set([...codes.map((row) => row['service_code'] ?? ''), ...seen.keys()])]
  const isMapped = (code: string) => typeof samhsaCodes[code] === 'object'
  const count = (name: string, chosen: readonly string[]): Line => ({
    name,
    codes: chosen.length,
    occurrences: chosen.reduce((sum, code) => sum + (seen.get(code) ?? 0), 0),
  })
  const rules = [...new Set(known.filter((code) => !isMapped(code)).map(ruleOf))]
  const mapped = count('mapped', known.filter(isMapped))
  const setAside = rules
    .map((rule) =>
      count(
        rule,
        known.filter((code) => !isMapped(code) && ruleOf(code) === rule),
      ),
    )
    .sort((one, other) => other.occurrences - one.occurrences)
  const codesIn = (categories: readonly string[]) =>
    codes.filter((row) => categories.includes(row['category_code'] ?? '')).map((row) => row['service_code'] ?? '')
  const groups = Object.entries(personal).map(([name, ids]) => [name, codesIn(ids)] as const)
  const categories = [...groups, ['ways to pay', personPays] as const].map(([name, chosen]) => ({
    ...count(name, chosen),
    mapped: count(name, chosen.filter(isMapped)).occurrences,
  }))
  const facts = { codes: known.length, mapped, setAside, categories }
  return { facts, text: (terminal: Terminal) => tableText(facts, terminal) }
}

function ruleOf(code: string): string {
  const meaning = samhsaCodes[code]
  return typeof meaning === 'string' ? meaning : 'unknown_code'
}

function tableText(
  facts: {
    readonly codes: number
    readonly mapped: Line
    readonly setAside: readonly Line[]
    readonly categories: readonly (Line & { readonly mapped: number })[]
  },
  terminal: Terminal,
): string {
  const { width } = terminal
  const line = (name: string, codes: string, occurrences: string) =>
    `  ${name.padEnd(width < 60 ? 20 : 30)}${codes.padStart(6)}${occurrences.padStart(12)}`
  const row = ({ name, codes, occurrences }: Line) => line(name, String(codes), grouped(occurrences))
  const share = ({ name, mapped, occurrences }: Line & { readonly mapped: number }) =>
    line(name, '', `${((100 * mapped) / Math.max(1, occurrences)).toFixed(1)} %`)
  return [
    chapter(terminal, 'What became of its codes'),
    wrap(
      `The directory describes each facility by some of ${facts.codes} codes. Each is a word of the vocabulary here, or set aside by a rule with a name.`,
      width,
    ),
    '',
    terminal.paint('quiet', line('', 'codes', 'times')),
    row(facts.mapped),
    ...facts.setAside.map(row),
    '',
    wrap('Of what concerns the person, so much is mapped:', width),
    ...facts.categories.map(share),
  ].join('\n')
}
