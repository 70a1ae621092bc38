import type { Outcome } from '../fault.js'
import type { Answer } from '../planted.js'
import { answersFor, likenessesOf, type PlantText } from './answers.js'
import { drive } from './drive.js'
import type { Flow } from './flow.js'
import type { OpenPage } from './look.js'
import { runScript, type Script } from './script.js'
import { type Patience, usualPatience } from './waiting.js'
import { type Learned, walkWidget } from './widget.js'
import { typedFor } from './widget-answers.js'

/** What goes through a form in every visit of an audit, by whatever means. */
export type Driver = {
  /**
   * Goes through the form as in one of the visits: 0 for the first and for its repetition, 1 and on for the others. The
   * first is over before any other begins; the others may run beside each other.
   */
  readonly visit: (page: OpenPage, nth: number) => Promise<Outcome<readonly Answer[]>>
  /** What every visit leaves alike, in sentences: there the audit is blind. */
  readonly likenesses: readonly string[]
}

/** How many different visits there are, how their secrets are drawn, and how long a step may take. */
export type Visits = { readonly visits: number; readonly plant: PlantText; readonly patience?: Patience }

/**
 * Goes through a form by a flow.
 *
 * @param flow - as it was read.
 * @param options - the visits.
 * @returns the driver. Its answers are drawn now.
 * @throws {RangeError} as `answersFor`, and for a visit that there is not.
 * Privacy: as `drive`.
 * Cost: that of `answersFor`. @since 0.1
 */
export function flowDriver(flow: Flow, { visits, plant, patience = usualPatience }: Visits): Driver {
  const all = answersFor(flow, visits, plant)
  return {
    likenesses: likenessesOf(flow),
    visit: async (page, nth) => {
      const answers = oneOf(all, nth)
      const driven = await drive(page, flow, answers, patience)
      return driven.ok ? { ok: true, value: answers } : driven
    },
  }
}

/**
 * Goes through a form by a script.
 *
 * @param script - as it was read.
 * @param options - the visits.
 * @returns the driver. Its answers are drawn now.
 * @throws {RangeError} as `answersFor`, and for a visit that there is not.
 * Privacy: as `runScript`.
 * Cost: that of `answersFor`. @since 0.1
 */
export function scriptDriver(script: Script, { visits, plant, patience = usualPatience }: Visits): Driver {
  const all = answersFor(script, visits, plant)
  return {
    likenesses: likenessesOf(script),
    visit: async (page, nth) => {
      const answers = oneOf(all, nth)
      const ran = await runScript(page, script, answers, patience)
      return ran.ok ? { ok: true, value: answers } : ran
    },
  }
}

/**
 * Goes through our own intake, of any community and in any language.
 *
 * @param options - the visits.
 * @returns the driver. The first visit finds a practitioner, whom the others choose too.
 * @throws {RangeError} as `answersFor`, for a visit that there is not, and for another visit before the first.
 * Privacy: as `walkWidget`.
 * Cost: that of `answersFor`. @since 0.1
 */
export function widgetDriver({ visits, plant, patience = usualPatience }: Visits): Driver {
  const all = typedFor(visits, plant)
  let learned: Learned | undefined
  return {
    likenesses: [],
    visit: async (page, nth) => {
      const typed = oneOf(all, nth)
      if (nth > 0 && learned === undefined) throw new RangeError('visit: the first comes first')
      const walked = await walkWidget(page, { visit: nth, typed, learned }, patience)
      if (!walked.ok) return walked
      learned ??= walked.value.learned
      return { ok: true, value: walked.value.answers }
    },
  }
}

function oneOf<Value>(all: readonly Value[], nth: number): Value {
  const one = all[nth]
  if (one === undefined) throw new RangeError('visit: there are fewer')
  return one
}
