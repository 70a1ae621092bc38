import { describe, expect, test } from 'vitest'
import { decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { fromWire, toWire, wireKeys } from '../../../src/kernel/wire.js'

const keys = wireKeys(['name', 'fees', 'amount', 'constructor', 'open'])

describe('the dictionary', () => {
  test('a name is its position', () => {
    expect(keys.keys.get('fees')).toBe(1)
    expect(keys.names[4]).toBe('open')
    expect(Object.isFrozen(keys) && Object.isFrozen(keys.names)).toBe(true)
  })

  test('a name given twice, an empty one and __proto__ are faults', () => {
    for (const names of [['a', 'b', 'a'], [''], ['__proto__']]) expect(() => wireKeys(names)).toThrow(TypeError)
  })

  test('the dictionary does not change with the list it was made from', () => {
    const names = ['a']
    const made = wireKeys(names)
    names[0] = 'b'
    expect(made.names).toEqual(['a'])
  })
})

describe('going out', () => {
  test('objects become maps sorted by key, at every depth', () => {
    const value = { open: true, fees: [{ amount: 5, name: 'x' }], name: Uint8Array.of(1) }
    const wire = toWire(value, keys)
    expect(wire).toEqual(
      new Map<number, unknown>([
        [0, Uint8Array.of(1)],
        [
          1,
          [
            new Map<number, unknown>([
              [0, 'x'],
              [2, 5],
            ]),
          ],
        ],
        [4, true],
      ]),
    )
    expect(wire instanceof Map && [...wire.keys()]).toEqual([0, 1, 4])
  })

  test('undefined members are left out, but not undefined elements', () => {
    expect(toWire({ name: undefined, open: false }, keys)).toEqual(new Map([[4, false]]))
    expect(() => toWire([undefined], keys)).toThrow(TypeError)
    expect(() => toWire(undefined, keys)).toThrow(TypeError)
  })

  test('the -0 that rounding makes travels as 0', () => {
    const wire = toWire([Math.round(-0.2)], keys)
    expect(wire).toStrictEqual([0])
    expect(() => encodeCbor(wire)).not.toThrow()
  })

  test('an unknown name is a fault even without a value, and is not repeated', () => {
    for (const value of [
      { secret: 1 },
      { secret: undefined },
      { name: { secret: 1 } },
      JSON.parse('{"__proto__":1}'),
    ]) {
      expect(() => toWire(value, keys)).toThrow(new TypeError('value: a member name is not in the dictionary'))
    }
    expect(() => toWire({ toString: 1 }, keys)).toThrow(TypeError)
  })

  test('anything that is no plain data is a fault', () => {
    const foreign = [null, 0.5, 2 ** 53, 1n, new Date(0), new Map(), new Set(), () => 1, Symbol('x'), /x/]
    for (const value of foreign) expect(() => toWire({ name: value }, keys)).toThrow(TypeError)
    expect(() => toWire(Object.create({ name: 1 }), keys)).toThrow(TypeError)
  })

  test('a value that holds itself is a fault, not a hang', () => {
    const circle: Record<string, unknown> = {}
    circle['name'] = circle
    expect(() => toWire(circle, keys)).toThrow(TypeError)
  })
})

describe('coming back', () => {
  test('what went out comes back equal, through the bytes', () => {
    const value = { constructor: 'kept', fees: [{ amount: -5 }, [], {}], name: Uint8Array.of(1, 2), open: false }
    const decoded = decodeCbor(encodeCbor(toWire(value, keys)))
    expect(decoded !== undefined && fromWire(decoded, keys)).toEqual(value)
  })

  test('an object without a prototype goes out as well', () => {
    const bare: Record<string, unknown> = Object.create(null)
    bare['name'] = 'x'
    expect(fromWire(toWire(bare, keys), keys)).toEqual({ name: 'x' })
  })

  test('an integer outside the dictionary refuses the whole', () => {
    for (const value of [new Map([[5, 1]]), [new Map([[99, 1]])], new Map([[0, new Map([[7, 1]])]])]) {
      expect(fromWire(value, keys)).toBe(undefined)
    }
  })

  test('no input can set a prototype', () => {
    const read = fromWire(new Map([[3, new Map([[0, 'x']])]]), keys)
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    expect(Object.hasOwn(Object(read), 'constructor')).toBe(true)
  })
})
