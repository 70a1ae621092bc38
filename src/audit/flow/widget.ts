import type { FrameAccess } from '../browser/frames.js'
import type { Outcome } from '../fault.js'
import type { Answer } from '../planted.js'
import { inDocument, lookAt, type OpenPage } from './look.js'
import { done, notYet, type Patience, until, usualPatience } from './waiting.js'
import { doingOn, furtherOf, type Needs, needsOn, type Screen, type Typed, topOf } from './widget-answers.js'
import { consentIn } from './widget-consent.js'
import { screenOf, silent, steps, typeAt, type Walk } from './widget-walk.js'

// Our own intake, from the first screen to the sealed token on its way and the goodbye. It is known by its ids, which are
// the same in every language; what is answered comes of what its screens show.

/** What the first visit found out, for the others to come to the same end. */
export type Learned = {
  /** Whose button is pressed in every visit. */
  readonly recipient: string
}

/** One visit of the intake. */
export type WidgetTurn = {
  /** Which of the visits, from 0. The repetition of the first is visit 0 once more. */
  readonly visit: number
  readonly typed: Typed
  /** What the first visit found out; absent in the first. */
  readonly learned?: Learned | undefined
}

/** What was answered, and what was found out. */
export type WidgetVisit = { readonly answers: readonly Answer[]; readonly learned: Learned }

const MOST_SCREENS = 20
const MOST_TRIES = 6
const MOST_LISTS = 6

/**
 * Finds our intake on a page.
 *
 * @param page - one that is open.
 * @returns the frame that shows its first screen; undefined where there is none, or not yet.
 * Privacy: reads whether elements are there.
 * Cost: two calls a frame.
 */
export async function widgetIn(page: OpenPage): Promise<FrameAccess | undefined> {
  const first = "document.getElementById('begin') !== null && document.getElementById('leave') !== null"
  const found = await Promise.all(page.frames().map((frame) => inDocument(frame, first).catch(() => false)))
  return page.frames()[found.indexOf(true)]
}

/**
 * Tells whether a page is one around our intake: by its element, or by its first screen.
 *
 * @param page - one that is open.
 * @returns false also where it is not there yet.
 * Privacy: reads whether elements are there.
 * Cost: three calls a frame.
 */
export async function hasWidget(page: OpenPage): Promise<boolean> {
  const element = "document.querySelector('entrenous-intake') !== null"
  const found = await Promise.all(page.frames().map((frame) => inDocument(frame, element).catch(() => false)))
  return found.includes(true) || (await widgetIn(page)) !== undefined
}

/**
 * Goes through our whole intake: every question, the results, one practitioner, the words, the consent, the note, the way
 * out through the page around it, the goodbye.
 *
 * In every visit the same one thing is shared with the same practitioner, so that what is sealed is the same; everything
 * else that is answered differs, and is not shared.
 *
 * @param page - one that has been opened, with the intake in a frame.
 * @param turn - which visit, what is typed, and what the first visit found out.
 * @param patience - how long a step may take.
 * @returns what was answered, and whom it was sent to.
 * Failure: `form_not_found` where no intake comes; `page_did_not_react` where a screen does not follow, or where the
 * practitioner of the first visit is not offered whatever else is answered.
 * Privacy: hands answers to the intake; a fault names its ids, no answer.
 * Cost: some fifty presses. @since 0.1
 */
export async function walkWidget(
  page: OpenPage,
  turn: WidgetTurn,
  patience: Patience = usualPatience,
): Promise<Outcome<WidgetVisit>> {
  await lookAt(page)
  const found = await until('The intake', patience.stepMs, async () => {
    const frame = await widgetIn(page)
    if (frame !== undefined) return done(frame)
    return notYet('form_not_found', 'The intake is not there.', 'Look at the page by hand; it shows what it lacks.')
  })
  if (!found.ok) return found
  const walk: Walk = { page, frame: found.value, patience }
  const asked = await questions(walk, turn)
  if (!asked.ok) return asked
  const recipient = await results(walk, turn, asked.value.needs)
  if (!recipient.ok) return recipient
  const shared = asked.value.needs.shared
  const sealed = await consentIn(walk, { recipient: recipient.value.id, shared, email: turn.typed.email })
  if (!sealed.ok) return sealed
  const others = recipient.value.others.map((id) => answer('further needs', id.slice('needs-'.length)))
  const answers = [
    { ...answer('need', shared.slice('needs-'.length)), consented: true },
    { ...answer('recipient', recipient.value.id.slice('write-'.length)), consented: true },
    ...others,
    ...asked.value.answers,
    { ...answer('email', turn.typed.email), planted: true },
    { ...answer('email, before the @', turn.typed.email.split('@')[0] ?? ''), planted: true },
  ]
  return { ok: true, value: { answers, learned: { recipient: recipient.value.id } } }
}

const answer = (field: string, text: string): Answer => ({ field, text, planted: field === 'story', consented: false })

const BEGIN_TRIES = 3

/**
 * The list arrives while somebody reads the first screen; nothing is answered before it is there. It draws the screen
 * anew, and a button that is replaced under the finger is not pressed: then a person presses again.
 */
async function begin(walk: Walk): Promise<Outcome<Screen>> {
  const stepMs = walk.patience.stepMs / BEGIN_TRIES
  const isReached = ({ things }: Screen) => things.some(({ id }) => id.startsWith('needs-'))
  let begun: Outcome<Screen> = silent('begin')
  for (let nth = 0; nth < BEGIN_TRIES && !begun.ok; nth++) {
    const screen = await screenOf(walk)
    const isThere = nth > 0 && isReached(screen)
    begun = isThere
      ? { ok: true, value: screen }
      : await steps({ ...walk, patience: { ...walk.patience, stepMs } }, ['begin'], isReached)
  }
  return begun
}

/** Every question, in whatever order they come. */
async function questions(
  walk: Walk,
  { visit, typed }: WidgetTurn,
): Promise<Outcome<{ readonly needs: Needs; readonly answers: readonly Answer[] }>> {
  const begun = await begin(walk)
  if (!begun.ok) return begun
  const needs = needsOn(begun.value)
  if (needs === undefined) return silent('needs')
  walk.page.enter('intake')
  const chosen = await tickNeeds(walk, [needs.shared, ...furtherOf(needs, visit, 0)])
  if (!chosen.ok) return chosen
  const answers: Answer[] = []
  for (let nth = 0; nth < MOST_SCREENS; nth++) {
    const { title } = await screenOf(walk)
    const next = await steps(walk, ['next'], (screen) => screen.title !== title && screen.title !== '')
    if (!next.ok) return next
    if (isResults(next.value)) return { ok: true, value: { needs, answers } }
    const doing = doingOn(next.value, visit, typed)
    const ticks = doing.press.filter((id) => !id.startsWith('open-'))
    const pressed = await steps(walk, doing.press, isTicked(ticks))
    if (!pressed.ok) return pressed
    for (const [id, text] of doing.type) {
      const taken = await typeAt(walk, id, text)
      if (!taken.ok) return taken
    }
    answers.push(...doing.answers.map(([field, text]) => answer(field, text)))
  }
  return silent('next')
}

const isResults = ({ things }: Screen) => things.some(({ id }) => /^(must|write|call|change)-/.test(id))

const isTicked =
  (ids: readonly string[]) =>
  ({ things }: Screen) =>
    ids.every((id) => things.some((one) => one.id === id && one.isOn))

function tickNeeds(walk: Walk, ids: readonly string[]): Promise<Outcome<Screen>> {
  return steps(
    walk,
    ids.flatMap((id) => [`open-${topOf(id)}`, id]),
    isTicked(ids),
  )
}

/** Comes to one who can be written to: anybody in the first visit, the same one in the others. */
async function results(
  walk: Walk,
  { visit, learned }: WidgetTurn,
  needs: Needs,
): Promise<Outcome<{ readonly id: string; readonly others: readonly string[] }>> {
  let others = furtherOf(needs, visit, 0)
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const found = await oneOf(walk, learned?.recipient)
    if (!found.ok) return found
    if (found.value !== undefined) return { ok: true, value: { id: found.value, others } }
    // Whoever does not work with what was asked besides is not shown: something else is asked besides.
    const asked = await steps(walk, ['change-about'], ({ things }) => things.some(({ id }) => id.startsWith('needs-')))
    if (!asked.ok) return asked
    const next = furtherOf(needs, visit, tries)
    const left = await steps(walk, others)
    const ticked = left.ok ? await tickNeeds(walk, next) : left
    const back = ticked.ok ? await steps(walk, ['next'], isResults) : ticked
    if (!back.ok) return back
    others = next
  }
  return silent('write')
}

/** No condition of the person's hides anybody; then the list is made longer until it holds whom we look for. */
async function oneOf(walk: Walk, recipient: string | undefined): Promise<Outcome<string | undefined>> {
  for (;;) {
    const must = (await screenOf(walk)).things.find(({ id, isOn }) => id.startsWith('must-') && isOn)
    if (must === undefined) break
    const lifted = await steps(walk, [must.id], ({ things }) => things.some(({ id, isOn }) => id === must.id && !isOn))
    if (!lifted.ok) return lifted
  }
  for (let nth = 0; nth < MOST_LISTS; nth++) {
    const { things } = await screenOf(walk)
    const ids = new Set(things.map(({ id }) => id))
    // An event can be written to as well, but is not one who is asked.
    const able = things.flatMap(({ id }) =>
      id.startsWith('write-') && ids.has(`ask-${id.slice('write-'.length)}`) ? [id] : [],
    )
    const one = recipient === undefined ? able[0] : able.find((id) => id === recipient)
    if (one !== undefined || !ids.has('more')) return { ok: true, value: one }
    const longer = await steps(walk, ['more'], (screen) => screen.things.length > things.length)
    if (!longer.ok) return longer
  }
  return { ok: true, value: undefined }
}
