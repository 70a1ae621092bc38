import { describe, expect, test } from 'vitest'
import { CBOR_LIMITS, type CborValue, decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { toHex } from '../../../src/kernel/text.js'

const decodeHex = (hex: string) => decodeCbor(Buffer.from(hex, 'hex'))

describe('values that travel', () => {
  // RFC 8949, appendix A, as far as the subset goes.
  const published: readonly (readonly [CborValue, string])[] = [
    [0, '00'],
    [1, '01'],
    [10, '0a'],
    [23, '17'],
    [24, '1818'],
    [25, '1819'],
    [100, '1864'],
    [1000, '1903e8'],
    [1_000_000, '1a000f4240'],
    [1_000_000_000_000, '1b000000e8d4a51000'],
    [-1, '20'],
    [-10, '29'],
    [-100, '3863'],
    [-1000, '3903e7'],
    [false, 'f4'],
    [true, 'f5'],
    [new Uint8Array(0), '40'],
    [Uint8Array.of(1, 2, 3, 4), '4401020304'],
    ['', '60'],
    ['a', '6161'],
    ['IETF', '6449455446'],
    ['"\\', '62225c'],
    ['ü', '62c3bc'],
    ['水', '63e6b0b4'],
    ['𐅑', '64f0908591'],
    [[], '80'],
    [[1, 2, 3], '83010203'],
    [[1, [2, 3], [4, 5]], '8301820203820405'],
    [Array.from({ length: 25 }, (_, index) => index + 1), '98190102030405060708090a0b0c0d0e0f101112131415161718181819'],
    [new Map(), 'a0'],
    [
      new Map([
        [1, 2],
        [3, 4],
      ]),
      'a201020304',
    ],
  ]

  test('the examples of RFC 8949 are written and read as published', () => {
    for (const [value, hex] of published) {
      expect(toHex(encodeCbor(value))).toBe(hex)
      expect(decodeHex(hex)).toEqual(value)
    }
  })

  test('integers use the shortest head up to the ends of the safe range', () => {
    const edges = [23, 24, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, Number.MAX_SAFE_INTEGER]
    const lengths = [1, 2, 2, 3, 3, 5, 5, 9, 9]
    for (const [index, edge] of edges.entries()) {
      expect(encodeCbor(edge).length).toBe(lengths[index])
      expect(decodeCbor(encodeCbor(edge))).toBe(edge)
      expect(decodeCbor(encodeCbor(-edge))).toBe(-edge)
    }
  })

  test('map entries are written in the order of their keys, however they were put in', () => {
    const entries = new Map<number, CborValue>([
      [300, 'c'],
      [0, 'a'],
      [24, 'b'],
    ])
    expect(toHex(encodeCbor(entries))).toBe('a300616118186162' + '19012c6163')
  })

  test('a view and a Node Buffer are written as the bytes they show, and read where they lie', () => {
    const view = Uint8Array.of(9, 1, 2, 9).subarray(1, 3)
    expect(toHex(encodeCbor([view, Buffer.from([3])]))).toBe('8242010241' + '03')
    expect(decodeCbor(Uint8Array.of(0xff, 0x61, 0x61, 0xff).subarray(1, 3))).toBe('a')
  })

  test('bytes that were read do not change with the input', () => {
    const input = Buffer.from('43010203', 'hex')
    const value = decodeCbor(input)
    input.fill(0)
    expect(value).toEqual(Uint8Array.of(1, 2, 3))
  })
})

describe('values that do not travel', () => {
  test('a kind outside the subset is a fault', () => {
    const foreign: unknown[] = [null, undefined, {}, 1n, Symbol('x'), () => 1, new Date(0), new Set(), [1, undefined]]
    const hole = [1, 2]
    delete hole[0]
    for (const value of [...foreign, hole]) {
      // The compiler refuses these; a program without types can still bring them.
      expect(() => encodeCbor(value as CborValue)).toThrow(TypeError)
    }
  })

  test('numbers without one exact encoding are a fault', () => {
    for (const value of [0.5, -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, -(2 ** 53)]) {
      expect(() => encodeCbor(value)).toThrow(RangeError)
      expect(() => encodeCbor([value])).toThrow(RangeError)
    }
    for (const key of [-1, 0.5, 2 ** 53]) expect(() => encodeCbor(new Map([[key, 1]]))).toThrow(RangeError)
    expect(() => encodeCbor('\ud800')).toThrow(RangeError)
  })

  test('a value that holds itself is a fault, not a hang', () => {
    const circle: CborValue[] = []
    circle.push(circle)
    expect(() => encodeCbor(circle)).toThrow(RangeError)
  })
})

describe('refusals', () => {
  const refused = {
    'a longer head than needed': [
      '1800',
      '1817',
      '1900ff',
      '1a0000ffff',
      '1b00000000ffffffff',
      '3817',
      '5800',
      '780161',
      '9800',
      'b800',
    ],
    'an integer outside the safe range': [
      '1b0020000000000000',
      '1bffffffffffffffff',
      '3b001fffffffffffff',
      '3bffffffffffffffff',
    ],
    'a reserved or indefinite head': ['1c', '1d', '1e', '1f', '5f', '5f4100ff', '7f6161ff', '9fff', 'bfff', 'ff'],
    'a float, a tag, null, undefined, another simple value': [
      'f90000',
      'fa00000000',
      'fb0000000000000000',
      'c000',
      'd81800',
      'f6',
      'f7',
      'e0',
      'f3',
      'f820',
      'f814',
    ],
    'a cut-off item': [
      '',
      '18',
      '19ff',
      '1a0102',
      '1b01020304050607',
      '41',
      '6261',
      '81',
      '8201',
      'a1',
      'a101',
      'a20102',
    ],
    'trailing bytes': ['0000', '400000', '8000', 'a000'],
    'map keys out of order, twice, or no unsigned integers': [
      'a201020102',
      'a203040102',
      'a2181801' + '0102',
      'a12001',
      'a1616101',
      'a1410101',
      'a1f401',
      'a1180101',
    ],
    'text that is no UTF-8': ['61ff', '62c080', '63eda080', '62c261', '61c2'],
    'a length beyond the input': [
      '5affffffff00',
      '7affffffff00',
      '9affffffff00',
      'baffffffff00',
      '5b001fffffffffffff',
      '9b001fffffffffffff00',
      'bb001fffffffffffff0000',
    ],
    'a refused item inside': ['81f6', '820100'.replace('00', 'f6'), 'a100f6', '8181811800', 'a101a101f7'],
  }

  test.each(Object.entries(refused))('%s', (_reason, inputs) => {
    for (const hex of inputs) expect([hex, decodeHex(hex)]).toEqual([hex, undefined])
  })

  test('the largest unsafe neighbours are refused and the last safe ones read', () => {
    expect(decodeHex('1b001fffffffffffff')).toBe(Number.MAX_SAFE_INTEGER)
    expect(decodeHex('3b001ffffffffffffe')).toBe(Number.MIN_SAFE_INTEGER)
  })
})

describe('limits', () => {
  test('nesting up to the depth is read and one more refused', () => {
    const nested = (depth: number) => `${'81'.repeat(depth)}00`
    expect(decodeHex(nested(CBOR_LIMITS.maxDepth))).not.toBe(undefined)
    expect(decodeHex(nested(CBOR_LIMITS.maxDepth + 1))).toBe(undefined)
    expect(decodeCbor(Buffer.from(nested(2), 'hex'), { maxDepth: 1 })).toBe(undefined)
    expect(decodeCbor(Buffer.from('00', 'hex'), { maxDepth: 0 })).toBe(0)
  })

  test('no limit lets a deep input exhaust the stack', () => {
    const deep = Buffer.alloc(1_000_000, 0x81)
    expect(decodeCbor(deep, { maxDepth: Number.POSITIVE_INFINITY })).toBe(undefined)
  })

  test('every value and every key counts as an item', () => {
    const bytes = encodeCbor(new Map([[1, [1, 2]]])) // map, key, array, 1, 2
    expect(decodeCbor(bytes, { maxItems: 5 })).not.toBe(undefined)
    expect(decodeCbor(bytes, { maxItems: 4 })).toBe(undefined)
  })

  test('an input longer than the limit is not looked at', () => {
    expect(decodeCbor(encodeCbor('abc'), { maxBytes: 4 })).toBe('abc')
    expect(decodeCbor(encodeCbor('abc'), { maxBytes: 3 })).toBe(undefined)
    expect(decodeCbor(new Uint8Array(CBOR_LIMITS.maxBytes + 1))).toBe(undefined)
  })
})
