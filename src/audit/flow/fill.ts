import { type Found, type Look, named, onPage } from './look.js'
import { pressKey, typeKeys } from './press.js'
import { done, type Looked, notYet, pressFound, pressOne, type Sought, theOne } from './waiting.js'

// Answering: typing, moving, ticking, choosing from a list. Each is one try; whoever answers tries again as long as there
// is time. After each the page is asked whether it has taken the answer: one that was not taken proves nothing.

/** What can be typed into, moved or set. */
export const fillRoles = [
  'textbox',
  'searchbox',
  'combobox',
  'spinbutton',
  'slider',
  'Date',
  'DateTime',
  'InputTime',
  'ColorWell',
]
/** What can be ticked. */
export const choiceRoles = [
  ...['checkbox', 'radio', 'switch', 'option', 'menuitemcheckbox', 'menuitemradio', 'treeitem', 'tab', 'button'],
]
/** What opens a list, or is one. */
export const listRoles = ['combobox', 'listbox']
const optionRoles = ['option', 'menuitem', 'menuitemradio', 'treeitem', 'radio', 'MenuListOption']

/** What kind of thing it is, so that it is answered as it wants to be. */
const kindOf = `function () {
  if (this.tagName === 'SELECT') return 'select'
  if (this.tagName === 'OPTION') return 'option'
  if (this.tagName === 'TEXTAREA') return 'text'
  if (this.tagName === 'INPUT') {
    return ['date', 'time', 'month', 'week', 'datetime-local', 'color', 'range'].includes(this.type) ? 'set' : 'text'
  }
  if (this.isContentEditable) return 'text'
  return 'keys'
}`

/** Puts the caret over everything that stands in the field, so that typing takes its place. */
const selectAll = `function () {
  this.focus({ preventScroll: true })
  if (typeof this.select === 'function') this.select()
  else this.ownerDocument.getSelection().selectAllChildren(this)
}`
/** A date or a slider is set as a person's hand sets it in the end: the value, then the events. */
const setValue = `function (value) {
  this.focus({ preventScroll: true })
  this.value = value
  for (const type of ['input', 'change']) this.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
}`
const valueNow = `function () {
  const value = 'value' in this && typeof this.value === 'string' ? this.value : this.innerText
  return typeof value === 'string' ? value : ''
}`
const measureNow = `function () {
  return { text: this.getAttribute('aria-valuetext') ?? '', now: Number(this.getAttribute('aria-valuenow') ?? Number.NaN) }
}`
const focus = 'function () { this.focus({ preventScroll: true }) }'
/** Chooses options of a list of the browser's own, which opens outside the page where no mouse of ours comes. */
const chooseOptions = `function (texts) {
  const own = (option) => (option.label || option.text).replace(/\\s+/g, ' ').trim()
  const options = [...this.options].filter((option) => !option.disabled && texts.includes(own(option)))
  if (new Set(options.map(own)).size < texts.length) return false
  for (const option of this.options) option.selected = options.includes(option)
  for (const type of ['input', 'change']) this.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
  return true
}`
const chooseThisOption = `function () {
  this.selected = true
  const list = this.closest('select')
  for (const type of ['input', 'change']) list?.dispatchEvent(new Event(type, { bubbles: true, composed: true }))
}`

const MOST_KEYS = 400
const TYPED_BY_KEY = 300
// A page may take a moment to show what came of a press; pressed again too early, a tick is gone.
const REACTING_LOOKS = 40
const OPENING_LOOKS = 20

/**
 * Types an answer, or sets it where nothing is typed.
 *
 * @param look - of `lookAt`.
 * @param sought - the field.
 * @param text - one line.
 * @param onReady - called right before the field is touched.
 * @returns the field, once it holds the answer.
 * Privacy: hands the answer to the page; a reason does not repeat it.
 * Cost: two calls a character.
 */
export async function fillOne(look: Look, sought: Sought, text: string, onReady?: () => void): Promise<Looked<Found>> {
  const found = await theOne(look, sought)
  return found.done ? fillFound(found.value, sought.step, text, onReady) : found
}

/**
 * Types an answer into a field that was found, or sets it.
 *
 * @param found - the field.
 * @param step - how the step is called in a fault.
 * @param text - one line.
 * @param onReady - called right before the field is touched.
 * @returns the field, once it holds the answer.
 * Privacy: as `fillOne`.
 * Cost: as `fillOne`.
 */
export async function fillFound(
  found: Found,
  step: string,
  text: string,
  onReady: () => void = () => undefined,
): Promise<Looked<Found>> {
  const kind = await onPage(found, kindOf)
  if (kind !== 'text') onReady()
  if (kind === 'keys') return moved(found, step, text)
  if (kind === 'set') await onPage(found, setValue, text)
  if (kind === 'text') {
    const ready = await pressFound(found, step, onReady)
    if (!ready.done) return ready
    await onPage(found, selectAll)
    const typed = [...text].slice(0, TYPED_BY_KEY).join('')
    await typeKeys(found, typed)
    if (typed !== text) await found.frame.call('Input.insertText', { text: text.slice(typed.length) })
  }
  // What a page writes differently, with spaces or brackets in a number, is still the answer.
  const now = await onPage(found, valueNow)
  return plain(String(now)) === plain(text) ? done(found) : notTaken(step)
}

const plain = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()

const notTaken = (step: string) =>
  notYet(
    'page_did_not_react',
    `${step}: the field does not hold what was typed.`,
    'Give the field answers of a form and length that it takes: "least" and "most", or "values".',
  )

/** Moves something that has a measure and takes keys, step by step. */
async function moved(found: Found, step: string, text: string): Promise<Looked<Found>> {
  await onPage(found, focus)
  const goal = Number(text)
  for (let nth = 0; nth < MOST_KEYS; nth++) {
    // Plain data, made two lines above in the page's own world of ours.
    const { text: said, now } = (await onPage(found, measureNow)) as {
      readonly text: string
      readonly now: number | null
    }
    if (said === text || now === goal) return done(found)
    if (now === null || Number.isNaN(goal)) break
    await pressKey(found, now < goal ? 'ArrowRight' : 'ArrowLeft')
    const after = (await onPage(found, measureNow)) as { readonly now: number | null } // as above
    if (after.now === now) break
  }
  return notTaken(step)
}

/**
 * Ticks one choice, where it is not ticked already.
 *
 * @param look - of `lookAt`.
 * @param sought - the choice.
 * @param onReady - called right before it is touched.
 * @returns the choice, once the page says that it is ticked. What has no such state, as a plain button, is pressed once.
 * Privacy: as `theOne`.
 * Cost: that of one press.
 */
export async function tickOne(look: Look, sought: Sought, onReady?: () => void): Promise<Looked<Found>> {
  const found = await theOne(look, sought)
  if (!found.done || found.value.isOn === true) return found
  if ((await onPage(found.value, kindOf)) === 'option') {
    onReady?.()
    await onPage(found.value, chooseThisOption)
    return found
  }
  const pressed = await pressFound(found.value, sought.step, onReady)
  if (!pressed.done || found.value.isOn === undefined) return pressed
  return (await becomesOn(look, sought))
    ? pressed
    : notYet(
        'page_did_not_react',
        `${sought.step}: it was pressed, and is not ticked.`,
        'Tick it by hand and see whether it stays.',
      )
}

/** Whether a choice that was pressed shows it, or has gone from where it stood: with the list that held it, as many do. */
async function becomesOn(look: Look, sought: Sought): Promise<boolean> {
  for (let nth = 0; nth < REACTING_LOOKS; nth++) {
    const after = await theOne(look, sought)
    if (!after.done || after.value.isOn === true) return true
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return false
}

/**
 * Chooses from a list: one of the browser's own, one that opens, or one that stands open.
 *
 * @param look - of `lookAt`.
 * @param sought - the list.
 * @param texts - the names of what is chosen.
 * @param onReady - called right before the list is touched.
 * @returns the list.
 * Privacy: hands the answer to the page; a reason does not repeat it.
 * Cost: that of two presses a choice.
 */
export async function selectFrom(
  look: Look,
  sought: Sought,
  texts: readonly string[],
  onReady: () => void = () => undefined,
): Promise<Looked<Found>> {
  const list = await theOne(look, sought)
  if (!list.done) return list
  const kind = await onPage(list.value, kindOf)
  if (kind === 'select') {
    onReady()
    return (await onPage(list.value, chooseOptions, texts)) === true ? list : noOption(sought.step)
  }
  for (const text of texts) {
    const isOpen = (await optionsOf(look, text)).length > 0
    if (isOpen) onReady()
    const opened = isOpen ? list : await pressFound(list.value, sought.step, onReady)
    if (!opened.done) return opened
    if (kind === 'text' && !isOpen) {
      await onPage(list.value, selectAll)
      await typeKeys(list.value, text)
    }
    const chosen = await chooseOption(look, sought.step, text)
    if (!chosen.done) return chosen
  }
  return list
}

const optionsOf = (look: Look, text: string) => named(look, { name: text, roles: optionRoles })

/** A list that was opened may take a moment to show what it holds. */
async function chooseOption(look: Look, step: string, text: string): Promise<Looked<Found>> {
  for (let nth = 0; nth < OPENING_LOOKS; nth++) {
    const options = await optionsOf(look, text)
    const [first] = options
    if (first?.isOn === true) return done(first)
    if (first !== undefined) return pressOne(look, { name: text, roles: optionRoles, which: 1, step })
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return noOption(step)
}

const noOption = (step: string) =>
  notYet(
    'form_not_found',
    `${step}: the list does not offer the answer.`,
    'Compare the values of the field with the list.',
  )
