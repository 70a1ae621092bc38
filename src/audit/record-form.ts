import type { AuditOptions } from './audit-options.js'
import type { Outcome } from './fault.js'
import type { Flow } from './flow/flow.js'
import { recordFlow } from './flow/record.js'
import { planOf, urlIn } from './plan.js'
import { openSession } from './session.js'

/**
 * Drafts a flow by looking at a page: its fields by their names, and the button that looks as if it sent something.
 *
 * @param page - an address, or a folder with an `index.html`.
 * @param options - what the page needs to be reached, and the browser.
 * @returns the draft, for somebody to read and complete.
 * Failure: as `audit`.
 * Privacy: nothing is typed into the page, and nothing of it is sent on.
 * Cost: one start of a browser. @since 0.2
 */
export async function recordForm(
  page: string,
  options: Pick<AuditOptions, 'reach' | 'browser' | 'headers'> = {},
): Promise<Outcome<Flow>> {
  const planned = planOf(page, { ...options, pairs: 1 })
  if (!planned.ok) return planned
  const { seed: _, now: __, ...unseeded } = planned.value.session
  const opened = await openSession(unseeded)
  if (!opened.ok) return opened
  try {
    const visit = await opened.value.visit(urlIn(planned.value, opened.value))
    return visit.ok ? await recordFlow(visit.value) : visit
  } finally {
    await opened.value.close()
  }
}
