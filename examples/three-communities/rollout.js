import { isHeld } from './page.js'
import { week1, week2 } from './weeks/begin.js'
import { week12 } from './weeks/count.js'
import { week6, week7 } from './weeks/eve.js'
import { week3, week4 } from './weeks/events.js'
import { week9 } from './weeks/neighbours.js'
import { week10 } from './weeks/open-door.js'
import { week5 } from './weeks/referrals.js'
import { week8 } from './weeks/revoked.js'
import { week11 } from './weeks/two-stories.js'

// Twelve weeks, played from beginning to end. Everything that is signed, sealed, folded, matched and summed is really done.

/**
 * What there is while the story goes on.
 * @typedef {{
 *   rules: import('./desk.js').Rules,
 *   communities: Map<string, import('./desk.js').Community>,
 *   eve: import('./desk.js').Person | undefined,
 *   hostile: import('./desk.js').Community | undefined,
 *   measured: readonly import('./measure.js').MeasuredCommunity[] | undefined,
 *   falsePeople: Map<string, import('./desk.js').Person>,
 *   referral: {
 *     inbox: import('entrenous/practitioner').Inbox, id: string, token: Uint8Array,
 *     ticket: import('entrenous').Ticket, practitioner: string,
 *   } | undefined,
 * }} World
 */

const weeks = [week1, week2, week3, week4, week5, week6, week7, week8, week9, week10, week11, week12]

/**
 * Plays the rollout.
 *
 * @param {{ rules?: import('./desk.js').Rules, until?: number, onPage?: (page: import('./page.js').Page) => void }} [options] - `rules`: rules of
 * joining that are to be other than the template's; `until`: the last week to play; `onPage`: is told each week as soon as it is over
 * @returns {Promise<{ pages: readonly import('./page.js').Page[], world: World, held: boolean }>} `held`: whether every
 * attack was stopped by what should stop it, and everything else was as the story says
 */
export async function playRollout({ rules = {}, until = weeks.length, onPage = () => undefined } = {}) {
  /** @type {World} */
  const world = {
    rules,
    communities: new Map(),
    eve: undefined,
    hostile: undefined,
    measured: undefined,
    falsePeople: new Map(),
    referral: undefined,
  }
  const pages = []
  for (const week of weeks.slice(0, until)) {
    const page = await week(world)
    pages.push(page)
    onPage(page)
  }
  return { pages, world, held: pages.every(isHeld) }
}

/**
 * Plays the twelve weeks, and gives what was counted in them.
 *
 * @returns {Promise<readonly import('./measure.js').MeasuredCommunity[]>} for a report
 */
export async function measuredRollout() {
  const { world } = await playRollout()
  if (world.measured === undefined) throw new Error('week 12 was not played')
  return world.measured
}
