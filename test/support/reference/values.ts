import type { Stated } from '../../../src/descriptor/fields.js'

// Three values and the policy's fourth, from the worst to the best.
export const verdicts = ['fail', 'barred', 'unknown', 'pass'] as const
export type Verdict = (typeof verdicts)[number]
export type Reading = { readonly verdict: Verdict; readonly matched: string | undefined }
type List = Stated<string> | undefined

/** Every one of them is needed. */
export const worst = (...all: readonly Verdict[]): Verdict => verdicts.find((one) => all.includes(one)) ?? 'pass'
/** One of them is enough. */
export const best = (...all: readonly Verdict[]): Verdict =>
  [...verdicts].reverse().find((one) => all.includes(one)) ?? 'fail'

/** Distinct values in the order of text. */
export const sorted = (values: readonly string[] = []): readonly string[] => [...new Set(values)].sort()

/** `wide` is `narrow` or stands above it: all its words begin the other's. */
export function isWithin(narrow: string, wide: string, mark = '.'): boolean {
  const path = narrow.split(mark)
  return wide.split(mark).every((word, index) => word === path[index])
}

/** What a three-valued list says of one value. */
export function read(list: List, wanted: string): Reading {
  return readBy(
    list,
    (one) => isWithin(one, wanted),
    (one) => isWithin(wanted, one),
  )
}

/** Languages meet by prefix in both directions. */
export function readLanguage(list: List, wanted: string): Reading {
  const isPart = (narrow: string, wide: string) => isWithin(narrow.toLowerCase(), wide.toLowerCase(), '-')
  return readBy(
    list,
    (one) => isPart(one, wanted) || isPart(wanted, one),
    (one) => isPart(wanted, one),
  )
}

function readBy(list: List, meets: (one: string) => boolean, isAbove: (one: string) => boolean): Reading {
  const { yes = [], no = [], complete = false } = list ?? {}
  const [matched] = sorted(yes.filter(meets))
  if (matched !== undefined) return { verdict: 'pass', matched }
  const isRefused = no.some(isAbove) || (complete && !yes.some(isAbove))
  return { verdict: isRefused ? 'fail' : 'unknown', matched: undefined }
}

/** One of the values is enough; the first that is met, in the order of text, is named. */
export function readAny(list: List, wanted: readonly string[]): Reading {
  const readings = wanted.map((one) => read(list, one))
  return {
    verdict: best(...readings.map(({ verdict }) => verdict)),
    matched: sorted(readings.flatMap(({ matched }) => matched ?? []))[0],
  }
}

/** How what is offered relates to what is needed, by their dotted words alone. */
export function relate(need: string, offered: string): keyof typeof strengths | undefined {
  if (need === offered) return 'exact'
  if (isWithin(offered, need)) return 'descendant'
  if (isWithin(need, offered)) return 'ancestor'
  const above = (id: string) => id.split('.').slice(0, -1).join('.')
  return above(need) !== '' && above(need) === above(offered) ? 'sibling' : undefined
}

/** How much of a need each relation answers, of 1000. */
export const strengths = { exact: 1000, descendant: 900, ancestor: 600, sibling: 250 }
