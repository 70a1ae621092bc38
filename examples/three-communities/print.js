import { stripVTControlCharacters, styleText } from 'node:util'
import { isoDateOf } from './world.js'

// The story in a terminal, at most 80 columns wide.

/** @typedef {import('./page.js').Page} Page */

/** @typedef {{ width: number, colour: boolean }} Terminal */

/** @returns {Terminal} */
export function terminal() {
  const { stdout, env } = process
  const columns = Number(env['COLUMNS']) || (stdout.isTTY === true ? stdout.columns : 80)
  const colour = stdout.isTTY === true && (env['NO_COLOR'] ?? '') === '' && env['TERM'] !== 'dumb'
  return { width: Math.max(32, Math.min(80, columns)), colour }
}

/**
 * @param {Page} page
 * @param {Terminal} to
 * @returns {string}
 */
export function textOfPage(page, to) {
  const { week, title, items, attacks } = page
  const blocks = items.map((item) => {
    if (item.kind === 'text') return wrap(item.text, to.width)
    if (item.kind === 'rows') return textOfRows(item.rows, to.width)
    if (item.kind === 'letter') return behindRule(item.text, to)
    const found = attacks.find(({ id }) => id === item.id)
    return found === undefined ? '' : textOfAttack(found, to)
  })
  return [heading(`Week ${week} · ${title}`, isoDateOf(week), to), ...blocks].join('\n\n')
}

/** @param {string} title @param {string} date @param {Terminal} to */
function heading(title, date, to) {
  const rule = '─'.repeat(Math.max(1, to.width - title.length - date.length - 2))
  return `${paint('bold', title, to)} ${paint('gray', `${rule} ${date}`, to)}`
}

/** @param {import('./page.js').Attack} attack @param {Terminal} to */
function textOfAttack({ who, tries, because, found, held }, to) {
  const mark = held ? paint('green', 'Stopped', to) : paint('red', 'NOT STOPPED', to)
  const first = wrap(`✗ ${who} ${tries}`, to.width, '    ').trimStart()
  const codes = textOfRows(Object.entries(found), to.width, '    ')
  const why = wrap(`${held ? 'Stopped' : 'NOT STOPPED'}: ${because}`, to.width, '    ').trimStart()
  return `  ${paint('bold', first, to)}\n${codes}\n    ${why.replace(/^[A-Za-z ]+(?=:)/, mark)}`
}

/** @param {string} text @param {Terminal} to */
function behindRule(text, to) {
  return text
    .split('\n')
    .flatMap((line) => wrap(line, to.width - 4).split('\n'))
    .map((line) => `  ${paint('gray', '│', to)} ${line}`.trimEnd())
    .join('\n')
}

/**
 * Two columns, or one below the other where there is no room for two.
 *
 * @param {readonly (readonly [string, string])[]} rows
 * @param {number} width
 * @param {string} [indent]
 */
function textOfRows(rows, width, indent = '  ') {
  const column = Math.max(...rows.map(([name]) => name.length)) + 2
  if (indent.length + column > width / 2) {
    return rows.map(([name, text]) => `${indent}${name}\n${wrap(text, width, `${indent}  `)}`).join('\n')
  }
  const hanging = indent + ' '.repeat(column)
  return rows
    .map(([name, text]) => `${indent}${name.padEnd(column)}${wrap(text, width, hanging).trimStart()}`)
    .join('\n')
}

/**
 * @param {string} text
 * @param {number} width
 * @param {string} [indent]
 */
function wrap(text, width, indent = '') {
  const lines = []
  let line = ''
  for (const word of text.trim().split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, indent + line].join('\n')
}

/** @param {'bold' | 'gray' | 'green' | 'red'} style @param {string} text @param {Terminal} to */
function paint(style, text, to) {
  return to.colour ? styleText(style, text) : stripVTControlCharacters(text)
}

/**
 * The last lines: what was tried in all, and where the picture is.
 *
 * @param {{ pages: readonly Page[], held: boolean }} story
 * @param {readonly string[]} drawn
 * @param {Terminal} to
 */
export function textOfEnd({ pages, held }, drawn, to) {
  const attacks = pages.flatMap((page) => page.attacks)
  const codes = new Set(
    attacks.flatMap(({ found }) => Object.values(found)).filter((code) => /^[a-z]+_[a-z_]+$/.test(code)),
  )
  const verdict = held
    ? `Eve tried ${attacks.length} things. One friend of hers was listed for not quite four weeks, and half of one page was hers for one. Nothing else came of it; what stopped her has ${codes.size} names: ${[...codes].sort().join(', ')}.`
    : 'Something above did not end as this library promises. Please report it.'
  const pictures = `Who introduced and who approved whom, as a picture: ${drawn.join(' and ')}`
  return `${wrap(verdict, to.width)}\n\n${paint('gray', wrap(pictures, to.width), to)}`
}
