import { describe, expect, it } from 'vitest'
import type { Answers } from '../../../src/intake/answers.js'
import { defaultWeights } from '../../../src/matching/weights.js'
import { wishesOf } from '../../../src/matching/wish.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

const needs = [{ concept: 'mood' }]
const wishes = (answers: Partial<Answers>) => wishesOf({ needs, ...answers }, coreVocabulary, defaultWeights)
const named = (answers: Partial<Answers>) =>
  wishes(answers).map(({ facet, need }) => (need === undefined ? facet : `${facet} ${need}`))

describe('wishesOf', () => {
  it('weighs a need by its importance, 2 unless told, and the higher of two', () => {
    expect(wishes({})[0]?.weight).toBe(200)
    expect(wishes({ needs: [{ concept: 'mood', importance: 3 }] })[0]?.weight).toBe(300)
    const twice = [...needs, { concept: 'mood', importance: 3 }]
    expect(wishes({ needs: twice }).map(({ weight }) => weight)).toEqual([300, 6])
    expect(wishes({ needs: twice.reverse() }).map(({ weight }) => weight)).toEqual([300, 6])
  })
  it('shares a facet’s weight among its values', () => {
    const style = wishes({ prefer: { style: ['warm', 'direct', 'calm', 'warm'] } }).filter(
      ({ facet }) => facet === 'style',
    )
    expect(style.map(({ need, full }) => [need, full])).toEqual([
      ['calm', 333],
      ['direct', 333],
      ['warm', 333],
    ])
  })
  it('makes a condition no wish, except how near and how much time', () => {
    const answers: Partial<Answers> = {
      where: { region: 'US-WA', formats: ['in-person'], place: { latitude: 0, longitude: 0, withinKm: 5 } },
      when: { slots: [{ day: 'mon', fromMinute: 0, toMinute: 60 }], utcOffsetMinutes: 0 },
      sessions: 'one',
    }
    expect(named({ ...answers, must: [] })).toEqual([
      'need mood',
      'endorsement mood',
      'formats',
      'place',
      'place US-WA',
      'when',
      'sessions one',
    ])
    expect(named({ ...answers, must: ['where', 'formats', 'when', 'sessions'] })).toEqual([
      'need mood',
      'endorsement mood',
      'place',
      'when',
    ])
  })
  it('asks no distance of who wants to meet online only', () => {
    const place = { latitude: 0, longitude: 0, withinKm: 5 }
    expect(named({ where: { formats: ['online.video'], place } })).toEqual(['need mood', 'endorsement mood', 'formats'])
  })
  it('lets no list of wishes outweigh a need', () => {
    const style = wishes({ prefer: { style: ['warm', 'direct', 'calm', 'gentle', 'slow-paced'] } })
    const most = style
      .filter(({ facet }) => facet === 'style')
      .reduce((sum, { weight, full }) => sum + weight * full, 0)
    expect(most).toBeLessThan((style[0]?.weight ?? 0) * 1000)
  })
})
