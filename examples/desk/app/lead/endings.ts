import type { Ends } from 'entrenous/community'
import { now } from '../clock.js'
import type { Folded } from './fold.js'

/** Something of a community that ends, as a lead looks at it. */
export type Ending = Ends & { readonly name: string | undefined; readonly isSoon: boolean; readonly isOver: boolean }

const DAY = 86_400

/** Everything that ends, the soonest first. */
export function endings({ people, ends }: Folded): readonly Ending[] {
  const moment = now()
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return ends.map((one) => ({
    ...one,
    name: one.of === undefined ? undefined : names.get(one.of),
    isSoon: one.until - moment < soonFor(one.what),
    isOver: one.until <= moment,
  }))
}

/** A list ends within 14 days, and a presence within five weeks: they are soon only in their last days. */
function soonFor(what: Ends['what']): number {
  if (what === 'list') return 3 * DAY
  return what === 'presence' ? 7 * DAY : 30 * DAY
}
