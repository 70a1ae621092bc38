import { sourceKinds } from '../schema/fields.js'

/** Where a referral came from, as coarsely as it may ever be counted. */
export type SourceKind = (typeof sourceKinds)[number]

// The one table of what may be counted. The page docs/reference/metrics.md is written from it, and a test compares the two.

/** How the cells of a metric are to each other: two that answer yes or no, several in an order, or several kinds. */
export type MetricForm = 'rate' | 'ordered' | 'kinds'

/** What one metric counts. */
export type Metric = {
  /** The question it answers, as a lead would ask it. */
  readonly question: string
  /** What is counted: each counts once, in one cell. */
  readonly unit: string
  /** Which of them belong to an epoch. */
  readonly counted: string
  /** How many days after the epoch something may still happen that counts: before, nobody counts. */
  readonly windowDays: number
  readonly form: MetricForm
  /** For a rate the first is yes. */
  readonly cells: readonly string[]
  /** What is decided where it could be decided otherwise. */
  readonly edges: readonly string[]
}

const yesOrNo = ['yes', 'no'] as const
const months = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'] as const
const received = 'referrals received in the epoch'

const ofReferrals = [
  'a referral that was received twice counts once, on its first day',
  'a referral that the person withdrew counts in nothing: its events are erased with it',
] as const

/** Every metric there is, by name. */
export const metrics = {
  'referral-to-session': {
    question: 'How long do people wait from the referral to the first session?',
    unit: 'one referral',
    counted: received,
    windowDays: 56,
    form: 'ordered',
    cells: ['0-3', '4-7', '8-14', '15-21', '22-28', '29-42', '43-56', 'none'],
    edges: [
      ...ofReferrals,
      'whole UTC days between the two days; a session on the same day is 0 days',
      'a session dated before the referral is no first session of it',
      'a first session later than 56 days counts as none',
    ],
  },
  'sessions-reached': {
    question: 'How many reach a first session, and how many a third?',
    unit: 'one referral',
    counted: received,
    windowDays: 84,
    form: 'ordered',
    cells: ['none', 'first', 'third'],
    edges: [...ofReferrals, 'the furthest only, within 84 days', 'two sessions on one day are two sessions'],
  },
  'first-session': {
    question: 'What share of referrals leads to a first session?',
    unit: 'one referral',
    counted: received,
    windowDays: 84,
    form: 'rate',
    cells: yesOrNo,
    edges: [...ofReferrals, 'within 84 days of the referral'],
  },
  'third-session': {
    question: 'What share of referrals leads to a third session?',
    unit: 'one referral',
    counted: received,
    windowDays: 84,
    form: 'rate',
    cells: yesOrNo,
    edges: [...ofReferrals, 'within 84 days of the referral'],
  },
  'seven-day-rebook': {
    question: 'What share comes again within a week of the first session?',
    unit: 'one referral',
    counted: 'referrals whose first session lies in the epoch',
    windowDays: 7,
    form: 'rate',
    cells: yesOrNo,
    edges: [...ofReferrals, 'the second session is at most 7 days after the first; the same day counts'],
  },
  completed: {
    question: 'What share is completed? Completed is not a success: it says that what was agreed took place.',
    unit: 'one referral',
    counted: received,
    windowDays: 168,
    form: 'rate',
    cells: yesOrNo,
    edges: [...ofReferrals, 'within 168 days of the referral'],
  },
  're-referral': {
    question: 'What share is referred on to somebody else?',
    unit: 'one referral',
    counted: received,
    windowDays: 84,
    form: 'rate',
    cells: yesOrNo,
    edges: [...ofReferrals, 'within 84 days of the referral', 'several times is once'],
  },
  'received-by-source': {
    question: 'Where do referrals come from?',
    unit: 'one referral',
    counted: received,
    windowDays: 0,
    form: 'kinds',
    cells: sourceKinds,
    edges: [...ofReferrals, 'a source that the person did not share is `other`'],
  },
  'received-by-month': {
    question: 'When are referrals received?',
    unit: 'one referral',
    counted: received,
    windowDays: 0,
    form: 'kinds',
    cells: months,
    edges: [...ofReferrals, 'the UTC month of the day; eight weeks touch two or three months'],
  },
  'given-by-source': {
    question: 'To whom are referrals given?',
    unit: 'one referral given',
    counted: 'referrals given in the epoch',
    windowDays: 0,
    form: 'kinds',
    cells: sourceKinds,
    edges: ['each counts, however often it was for the same person: nobody knows who that is', 'never by receiver'],
  },
  'given-by-month': {
    question: 'When are referrals given?',
    unit: 'one referral given',
    counted: 'referrals given in the epoch',
    windowDays: 0,
    form: 'kinds',
    cells: months,
    edges: ['the UTC month of the day'],
  },
  attendance: {
    question: 'What share of those who took a place at an event came?',
    unit: 'one place at one event',
    counted: 'places at events held in the epoch',
    windowDays: 0,
    form: 'rate',
    cells: yesOrNo,
    edges: ['counted by the host alone', 'a place that was given back before the event counts in nothing'],
  },
  'event-follow-up': {
    question: 'What share of those who came to an event took a next step?',
    unit: 'one place at one event',
    counted: 'places at events held in the epoch whose holder came',
    windowDays: 28,
    form: 'rate',
    cells: yesOrNo,
    edges: [
      'a next step is a referral or a booking with the host, within 28 days after the event',
      'a step with somebody else is not seen by the host and is not counted',
    ],
  },
} as const satisfies Readonly<Record<string, Metric>>

/** The name of a metric. */
export type MetricName = keyof typeof metrics

/**
 * Metrics of the same referrals whose cells lie within one another: who reached a third session has reached a first. Two
 * numbers of two of them have a difference that is a group which neither names, and perhaps one person.
 */
export const nestedMetrics: readonly MetricName[] = [
  'referral-to-session',
  'sessions-reached',
  'first-session',
  'third-session',
  'completed',
]

/** Every metric's name, in the order of the table. */
// Object.keys loses the key type; the record above has exactly these keys.
export const metricNames = /* @__PURE__ */ Object.keys(metrics) as readonly MetricName[]

/**
 * Looks a metric up.
 *
 * @param name - one of the table's.
 * @returns its row.
 * Privacy: reads a name.
 * Cost: O(1). @since 0.1
 */
export function metricOf(name: MetricName): Metric {
  return metrics[name]
}
