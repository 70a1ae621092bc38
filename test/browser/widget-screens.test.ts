import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violationsIn } from '../support/axe.js'
import { launchBrowser } from '../support/browser.js'
import { type Served, serveWidget, type Visit, visit } from '../support/widget.js'
import { walk } from '../support/widget-screens.js'
import { builtWidget, widgetConfig, widgetWorld } from '../support/widget-world.js'

// Every screen, as somebody sees it who cannot see well, has no mouse, or reads on a small phone.

let served: Served
let browser: Browser
beforeAll(async () => {
  const { html } = await builtWidget(widgetConfig())
  served = await serveWidget({ html, catalogue: widgetWorld().bytes, attributes: 'keeps' })
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await served?.close()
})

/** How many pixels there would be to scroll sideways with letters of twice their size. */
async function overAtTwice({ frame }: Visit): Promise<number> {
  // A string: it runs in the frame.
  const over = await frame.evaluate(
    "(() => { const root = document.documentElement; const main = document.querySelector('main'); root.style.fontSize = '200%'; const over = Math.max(root.scrollWidth - root.clientWidth, main.scrollWidth - main.clientWidth); root.style.fontSize = ''; return over })()",
  )
  return Number(over)
}

describe('every screen', () => {
  it.each([
    ['on a phone in daylight', { width: 390, height: 844 }, 'light'],
    ['on a wide screen in the dark', { width: 1280, height: 800 }, 'dark'],
  ] as const)('can be used with what helps people to read, %s', async (_, viewport, colorScheme) => {
    const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
    const shown = await visit(context, served)
    const found: Record<string, readonly string[]> = {}
    await walk(shown, async (name) => {
      const violations = await violationsIn(shown.frame)
      if (violations.length > 0) found[name] = violations
    })
    await context.close()
    expect(found).toEqual({})
  })

  it('fits 320 pixels with text at twice its size, in forced colours, with the focus on its heading', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, forcedColors: 'active' })
    const shown = await visit(context, served)
    const wide: string[] = []
    const unfocused: string[] = []
    await walk(shown, async (name) => {
      const focused = await shown.frame.evaluate("document.activeElement?.id ?? ''")
      const over = await overAtTwice(shown)
      if (over > 0) wide.push(`${name} ${over}`)
      if (
        ['who', 'results', 'call', 'reach', 'agree', 'keep', 'talk', 'withdraw', 'help'].includes(name) &&
        name !== 'reach' &&
        focused !== 'title'
      ) {
        unfocused.push(`${name} ${focused}`)
      }
    })
    await context.close()
    expect(wide).toEqual([])
    expect(unfocused).toEqual([])
  })

  it.each(['es', 'fr'] as const)('can be used and fits where words are longer: %s', async (language) => {
    const { html } = await builtWidget(widgetConfig(), language)
    const translated = await serveWidget({ html, catalogue: widgetWorld().bytes, attributes: 'keeps' })
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' })
    const shown = await visit(context, translated)
    const found: string[] = []
    await walk(shown, async (name) => {
      const over = await overAtTwice(shown)
      if (over > 0) found.push(`${name}: ${over} pixels too wide`)
      found.push(...(await violationsIn(shown.frame)).map((one) => `${name}: ${one}`))
    })
    expect(await shown.frame.locator('html').getAttribute('lang')).toBe(language)
    await context.close()
    await translated.close()
    expect(found).toEqual([])
  })

  it('is reached with the keyboard alone, from the first one to the sealed token', async () => {
    const context = await browser.newContext()
    const { page, frame } = await visit(context, served)
    /** Moves on with the tabulator until the focus is where it is wanted. */
    const tabTo = async (wanted: RegExp) => {
      for (let at = 0; at < 120; at++) {
        const id = (await frame.evaluate('document.activeElement?.id ?? ""')) as string // an id is text
        if (wanted.test(id)) return
        await page.keyboard.press('Tab')
      }
      throw new Error(`no way by keyboard to ${wanted}`)
    }
    const press = async (wanted: RegExp, key = 'Enter') => {
      await tabTo(wanted)
      await page.keyboard.press(key)
    }
    await frame.locator('#title').focus()
    await press(/^begin$/)
    await press(/^open-needs-anxiety$/)
    await press(/^needs-anxiety\.panic$/, 'Space')
    await press(/^see$/)
    await press(/^write-/)
    await press(/^suggest$/)
    await press(/^to-reach$/)
    await press(/^way-host$/, 'Space')
    await press(/^to-agree$/)
    await press(/^agree$/)
    await press(/^keep-host$/)
    await frame.locator('#link-0').waitFor()
    await context.close()
  })
})
