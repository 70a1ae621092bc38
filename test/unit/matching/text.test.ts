import { describe, expect, it } from 'vitest'
import { en } from '../../../src/labels/en.js'
import type { Match, Part } from '../../../src/matching/match.js'
import { textOfMatch } from '../../../src/matching/text.js'
import type { Labels } from '../../../src/vocabulary/labels.js'
import { run } from '../../support/match-run.js'
import { conceptOf, DAY, eventOf, idOf, known, later, listing, placeNear, practitioner } from '../../support/offers.js'

const entry = practitioner({}, { name: 'Chen Wei' })
const part = (parts: Partial<Part>): Part => ({
  facet: 'need',
  need: 'anxiety.panic',
  matched: 'anxiety.panic',
  relation: 'exact',
  level: 4,
  weight: 100,
  strength: 1000,
  points: 100_000,
  source: 'self',
  asOf: entry.issued,
  ...parts,
})
const wish = (parts: Partial<Part>): Part => part({ relation: undefined, level: undefined, points: 40_000, ...parts })
const matchOf = (parts: Partial<Match> = {}): Match => ({
  id: entry.id,
  kind: 'practitioner',
  name: entry.name,
  sealable: true,
  score: 0,
  lower: 0,
  upper: 0,
  coverage: { known: 0, asked: 0 },
  reasons: [],
  against: [],
  unknowns: [],
  counterfactual: undefined,
  exploration: false,
  entry,
  ...parts,
})
const why = (...reasons: readonly Part[]) => textOfMatch(matchOf({ reasons }), en).why

describe('the reasons in words', () => {
  it('say how well somebody knows exactly what is needed', () => {
    const at = (level: number) => why(part({ level }))[0]
    expect([4, 3, 2, 1].map(at)).toEqual([
      'Specialises in “Panic attacks”',
      'Experienced with “Panic attacks”',
      'Trained to help with “Panic attacks”',
      'Might help with “Panic attacks”',
    ])
  })

  it('say so when something close is offered and not the thing itself', () => {
    const to = (relation: Part['relation'], need: string, matched: string) =>
      why(part({ relation, need, matched, level: 3 }))[0]
    expect([
      to('ancestor', 'anxiety.panic', 'anxiety'),
      to('descendant', 'anxiety', 'anxiety.panic'),
      to('sibling', 'anxiety.panic', 'anxiety.worry'),
    ]).toEqual([
      'Experienced with “Anxiety”, which includes “Panic attacks”',
      'Experienced with “Panic attacks”, a part of “Anxiety”',
      'Experienced with “Worrying all the time”, close to “Panic attacks”',
    ])
  })

  it('stand with the most telling first, whatever their order was', () => {
    expect(
      why(
        wish({ facet: 'style', need: 'warm', matched: 'warm', points: 30_000 }),
        part({ points: 200_000 }),
        wish({ facet: 'when', need: undefined, matched: undefined }),
      ),
    ).toEqual(['Specialises in “Panic attacks”', 'Fits your free time', 'Works the way you like: “Warm”'])
  })

  it('become one line where the same is to be said of several choices', () => {
    const asked = (facet: Part['facet'], need: string) => wish({ facet, need, matched: need })
    expect(
      why(
        part({}),
        part({ need: 'sleep.nightmares', matched: 'sleep.nightmares' }),
        asked('formats', 'in-person'),
        asked('modalities', 'cbt'),
        asked('sessions', 'one'),
        asked('modalities', 'peer'),
        asked('modalities', 'creative.art'),
        asked('access', 'companion'),
      ),
    ).toEqual([
      'Specialises in “Panic attacks” and “Nightmares”',
      'As you asked: “In person”, “One to one” and “I can bring somebody”',
      'Offers “Cognitive behavioural therapy (CBT)”, “Peer support” and “Art therapy”',
    ])
    const close = { relation: 'ancestor', matched: 'mood', level: 2 } as const
    expect(why(part({ ...close, need: 'mood.numb' }), part({ ...close, need: 'mood.anger' }))).toEqual([
      'Trained to help with “Low mood”, which includes “Feeling empty or numb” and “Anger and irritability”',
    ])
    const beside = { relation: 'sibling', level: 4 } as const
    expect(
      why(
        part({ ...beside, need: 'mood.numb', matched: 'mood.anger' }),
        part({ ...beside, need: 'anxiety.panic', matched: 'anxiety.worry' }),
      ),
    ).toEqual([
      'Specialises in “Anger and irritability”, close to “Feeling empty or numb”',
      'Specialises in “Worrying all the time”, close to “Panic attacks”',
    ])
  })

  it('take a second line where one would be too long for a phone', () => {
    const ids = ['cbt.act', 'cbt.dbt', 'cbt.compassion-focused', 'psychodynamic.brief', 'cbt.act']
    expect(why(...ids.map((id) => wish({ facet: 'modalities', need: id, matched: id })))).toEqual([
      'Offers “Acceptance and commitment therapy (ACT)”, “Dialectical behaviour therapy (DBT)” and “Compassion-focused therapy”',
      'Offers “Short-term psychodynamic therapy”',
    ])
  })

  it('say less where less is true: little time, a longer way, an interpreter, an area left alone', () => {
    const plain = { need: undefined, matched: undefined }
    expect(
      why(
        wish({ ...plain, facet: 'when', strength: 499 }),
        wish({ ...plain, facet: 'place', strength: 499 }),
        wish({ ...plain, facet: 'place', strength: 500 }),
        wish({ facet: 'place', need: 'US-WA', matched: undefined }),
        wish({ ...plain, facet: 'languages' }),
        wish({ facet: 'languages', need: undefined, matched: 'es-MX' }),
        wish({ facet: 'body', need: 'neck.back', matched: 'neck.back', relation: 'exact' }),
        wish({ facet: 'body', need: 'abdomen', matched: undefined }),
      ),
    ).toEqual([
      'Fits a little of your free time',
      'Not quite as near as you asked',
      'As near as you asked',
      'Works where you will be',
      'You can talk with each other, with an interpreter if need be',
      'Speaks Spanish',
      'Works on “Back of the neck”',
      'Leaves “Belly” untouched',
    ])
  })

  it('name whoever says it, where it is not the practitioner, and the day, where it is another', () => {
    expect(
      why(
        part({ source: 'measured' }),
        part({ facet: 'endorsement', source: 'endorsed', need: 'sleep.nightmares', matched: 'sleep.nightmares' }),
        wish({ facet: 'startBy', need: undefined, matched: undefined, asOf: later(-3 * DAY) }),
        wish({ facet: 'when', need: undefined, matched: undefined, asOf: later(-20 * DAY) }),
      ),
    ).toEqual([
      'Specialises in “Panic attacks” (measured by the community)',
      'Recommended within the community for “Nightmares”',
      'Can begin by the date you named (said on 18 November 2026)',
      'Fits your free time (said on 1 November 2026)',
    ])
  })

  it('never promise experience of a gathering or of somebody in a directory', () => {
    const answers = { needs: [{ concept: 'anxiety.panic' }], must: [] }
    const offer = { concepts: [{ concept: conceptOf('anxiety.panic'), level: 4 }] }
    const [event] = run(answers, [eventOf(offer)]).matches
    const [listed] = run(answers, [listing(offer)]).matches
    const said = [event, listed].flatMap((one) => (one === undefined ? [] : textOfMatch(one, en).why))
    expect(said).toEqual(['About “Panic attacks”', 'Listed for “Panic attacks”'])
  })

  it('are not empty where nothing speaks for somebody but that they passed', () => {
    expect(why()).toEqual(['Nothing known speaks against your conditions'])
  })
})

describe('what speaks against, and what to ask', () => {
  const needs = ['anxiety.panic', 'sleep.nightmares']

  it('is said plainly, the same of several choices in one line', () => {
    const against = [
      ...needs.map((need) => ({ facet: 'need', need }) as const),
      { facet: 'place', need: undefined },
      { facet: 'place', need: 'US-WA' },
      { facet: 'sessions', need: 'one' },
      { facet: 'access', need: 'step-free' },
      { facet: 'for', need: 'child' },
      { facet: 'payment', need: undefined },
    ] as const
    expect(textOfMatch(matchOf({ against }), en).against).toEqual([
      'Does not help with “Panic attacks” and “Nightmares”',
      'Far from where you would like to meet',
      'Does not work where you will be',
      'Not possible: “One to one” and “No steps”',
      'Does not offer help “For my child”',
      'You cannot pay the way you said',
    ])
  })

  it('is a question that can be read out, conditions first', () => {
    const unknowns = [
      { facet: 'accepting', need: undefined },
      { facet: 'access', need: undefined },
      ...needs.map((need) => ({ facet: 'need', need }) as const),
      { facet: 'access', need: 'evenings' },
      { facet: 'sessions', need: 'family' },
      { facet: 'for', need: 'child' },
      { facet: 'place', need: undefined },
      { facet: 'place', need: 'US-WA' },
      { facet: 'practitioner', need: 'gender.woman' },
      { facet: 'rules', need: undefined },
    ] as const
    expect(textOfMatch(matchOf({ unknowns }), en).ask).toEqual([
      'Is there room for somebody new, or a waiting list?',
      'Do you have what I need to be able to take part?',
      'Do you help with “Panic attacks” and “Nightmares”?',
      'Is this possible: “Evenings” and “As a family”?',
      'Is there help “For my child”?',
      'How far is it from me?',
      'Can you work with me where I will be?',
      'Is this true of the person I would see: “A woman”?',
      'You see certain people only. Would that include me?',
    ])
  })
})

describe('what would change the order', () => {
  const counterfactual = { facet: 'modalities', need: 'cbt', points: 40_000, above: idOf(9) } as const
  const change = (parts: Partial<Match>, among?: Parameters<typeof textOfMatch>[3]) =>
    textOfMatch(matchOf({ counterfactual, ...parts }), en, undefined, among).change
  const ben = { id: idOf(9), name: 'Ben', score: 10 }

  it('is one sentence with the name of the one above', () => {
    expect(change({}, [ben])).toBe('Would stand above Ben if they offered “Cognitive behavioural therapy (CBT)”')
    expect(change({ counterfactual: { ...counterfactual, facet: 'place', need: undefined } }, [ben])).toBe(
      'Would stand above Ben if they were nearer to you',
    )
  })
  it('speaks of one place where the list does not name them', () => {
    expect(change({})).toBe('Would stand one place higher if they offered “Cognitive behavioural therapy (CBT)”')
  })
  it('says that chance decided between equals', () => {
    expect(change({ score: 10 }, [ben])).toBe('As good a fit as Ben: chance decided who comes first')
  })
  it('is absent where no one thing would', () => {
    expect(change({ counterfactual: undefined }, [ben])).toBeUndefined()
  })
})

describe('what is good to know', () => {
  it('is who says all this, since when, and whether they can be written to', () => {
    expect(textOfMatch(matchOf(), en).know).toEqual(['They say so themselves, last confirmed on 11 November 2026'])
    const silent = textOfMatch(matchOf({ sealable: false, exploration: true }), en).know
    expect(silent.slice(1)).toEqual([
      'Nothing can be sent to them from here',
      'Shown here by chance, so that others are seen too',
    ])
  })
  it('does not pass off an announcement or a directory as somebody’s own word', () => {
    const know = (one: Match['entry']) => textOfMatch(matchOf({ kind: one.kind, entry: one }), en).know[0]
    expect(know(eventOf())).toBe('As the community announced it on 11 November 2026')
    const series = (changes: object) => eventOf({ recurrence: { every: 'week', times: 6, ...changes } })
    const all = (one: Match['entry']) => textOfMatch(matchOf({ kind: one.kind, entry: one }), en).know
    const said = 'Some dates of this series were moved or cancelled'
    const changed = [{ cancelled: [2] }, { moved: [{ number: 2, starts: later(DAY) }] }]
    expect(all(series({}))).not.toContain(said)
    for (const changes of changed) expect(all(series(changes))).toContain(said)
    expect(know(listing({}, { source: 'a directory of 2022' }))).toBe(
      'From a directory of 2022; nobody there has confirmed it',
    )
  })
})

describe('other people’s words', () => {
  const own = conceptOf('harbour.tides')
  const saying = (text: string) => ({ labels: [{ facet: 'concern' as const, id: own, language: 'en', text }] })

  it('are a community’s where it has one, and “what you asked for” where nobody has', () => {
    const reasons = [part({ need: own, matched: own })]
    expect(textOfMatch(matchOf({ reasons }), en, saying('Fear of tides')).why).toEqual([
      'Specialises in “Fear of tides”',
    ])
    expect(textOfMatch(matchOf({ reasons }), en).why).toEqual(['Specialises in what you asked for'])
    expect(why(part({ need: own, matched: 'harbour.fog', relation: 'sibling' }))).toEqual([
      'Specialises in something else, close to what you asked for',
    ])
    expect(why(wish({ facet: 'languages', need: undefined, matched: 'tlh' }))).toEqual(['Speaks what you asked for'])
    expect(why(wish({ facet: 'style', need: undefined, matched: undefined }))).toEqual([
      'Works the way you like: what you asked for',
    ])
  })
  it('that are newer than the labels are called by what stands above them, and not set beside themselves', () => {
    const newer = part({ need: 'anxiety', matched: 'anxiety.of-a-later-release', relation: 'descendant' })
    expect(why(newer)).toEqual(['Specialises in “Anxiety”'])
  })
  it('are not read as a template again', () => {
    const reasons = [part({ need: 'anxiety', matched: own, relation: 'sibling' })]
    expect(textOfMatch(matchOf({ reasons }), en, saying('{asked} {line}')).why).toEqual([
      'Specialises in “{asked} {line}”, close to “Anxiety”',
    ])
    const pair = [part({ need: own, matched: own }), part({ need: 'anxiety', matched: 'anxiety' })]
    expect(textOfMatch(matchOf({ reasons: pair }), en, saying('{last}')).why).toEqual([
      'Specialises in “{last}” and “Anxiety”',
    ])
    const counterfactual = { facet: 'need', need: 'anxiety', points: 1, above: idOf(9) } as const
    const above = { id: idOf(9), name: '{words} {change}', score: 10 }
    expect(textOfMatch(matchOf({ counterfactual }), en, undefined, [above]).change).toBe(
      'Would stand above {words} {change} if they offered more for “Anxiety”',
    )
  })
})

describe('another language', () => {
  it('needs labels and nothing else', () => {
    const es: Labels = {
      ...en,
      date: { one: '1.º de {month} de {year}', other: '{day} de {month} de {year}' },
      list: { comma: '{list}, {last}', and: '{list} y {last}' },
      month: { ...en.month, '11': 'noviembre' },
      match: {
        ...en.match,
        quote: '«{word}»',
        need: { ...en.match.need, practitioner: { ...en.match.need.practitioner, '4': 'Con especialidad en {words}' } },
        from: { ...en.match.from, practitioner: 'Lo dicen ellos mismos; confirmado el {date}' },
      },
    }
    const reasons = [part({}), part({ need: 'mood', matched: 'mood' })]
    const { why, know } = textOfMatch(matchOf({ reasons }), es)
    expect(why).toEqual(['Con especialidad en «Panic attacks» y «Low mood»'])
    expect(know).toEqual(['Lo dicen ellos mismos; confirmado el 11 de noviembre de 2026'])
  })
})

describe('one whole match', () => {
  it('reads from top to bottom', () => {
    const answers = {
      needs: [{ concept: 'anxiety.panic', importance: 3 }, { concept: 'mood.numb' }],
      where: { place: { latitude: 47.606, longitude: -122.332, withinKm: 10 }, formats: ['in-person'] },
      languages: { anyOf: ['es'] },
      access: ['step-free', 'quiet'],
      prefer: { modalities: ['cbt.act'], style: ['warm', 'direct'] },
      must: ['languages' as const],
    }
    const chen = practitioner(
      {
        concepts: [
          { concept: conceptOf('anxiety.panic'), level: 4 },
          { concept: conceptOf('mood'), level: 2 },
        ],
        locations: [{ region: 'US-WA', point: { ...placeNear, coarsenessMetres: 0 } }],
        formats: { yes: known('in-person') },
        languages: { yes: ['es', 'en'] },
        modalities: { yes: known('cbt'), complete: true },
        styles: { yes: known('warm'), no: known('direct') },
        access: { yes: known('step-free') },
      },
      { name: 'Chen Wei' },
    )
    const { matches } = run(answers, [chen])
    expect(matches.map((one) => textOfMatch(one, en, undefined, matches))).toEqual([
      {
        why: [
          'Specialises in “Panic attacks”',
          'Trained to help with “Low mood”, which includes “Feeling empty or numb”',
          'As you asked: “In person” and “No steps”',
          'As near as you asked',
          'Offers “Cognitive behavioural therapy (CBT)”, which includes “Acceptance and commitment therapy (ACT)”',
          'Works the way you like: “Warm”',
        ],
        against: ['Does not work this way: “Says things plainly”'],
        ask: ['Is this possible: “A quiet place”?'],
        change: undefined,
        know: ['They say so themselves, last confirmed on 11 November 2026'],
      },
    ])
  })
})
