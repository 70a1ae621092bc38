import type { Fault, FaultCode, Outcome } from '../fault.js'
import { type Found, type Look, named, type Wanted } from './look.js'
import { press } from './press.js'

// Waiting is looking again until something is as it should be, or the time is over. Nothing here trusts a page to say so.

/** How long a step may take, and how long something optional is looked for. In milliseconds. */
export type Patience = { readonly stepMs: number; readonly optionalMs: number }

/** How long, unless told. */
export const usualPatience: Patience = { stepMs: 10_000, optionalMs: 1_000 }

const BETWEEN_LOOKS_MS = 40

/** What a look came to: done, or not yet and why. */
export type Looked<Value> =
  | { readonly done: true; readonly value: Value }
  | { readonly done: false; readonly why: Fault }

/**
 * Says that it is done.
 *
 * @param value - what came of it.
 * @returns what a look came to.
 * Privacy: as private as the value.
 * Cost: O(1).
 */
export const done = <Value>(value: Value): Looked<Value> => ({ done: true, value })

/**
 * Says what stands in the way.
 *
 * @param code - of fault.ts.
 * @param says - one sentence.
 * @param remedy - one sentence.
 * @returns what a look came to.
 * Privacy: the sentences are ours, with names of a flow.
 * Cost: O(1).
 */
export function notYet(code: FaultCode, says: string, remedy: string): { readonly done: false; readonly why: Fault } {
  return { done: false, why: { code, says, remedy } }
}

/**
 * Tries again until it is done.
 *
 * @param step - how the step is called in a fault.
 * @param forMs - how long; it is tried once at least.
 * @param attempt - one try. A try that rejects counts as not yet: pages change under whoever looks at them.
 * @returns what came of it, or the last reason why not.
 * Privacy: that of the attempt.
 * Cost: a try every 40 ms.
 */
export async function until<Value>(
  step: string,
  forMs: number,
  attempt: () => Promise<Looked<Value>>,
): Promise<Outcome<Value>> {
  const end = performance.now() + forMs
  for (;;) {
    const looked = await attempt().catch(() =>
      notYet(
        'page_did_not_react',
        `${step}: the page changed or fell silent while it was looked at.`,
        'Load it by hand and see whether it hangs.',
      ),
    )
    if (looked.done) return { ok: true, value: looked.value }
    if (performance.now() >= end) return { ok: false, fault: looked.why }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS))
  }
}

/** The one thing that a step is about, and how the step is called in a fault. */
export type Sought = Wanted & { readonly which?: number | undefined; readonly step: string }

/**
 * Looks once for the one thing that a step is about.
 *
 * @param look - of `lookAt`.
 * @param sought - its name, roles and group; which of several.
 * @returns the thing; not yet where there is none, or where there are several and nothing says which.
 * Privacy: a reason repeats names of the flow and no text of the page.
 * Cost: that of `named`.
 */
export async function theOne(look: Look, sought: Sought): Promise<Looked<Found>> {
  const all = await named(look, sought)
  const one = sought.which === undefined ? all[0] : all[sought.which - 1]
  if (one === undefined) {
    const more = all.length === 0 ? '' : ` Only ${all.length} of that name are there.`
    return notYet(
      'form_not_found',
      `${sought.step}: the page has nothing of that name.${more}`,
      'Compare the name with the page, or let --record list the names that it has.',
    )
  }
  if (all.length > 1 && sought.which === undefined) {
    return notYet(
      'form_not_found',
      `${sought.step}: the page has ${all.length} of that name.`,
      'Say which with "which", "role" or "within".',
    )
  }
  return done(one)
}

const reasons = {
  disabled: 'cannot be pressed as long as the page does not let it',
  covered: 'lies below something else',
  missed: 'did not take what was done to it',
  gone: 'went away before it could be pressed',
} as const

/**
 * Presses once what a step is about.
 *
 * @param look - of `lookAt`.
 * @param sought - as for `theOne`.
 * @param onReady - called right before the button of the mouse goes down.
 * @returns the thing that was pressed.
 * Privacy: as `theOne`.
 * Cost: that of `theOne`, and of one press.
 */
export async function pressOne(look: Look, sought: Sought, onReady?: () => void): Promise<Looked<Found>> {
  const found = await theOne(look, sought)
  return found.done ? pressFound(found.value, sought.step, onReady) : found
}

/**
 * Presses something once.
 *
 * @param found - what is pressed.
 * @param step - how the step is called in a fault.
 * @param onReady - called right before the button of the mouse goes down.
 * @returns the thing, or why it could not be pressed yet.
 * Privacy: a reason repeats names of the flow and no text of the page.
 * Cost: one press.
 */
export async function pressFound(found: Found, step: string, onReady?: () => void): Promise<Looked<Found>> {
  const pressed = await press(found, onReady)
  if (pressed === 'pressed') return done(found)
  return notYet(
    'page_did_not_react',
    `${step}: it ${reasons[pressed]}.`,
    'Go through the form by hand and see what is missing before it.',
  )
}
