import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rawAnswers } from '../../src/intake/intake.js'
import { readIntake } from '../../src/intake/read.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { arbitraryAnswers } from '../support/answers.js'

const runs = { numRuns: 500 }
const names = new Set(
  (
    'needs concept importance about ageGroup gender memberOf for sessions where region postalArea place latitude longitude withinKm ' +
    'formats languages anyOf allOf interpreter payment insurer budget amount currency per timesPerMonth notSure when slots day ' +
    'fromMinute toMinute utcOffsetMinutes startBy waitingList access body areas noTouch prefer modalities practitioner facet value ' +
    'populations style events avoid concepts practitioners must unknown source story contact name email phone'
  ).split(' '),
)
const isSchemaPath = (field: string) =>
  field === '' || field.split('.').every((part) => names.has(part) || /^\d+$/.test(part))
const anything = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withTypedArray: true,
  withSparseArray: true,
  withNullPrototype: true,
})

/** Right answers in which one part, anywhere, is replaced. */
const spoilt = fc.tuple(arbitraryAnswers, fc.nat(), anything).map(([answers, where, wrong]) => {
  const copy: unknown = structuredClone(answers)
  const parts: { readonly holder: Record<string, unknown>; readonly key: string }[] = []
  const walk = (holder: Record<string, unknown>): void => {
    for (const [key, part] of Object.entries(holder)) {
      parts.push({ holder, key })
      // An array is a record of its positions.
      if (typeof part === 'object' && part !== null) walk(part as Record<string, unknown>)
    }
  }
  walk(copy as Record<string, unknown>) // answers are an object
  const chosen = parts[where % parts.length]
  if (chosen !== undefined) chosen.holder[chosen.key] = wrong
  return copy
})

describe('readIntake', () => {
  it('never throws and names only fields of the schema, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.oneof(anything, spoilt, fc.record({ needs: anything }), fc.dictionary(fc.string(), anything)),
        (answers) => {
          const result = readIntake(answers, coreVocabulary)
          if (result.ok) return
          const { code, detail } = result.error
          if (code === 'answers_invalid') expect(isSchemaPath(detail.field)).toBe(true)
          else expect(detail).toEqual({ limit: expect.any(Number) })
        },
      ),
      { numRuns: 2000 },
    )
  })
  it('reads right answers, and holds them as they were', () => {
    fc.assert(
      fc.property(arbitraryAnswers, (answers) => {
        const result = readIntake(answers, coreVocabulary)
        expect(result.ok && rawAnswers(result.value)).toEqual(answers)
      }),
      runs,
    )
  })
  it('reads the same through JSON', () => {
    fc.assert(
      fc.property(arbitraryAnswers, (answers) => {
        const direct = readIntake(answers, coreVocabulary)
        const through = readIntake(JSON.parse(JSON.stringify(answers)), coreVocabulary)
        expect(through.ok && rawAnswers(through.value)).toEqual(direct.ok && rawAnswers(direct.value))
      }),
      runs,
    )
  })
})
