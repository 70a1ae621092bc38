import { bodyKeys } from '../../src/consent/disclosure.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { pick, someBytes } from './mutate.js'
import { ARRAY, BYTES, entriesOf, headOf, type Item, MAP, NEGATIVE, TEXT, UNSIGNED, widthOf } from './mutate-cbor.js'
import { all, bytesOf, chunk, contentOf, hex, replacing, type Spoil, type Target, text } from './mutate-spoil.js'

/** The same map with other entries. */
function mapOf(entries: readonly Uint8Array[]): Uint8Array {
  return concatBytes(headOf(MAP, entries.length), ...entries)
}
const written = (item: Item, target: Target): Uint8Array[] =>
  entriesOf(item).map(({ key, value }) => target.body.subarray(key.start, value.end))

const optional =
  /^(event|guardian|consent\.words|fields\.[^.]+|fields\.availability\.(utcOffsetMinutes|morning|afternoon|evening)|fields\.(about|contact)\.[^.]+)$/
const isRequiredKey = ({ isKey, path }: Item): boolean => isKey && !optional.test(path)

// The form of CBOR: one encoding of each value, of the kinds that travel.
/** Against the form of CBOR. */
export const againstForm: Readonly<Record<string, Spoil>> = {
  'a longer head': replacing(
    () => true,
    (item, chance, target) => {
      const wider = [1, 2, 4, 8].filter((width) => item.major === 7 || width > widthOf(item.argument))
      if (wider.length === 0) return undefined
      return concatBytes(headOf(item.major, item.argument, pick(chance, wider)), contentOf(item, target))
    },
  ),
  'no length': replacing(
    () => true,
    (item, _, target) => {
      const head = Uint8Array.of((item.major << 5) | 31)
      const inside = all(BYTES, TEXT)(item) ? bytesOf(item, target) : contentOf(item, target)
      return concatBytes(head, inside, Uint8Array.of(0xff))
    },
  ),
  'a tag': replacing(
    () => true,
    (item, chance, target) => {
      const tag = pick(chance, [chance(24), 24, 32, 255, 55799, 0x10000, 2n ** 32n])
      return concatBytes(headOf(6, tag), bytesOf(item, target))
    },
  ),
  'a kind that does not travel': replacing(
    () => true,
    (_, chance) =>
      pick(
        chance,
        [
          ...[
            'f4',
            'f6',
            'f7',
            'ff',
            'e0',
            'f3',
            'f8ff',
            'f820',
            'f97e00',
            'f93c00',
            'fa47c35000',
            'fb3ff199999999999a',
          ],
          ...['1c', '3d', '5e', '7c', '9d', 'be', 'dc', 'fc', '1f', '3f', 'c24101', 'c3420100', 'c482001864'],
        ].map(hex),
      ),
  ),
  'a key of another kind': replacing(
    ({ isKey }) => isKey,
    (item, chance) => {
      const name = bodyKeys.names[item.argument] ?? ''
      const words = [name, '__proto__', 'constructor', 'toString', '']
      return pick(chance, [
        ...words.map(text),
        headOf(NEGATIVE, item.argument),
        hex('4100'),
        hex('80'),
        hex('a0'),
        hex('f5'),
      ])
    },
  ),
  'not UTF-8': replacing(all(TEXT), (item, chance, target) => {
    const wrong = hex(
      pick(chance, [
        '80',
        'bf',
        'c0af',
        'c080',
        'e080af',
        'eda080',
        'edbfbf',
        'f08080af',
        'f4908080',
        'c3',
        'e28c',
        'ff',
      ]),
    )
    const content = contentOf(item, target)
    return chunk(TEXT, chance(2) === 0 ? concatBytes(wrong, content) : concatBytes(content, wrong))
  }),
}

// Order and number: the items of a body are as many as its heads say, and its keys rise.
/** Against the order and number of items. */
export const againstOrder: Readonly<Record<string, Spoil>> = {
  'entries swapped': replacing(all(MAP), (item, chance, target) => {
    const entries = written(item, target)
    const from = chance(entries.length)
    const to = chance(entries.length)
    const [one, other] = [entries[from], entries[to]]
    if (one === undefined || other === undefined || from === to) return undefined
    return mapOf(entries.with(from, other).with(to, one))
  }),
  'a key twice': replacing(all(MAP), (item, chance, target) => {
    const entries = written(item, target)
    const one = entries[chance(entries.length)]
    return one && mapOf(entries.toSpliced(chance(entries.length + 1), 0, one))
  }),
  'a key that is not of this map': replacing(all(MAP), (item, chance, target) => {
    const here = entriesOf(item).map(({ key }) => key.argument)
    // Each of these three is required in the one kind of map that knows it.
    const known = ['hash', 'times', 'value'].map((name) => bodyKeys.names.indexOf(name))
    const unknown = [bodyKeys.names.length, 255, 65536, 2 ** 53 - 1]
    const key = pick(
      chance,
      [...known, ...unknown].filter((one) => !here.includes(one)),
    )
    const value = pick(chance, [hex('f5'), text('x'), headOf(UNSIGNED, 600), chunk(BYTES, someBytes(chance, 32))])
    const entry = concatBytes(headOf(UNSIGNED, key), value)
    return mapOf(written(item, target).toSpliced(here.filter((one) => one < key).length, 0, entry))
  }),
  'a required entry gone': replacing(all(MAP), (item, chance, target) => {
    const places = entriesOf(item).flatMap(({ key }, at) => (isRequiredKey(key) ? [at] : []))
    return places.length === 0 ? undefined : mapOf(written(item, target).toSpliced(pick(chance, places), 1))
  }),
  'a required key renamed': replacing(isRequiredKey, (item, chance) => {
    const other = chance(bodyKeys.names.length + 4)
    return other === item.argument ? undefined : headOf(UNSIGNED, other)
  }),
  'another count': replacing(all(ARRAY, MAP), (item, chance, target) => {
    const claims = [
      item.argument + 1,
      item.argument + 1 + chance(9),
      24,
      255,
      65536,
      2 ** 32 - 1,
      2n ** 53n - 1n,
      2n ** 64n - 1n,
    ]
    const claim = pick(chance, item.argument > 0 ? [...claims, item.argument - 1, chance(item.argument)] : claims)
    return claim === item.argument ? undefined : concatBytes(headOf(item.major, claim), contentOf(item, target))
  }),
  'a length beyond the end': replacing(all(BYTES, TEXT), (item, chance, target) => {
    const left = target.bucket - item.start + chance(500)
    const claim = pick(chance, [left, 65535, 2 ** 32 - 1, 2n ** 53n - 1n, 2n ** 63n, 2n ** 64n - 1n])
    return concatBytes(headOf(item.major, claim), contentOf(item, target))
  }),
  'values swapped': replacing(all(MAP), (item, chance, target) => {
    const entries = entriesOf(item)
    const [one, other] = [pick(chance, entries), pick(chance, entries)]
    // A number and a number may both be good in each other's place; of two kinds neither is.
    if (one === undefined || other === undefined || one.value.major === other.value.major) return undefined
    const swapped = (value: Item) => (value === one.value ? other.value : value === other.value ? one.value : value)
    return mapOf(entries.map(({ key, value }) => concatBytes(bytesOf(key, target), bytesOf(swapped(value), target))))
  }),
}
