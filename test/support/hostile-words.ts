import type { Frame, Page } from 'playwright-core'

// The worst that may be published, or sealed into a letter: what every check lets through because it is only text. On the
// screens it has to stay that.

/** Letters that run from the right; whatever holds them must be a direction of its own. */
export const turned = 'אבג'
/** Where a script would leave its mark, if one ran. */
const mark = 'hacked'
const image = `<img/src=x/onerror=${mark}=1>`

/** So long without a space, and still a name. */
export const hostileName = `${turned}${image}`.padEnd(80, 'W')
/** So long, and still a summary. */
export const hostileSummary =
  `</p><script>${mark}=1</script><a href=javascript:${mark}=1>free</a> ${turned} javascript:${mark}=1 ${image} `.padEnd(
    600,
    'W',
  )
/** One line, of any length there is. */
export const hostileLine = (length: number) =>
  `${turned}"><b>${image}</b>javascript:${mark}=1 `.padEnd(length, 'W').slice(0, length)
/** What a person may write, or another program in the name of one: with what turns and hides, which a page may not have. */
export const hostileStory = `${image} \u202e${turned} javascript:${mark}=1 \u2066<b>bold</b>\u200b `.padEnd(1500, 'W')

/**
 * Lists what came of those words on the page or frame as it stands, as an expression to run there: an element that nobody
 * of ours made, a script that ran, words that are not a direction of their own, something to scroll sideways.
 */
const faults = `(() => {
  const wrong = []
  if (globalThis.${mark} !== undefined) wrong.push('a script ran')
  for (const one of document.querySelectorAll('body *')) {
    if (/^(img|iframe|frame|object|embed|base|b|i|style|audio|video|form-)$/i.test(one.localName)) wrong.push('made: ' + one.localName)
    if (one.localName === 'script' && one.parentElement !== document.body) wrong.push('made: script')
    for (const { name, value } of one.attributes) {
      if (/^on/.test(name)) wrong.push('listens: ' + name)
      if (/^(href|src|action|formaction)$/.test(name) && /^\\s*(javascript|data):/i.test(value)) wrong.push('leads: ' + value.slice(0, 60))
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode
    if (!data.includes('${turned}') || parentElement.closest('bdi, [dir=auto], script, style, option, textarea') !== null) continue
    wrong.push('no direction of its own: ' + parentElement.outerHTML.slice(0, 120))
  }
  for (const one of [document.documentElement, document.querySelector('main') ?? document.body]) {
    const over = one.scrollWidth - one.clientWidth
    if (over > 0) wrong.push(one.localName + ' is ' + over + ' pixels too wide')
  }
  return wrong
})()`

/** What is wrong on a page or in a frame, with the screen's name before each. */
export async function hostileFaults(place: Page | Frame, screen: string): Promise<readonly string[]> {
  const found = (await place.evaluate(faults)) as readonly string[] // what the expression makes
  return found.map((one) => `${screen}: ${one}`)
}
