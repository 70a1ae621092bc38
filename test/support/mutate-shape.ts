import { bodyKeys, paymentKinds, purposes } from '../../src/consent/disclosure.js'
import { concatBytes, copyBytes } from '../../src/kernel/bytes.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { sourceKinds } from '../../src/schema/fields.js'
import { type Chance, pick, someBytes } from './mutate.js'
import { ARRAY, BYTES, headOf, type Item, MAP, NEGATIVE, TEXT, UNSIGNED } from './mutate-cbor.js'
import { all, bytesOf, chunk, contentOf, hex, replacing, type Spoil, type Target, text } from './mutate-spoil.js'

// The shape of a body: what each path may hold. The bounds are those of docs/reference/token-format.md.
const limits: readonly (readonly [RegExp, number])[] = [
  [/contact\.email$/, 120],
  [/contact\.phone$/, 40],
  [/area\.value$/, 10],
  [/^event$/, 160],
  [/story$/, 1500],
  [/times\.\*$/, 2],
  [/^fields\.payment$/, 3],
  [/^fields\.needs$/, 6],
  [/^fields\.availability\.(slots|morning|evening)$/, 7],
  [/times$/, 42],
  [/^fields\.(language|access|body)$/, 20],
  [/^fields\.(format|about\.memberOf)$/, 10],
  [/^fields\.noTouch$/, 40],
  [/./, 80],
]
const limitOf = ({ path }: Item): number => limits.find(([pattern]) => pattern.test(path))?.[1] ?? 0
const closedWords: readonly string[] = [
  ...purposes,
  ...paymentKinds,
  ...sourceKinds,
  ...['category', 'concept', 'slots', 'part-of-day', 'region', 'postal'],
]
const isClosed = ({ major, path }: Item): boolean => major === TEXT && /(purpose|level|payment\.\*|source)$/.test(path)
const isId = ({ major, path }: Item): boolean =>
  major === TEXT &&
  /(concept|language|(language|format|access|body|noTouch)\.\*|ageGroup|sessions|for|gender)$/.test(path)
/** The texts of one line that a person wrote; a story may have many. */
const isLine = ({ major, path }: Item): boolean =>
  major === TEXT && /(memberOf\.\*|area\.value|contact\.[a-z]+)$/.test(path)
const isOffset = ({ path }: Item): boolean => path.endsWith('utcOffsetMinutes')

const values = ({ isKey }: Item): boolean => !isKey

/** Against the shape of a body. */
export const againstShape: Readonly<Record<string, Spoil>> = {
  'another major type': replacing(
    () => true,
    (item, chance, target) => {
      const major = (item.major + 1 + chance(7)) % 8
      if (isOffset(item) && major <= NEGATIVE) return undefined
      const bytes = copyBytes(bytesOf(item, target))
      bytes[0] = (major << 5) | ((bytes[0] ?? 0) & 31)
      return bytes
    },
  ),
  'a value of another kind': replacing(values, (item, chance, { body }) => {
    const kinds = [headOf(UNSIGNED, chance(2000)), headOf(NEGATIVE, chance(2000)), chunk(BYTES, someBytes(chance, 32))]
    const others = [text('anxiety'), hex('80'), hex('8100'), hex('a0'), hex('a10000'), hex('f5'), body.subarray(0, 60)]
    const other = pick(chance, [...kinds, ...others])
    const major = (other[0] ?? 0) >> 5
    return major === item.major || (isOffset(item) && major <= NEGATIVE) ? undefined : other
  }),
  'deep inside': replacing(values, (_, chance) => {
    const depth = 2 + chance(400)
    return pick(chance, [hex(`${'81'.repeat(depth)}00`), hex('81'.repeat(depth)), hex(`${'a100'.repeat(depth)}00`)])
  }),
  'bytes of another length': replacing(all(BYTES), (item, chance) => {
    const length = chance(70)
    return length === item.argument ? undefined : chunk(BYTES, someBytes(chance, length))
  }),
  'a word that is not of its list': replacing(isClosed, (item, chance, target) => {
    const word = contentOf(item, target)
    const flipped = copyBytes(word)
    const at = chance(word.length)
    flipped[at] = (flipped[at] ?? 0) ^ (1 << chance(7)) // seven bits: it stays ASCII
    const wrong = ['', '__proto__', 'constructor', 'advertising', 'REFERRAL', 'mo', 'mond', 'none', ...bodyKeys.names]
    const other = pick(chance, [
      utf8Encode(pick(chance, wrong)),
      flipped,
      word.subarray(0, at),
      concatBytes(word, word),
    ])
    return closedWords.includes(Buffer.from(other).toString()) ? undefined : chunk(TEXT, other)
  }),
  'an id that is none': replacing(isId, (item, chance, target) => {
    const id = Buffer.from(contentOf(item, target)).toString()
    const foreign = pick(chance, [
      '_',
      ' ',
      '/',
      '\0',
      '\n',
      '\t',
      '\u007f',
      'é',
      '０',
      '\u202e',
      '\ufeff',
      '😀',
      '%',
      '"',
    ])
    const wrong = [
      `${id}${foreign}`,
      `${foreign}${id}`,
      `.${id}`,
      `${id}-`,
      `${id}..${id}`,
      `${id}.-a`,
      '__proto__',
      '',
    ]
    return text(pick(chance, wrong))
  }),
  'too long a text': replacing(all(TEXT), (item, chance) => text('a'.repeat(limitOf(item) + 1 + chance(9)))),
  'no text': replacing(all(TEXT), () => text('')),
  'too long a list': replacing(all(ARRAY), (item, chance) => {
    const count = limitOf(item) + 1 + chance(2)
    return concatBytes(headOf(ARRAY, count), ...Array.from({ length: count }, (_, at) => elementOf(item, at)))
  }),
  'too many times in a week': replacing(
    ({ path, major }) => path.endsWith('slots') && major === ARRAY,
    () => concatBytes(headOf(ARRAY, 2), dayWith(1, 21), dayWith(2, 22)),
  ),
  'a list out of order': replacing(all(ARRAY), (item, chance, target) => {
    const elements = item.parts.map((part) => bytesOf(part, target))
    const [from, to] = [chance(elements.length), chance(elements.length)]
    const [one, other] = [elements[from], elements[to]]
    if (one === undefined || other === undefined || from === to) return undefined
    return concatBytes(headOf(ARRAY, elements.length), ...elements.with(from, other).with(to, one))
  }),
  'an element twice': replacing(all(ARRAY), (item, chance, target) => {
    const elements = item.parts.map((part) => bytesOf(part, target))
    const twice = elements.toSpliced(chance(elements.length + 1), 0, pick(chance, elements))
    return concatBytes(headOf(ARRAY, twice.length), ...twice)
  }),
  'times that touch': replacing(
    ({ path, major }) => path.endsWith('times') && major === ARRAY,
    (_, chance) => hex(pick(chance, ['82820102820203', '82820105820304', '82820304820102', '81820101', '81820201'])),
  ),
  'an empty list': replacing(all(ARRAY), () => hex('80')),
  'a map that says nothing': replacing(
    ({ path, isKey }) => !isKey && /(about|contact|availability)$/.test(path),
    ({ path }) =>
      path.endsWith('availability')
        ? concatBytes(hex('a1'), headOf(UNSIGNED, bodyKeys.names.indexOf('level')), text('part-of-day'))
        : hex('a0'),
  ),
  'a line that hides something': replacing(isLine, (item, chance, target) => {
    const hidden = pick(chance, [
      '\n',
      '\r',
      '\0',
      '\u001b',
      '\u0085',
      '\u2028',
      '\u200b',
      '\u202e',
      '\u2066',
      '\ufeff',
    ])
    const line = Buffer.from(contentOf(item, target)).toString().slice(0, 8)
    return text(pick(chance, [hidden + line, line + hidden, hidden]))
  }),
  'a number out of bounds': replacing(all(UNSIGNED, NEGATIVE), numberOutOfBounds),
  'a guardian who is not true': replacing(
    ({ path, isKey }) => path === 'guardian' && !isKey,
    (_, chance) => hex(pick(chance, ['f4', 'f6', 'f7', 'f815', 'f814', '01', '00', '6474727565', 'f93c00'])),
  ),
}

function numberOutOfBounds(item: Item, chance: Chance, { items }: Target): Uint8Array | undefined {
  if (item.isKey) return undefined
  const never = [
    hex('1b0020000000000000'),
    hex('1bffffffffffffffff'),
    hex('3bffffffffffffffff'),
    headOf(UNSIGNED, 2 ** 53 - 1),
  ]
  const beside = (name: string): number => items.find(({ path, isKey }) => path === name && !isKey)?.argument ?? 0
  const wrong: Readonly<Record<string, readonly number[]>> = {
    // From the start and the length of a referral's life: at least one day, at most 28.
    issuedOn: [0, 3_000_001, beside('expiresOn') - 29, beside('expiresOn'), beside('expiresOn') + 1 + chance(99)],
    expiresOn: [0, 3_000_001, beside('issuedOn') + 29 + chance(99), beside('issuedOn'), beside('issuedOn') - 1],
    day: [0, 8, 9, 255],
    // Elements: days of a part, and the minutes from and to.
    '*': /times/.test(item.path) ? [1441, 1442, 65535, 2 ** 32] : [0, 8, 9, 255],
    utcOffsetMinutes: [841, 842 + chance(9999), 65535],
  }
  const numbers = wrong[item.path.replace(/^.*\./, '')] ?? []
  const negative = headOf(NEGATIVE, isOffset(item) ? 840 + chance(999) : chance(999))
  return pick(chance, [...never, negative, ...numbers.map((number) => headOf(UNSIGNED, number))])
}

/** Elements that rise, so that nothing but their number is wrong. */
function elementOf({ path }: Item, at: number): Uint8Array {
  const word = text(`a${String(at).padStart(2, '0')}`)
  if (path.endsWith('needs')) return mapWith({ concept: word, level: text('concept') })
  if (path.endsWith('slots')) return mapWith({ day: headOf(UNSIGNED, at + 1), times: hex('81820102') })
  if (path.endsWith('times')) return timeAt(at)
  return /times|ing$|afternoon/.test(path) ? headOf(UNSIGNED, at + 1) : word
}

const timeAt = (at: number): Uint8Array =>
  concatBytes(hex('82'), headOf(UNSIGNED, 4 * at), headOf(UNSIGNED, 4 * at + 2))

function dayWith(day: number, times: number): Uint8Array {
  const elements = Array.from({ length: times }, (_, at) => timeAt(at))
  return mapWith({ day: headOf(UNSIGNED, day), times: concatBytes(headOf(ARRAY, times), ...elements) })
}

/** A map of members in the order of their keys. */
function mapWith(members: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const entries = Object.entries(members).map(([name, value]) => [bodyKeys.names.indexOf(name), value] as const)
  const sorted = entries.sort(([one], [other]) => one - other)
  return concatBytes(headOf(MAP, sorted.length), ...sorted.flatMap(([key, value]) => [headOf(UNSIGNED, key), value]))
}
