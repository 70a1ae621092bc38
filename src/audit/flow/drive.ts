import type { Outcome } from '../fault.js'
import type { Answer } from '../planted.js'
import type { Phase } from '../recording.js'
import { choiceRoles, fillOne, fillRoles, listRoles, selectFrom, tickOne } from './fill.js'
import { type Flow, partsOf, type Step } from './flow.js'
import { type Found, type Look, lookAt, type OpenPage } from './look.js'
import { done, type Looked, type Patience, pressOne, type Sought, theOne, until, usualPatience } from './waiting.js'

const pressRoles = [
  ...['button', 'link', 'tab', 'menuitem', 'checkbox', 'radio', 'switch', 'option', 'treeitem', 'DisclosureTriangle'],
]

/** What is waited for is work of the page's, a key derived or a letter sealed: it is given so many times as long as another step. */
const WORK_TIMES = 3

/**
 * Goes through a form as a flow says.
 *
 * Every frame is looked through, of whatever origin, and every shadow root; what is pressed is pressed with the mouse,
 * where it is to be seen. The visit enters `intake` right before the first answer, and `consented` right before the button
 * of the mouse goes down on what consents.
 *
 * @param visit - a page that has been opened.
 * @param flow - as it was read.
 * @param answers - those of one visit, of `answersFor`. A field without an answer stays empty.
 * @param patience - how long a step may take.
 * @returns nothing, or why it went no further.
 * Failure: `form_not_found` with the step and the name where the page has nothing or several of it; `page_did_not_react`
 * where what was waited for did not come, could not be pressed, or did not take its answer.
 * Privacy: hands the answers to the page. A fault names steps and names of the flow, no answer and no text of the page.
 * Cost: some hundred calls a step. @since 0.1
 */
export async function drive(
  visit: OpenPage,
  flow: Flow,
  answers: readonly Answer[],
  patience: Patience = usualPatience,
): Promise<Outcome<void>> {
  const look = await lookAt(visit)
  const answering = entering(visit, 'intake')
  for (const [at, step] of flow.steps.entries()) {
    const taken = await takeStep(look, { step, answers, patience, label: labelOf(step, at), answering })
    if (!taken.ok) return taken
  }
  return { ok: true, value: undefined }
}

const labelOf = (step: Step, at: number): string => {
  const { word, name, field } = partsOf(step)
  return `Step ${at + 1}, ${word} “${name ?? field}”`
}

/**
 * Enters a phase once, however often what it begins with has to be tried.
 *
 * @param page - the visit.
 * @param phase - which.
 * @returns to be called whenever it begins.
 * Privacy: reads nothing.
 * Cost: O(1).
 */
export function entering(page: Pick<OpenPage, 'enter'>, phase: Phase): () => void {
  let isEntered = false
  return () => {
    if (!isEntered) page.enter(phase)
    isEntered = true
  }
}

/** A step that is to be taken, and what it is called in a fault. */
export type Turn = {
  readonly step: Step
  readonly label: string
  readonly answers: readonly Answer[]
  readonly patience: Patience
  /** Called right before a field is touched, and at the latest when its step is over. */
  readonly answering: () => void
}

/**
 * Takes one step.
 *
 * @param look - of `lookAt`.
 * @param turn - the step, and the answers of the visit.
 * @returns nothing, or why it could not be taken.
 * Failure: as `drive`.
 * Privacy: as `drive`.
 * Cost: some dozens of calls.
 */
export async function takeStep(look: Look, turn: Turn): Promise<Outcome<void>> {
  const { step, answering } = turn
  if (partsOf(step).word === 'leave') {
    await look.page.leave()
    return { ok: true, value: undefined }
  }
  const taken = await tryStep(look, turn)
  // A field that needed no touch, such as a choice that was made already, is answered all the same.
  if (partsOf(step).field !== undefined) answering()
  return taken
}

async function tryStep(look: Look, turn: Turn): Promise<Outcome<void>> {
  const { step, label, answers, patience } = turn
  const { word, field } = partsOf(step)
  const texts = answers.filter((one) => one.field === field).map(({ text }) => text)
  if (field !== undefined && texts.length === 0) return { ok: true, value: undefined }
  const isOptional = 'optional' in step && step.optional === true
  if (isOptional && !(await isThere(look, turn))) return { ok: true, value: undefined }
  const forMs = word === 'wait' ? patience.stepMs * WORK_TIMES : patience.stepMs
  for (const attempt of attemptsOf(look, turn, texts)) {
    const came = await until(label, forMs, attempt)
    if (!came.ok) return came
  }
  return { ok: true, value: undefined }
}

/** One attempt for each thing that a step does: most do one, a choice of several does several. */
function attemptsOf(
  look: Look,
  { step, label, answering }: Turn,
  texts: readonly string[],
): readonly (() => Promise<Looked<Found>>)[] {
  const { word, name = '', field } = partsOf(step)
  const sought = soughtBy(step, label)
  const onReady = field === undefined ? undefined : answering
  switch (word) {
    case 'fill':
      return [() => fillOne(look, sought, texts[0] ?? '', onReady)]
    case 'select':
      return [() => selectFrom(look, sought, texts, onReady)]
    case 'choose': {
      const group = name === '' ? sought.within : name
      return texts.map((text) => () => tickOne(look, { ...sought, name: text, within: group }, onReady))
    }
    case 'check':
      return [() => tickOne(look, sought, onReady)]
    case 'consent':
      return [() => pressOne(look, sought, entering(look.page, 'consented'))]
    case 'wait':
      return [() => waitFor(look, sought)]
    default:
      return [() => pressOne(look, sought)]
  }
}

function soughtBy(step: Step, label: string): Sought {
  const { word, name = '' } = partsOf(step)
  const usual = {
    fill: fillRoles,
    choose: choiceRoles,
    select: listRoles,
    check: choiceRoles,
    press: pressRoles,
    consent: pressRoles,
  }
  if (word === 'leave') return { name, step: label }
  const { role, within, which } = 'leave' in step ? {} : step
  const roles = role !== undefined ? [role] : word === 'wait' ? undefined : usual[word]
  return { name, step: label, ...(roles && { roles }), within, which }
}

async function waitFor(look: Look, sought: Sought): Promise<Looked<Found>> {
  // Several of what is waited for are as good as one.
  const found = await theOne(look, { ...sought, which: sought.which ?? 1 })
  if (found.done) return found
  return {
    done: false,
    why: {
      code: 'page_did_not_react',
      says: `${sought.step}: it did not come.`,
      remedy: 'Go through the form by hand and see what it shows at this place.',
    },
  }
}

/** Whether what an optional step is about comes up within the time for it. */
async function isThere(look: Look, { step, answers, patience, label }: Turn): Promise<boolean> {
  const { word, name, field } = partsOf(step)
  const sought = soughtBy(step, label)
  const [first] = answers.filter((one) => one.field === field)
  const wanted = word === 'choose' ? { ...sought, name: first?.text ?? '', within: name ?? sought.within } : sought
  const came = await until(label, patience.optionalMs, async () => {
    const found = await theOne(look, { ...wanted, which: wanted.which ?? 1 })
    return found.done ? done(true) : found
  })
  return came.ok
}
