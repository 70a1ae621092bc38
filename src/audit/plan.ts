import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { AuditOptions } from './audit-options.js'
import type { DataFlow } from './declared/data-flow.js'
import type { Outcome } from './fault.js'
import type { Driver } from './flow/driver.js'
import type { Answer } from './planted.js'
import type { Recording } from './recording.js'
import { plantedText } from './search/planted-text.js'
import type { Pages, Session, SessionOptions } from './session-options.js'

/** Milliseconds for a whole audit, unless told. */
const USUAL_DEADLINE = 120_000
/** How many visits with other answers, unless told. */
export const USUAL_PAIRS = 2
/** The most visits with other answers. */
export const MAX_PAIRS = 8

/** One visit that was made: which answers were given, what was seen, and what was answered. */
export type Made = {
  /** 0: the first ones; 1 and on: others. */
  readonly nth: number
  readonly recording: Recording
  readonly answers: readonly Answer[]
  readonly driver: Driver
}

/** What an audit is going to do. */
export type Plan = {
  /** Absent where a folder is served. */
  readonly url: string | undefined
  readonly session: SessionOptions
  readonly options: AuditOptions
  readonly pairs: number
  /** In milliseconds since 1970. */
  readonly dueAt: number
  /** Draws letters and digits. */
  readonly plant: (length: number) => string
}

/**
 * Plans an audit.
 *
 * @param page - an address, or a folder.
 * @param options - what the audit is told.
 * @param declaration - the declared flows, where there are some.
 * @returns the plan; `page_not_reached` where the page is neither.
 * Privacy: looks whether a folder is there.
 * Cost: O(options).
 */
export function planOf(
  page: string,
  options: AuditOptions & { readonly pairs: number },
  declaration?: DataFlow,
): Outcome<Plan> {
  const { now = Date.now(), random = randomBytes, deadline = USUAL_DEADLINE, pairs } = options
  const url = /^https?:\/\//.test(page) ? page : undefined
  const folder = resolve(page)
  const pages: Pages | undefined =
    url !== undefined
      ? { origins: originsOf(url, options, declaration) }
      : existsSync(folder) && statSync(folder).isDirectory()
        ? { folder, rules: options.headers ?? [] }
        : undefined
  if (pages === undefined) {
    const says = 'The page is no address that begins with http, and no folder.'
    return {
      ok: false,
      fault: {
        code: 'page_not_reached',
        says,
        remedy: 'Name the address of the page, or the folder it was built into.',
      },
    }
  }
  const session: SessionOptions = {
    pages,
    seed: 1,
    // The clock goes on with every reading: from a whole second, a thousand readings are within one.
    now: now - (now % 1000),
    baselines: new Map(),
    ...(options.browser !== undefined && { browser: options.browser }),
    ...(options.methods !== undefined && { methods: options.methods }),
  }
  const plant = (length: number) => plantedText(random, length)
  return { ok: true, value: { url, session, options, pairs, dueAt: Date.now() + deadline, plant } }
}

function originsOf(
  url: string,
  { destinations = {}, reach = [] }: AuditOptions,
  declaration?: DataFlow,
): readonly string[] {
  const places = [url, ...reach, ...Object.values({ ...declaration?.destinations, ...destinations }).flat()]
  return [...new Set(places.flatMap((place) => (URL.canParse(place) ? [new URL(place).origin] : [])))]
}

/**
 * The address of the page.
 *
 * @param plan - of the audit.
 * @param session - in which it is visited.
 * @returns the address that was named, or the one at which the folder is served.
 * Privacy: returns what it is given.
 * Cost: O(1).
 */
export function urlIn({ url }: Plan, { sitePort }: Session): string {
  return url ?? `http://localhost:${sitePort}/`
}
