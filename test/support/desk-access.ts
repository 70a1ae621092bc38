import { readFileSync } from 'node:fs'
import { toLink } from 'entrenous'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { languageOf, type Tag } from '../../examples/desk/app/languages.js'
import { violationsIn } from './axe.js'
import { type ServedDesk, takeSigned } from './desk.js'
import { writeLetter } from './desk-person.js'
import { deskScreens } from './desk-screens.js'

// Every page of the desk, as axe-core judges it, and whether it fits its window, moves nothing, and is in its language.

const locales = { en: 'en-GB', es: 'es-MX', fr: 'fr-CA' } as const

/** Goes to every page in a new browser context, and lists what is wrong there: nothing, one hopes. */
export async function faultsOfScreens(
  browser: Browser,
  desk: ServedDesk,
  look: BrowserContextOptions,
  language: Tag = 'en',
): Promise<readonly string[]> {
  const context = await browser.newContext({ ...look, locale: locales[language], reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const wrong: string[] = []
  const spoken = languageOf(language)
  const screens = deskScreens({ origin: desk.origin, letterFor: (path) => letterFor(desk, path), spoken })
  for (const { name, reach } of screens) {
    await reach(page)
    const faults = [...(await faultsOf(page)), ...(await inAnotherLanguage(page, language))]
    wrong.push(...faults.map((one) => `${name}: ${one}`))
  }
  await context.close()
  return wrong
}

/** What is wrong with the page as it stands: for axe-core, in a narrow window, and where nothing should move. */
export async function faultsOf(page: Page): Promise<readonly string[]> {
  return [...(await violationsIn(page)), ...(await tooWide(page)), ...(await moving(page))]
}

/** Puts the signed page before the lead, and gives a link with a letter to it. */
export function letterFor({ community, origin }: ServedDesk, path: string): string {
  if (community === undefined) throw new Error('expected a community beside the desk')
  takeSigned(community, 'chen-wei', readFileSync(path, 'utf8'))
  community.publish()
  return toLink(writeLetter(community.catalogue(), community.key).token, `${origin}/`)
}

/** What there would be to scroll sideways for, or lies where no scrolling comes, with letters as they are and of twice their size. */
async function tooWide(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(`['100%', '200%'].flatMap((size) => {
    const root = document.documentElement
    root.style.fontSize = size
    const over = root.scrollWidth - innerWidth
    // A bar that is fixed makes nothing scroll: what stands outside the window there is gone.
    const outside = [...document.querySelectorAll('body *:not(option, optgroup)')].filter((one) => {
      const { left, right, width } = one.getBoundingClientRect()
      return width > 0 && (left < -0.5 || right > innerWidth + 0.5) && !one.closest('.sr-only, .scroll')
    })
    root.style.fontSize = ''
    const first = outside[0] ? [outside[0].outerHTML.slice(0, 150) + ' outside the window with letters of ' + size] : []
    return over > 0 ? [over + ' pixels too wide with letters of ' + size, ...first] : first
  })`)
  return found as string[] // what the lines above make
}

/** What moves although nothing should. */
async function moving(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate(`[...document.querySelectorAll('body, body *')].filter((one) => {
    const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(one)
    const lasts = (durations) => durations.split(',').some((one) => Number.parseFloat(one) > 0)
    return lasts(transitionDuration) || (animationName !== 'none' && lasts(animationDuration)) || scrollBehavior === 'smooth'
  }).map((one) => 'moves: ' + one.outerHTML.slice(0, 100))`)
  return found as string[] // what the lines above make
}

/** Every sentence of the desk in a language, by its place. */
function sentences(language: Tag): ReadonlyMap<string, string> {
  const all = (value: unknown, path: string): readonly (readonly [string, string])[] =>
    typeof value === 'string'
      ? [[path, value]]
      : Object.entries(Object(value)).flatMap(([name, one]) => all(one, `${path}/${name}`))
  return new Map(all(languageOf(language).words, ''))
}

/** English where it should be another, and what a page says of its own language. */
async function inAnotherLanguage(page: Page, language: Tag): Promise<readonly string[]> {
  const said = String(await page.evaluate('[document.documentElement.lang, document.documentElement.dir].join()'))
  const wrong = said === `${language},ltr` ? [] : [`says that it is in ${said}`]
  if (language === 'en') return wrong
  const text = String(await page.evaluate('document.body.innerText'))
  const own = [...sentences(language).values()]
  const english = [...sentences('en').values()].filter((one) => one.length > 5 && !one.includes('{'))
  const left = english.filter((one) => text.includes(one) && !own.some((translated) => translated.includes(one)))
  return [...wrong, ...left.map((one) => `in English: ${one}`)]
}
