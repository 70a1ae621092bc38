import type { Head } from 'entrenous/community'
import { now } from '../clock.js'
import type { Folded } from './fold.js'

/** Something of a community that ends. */
export type Ending = {
  readonly kind: 'list' | 'root' | 'page' | 'presence' | 'approval' | 'introduction'
  /** Of whom; undefined for the community itself. */
  readonly id: string | undefined
  readonly name: string | undefined
  readonly until: number
  readonly isSoon: boolean
  readonly isOver: boolean
}

const SOON = 30 * 86_400

/** Everything that ends, the soonest first. A list is meant to end within 14 days, and is soon only in the last three. */
export function endings({ community, people }: Folded, head: Head | undefined): readonly Ending[] {
  const moment = now()
  const ending = (kind: Ending['kind'], until: number | undefined, who?: (typeof people)[number]) =>
    until === undefined
      ? []
      : [{ kind, id: who?.id, name: who?.name, until, isSoon: until - moment < soonFor(kind), isOver: until <= moment }]
  return [
    ...ending('list', head?.expires),
    ...ending('root', community.expires),
    ...people
      .filter(({ place }) => place !== 'gone')
      .flatMap((one) => [
        ...ending('page', one.pageUntil, one),
        ...ending('presence', one.presenceUntil, one),
        ...ending('approval', one.approvedUntil, one),
        ...ending('introduction', one.introducedUntil, one),
      ]),
  ].sort((one, other) => one.until - other.until)
}

/** Presences are confirmed every month: one is soon in its last week. */
function soonFor(kind: Ending['kind']): number {
  if (kind === 'list') return 3 * 86_400
  return kind === 'presence' ? 7 * 86_400 : SOON
}
