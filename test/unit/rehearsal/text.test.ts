import { describe, expect, it } from 'vitest'
import { en, enRehearsal } from '../../../src/labels/en.js'
import type { Rehearsal } from '../../../src/rehearsal/rehearse.js'
import { sampleIntakes } from '../../../src/rehearsal/samples.js'
import { textOfRehearsal } from '../../../src/rehearsal/text.js'

const rehearsal: Rehearsal = {
  people: [
    {
      id: 'veteran',
      standing: 'missed',
      because: [
        { gate: 'payment', stated: false },
        { gate: 'where', stated: true },
      ],
      asks: [],
    },
    { id: 'panic-evenings', standing: 'found', because: [], asks: [] },
    { id: 'constructor', standing: 'found', because: [], asks: [] },
  ],
  counts: { found: 2, asked: 0, missed: 1, elsewhere: 0 },
  unstated: [
    { field: 'insurers', found: 1, sure: 2, questions: 3 },
    { field: 'styles', found: 0, sure: 0, questions: 1 },
  ],
  ifAllStated: 3,
}

describe('textOfRehearsal', () => {
  const { groups, fields } = textOfRehearsal(rehearsal, en, enRehearsal)

  it('names people by what came of it, whoever would find first, and leaves out what came of nobody', () => {
    expect(groups.map(({ standing }) => standing)).toEqual(['found', 'missed'])
    expect(groups[0]?.people).toEqual(['Panic attacks; online in the evening; pays 90 a session', 'constructor'])
  })

  it('says why somebody is missed, and where that is because nothing is said', () =>
    expect(groups[1]?.people).toEqual([
      'A veteran, years after the war; veterans’ cover pays: what it costs and who may pay (you do not say); where you work',
    ]))

  it('says what each field would bring, nobody counted twice in one line', () =>
    expect(fields).toEqual([
      'Who may pay: 1 person more would find you; 2 people would know that you fit, and not have to ask; 1 person would have a question less',
      'How it feels to work with you: 1 person would have a question less',
      'If all of it were said and fitted, 3 of them would surely find you.',
    ]))

  it('says so when nothing that is unsaid costs anybody', () =>
    expect(textOfRehearsal({ ...rehearsal, unstated: [] }, en, enRehearsal).fields).toEqual([enRehearsal.nothing]))
})

describe('the English words of a rehearsal', () => {
  it('name every made-up person, and no other', () =>
    expect(Object.keys(enRehearsal.sample).sort()).toEqual(sampleIntakes.map(({ id }) => id).sort()))

  it('use none of the words that this library never says, and close every brace', () => {
    const text = JSON.stringify(Object.values(enRehearsal))
    expect(text).not.toMatch(
      /\b(diagnos\w*|triage\w*|severity|severe|risk scores?|patients?|clients?|symptoms?|disorders?)\b/i,
    )
    const placeholders = text.match(/\{[A-Za-z]+\}/g) ?? []
    expect(new Set(placeholders)).toEqual(
      new Set(['{person}', '{reasons}', '{reason}', '{count}', '{field}', '{gains}', '{list}', '{last}']),
    )
  })
})
