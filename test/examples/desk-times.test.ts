import { createKeys, epochSeconds } from 'entrenous/practitioner'
import { describe, expect, it } from 'vitest'
import { suggestTimes } from '../../examples/desk/app/inbox/times.js'
import { keepInOrder, keyRows, keysUntil } from '../../examples/desk/app/keys/upkeep.js'
import { drawPassphrase, passphraseFit } from '../../examples/desk/app/keys/words-by-chance.js'
import { languages } from '../../examples/desk/app/languages.js'
import { shown } from '../../examples/desk/app/parts/shown.js'
import { fill } from '../../examples/desk/words/words.js'
import { must, NOW, seeded } from '../support/catalogue.js'

const zone = 'America/Los_Angeles'
const hours = [
  { day: 'tue', from: '12:00', to: '20:30' },
  { day: 'thu', from: '14:00', to: '20:30' },
]
const at = (iso: string) => epochSeconds(new Date(iso))
const sunday = at('2026-11-29T12:00:00Z')
const texts = (availability?: Parameters<typeof suggestTimes>[1], now = sunday) =>
  suggestTimes({ hours, zone }, availability, now).map(({ starts }) => new Date(starts * 1000).toISOString())

describe('times to offer', () => {
  it('are the first of each stretch of the week where nothing was shared', () =>
    expect(texts()).toEqual([
      '2026-12-01T20:00:00.000Z',
      '2026-12-03T22:00:00.000Z',
      '2026-12-08T20:00:00.000Z',
      '2026-12-10T22:00:00.000Z',
    ]))
  it('are only where the person is free too, by their own clock', () => {
    const slots = [{ day: 2, times: [[1320, 1440]] as const }] // Tuesday from ten at night, in Lisbon
    expect(texts({ level: 'slots', slots, utcOffsetMinutes: 0 })).toEqual([
      '2026-12-01T22:00:00.000Z',
      '2026-12-08T22:00:00.000Z',
    ])
    expect(texts({ level: 'part-of-day', evening: [4] })).toEqual([
      '2026-12-04T01:00:00.000Z',
      '2026-12-11T01:00:00.000Z',
    ])
    expect(texts({ level: 'part-of-day', morning: [2] })).toEqual([])
  })
  it('keep the hour on the wall when the clocks change', () =>
    expect(texts(undefined, at('2026-03-04T12:00:00Z')).slice(0, 2)).toEqual([
      '2026-03-05T22:00:00.000Z',
      '2026-03-10T19:00:00.000Z',
    ]))
  it('are none without hours', () => expect(suggestTimes({ hours: [], zone }, undefined, sunday)).toEqual([]))
})

describe('keys kept in order', () => {
  const keys = must(createKeys({ now: NOW, random: seeded('upkeep') }))
  const later = (days: number) => epochSeconds(NOW + days * 86_400)

  it('stay as they are within an epoch, and lose and gain one after it', () => {
    expect(keepInOrder(keys, NOW, false)).toEqual({ keys, changed: false })
    const kept = keepInOrder(keys, later(57), true)
    if ('doubt' in kept) throw new Error(kept.doubt)
    expect(kept.changed).toBe(true)
    expect(keyRows(kept.keys, later(57))[0]?.state).toBe('earlier')
    expect(keysUntil(kept.keys) > keysUntil(keys)).toBe(true)
  })
  it('are touched by no clock that contradicts them', () => {
    expect(keepInOrder(keys, later(200), false)).toEqual({ doubt: 'ahead' })
    expect(keepInOrder(keys, later(-90), false)).toEqual({ doubt: 'behind' })
  })
})

/** Whether the first becomes the second by one letter changed or added. */
function isALetterApart(one: string, other: string): boolean {
  const changed = [...one].filter((letter, at) => letter !== other[at]).length
  if (one.length === other.length) return changed === 1
  return [...other].some((_, at) => other.slice(0, at) + other.slice(at + 1) === one)
}

describe('words', () => {
  it.each(languages.map(({ tag, drawn }) => [tag, drawn] as const))(
    'are drawn from 256 that every keyboard has: %s',
    (_, drawn) => {
      expect(new Set(drawn).size).toBe(256)
      expect(drawn.filter((word) => !/^[a-z]{2,9}$/.test(word))).toEqual([])
      expect(drawn.flatMap((one) => drawn.filter((other) => isALetterApart(one, other)))).toEqual([])
      expect(
        drawPassphrase(drawn)
          .split(' ')
          .filter((word) => !drawn.includes(word)),
      ).toEqual([])
      expect(drawPassphrase(drawn).split(' ')).toHaveLength(6)
      expect(drawPassphrase(drawn)).not.toBe(drawPassphrase(drawn))
    },
  )
  it('are held to a length, and to more than one letter', () => {
    expect(['short', 'aaaaaaaaaaaaaaa', 'fiddle sesame otter'].map(passphraseFit)).toEqual(['short', 'weak', 'fair'])
  })
  it('are shown without what hides or reorders, with a mark in its place', () => {
    expect(shown('a\u202eb\u200bc\u0000d\ud800e\ttab')).toBe('a�b�c�d�e\ttab')
    expect(shown('Zoë 李 😀 عربي')).toBe('Zoë 李 😀 عربي')
  })
  it('are filled in once, and never from what an object inherits', () =>
    expect(fill('{a} {b} {constructor}', { a: '{b}', b: 2 })).toBe('{b} 2 {constructor}'))
})
