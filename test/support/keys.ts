import type { Frame, Page } from 'playwright-core'
import { found, type Touch } from './engine.js'

// Hands that have no mouse: the Tab key until it is there, forwards or backwards as somebody who sees the page would, then
// the key that does it. Whatever has the focus must be in sight, with a mark around it.

const MOST_KEYS = 150

/** Where the focus is, as seen from what is wanted. */
type Focus = 'here' | 'in its group' | 'before it' | 'after it' | 'in another frame' | 'it is gone'

/** What is wanted there: the first that can be used, and of a label the thing that it names. */
const wanted = (place: string) =>
  `((one) => one?.tagName === 'LABEL' ? one.control : one)(${found(place)}.find((one) => one.getClientRects().length > 0 && !one.disabled))`

const focusFrom = (place: string) => `((one, active) => {
  if (!one) return 'it is gone'
  if (!document.hasFocus()) return 'in another frame'
  if (active === one) return 'here'
  if (one.type === 'radio' && active.type === 'radio' && active.name === one.name) return 'in its group'
  return active.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before it' : 'after it'
})(${wanted(place)}, document.activeElement)`

const keyFor = {
  'before it': 'Tab',
  'after it': 'Shift+Tab',
  'in its group': 'ArrowDown',
  'in another frame': 'Tab',
} as const

/** What hides that which has the focus, or that nothing marks it; empty where it is in sight. */
const faultsOfFocus = `((active) => {
  const label = active.closest('label')
  const shown = [active, ...(label ? [label, ...label.querySelectorAll('*')] : [])]
  const isMarked = shown.some((one) => { const { outlineStyle, outlineWidth } = getComputedStyle(one); return outlineStyle !== 'none' && outlineWidth !== '0px' })
  const { left, right, top, bottom } = (label ?? active).getBoundingClientRect()
  const [from, to] = [Math.max(top, 0), Math.min(bottom, innerHeight)]
  const hit = from < to ? document.elementFromPoint((left + right) / 2, (from + to) / 2) : null
  const isSeen = hit !== null && shown.some((one) => one.contains(hit))
  return [isMarked ? '' : 'no mark around it', isSeen ? '' : 'hidden by ' + (hit?.outerHTML ?? 'the edge').slice(0, 120)].filter(Boolean).join(', ')
})(document.activeElement)`

/**
 * Waits until what has just come is drawn, and has taken the focus where it does: nobody types sooner, and letters that are
 * typed before would go to what had the focus until then.
 */
export async function drawn(place: Page | Frame): Promise<void> {
  await place.evaluate(
    'new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn))))',
  )
}

/** Uses a page or a frame of it by keys alone. */
export function keysOn(page: Page, place: Page | Frame): Pick<Touch, 'click' | 'type' | 'pick'> {
  const run = (expression: string) => place.evaluate(expression)
  const { keyboard } = page
  const comeTo = async (path: string) => {
    await drawn(place)
    for (let pressed = 0; pressed < MOST_KEYS; pressed++) {
      const focus = (await run(focusFrom(path))) as Focus // what the line above gives
      if (focus === 'here') {
        const faults = await run(faultsOfFocus)
        if (faults !== '') throw new Error(`the focus is at ${path}: ${String(faults)}`)
        return
      }
      // It is drawn anew, and is there again in a moment.
      if (focus !== 'it is gone') await keyboard.press(keyFor[focus])
    }
    const at = await run(
      "document.activeElement.outerHTML.slice(0, 200) + (document.hasFocus() ? '' : ' without focus')",
    )
    throw new Error(`${MOST_KEYS} keys, and never at ${path}; the focus is at ${String(at)}`)
  }
  return {
    click: async (path) => {
      await comeTo(path)
      const isTick = await run("['checkbox', 'radio'].includes(document.activeElement.type)")
      await keyboard.press(isTick === true ? 'Space' : 'Enter')
    },
    type: async (path, text) => {
      await comeTo(path)
      await keyboard.press('ControlOrMeta+A')
      await keyboard.type(text)
    },
    pick: async (path, value) => {
      await comeTo(path)
      const options = await run('document.activeElement.options.length')
      for (let pressed = 0; pressed < Number(options); pressed++) {
        if ((await run('document.activeElement.value')) === value) return
        await keyboard.press('ArrowDown')
      }
      throw new Error(`no ArrowDown chose ${value} at ${path}`)
    },
  }
}
