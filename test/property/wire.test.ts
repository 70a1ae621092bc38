import { fc, test } from '@fast-check/vitest'
import { expect } from 'vitest'
import { decodeCbor, encodeCbor } from '../../src/kernel/cbor.js'
import { fromWire, toWire, wireKeys } from '../../src/kernel/wire.js'

const names = ['name', 'fees', 'valueOf', 'constructor', 'open', 'hasOwnProperty', 'toString', 'length']
const keys = wireKeys(names)
const leaf = fc.oneof(
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array({ maxLength: 9 }),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { noNullPrototype: true }),
  ),
}))

test.prop([value], { numRuns: 1000 })('every plain value comes back equal, through the bytes', (original) => {
  const decoded = decodeCbor(encodeCbor(toWire(original, keys)))
  expect(decoded !== undefined && fromWire(decoded, keys)).toEqual(original)
})

test.prop([fc.uint8Array({ maxLength: 40 })], { numRuns: 5000 })(
  'whatever bytes are read as an object have one encoding, that object’s',
  (bytes) => {
    const decoded = decodeCbor(bytes)
    const read = decoded === undefined ? undefined : fromWire(decoded, keys)
    if (read !== undefined) expect(encodeCbor(toWire(read, keys))).toEqual(bytes)
  },
)
