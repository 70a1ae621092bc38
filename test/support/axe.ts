import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame, Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const options = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Of the rest it would list every element that is as it should be, which takes longer than finding those that are not.
  resultTypes: ['violations'],
}
const run = `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
  violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`

/** What axe-core finds wrong with a document as it stands: rule and place of each. */
export async function violationsIn(place: Page | Frame): Promise<readonly string[]> {
  // A page's policy lets no text become code: the debugger puts it there, which no policy of a page forbids.
  if ((await place.evaluate('typeof axe')) === 'undefined') await place.evaluate(axe)
  return (await place.evaluate(run)) as string[] // what the lines above make
}
