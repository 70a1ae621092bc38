import { styleText } from 'node:util'

/** Where a command writes: what it has to say on one stream, what goes on meanwhile on the other. */
export type Terminal = {
  /** Columns to fill, never more than 80: longer lines are hard to read. */
  readonly width: number
  /** Writes words for people to stdout; says nothing under `--json`. */
  readonly say: (text: string) => void
  /** Writes one line about the work itself to stderr. */
  readonly note: (text: string) => void
  /** Shows on stderr how far long work has come; only on a terminal, where the line can be wiped again. */
  readonly progress: (label: string, done: number, total: number) => void
  /** Styles a piece of text, where colours are wanted. */
  readonly paint: (style: Style, text: string) => string
}

/** The four voices of the command line. */
export type Style = 'strong' | 'quiet' | 'good' | 'bad'

const formats = { strong: 'bold', quiet: 'gray', good: 'green', bad: 'red' } as const

/**
 * Makes the terminal that commands write to.
 *
 * @param options - `json`: stdout belongs to one JSON object, so words stay away from it.
 * @returns the terminal; colours only where stdout is a terminal and NO_COLOR is unset.
 * Privacy: writes to this process's own streams only.
 * Cost: O(1). @since 0.1
 */
export function createTerminal({ json }: { readonly json: boolean }): Terminal {
  const { stdout, stderr, env } = process
  const colour = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  const columns = Number(env['COLUMNS']) || (stdout.isTTY === true ? stdout.columns : 80)
  return {
    width: Math.max(24, Math.min(80, columns)),
    say: (text) => {
      if (!json) stdout.write(`${text}\n`)
    },
    note: (text) => {
      stderr.write(`${text}\n`)
    },
    progress: (label, done, total) => {
      if (stderr.isTTY !== true) return
      stderr.write(done < total ? `\r\u001b[K${label} ${done} of ${total}` : '\r\u001b[K')
    },
    paint: (style, text) => (colour ? styleText(formats[style], text) : text),
  }
}

/**
 * Breaks text into lines.
 *
 * @param text - plain text; its own line breaks are kept.
 * @param width - the most columns a line may have, indent included.
 * @param indent - what each line begins with.
 * @returns the lines, joined; a word longer than a line stands alone, unbroken.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function wrap(text: string, width: number, indent = ''): string {
  return text
    .split('\n')
    .map((paragraph) => wrapLine(paragraph, width, indent))
    .join('\n')
}

function wrapLine(paragraph: string, width: number, indent: string): string {
  const lines: string[] = []
  // A line that is indented already keeps its indent, so that lists stay lists.
  const own = /^ */.exec(paragraph)?.[0] ?? ''
  let line = ''
  for (const word of paragraph.trim().split(/\s+/)) {
    if (line !== '' && indent.length + own.length + line.length + 1 + word.length > width) {
      lines.push(indent + own + line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  lines.push(line === '' ? '' : indent + own + line)
  return lines.join('\n')
}

/**
 * Sets pairs of a name and a text in two columns, or below each other where there is no room for two.
 *
 * @param pairs - name and text.
 * @param width - the columns to fill.
 * @param indent - what each line begins with.
 * @returns the lines, joined.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function pairs(pairs: readonly (readonly [string, string])[], width: number, indent = '  '): string {
  const column = Math.max(0, ...pairs.map(([name]) => name.length)) + 2
  if (indent.length + column > width / 2) {
    return pairs.map(([name, text]) => `${indent}${name}\n${wrap(text, width, `${indent}  `)}`).join('\n')
  }
  const hanging = indent + ' '.repeat(column)
  return pairs
    .map(([name, text]) => `${indent}${name.padEnd(column)}${wrap(text, width, hanging).trimStart()}`)
    .join('\n')
}

/**
 * Writes a number with thin groups of three, so that bytes can be read.
 *
 * @param value - a whole number.
 * @returns the digits, grouped with commas.
 * Privacy: reads its argument only.
 * Cost: O(digits). @since 0.1
 */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',')
}
