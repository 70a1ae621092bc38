import { describe, expect, it } from 'vitest'
import { harbour, readStories } from '../../../bench/relevance/collections.js'
import { labelsOf } from '../../../bench/relevance/queries.js'
import { simulated } from '../../../bench/relevance/simulate.js'
import { readIntake } from '../../../src/intake/read.js'
import { en } from '../../../src/labels/en.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'

// What is asked besides the stories: the words for a text search, and the questions of people who are in no story.

const offers = harbour().map(({ offer }) => offer)

describe('the words of what was answered', () => {
  it('are those of the labels, needs first', () =>
    expect(
      labelsOf(
        {
          needs: [{ concept: 'anxiety.panic' }],
          about: { ageGroup: 'teen', gender: 'woman' },
          where: { region: 'US-WA', formats: ['online.video'] },
          payment: { anyOf: [{ budget: { amount: 9000 } }, { insurer: 'us-medicaid' }] },
          prefer: { practitioner: [{ facet: 'gender', value: 'woman' }] },
        },
        en,
      ),
    ).toBe('Panic attacks. A woman. Teenagers (13 to 17). By video. Medicaid (USA)'))
  it('leave out what is avoided and where nobody may touch', () => {
    const answers = {
      needs: [{ concept: 'pain.neck' }],
      avoid: { concepts: ['acupuncture'] },
      body: { noTouch: ['feet'] },
    }
    expect(labelsOf(answers, en)).toBe('Neck pain')
  })
  it('are there for every id that the stories use', () =>
    expect(
      readStories().stories.flatMap(({ answers }) => labelsOf(answers, en).match(/\b[a-z]+\.[a-z]\S*/g) ?? []),
    ).toEqual([]))
})

describe('the simulated questions', () => {
  const questions = simulated('harbour', offers, 300)
  it('can be read as an intake', () =>
    expect(questions.filter((answers) => !readIntake(answers, coreVocabulary).ok)).toEqual([]))
  it('are the same in every run', () => expect(simulated('harbour', offers, 300)).toEqual(questions))
  it('ask one to three needs, and for something besides now and then', () => {
    expect(new Set(questions.map(({ needs }) => needs.length))).toEqual(new Set([1, 2, 3]))
    const plain = questions.filter(
      (answers) => Object.keys(answers).length === 3 && answers.where.formats === undefined,
    )
    expect(plain.length).toBeGreaterThan(100)
    expect(plain.length).toBeLessThan(200)
  })
  it('ask the directory in its own states', () => {
    const regions = new Set(simulated('directory', offers, 300).map(({ where }) => where.region))
    expect([...regions].sort()).toEqual(['US-AZ', 'US-CA', 'US-FL', 'US-MN', 'US-NY', 'US-TX'])
  })
})
