import { fieldsOf, listOf, numberOf } from '../browser/values.js'
import { cornerOf, type Found, held, onPage } from './look.js'

// The mouse and the keys, as the browser itself gets them from a person: trusted events, where the thing is to be seen.

/** What came of pressing: `pressed`, or why not yet. Whoever presses tries again as long as there is time. */
export type Pressed = 'pressed' | 'gone' | 'disabled' | 'covered' | 'missed'

/**
 * Where to press: in the middle of the thing or of its label, wherever nothing lies above it; as the document counts.
 * Brings it into sight first, and from then on notices whether the press arrives.
 */
const aim = `function () {
  const thing = this.nodeType === 1 ? this : this.parentElement
  if (thing === null || !thing.isConnected) return { state: 'gone' }
  if (thing.matches(':disabled') || thing.closest('[aria-disabled="true"], [inert]') !== null) return { state: 'disabled' }
  const inside = (outer, inner) => {
    for (let one = inner; one; one = one.assignedSlot ?? one.parentNode ?? one.host) if (one === outer) return true
    return false
  }
  const all = [thing, ...(thing.labels ?? [])]
  const arrive = () => { globalThis.entrenousArrived = true }
  globalThis.entrenousArrived = false
  // Words of an outer tree that are shown inside the thing are hit as what they stand in out there.
  const hosts = []
  for (let root = thing.getRootNode(); root.host !== undefined; root = root.host.getRootNode()) hosts.push(root.host)
  for (const one of all) {
    one.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
    const root = one.getRootNode()
    for (const box of one.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue
      const at = [box.left + box.width / 2, box.top + box.height / 2]
      const hit = root.elementFromPoint(...at)
      const isSlotted = hosts.some((host) => host.contains(hit))
      if (hit !== null && (isSlotted || all.some((each) => inside(each, hit)))) {
        for (const each of all) each.addEventListener('pointerdown', arrive, { capture: true, once: true })
        const whole = document.documentElement.getBoundingClientRect()
        return { state: 'free', at, whole: [whole.left, whole.top] }
      }
    }
  }
  return { state: 'covered' }
}`

/** Whether the press has arrived since it was aimed. */
const arrived = 'function () { return globalThis.entrenousArrived === true }'

const MOUSE_WITHIN_MS = 5_000
const KEY_WITHIN_MS = 5_000

/**
 * Presses something with the mouse, once, where it can be seen and nothing lies above it.
 *
 * @param found - what is pressed.
 * @param onReady - called right before the button of the mouse goes down.
 * @returns whether it was pressed; `gone` where it is no longer there.
 * Privacy: reads places and states only.
 * Cost: some ten calls.
 */
export async function press(found: Found, onReady: () => void = () => undefined): Promise<Pressed> {
  const thing = await held(found).catch(() => undefined)
  if (thing === undefined) return 'gone'
  const first = await aimed(thing)
  const then = await aimed(thing)
  if (then.state !== 'free') return then.state
  // What still moves is not pressed yet.
  if (first.state !== 'free' || first.at[0] !== then.at[0] || first.at[1] !== then.at[1]) return 'missed'
  const at = await onScreen(thing, then)
  if (at === undefined) return 'gone'
  onReady()
  await click(thing, at)
  // A frame that went elsewhere because it was pressed cannot say so any more.
  const hasArrived = await onPage(thing, arrived).catch(() => true)
  return hasArrived === false ? 'missed' : 'pressed'
}

type Place = readonly [number, number]
type Aimed =
  | { readonly state: 'free'; readonly at: Place; readonly whole: Place }
  | { readonly state: 'gone' | 'disabled' | 'covered' }

async function aimed(found: Found): Promise<Aimed> {
  const answer = fieldsOf(await onPage(found, aim).catch(() => ({ state: 'gone' })))
  const { state } = answer
  if (state === 'disabled' || state === 'covered') return { state }
  const at = placeOf(answer['at'])
  const whole = placeOf(answer['whole'])
  return at === undefined || whole === undefined ? { state: 'gone' } : { state: 'free', at, whole }
}

function placeOf(value: unknown): Place | undefined {
  const [x, y] = listOf(value).map(numberOf)
  return x === undefined || y === undefined ? undefined : [x, y]
}

async function onScreen({ frame }: Found, { at, whole }: { readonly at: Place; readonly whole: Place }) {
  const corner = await cornerOf(frame).catch(() => undefined)
  return corner === undefined ? undefined : ([at[0] + corner[0] - whole[0], at[1] + corner[1] - whole[1]] as const)
}

async function click({ frame }: Found, [x, y]: Place): Promise<void> {
  const mouse = (type: string, buttons: number) =>
    frame.call(
      'Input.dispatchMouseEvent',
      { type, x, y, buttons, ...(type === 'mouseMoved' ? {} : { button: 'left', clickCount: 1 }) },
      MOUSE_WITHIN_MS,
    )
  // What the press opens or takes away may keep the answer back: then what follows tells.
  await Promise.all([mouse('mouseMoved', 0), mouse('mousePressed', 1), mouse('mouseReleased', 0)]).catch(
    () => undefined,
  )
}

/**
 * Types text where the focus is, key by key, so that also a page that listens to keys hears what it would hear of a person.
 *
 * @param found - what has the focus.
 * @param text - one line.
 * @returns when the browser has taken every key, or not within its time.
 * Privacy: hands the text to the page, as somebody who types does.
 * Cost: two calls a character.
 */
export async function typeKeys({ frame }: Pick<Found, 'frame'>, text: string): Promise<void> {
  const calls = [...text].flatMap((sign) => {
    const about = keyOf(sign)
    return [
      frame.call('Input.dispatchKeyEvent', { type: 'keyDown', text: sign, ...about }, KEY_WITHIN_MS),
      frame.call('Input.dispatchKeyEvent', { type: 'keyUp', ...about }, KEY_WITHIN_MS),
    ]
  })
  await Promise.all(calls.map((call) => call.catch(() => undefined)))
}

function keyOf(sign: string): Readonly<Record<string, string | number>> {
  const upper = sign.toUpperCase()
  const code = /^[A-Z]$/.test(upper) ? `Key${upper}` : /^[0-9]$/.test(sign) ? `Digit${sign}` : ''
  return code === '' ? { key: sign } : { key: sign, code, windowsVirtualKeyCode: upper.charCodeAt(0) }
}

/** Keys that write nothing, by the browser's numbers for them. */
const keys = { ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Enter: 13, Escape: 27 } as const

/** A key that writes nothing. */
export type Key = keyof typeof keys

/**
 * Presses a key that writes nothing, where the focus is.
 *
 * @param found - what has the focus.
 * @param key - which.
 * @returns when the browser has taken it, or not within its time.
 * Privacy: reads nothing.
 * Cost: two calls.
 */
export async function pressKey({ frame }: Pick<Found, 'frame'>, key: Key): Promise<void> {
  const about = { key, code: key, windowsVirtualKeyCode: keys[key] }
  const event = (type: string) => frame.call('Input.dispatchKeyEvent', { type, ...about }, KEY_WITHIN_MS)
  await Promise.all([event('rawKeyDown'), event('keyUp')]).catch(() => undefined)
}
