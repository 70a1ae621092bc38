import { describe, expect, it } from 'vitest'
import type { Share } from '../../src/consent/disclosure.js'
import { grant } from '../../src/consent/grant.js'
import { propose } from '../../src/consent/propose.js'
import { days } from '../../src/kernel/time.js'
import { openToken } from '../../src/token/open.js'
import { seal } from '../../src/token/seal.js'
import type { Facet } from '../../src/vocabulary/concept.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { chen, chenKeys, codeOf, intakeOf, NOW, value } from '../support/cast.js'

// What fits into 511 bytes, through `propose`, with the longest ids of the core vocabulary. docs/reference/limits.md tells it.

const longest = (facet: Facet, count: number) =>
  [...(coreVocabulary.concepts.get(facet) ?? [])].sort((one, other) => other.length - one.length).slice(0, count)
const week = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const partsOfWeek = week.flatMap((day) =>
  [600, 900, 1200].map((fromMinute) => ({ day, fromMinute, toMinute: fromMinute + 60 })),
)
const needs = longest('concern', 3)
const full = {
  needs: needs.map((concept) => ({ concept })),
  about: { ageGroup: longest('age-group', 1)[0] },
  for: 'couple',
  sessions: 'couple',
  where: { formats: ['in-person', 'online.video'] },
  languages: { anyOf: ['pt-BR', 'ase'] },
  payment: {
    anyOf: [{ insurer: 'premera' }, { budget: { amount: 9000, currency: 'USD', per: 'session' } }],
    notSure: true,
  },
}
const stated: Share = {
  language: 'stated',
  format: 'stated',
  ageGroup: 'stated',
  sessions: 'stated',
  for: 'stated',
  payment: 'stated',
}
const needsAt = (level: 'category' | 'concept', count: number): Share => ({
  needs: needs.slice(0, count).map((concept) => ({ concept, level })),
})
/** An hour on each day. Six of them never touch, so that nothing is joined, and most minutes take three bytes. */
const daily = (fromMinute: number, length = 60) =>
  week.map((day) => ({ day, fromMinute, toMinute: fromMinute + length }))
const apart = [300, 480, 660, 840, 1020, 1200].flatMap((fromMinute) => daily(fromMinute))

/** What becomes of a share: `ok` when it was proposed, granted with words in the longest language, sealed and opened. */
function outcome(share: Share, changes: object): string {
  const terms = { purpose: 'first-conversation', share, expiresIn: days(7) } as const
  const proposed = propose(intakeOf({ ...full, ...changes }), { entry: chen }, terms, { now: NOW })
  if (!proposed.ok) return proposed.error.code
  const words = { language: 'zh-abcdefg-abcdefg-abcdefg-abcdefgh', text: 'What Asha read.' }
  const { token } = value(seal(grant(proposed.value, { now: NOW, words })))
  return codeOf(openToken(token, chenKeys, { now: NOW }))
}

describe('what fits into 511 bytes', () => {
  it.each(partsOfWeek.map((_, index) => index + 1))(
    'is %i parts of day beside three needs and all that is short',
    (count) => {
      const share: Share = { ...needsAt('concept', 3), ...stated, availability: 'part-of-day' }
      // From the first of the week, from its end, and one part on all days before the next.
      const byPart = [...partsOfWeek].sort((one, other) => one.fromMinute - other.fromMinute)
      for (const parts of [partsOfWeek, [...partsOfWeek].reverse(), byPart]) {
        expect(outcome(share, { when: { slots: parts.slice(0, count) } })).toBe('ok')
      }
    },
  )
  it('is a week that is free all day in 42 pieces, beside three needs', () => {
    const slots = [0, 240, 480, 720, 960, 1200].flatMap((fromMinute) => daily(fromMinute, 240))
    expect(outcome({ ...needsAt('concept', 3), availability: 'slots' }, { when: { slots } })).toBe('ok')
  })
  const slotsBeside = (share: Share) => (count: number) =>
    outcome({ ...share, availability: 'slots' }, { when: { slots: apart.slice(0, count), utcOffsetMinutes: -480 } })
  const memberships = (letter: string) => (count: number) =>
    outcome({ about: 'stated' }, { about: { memberOf: week.slice(0, count).map((name) => name.padEnd(80, letter)) } })
  it.each<[string, number, (count: number) => string]>([
    ['slots that do not touch', 32, slotsBeside({})],
    ['of them beside two needs by category', 24, slotsBeside(needsAt('category', 2))],
    ['of them beside three needs by concept', 14, slotsBeside(needsAt('concept', 3))],
    ['features of access', 19, (count) => outcome({ access: 'stated' }, { access: longest('access', count) })],
    ['areas of the body', 17, (count) => outcome({ body: 'stated' }, { body: { areas: longest('body-area', count) } })],
    [
      'areas not to touch',
      17,
      (count) => outcome({ noTouch: 'stated' }, { body: { noTouch: longest('body-area', count) } }),
    ],
    [
      'hundred letters of three bytes in a story',
      6,
      (count) => outcome({ story: 'text' }, { story: '\u6625'.repeat(count * 100) }),
    ],
    ['memberships of 80 letters of one byte', 3, memberships('x')],
    ['memberships of 80 letters of three bytes', 1, memberships('\u6625')],
  ])('is %s: %i, with the longest names', (_, most, withCount) => {
    expect([withCount(most), withCount(most + 1)]).toEqual(['ok', 'disclosure_too_large'])
  })
})
