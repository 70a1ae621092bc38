import { FIELD, fieldOfList } from '../../src/catalogue/fields.js'
import { type Fragment, fragmentFormat } from '../../src/catalogue/fragment.js'
import { byteText } from '../../src/kernel/text.js'
import { encodeBody } from '../../src/statement/body.js'
import { NOW } from './catalogue.js'
import { fact } from './columns.js'
import { type Chance, pick, someBytes } from './mutate.js'

// Facts that no honest publisher compiles, and that every reader of facts meets one day.

/** The end of time, as statements know it. */
const LAST = 253_402_300_799
/** Names that every object has. */
const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', 'then', '', ' ', 'undefined', 'NaN']
const words = [
  'anxiety.panic',
  'anxiety',
  'US-WA',
  'US',
  'en',
  'massage',
  'neck',
  'gender.woman',
  'somewhere',
  'weekly',
]

const moments = [0, 1, NOW - 1, NOW, NOW + 1, NOW + 86_400, NOW + 7 * 86_400, LAST - 1, LAST]
const offsets = [-840, -1, 0, 1, 345, 840]

/** One of a list, or nothing. */
function maybe<Value>(chance: Chance, list: readonly Value[]): Value | undefined {
  return chance(list.length + 1) === 0 ? undefined : pick(chance, list)
}

/** A fragment is made of numbers that a schema allows: the brands of their types are not. */
const fragment = (value: object): string => byteText(encodeBody(fragmentFormat, value as Fragment))

function zone(chance: Chance): object {
  const count = pick(chance, [1, 2, 16])
  const at = pick(chance, moments)
  const transitions = Array.from({ length: count }, (_, nth) => ({
    // Equal moments, falling ones, and any.
    at: pick(chance, [at, at, Math.max(0, at - nth), pick(chance, moments)]),
    offsetMinutes: pick(chance, offsets),
  }))
  return { id: 'zone', transitions }
}

function occasion(chance: Chance): object {
  // No date is both, or the schema itself refuses it.
  const [number, other] = pick(chance, [
    [1, 2],
    [2, 1],
  ] as const)
  const whole = {
    eventKind: 'workshop',
    hosts: [new Uint8Array(32)],
    starts: pick(chance, moments),
    durationMinutes: pick(chance, [5, 90, 1440]),
    places: pick(chance, ['open', 'few', 'full']),
    placesAsOf: pick(chance, moments),
    audience: pick(chance, ['public', 'member']),
    recurrence: {
      every: pick(chance, ['week', 'month']),
      times: pick(chance, [2, 60]),
      moved: maybe(chance, [[{ number, starts: pick(chance, moments) }]]),
      cancelled: maybe(chance, [[other]]),
    },
    zone: maybe(chance, [zone(chance)]),
  }
  const missing = pick(chance, Object.keys(whole))
  return chance(3) > 0 ? whole : { ...whole, [missing]: undefined }
}

function state(chance: Chance): object {
  return {
    capacity: maybe(chance, ['capacity', 'no-capacity', 'waitlist']),
    accepting: maybe(chance, [true, false]),
    pausedUntil: maybe(chance, [...moments]),
    firstAppointment: maybe(chance, ['within-a-week', 'longer']),
    waitingList: maybe(chance, [true, false]),
    // What belongs to other fields.
    zone: maybe(chance, [zone(chance)]),
    rules: maybe(chance, [[{ about: 'gender', anyOf: ['woman'] }]]),
  }
}

function openSlots(chance: Chance): object {
  const slot = () => ({ from: pick(chance, moments), to: pick(chance, moments) })
  return { openSlots: Array.from({ length: pick(chance, [0, 1, 60]) }, slot) }
}

const bytes = (chance: Chance, length: number) => byteText(someBytes(chance, length))

/** What each field is given. */
const makers: readonly (readonly [number, (chance: Chance) => string])[] = [
  [FIELD.kind, (chance) => pick(chance, ['practitioner', 'event', 'listing', ...names])],
  [
    FIELD.concept,
    (chance) => `${pick(chance, [...words, ...names])}${pick(chance, [' 4', ' 1', '4', ' 5', ' ', '\u00004'])}`,
  ],
  [FIELD.notOffered, (chance) => pick(chance, [...words, ...names])],
  [
    FIELD.flag,
    (chance) => pick(chance, ['interpreter', 'no-interpreter', 'touch-free', 'somewhere', 'weekly', ...names]),
  ],
  [FIELD.region, (chance) => pick(chance, [...words, ...names, 'W'.repeat(200_000)])],
  [
    FIELD.licence,
    (chance) =>
      `${pick(chance, words)} ${pick(chance, ['stated', 'not-held', ...names])}${pick(chance, ['', ' 1e999', ' -1', ` ${LAST}`, ' 0x9', '  '])}`,
  ],
  [FIELD.fee, (chance) => bytes(chance, pick(chance, [0, 1, 12, 13, 14, 40]))],
  [
    FIELD.fee,
    (chance) =>
      `${String.fromCharCode(chance(6), chance(4))}USD${bytes(chance, 8)}${pick(chance, ['', 'one', ...names])}`,
  ],
  [FIELD.slot, (chance) => bytes(chance, pick(chance, [0, 3, 4, 4, 4, 4, 5]))],
  [FIELD.zone, (chance) => fragment({ zone: zone(chance) })],
  [
    FIELD.access,
    (chance) =>
      fragment({
        access: { yes: ['step-free'] },
        locations: new Array(chance(21)).fill({ access: { no: ['quiet'] } }),
      }),
  ],
  [
    FIELD.rule,
    (chance) =>
      fragment({
        rules: new Array(chance(11)).fill({
          about: pick(chance, ['gender', 'ageGroup', 'memberOf']),
          anyOf: [pick(chance, ['woman', '__proto__'])],
        }),
      }),
  ],
  [FIELD.state, (chance) => fragment(state(chance))],
  [FIELD.openSlots, (chance) => fragment(openSlots(chance))],
  [FIELD.occasion, (chance) => fragment(occasion(chance))],
  ...(['languages', 'modalities', 'facets', 'insurers', 'areas', 'ageGroups'] as const).map(
    (list) =>
      [fieldOfList(list), (chance: Chance) => pick(chance, [...words, ...names, 'en-'.repeat(70_000)])] as const,
  ),
]

/** One fact: of its field's own making, of another's, or of any bytes. */
export function hostileFact(chance: Chance): string {
  const [field, make] = pick(chance, makers)
  if (chance(8) === 0) return fact(pick(chance, makers)[0], make(chance))
  if (chance(8) === 0) return fact(chance(256), bytes(chance, chance(64)))
  if (chance(200) === 0) return fact(field, bytes(chance, 300_000))
  return fact(field, make(chance))
}
