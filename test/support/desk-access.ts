import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { toLink } from 'entrenous'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { type ServedDesk, takeSigned } from './desk.js'
import { writeLetter } from './desk-person.js'
import { deskScreens } from './desk-screens.js'

// Every page of the desk, as axe-core judges it, and whether it fits its window.

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Goes to every page in a new browser context, and lists what is wrong there: nothing, one hopes. */
export async function faultsOfScreens(
  browser: Browser,
  desk: ServedDesk,
  look: BrowserContextOptions,
): Promise<readonly string[]> {
  const context = await browser.newContext({ ...look, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const wrong: string[] = []
  for (const { name, reach } of deskScreens({ origin: desk.origin, letterFor: (path) => letterFor(desk, path) })) {
    await reach(page)
    wrong.push(...(await violations(page)).map((one) => `${name}: ${one}`))
    const over = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    if (Number(over) > 0) wrong.push(`${name}: ${over} pixels too wide`)
  }
  await context.close()
  return wrong
}

/** Puts the signed page before the lead, and gives a link with a letter to it. */
export function letterFor({ community, origin }: ServedDesk, path: string): string {
  if (community === undefined) throw new Error('expected a community beside the desk')
  takeSigned(community, 'chen-wei', readFileSync(path, 'utf8'))
  community.publish()
  return toLink(writeLetter(community.catalogue(), community.key).token, `${origin}/`)
}

/** What axe-core finds wrong, by rule and place. */
async function violations(page: Page): Promise<readonly string[]> {
  // The page's policy lets no text become code: the debugger puts it there, which no policy of a page forbids.
  await page.evaluate(axe)
  const found = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => id + ' ' + target.join(' '))))`,
  )
  return found as string[] // what the line above makes
}
