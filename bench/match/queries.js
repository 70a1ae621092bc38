// What the people of the benchmark ask for. Eight of each kind, asked in turn, so that nobody gains from the same again.

/** @typedef {import('../../src/intake/answers.js').Answers} Answers */

const needs = [
  ['anxiety.panic', 'sleep.cannot-sleep', 'stress.burnout'],
  ['mood.low-most-days', 'self.esteem', 'relationship.conflict'],
  ['trauma.childhood', 'anxiety', 'sleep.nightmares'],
  ['grief.death', 'mood.numb', 'family.ageing-parents'],
  ['relationship.separation', 'stress.overwhelm', 'self.boundaries'],
  ['identity.migration', 'anxiety.worry', 'work.job-loss'],
  ['neurodiversity.adhd', 'self.procrastination', 'work.balance'],
  ['eating.body-image', 'self.shame', 'anxiety.social'],
]
const ways = [
  ['cbt.act', 'calming.mindfulness', 'body-psychotherapy'],
  ['psychodynamic', 'humanistic.person-centred', 'creative.writing'],
  ['trauma-work.emdr', 'cbt.trauma-focused', 'movement.yoga'],
  ['humanistic.existential', 'systemic.narrative', 'outdoor.walking'],
]
const knowing = [
  ['lgbtq', 'students'],
  ['migrants', 'parents.single'],
  ['heritage.latino', 'workers.health'],
  ['neurodivergent', 'life-stage.young-adults'],
]
/** Where they live, in which clocks, and within how many kilometres it is still near. */
const homes = /** @type {const} */ ([
  ['US-CA', 34.06, -118.3, -480, 40],
  ['US-NY', 40.73, -73.95, -300, 30],
  ['US-TX', 29.75, -95.4, -360, 60],
  ['US-CA', 37.77, -122.42, -480, 40],
  ['US-NY', 40.69, -73.98, -300, 40],
  ['US-TX', 32.79, -96.8, -360, 60],
  ['US-FL', 27.95, -82.46, -300, 80],
  ['US-IL', 41.88, -87.65, -360, 50],
])
const evenings = ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => ({ day, fromMinute: 1020, toMinute: 1260 }))
const mornings = ['mon', 'wed', 'fri', 'sat'].map((day) => ({ day, fromMinute: 480, toMinute: 720 }))
const daytime = ['tue', 'thu', 'sat', 'sun'].map((day) => ({ day, fromMinute: 600, toMinute: 960 }))
const lunch = ['mon', 'tue', 'wed'].map((day) => ({ day, fromMinute: 690, toMinute: 840 }))
const times = [evenings, mornings, daytime, lunch]
const budgetOf = (/** @type {number} */ dollars) => ({
  budget: { amount: dollars * 100, currency: 'USD', per: 'session' },
})
const payments = [
  [budgetOf(105)],
  [{ insurer: 'plan-9' }, budgetOf(85)],
  [budgetOf(115)],
  [{ insurer: 'plan-3' }, budgetOf(105)],
]

/**
 * What a query wishes for, whatever its conditions are.
 * @param {number} nth
 */
function wished(nth) {
  const [region, latitude, longitude, utcOffsetMinutes, withinKm] = of(homes, nth)
  return {
    needs: of(needs, nth).map((concept, at) => ({ concept, importance: 3 - at })),
    place: { latitude, longitude, withinKm },
    region,
    when: { slots: of(times, nth), utcOffsetMinutes },
    prefer: {
      modalities: of(ways, nth),
      populations: of(knowing, nth + 1),
      practitioner: [{ facet: 'gender', value: nth % 3 === 2 ? 'man' : 'woman' }],
    },
  }
}

/**
 * Eight queries that about three in a hundred pass: every practical question is a condition.
 * @returns {readonly Answers[]}
 */
export function narrowQueries() {
  return homes.map((_, nth) => {
    const { needs: wanted, region, place, when, prefer } = wished(nth)
    return answersOf({
      needs: wanted,
      about: { ageGroup: nth % 4 === 3 ? 'young-adult' : 'adult' },
      sessions: 'one',
      where: { region, place, formats: nth % 2 === 0 ? ['in-person', 'online.video'] : ['online'] },
      languages: { anyOf: ['en', 'es'] },
      payment: { anyOf: of(payments, nth) },
      when,
      prefer,
      must: ['where', 'formats', 'languages', 'payment', 'when', 'sessions'],
    })
  })
}

/**
 * Eight queries that about four in ten pass: near and at the same time are wishes.
 * @returns {readonly Answers[]}
 */
export function broadQueries() {
  return homes.map((_, nth) => {
    const { needs: wanted, place, when, prefer } = wished(nth + 3)
    return answersOf({
      needs: wanted,
      about: { ageGroup: 'adult' },
      sessions: 'one',
      where: { place },
      languages: { anyOf: ['en'] },
      payment: { anyOf: [budgetOf(140 + 5 * nth)] },
      when,
      prefer,
      must: ['languages', 'payment', 'sessions'],
    })
  })
}

/** The lists above are wider than the words they may hold. @param {object} answers @returns {Answers} */
const answersOf = (answers) => /** @type {any} */ (answers)

/**
 * @template Value
 * @param {readonly Value[]} values
 * @param {number} nth - goes round
 * @returns {Value}
 */
function of(values, nth) {
  return /** @type {Value} */ (values[nth % values.length])
}
