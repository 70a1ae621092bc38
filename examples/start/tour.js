import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))

/**
 * Writes the page that says what is where and what to try.
 *
 * @param {string} out
 * @param {{
 *   readonly at: ReturnType<typeof import('./origins.js').originsFrom>,
 *   readonly sheet: readonly string[],
 *   readonly words: string,
 * }} values
 */
export function writeTour(out, { at, sheet, words }) {
  const values = {
    ...Object.fromEntries(Object.entries(at).map(([name, { origin }]) => [name, origin])),
    sheet: sheet.join('\n'),
    words,
  }
  const page = readFileSync(join(here, 'tour.html'), 'utf8')
  writeFileSync(
    join(out, 'index.html'),
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), page),
  )
  copyFileSync(join(here, '..', 'look', 'theme.css'), join(out, 'theme.css'))
  copyFileSync(join(here, 'tour.css'), join(out, 'tour.css'))
}
