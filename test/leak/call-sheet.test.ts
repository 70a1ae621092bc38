import { inspect } from 'node:util'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toCallSheet } from '../../src/call-sheet/call-sheet.js'
import { furtherQuestions } from '../../src/call-sheet/questions.js'
import { textOfCallSheet } from '../../src/call-sheet/text.js'
import { fieldLines } from '../../src/consent/disclosed-text.js'
import type { Share, SharedField } from '../../src/consent/disclosure.js'
import { previewForCall } from '../../src/consent/propose.js'
import { en } from '../../src/labels/en.js'
import type { Match } from '../../src/matching/match.js'
import { match } from '../../src/matching/run.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { answers, chen, everything, intakeOf, listing, NOW, value } from '../support/cast.js'
import { compiled } from '../support/compiled.js'
import { type Sabotage, sabotage } from '../support/sabotage.js'

// A call sheet is printed and left on a table: what was not chosen to be said must not stand on it, in no form.

const planted = intakeOf({
  story: 'plantedstory',
  contact: { name: 'plantedname', email: 'plantedemail', phone: 'plantedphone' },
  about: { ...answers.about, memberOf: ['plantedchoir'] },
  avoid: { practitioners: ['plantedcolleague'] },
  prefer: { style: ['warm'], modalities: ['massage'], practitioner: [{ facet: 'gender', value: 'woman' }] },
  when: { ...answers.when, startBy: '2026-12-20' },
  must: [],
})
const silent = { ...listing, offer: { ...listing.offer, phone: '+1 206 555 0142' } }
const found = match(planted, compiled([chen, silent], NOW), { now: NOW, seed: '00'.repeat(16) })
const matches: readonly Match[] = [...found.matches, ...found.maybe]

let ways: Sabotage
beforeEach(() => {
  ways = sabotage()
})
afterEach(() => ways.repair())

const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}@.:/+-]*[\p{L}\p{N}]/gu) ?? []
const textsIn = (given: unknown): readonly string[] =>
  typeof given === 'string'
    ? [given]
    : typeof given === 'object' && given !== null
      ? Object.values(given).flatMap(textsIn)
      : []

/** Any part of everything that can be shared. */
const share = fc
  // Object.keys loses the key type; these are the fields of a share.
  .subarray(Object.keys(everything) as SharedField[])
  .map((fields): Share => Object.fromEntries(fields.map((field) => [field, everything[field]])))

describe('a call sheet', () => {
  it('is written for matches with much unknown, or this test would say nothing', () => {
    expect(matches.map(({ kind }) => kind).sort()).toEqual(['listing', 'practitioner'])
    for (const one of matches) expect(furtherQuestions(one, en).length).toBeGreaterThan(4)
  })

  it('has no word that is neither chosen, nor public, nor of the labels', () => {
    fc.assert(
      fc.property(share, fc.constantFrom(0, 1), (chosen, which) => {
        const one = matches[which]
        if (one === undefined) throw new Error('there are two')
        const { fields } = value(previewForCall(planted, chosen))
        const preview = fieldLines(fields, { labels: en, vocabulary: coreVocabulary })
        const templates = textsIn([en.callSheet, en.match.line.unclaimed, en.match.ask, en.match.askFor, en.list])
        const known = new Set(
          [...preview, ...templates, ...textsIn(one.entry.offer), one.name, silent.source].flatMap(wordsIn),
        )
        const sheet = toCallSheet(one, en, { shared: { fields } })
        const strange = wordsIn(textOfCallSheet(sheet, en)).filter((word) => !known.has(word))
        expect(strange).toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  it.each<[string, Share]>([
    ['plantedstory', { story: 'text' }],
    ['plantedname', { contact: ['name'] }],
    ['plantedemail', { contact: ['email'] }],
    ['plantedphone', { contact: ['phone'] }],
    ['plantedchoir', { about: 'stated' }],
  ])('says %s when it is shared, and none of the others', (secret, chosen) => {
    for (const one of matches) {
      const sheet = toCallSheet(one, en, { shared: value(previewForCall(planted, chosen)) })
      const said = `${inspect(sheet, { depth: 20 })} ${textOfCallSheet(sheet, en)}`
      expect(new Set(said.match(/planted\w+/g))).toEqual(new Set([secret]))
    }
  })

  it('is the same for all who share the same, whatever else they answered', () => {
    const sheetFor = (changes: Record<string, unknown>) => {
      const intake = intakeOf({ where: undefined, languages: undefined, ...changes })
      const all = match(intake, compiled([silent], NOW), { now: NOW, seed: '00'.repeat(16) })
      const [one] = [...all.matches, ...all.maybe]
      if (one === undefined) throw new Error('the listing was not found')
      const spoken = value(previewForCall(intake, { needs: [{ concept: 'grief', level: 'concept' }] }))
      return toCallSheet(one, en, { shared: spoken })
    }
    const plain = sheetFor({})
    const others = fc.record({
      access: fc.subarray(['step-free', 'quiet'], { minLength: 1 }),
      body: fc.constantFrom(undefined, { areas: ['neck'] }),
      payment: fc.constantFrom(undefined, { notSure: true }, { anyOf: [{ insurer: 'premera' }] }),
      sessions: fc.constantFrom('one', 'group'),
      when: fc.constantFrom(undefined, answers.when, { ...answers.when, startBy: '2026-12-20' }),
      prefer: fc.constantFrom(undefined, { style: ['warm'] }, { modalities: ['massage'] }),
      must: fc.subarray(['access', 'payment', 'sessions', 'when', 'style']),
      story: fc.constantFrom(undefined, 'something else'),
    })
    fc.assert(
      fc.property(others, (changes) => {
        expect(sheetFor(changes)).toEqual(plain)
      }),
      { numRuns: 60 },
    )
  })

  it('touches no network, storage or console', () => {
    for (const one of matches)
      textOfCallSheet(toCallSheet(one, en, { shared: value(previewForCall(planted, everything)) }), en)
    expect([...ways.touched, ...ways.printed]).toEqual([])
  })
})
