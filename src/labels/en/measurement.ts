import type { MeasurementWords } from '../../vocabulary/measurement-words.js'

/** What a lead reads of a question to a cohort. Apart from `en`, so that a page for those who look for help does not carry it. */
export const enMeasurement: MeasurementWords = {
  language: 'en',
  question: {
    more: 'Would {people} people show that {other} % say yes instead of {baseline} %?',
    fewer: 'Would {people} people show that only {other} % say yes instead of {baseline} %?',
    faster: 'Would {people} people show that the middle one of them waits {faster} % less?',
  },
  verdict: {
    yes: 'Yes. If it is true, you would see it {power} times in 100.',
    hardly: 'Hardly. If it is true, you would see it {power} times in 100, and miss it the other times.',
    no: 'No. If it is true, you would see it only {power} times in 100. Seeing nothing would tell you nothing.',
  },
  smallest: 'The smallest difference that so many people can show is {change} %.',
  smallestNone: 'So few people can show no difference at all.',
  needed: 'It takes {needed} people, half of them each way.',
  neededNone: 'No number of people is enough for so small a difference.',
  weeks: 'At {perWeek} people a week that is {weeks} weeks.',
  noise: 'The noise that protects each of them is counted in.',
}
