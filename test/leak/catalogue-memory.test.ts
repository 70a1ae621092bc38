import { describe, expect, it } from 'vitest'
import type { Catalogue } from '../../src/catalogue/catalogue.js'
import { match } from '../../src/matching/run.js'
import { intakeOf } from '../support/answers.js'
import { compiled } from '../support/compiled.js'
import { seed } from '../support/match-run.js'
import { conceptOf, eventOf, idOf, known, listing, now, placeNear, practitioner } from '../support/offers.js'

const offer = {
  concepts: [{ concept: conceptOf('anxiety.panic'), level: 4 }],
  modalities: { yes: known('cbt') },
  languages: { yes: ['en', 'es'] },
  locations: [{ region: 'US-WA', point: { ...placeNear, coarsenessMetres: 0 } }],
  fees: [{ model: 'fixed' as const, currency: 'USD', from: 10_000 }],
  zone: { id: 'America/Los_Angeles', transitions: [{ at: now, offsetMinutes: -480 }] },
  slots: [{ day: 'mon' as const, fromMinute: 540, toMinute: 720 }],
}
const entries = [
  practitioner(offer, { id: idOf(1) }),
  practitioner({}, { id: idOf(2) }),
  listing(offer),
  eventOf(offer),
]

/** Two people who answer the same questions, and give no answer alike. */
const asha = {
  needs: [{ concept: 'anxiety.panic' }],
  about: { ageGroup: 'adult', gender: 'woman' },
  where: { region: 'US-WA', place: { ...degrees(47.6, -122.3), withinKm: 30 }, formats: ['in-person'] },
  languages: { anyOf: ['en'] },
  payment: { anyOf: [{ budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
  when: { slots: [{ day: 'mon', fromMinute: 540, toMinute: 720 }], utcOffsetMinutes: -480 },
}
const ben = {
  needs: [{ concept: 'sleep' }],
  about: { ageGroup: 'older-adult', gender: 'man' },
  where: { region: 'GB', place: { ...degrees(51.5, -0.1), withinKm: 5 }, formats: ['online'] },
  languages: { anyOf: ['es'] },
  payment: { anyOf: [{ budget: { amount: 20, currency: 'GBP', per: 'session' } }] },
  when: { slots: [{ day: 'sun', fromMinute: 0, toMinute: 60 }], utcOffsetMinutes: 0 },
}

function degrees(latitude: number, longitude: number): { readonly latitude: number; readonly longitude: number } {
  return { latitude, longitude }
}

function memoryAfter(...people: readonly object[]): Catalogue['columns']['memory'] {
  const catalogue = compiled(entries, now)
  for (const answers of people) match(intakeOf(answers), catalogue, { now, seed })
  return catalogue.columns.memory
}

/** All but the room for sets, which is wiped and only grows. */
const withoutRoom = (memory: Catalogue['columns']['memory']) => new Map([...memory].filter(([name]) => name !== 'room'))

describe('what a catalogue remembers', () => {
  const [afterAsha, afterBen] = [withoutRoom(memoryAfter(asha)), withoutRoom(memoryAfter(ben))]

  it('holds no bit of the sets of rows that a query was worked out with', () => {
    const room = memoryAfter(asha, ben).get('room')
    expect(room).toMatchObject({ used: 0, most: 0 })
    const { words } = room as { readonly words: Uint32Array }
    expect(words.length).toBeGreaterThan(0)
    expect(words.every((word) => word === 0)).toBe(true)
  })

  it('is about columns, and named by nothing that was answered', () => {
    const names = [...memoryAfter(asha, ben).keys()]
    expect(names).toContain('concepts 2')
    expect(
      names.filter((name) => !/^((field|concepts|presenceUntil|expires) [0-9]+|zones|first places|room)$/.test(name)),
    ).toEqual([])
  })
  it('is the same under one name, whatever was answered', () => {
    const inBoth = [...afterAsha.keys()].filter((name) => afterBen.has(name))
    expect(inBoth.length).toBeGreaterThan(3)
    for (const name of inBoth) expect([name, afterBen.get(name)]).toEqual([name, afterAsha.get(name)])
  })
  it('is no more after many people than what each of them alone leaves there', () => {
    expect(withoutRoom(memoryAfter(asha, ben, asha, ben))).toEqual(new Map([...afterAsha, ...afterBen]))
  })
})
