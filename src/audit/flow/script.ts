import type { Outcome } from '../fault.js'
import type { Answer } from '../planted.js'
import { takeStep } from './drive.js'
import { type Field, fieldOf, partsOf, type Step } from './flow.js'
import { lookAt, type OpenPage } from './look.js'
import { readFields, readStep } from './read.js'
import { type Patience, usualPatience } from './waiting.js'

// A script in the place of a flow, for forms that need to be thought about on the way.
//
//   // intake-of-ours.js
//   export const fields = { story: { plant: 'text' }, age: { values: ['34', '71'] } }
//
//   export default async (visit, answers) => {
//     await visit.take({ press: 'Begin' })
//     await visit.take({ fill: 'What brings you here?', with: 'story' })
//     if (Number(answers.find(({ field }) => field === 'age').text) > 65) await visit.take({ press: 'Older people' })
//     await visit.take({ consent: 'Send' })
//     await visit.take({ wait: 'Thank you…' })
//   }
//
// `fields` are those of a flow: without them nothing could be drawn to differ. `take` takes a step of a flow and rejects where
// it cannot be taken; the first step with `with` enters `intake`, `consent` enters `consented`. A script that answers by
// other means, through `visit.frames()`, enters the phases itself. It must do the same for the same answers.

/** What a script is given. */
export type ScriptVisit = OpenPage & {
  /** Takes a step of a flow. */
  readonly take: (step: Step) => Promise<void>
}

/** What a script does in one visit. */
export type Go = (visit: ScriptVisit, answers: readonly Answer[]) => Promise<void>

/** A script that was loaded. */
export type Script = { readonly fields: Readonly<Record<string, Field>>; readonly go: Go }

/** How long a whole script may take, in milliseconds. */
export const SCRIPT_WITHIN_MS = 120_000
const MOST_SAID = 200

/**
 * Reads what a script exports. Whoever calls loads the module: what is imported runs with every right of this process.
 *
 * @param module - the namespace of the module.
 * @returns the script.
 * Failure: `flow_invalid` where it has no function as its default export, or fields that are none.
 * Privacy: reads the module only.
 * Cost: O(fields). @since 0.1
 */
export function readScript(module: unknown): Outcome<Script> {
  const { default: go, fields = {} } = (typeof module === 'object' && module !== null ? module : {}) as {
    readonly default?: unknown
    readonly fields?: unknown
  } // every member is still unknown
  if (typeof go !== 'function') {
    return {
      ok: false,
      fault: {
        code: 'flow_invalid',
        says: 'The script has no function as its default export.',
        remedy: 'Write `export default async (visit, answers) => { … }`.',
      },
    }
  }
  const read = readFields(fields)
  return read.ok ? { ok: true, value: { fields: read.value, go: go as Go } } : read // what it takes is for it to say
}

/**
 * Runs a script in one visit.
 *
 * @param page - one that has been opened.
 * @param script - as it was read.
 * @param answers - those of one visit, of `answersFor`.
 * @param patience - how long a step may take.
 * @returns nothing, or why it went no further: the fault of a step, also where the script lets it pass unseen.
 * Failure: `form_not_found`, `page_did_not_react`, and `flow_invalid` for a step that is none.
 * Privacy: the script gets the answers. What it throws is repeated in one line, every answer masked.
 * Cost: the script's own, within two minutes. @since 0.1
 */
export async function runScript(
  page: OpenPage,
  script: Script,
  answers: readonly Answer[],
  patience: Patience & { readonly scriptMs?: number } = usualPatience,
): Promise<Outcome<void>> {
  const { visit, refused } = await visitOf(page, script, answers, patience)
  const { scriptMs = SCRIPT_WITHIN_MS } = patience
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, scriptMs, `It was not done within ${scriptMs} ms.`)
  })
  // A script is free to throw what it likes, at once or later.
  const run = (async () => script.go(visit, answers))().then(
    () => undefined,
    (error: unknown) => said(error, answers),
  )
  const wrong = await Promise.race([run, late])
  clearTimeout(timer)
  const [first] = refused
  if (first !== undefined) return first
  if (wrong === undefined) return { ok: true, value: undefined }
  const remedy = 'Go through the form by hand and see where the script and the page part.'
  return { ok: false, fault: { code: 'page_did_not_react', says: `The script gave up. ${wrong}`, remedy } }
}

async function visitOf(page: OpenPage, { fields }: Script, answers: readonly Answer[], patience: Patience) {
  const look = await lookAt(page)
  const refused: Extract<Outcome<void>, { readonly ok: false }>[] = []
  const entered = new Set<string>()
  const enter: OpenPage['enter'] = (phase) => {
    entered.add(phase)
    page.enter(phase)
  }
  const answering = () => void (entered.has('intake') || enter('intake'))
  let count = 0
  const take = async (value: Step) => {
    count += 1
    const step = readStep(value)
    const { word, field } = step.ok ? partsOf(step.value) : { word: '', field: undefined }
    const isKnown = field === undefined || fieldOf({ fields }, field) !== undefined
    const label = `Step ${count} of the script, ${word}`
    const taken = !step.ok
      ? step
      : isKnown
        ? await takeStep(
            { ...look, page: { ...page, enter } },
            { step: step.value, label, answers, patience, answering },
          )
        : unknownField(label)
    if (taken.ok) return
    refused.push({ ok: false, fault: taken.fault })
    throw new Error(taken.fault.says)
  }
  return { visit: { ...page, enter, take }, refused }
}

const unknownField = (label: string) =>
  ({
    ok: false,
    fault: {
      code: 'flow_invalid',
      says: `${label}: the fields of the script have none of that name.`,
      remedy: 'Export it with the other fields.',
    },
  }) as const

/** One line of what was thrown, without any answer. */
function said(error: unknown, answers: readonly Answer[]): string {
  const line = (error instanceof Error ? error.message : 'It threw something that is no error.').split('\n')[0] ?? ''
  const texts = answers.map(({ text }) => text).filter((text) => text !== '')
  return texts.reduce((masked, text) => masked.replaceAll(text, '▒'), line).slice(0, MOST_SAID)
}
