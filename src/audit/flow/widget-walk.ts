import type { FrameAccess } from '../browser/frames.js'
import { fieldsOf, listOf, textOf } from '../browser/values.js'
import type { Outcome } from '../fault.js'
import { fillFound } from './fill.js'
import { byId, type Found, inDocument, type OpenPage } from './look.js'
import { done, type Looked, notYet, type Patience, pressFound, until } from './waiting.js'
import type { Screen } from './widget-answers.js'

/** Somebody in our intake: the page around it, its frame, and how long a step may take. */
export type Walk = { readonly page: OpenPage; readonly frame: FrameAccess; readonly patience: Patience }

const readScreen = `(() => ({
  title: document.getElementById('title')?.textContent ?? '',
  things: [...document.querySelectorAll('main [id], footer [id]')].map((one) => ({
    id: one.id,
    type: one.tagName === 'INPUT' ? one.type : one.tagName.toLowerCase(),
    isOn: one.checked === true,
    isDisabled: one.disabled === true,
  })),
}))()`

/**
 * Reads the screen that is shown: everything on it that has an id.
 *
 * @param walk - in the intake.
 * @returns nothing on it where the frame is gone.
 * Privacy: ids, types and states; titles of our own.
 * Cost: two calls.
 */
export async function screenOf({ frame }: Pick<Walk, 'frame'>): Promise<Screen> {
  const read = fieldsOf(await inDocument(frame, readScreen).catch(() => ({})))
  const things = listOf(read['things']).map((one) => {
    const { id, type, isOn, isDisabled } = fieldsOf(one)
    return { id: textOf(id) ?? '', type: textOf(type) ?? '', isOn: isOn === true, isDisabled: isDisabled === true }
  })
  return { title: textOf(read['title']) ?? '', things }
}

/**
 * Presses one thing after another, and waits for what comes of it.
 *
 * @param walk - in the intake.
 * @param ids - what is pressed.
 * @param isReached - whether a screen is what should come; whatever comes is, unless told.
 * @param onReady - called right before the last button goes down.
 * @returns the screen that came.
 * Failure: `page_did_not_react`.
 * Privacy: presses, and reads screens.
 * Cost: some ten calls a press.
 */
export async function steps(
  walk: Walk,
  ids: readonly string[],
  isReached: (screen: Screen) => boolean = () => true,
  onReady?: () => void,
): Promise<Outcome<Screen>> {
  for (const [at, id] of ids.entries()) {
    const isLast = at === ids.length - 1
    const pressed = await until(nameOf(id), walk.patience.stepMs, () => pressId(walk, id, isLast ? onReady : undefined))
    if (!pressed.ok) return pressed
  }
  return until(nameOf(ids.at(-1) ?? 'title'), walk.patience.stepMs, async () => {
    const screen = await screenOf(walk)
    return isReached(screen) ? done(screen) : notThere(ids.at(-1) ?? 'title')
  })
}

async function pressId({ frame }: Walk, id: string, onReady?: () => void): Promise<Looked<Found>> {
  const found = await byId(frame, id)
  return found === undefined ? notThere(id) : pressFound(found, nameOf(id), onReady)
}

/**
 * Types into a field.
 *
 * @param walk - in the intake.
 * @param id - the field.
 * @param text - one line.
 * @returns nothing, once the field holds it.
 * Failure: `page_did_not_react`.
 * Privacy: hands the text to the intake.
 * Cost: two calls a character.
 */
export function typeAt(walk: Walk, id: string, text: string): Promise<Outcome<Found>> {
  return until(nameOf(id), walk.patience.stepMs, async () => {
    const found = await byId(walk.frame, id)
    return found === undefined ? notThere(id) : fillFound(found, nameOf(id), text)
  })
}

const nameOf = (id: string): string => `The intake, at “${id.split(/[. ]/)[0]}”`

const notThere = (id: string) =>
  notYet(
    'page_did_not_react',
    `${nameOf(id)}: what should follow did not come.`,
    'Go through the intake by hand and see what it shows at this place.',
  )

/**
 * Says that the intake did not go on.
 *
 * @param id - where.
 * @returns the fault.
 * Privacy: names an id of ours.
 * Cost: O(1).
 */
export function silent(id: string): { readonly ok: false; readonly fault: ReturnType<typeof notThere>['why'] } {
  return { ok: false, fault: notThere(id).why }
}
