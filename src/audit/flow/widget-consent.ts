import type { Outcome } from '../fault.js'
import { entering } from './drive.js'
import { inDocument } from './look.js'
import { done, notYet, until } from './waiting.js'
import type { Screen } from './widget-answers.js'
import { screenOf, silent, steps, typeAt, type Walk } from './widget-walk.js'

// From one practitioner to the goodbye: one thing is shared, an address is typed and not shared, the words are agreed to,
// the note is kept by the page around the intake, and what was sealed leaves through it.

const HOST_SAYS_WITHIN_MS = 3_000
const MOST_SEALED = 3

const hasId =
  (pattern: RegExp) =>
  ({ things }: Screen): boolean =>
    things.some(({ id }) => pattern.test(id))

/**
 * Shares, consents, keeps, sends and closes.
 *
 * @param walk - at the results.
 * @param choice - whose button is pressed, what alone is shared, and an address that is typed and not shared.
 * @returns nothing, once the intake has said goodbye.
 * Failure: `page_did_not_react`.
 * Privacy: hands the address to the intake.
 * Cost: some fifteen presses.
 */
export async function consentIn(
  walk: Walk,
  choice: { readonly recipient: string; readonly shared: string; readonly email: string },
): Promise<Outcome<void>> {
  const chosen = await steps(walk, [choice.recipient], hasId(/^to-reach$/))
  if (!chosen.ok) return chosen
  const concept = choice.shared.slice('needs-'.length)
  const level = chosen.value.things.filter(({ id }) => id.startsWith(`level needs ${concept} `)).at(-1)
  if (level === undefined) return silent('level')
  const shared = await steps(walk, [level.id], ({ things }) => things.some(({ id, isOn }) => id === level.id && isOn))
  if (!shared.ok) return shared
  const reached = await reach(walk, choice.email)
  if (!reached.ok) return reached
  const ticks = reached.value.things.filter(({ id, isOn }) => id.startsWith('confirm-') && !isOn)
  const confirmed = await steps(
    walk,
    ticks.map(({ id }) => id),
    ({ things }) => things.some(({ id, isDisabled }) => id === 'agree' && !isDisabled),
  )
  if (!confirmed.ok) return confirmed
  const consenting = entering(walk.page, 'consented')
  const sealed = await steps(walk, ['agree'], hasId(/^(keep-|board-|link-)/), consenting)
  if (!sealed.ok) return sealed
  const kept = await keep(walk, sealed.value)
  return kept.ok ? sendAndClose(walk, kept.value) : kept
}

/** How the answer shall come: by the page that keeps the note. An address is typed, and taken back. */
async function reach(walk: Walk, email: string): Promise<Outcome<Screen>> {
  const here = await steps(walk, ['to-reach'], hasId(/^to-agree$/))
  if (!here.ok) return here
  if (hasId(/^way-email$/)(here.value)) {
    const asked = await steps(walk, ['way-email'], hasId(/^email$/))
    const typed = asked.ok ? await typeAt(walk, 'email', email) : asked
    const back = typed.ok ? await steps(walk, ['way-email'], (screen) => !hasId(/^email$/)(screen)) : typed
    if (!back.ok) return back
  }
  const ways = hasId(/^way-host$/)(here.value) ? ['way-host'] : []
  return steps(walk, [...ways, 'to-agree'], hasId(/^agree$/))
}

/** The note, where the page around keeps it. */
async function keep(walk: Walk, sealed: Screen): Promise<Outcome<Screen>> {
  if (!hasId(/^keep-host$/)(sealed)) return { ok: true, value: sealed }
  return steps(walk, ['keep-host'], hasId(/^(board-|link-)/))
}

async function sendAndClose(walk: Walk, sealed: Screen): Promise<Outcome<void>> {
  const boards = sealed.things.filter(({ id, isDisabled }) => id.startsWith('board-') && !isDisabled)
  for (const { id } of boards.slice(0, MOST_SEALED)) {
    const before = await wordsAround(walk)
    const sent = await steps(walk, [id], ({ things }) => things.some((one) => one.id === id && one.isDisabled))
    if (!sent.ok) return sent
    // Whoever leaves while the page around is still sending takes the answer away from it. Most pages say when they have
    // sent; of one that says nothing it is not expected.
    await until('The page around', HOST_SAYS_WITHIN_MS, async () =>
      (await wordsAround(walk)) === before ? notYet('page_did_not_react', 'It says nothing.', 'None.') : done(true),
    )
  }
  if (!(await screenOf(walk)).things.some(({ id }) => id === 'end')) return silent('end')
  const ended = await steps(walk, ['end'], ({ things }) => !things.some(({ id }) => id === 'end'))
  return ended.ok ? { ok: true, value: undefined } : ended
}

async function wordsAround({ page, frame }: Walk): Promise<unknown> {
  const [top] = page.frames()
  if (top === undefined || top.frameId === frame.frameId) return undefined
  return inDocument(top, "document.body?.innerText ?? ''").catch(() => undefined)
}
