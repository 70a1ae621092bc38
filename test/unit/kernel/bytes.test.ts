import { describe, expect, test } from 'vitest'
import {
  compareBytes,
  concatBytes,
  copyBytes,
  createReader,
  createWriter,
  equalBytes,
  readBytes,
  readUint8,
  readUint16,
  readUint32,
  writeBytes,
  writeUint,
  writtenBytes,
} from '../../../src/kernel/bytes.js'

const view = Uint8Array.of(9, 9, 1, 2, 3, 4, 5, 9).subarray(2, 7)
const buffer = Buffer.from([1, 2, 3, 4, 5])
const forms = [Uint8Array.of(1, 2, 3, 4, 5), view, buffer]

describe('joining and copying', () => {
  test('parts of every form are joined in order', () => {
    const joined = concatBytes(...forms, new Uint8Array(0))
    expect([...joined]).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    expect(concatBytes().length).toBe(0)
  })

  test('a joined or copied Node Buffer is a plain array that shares no memory with it', () => {
    const source = Buffer.from([1, 2, 3])
    const results = [concatBytes(source), copyBytes(source), copyBytes(source, 0, 3)]
    source.fill(0)
    for (const result of results) {
      expect(Buffer.isBuffer(result)).toBe(false)
      expect([...result]).toEqual([1, 2, 3])
    }
  })

  test('a stretch of a view is counted from the view, not from its buffer', () => {
    for (const form of forms) expect([...copyBytes(form, 1, 3)]).toEqual([2, 3])
  })
})

describe('comparing', () => {
  test('equal content is equal in every form', () => {
    for (const a of forms) for (const b of forms) expect(equalBytes(a, b)).toBe(true)
  })

  test('one different bit anywhere, or another length, is unequal', () => {
    for (let index = 0; index < 5; index++) {
      const other = copyBytes(view)
      other[index] = (other[index] ?? 0) ^ 0x80
      expect(equalBytes(view, other)).toBe(false)
    }
    expect(equalBytes(view, view.subarray(0, 4))).toBe(false)
    expect(equalBytes(new Uint8Array(0), new Uint8Array(0))).toBe(true)
  })

  test('order is by byte, unsigned, and the shorter of two with one beginning comes first', () => {
    const sorted = [[], [0], [0, 0], [1], [1, 255], [127], [128], [255]].map((bytes) => Uint8Array.from(bytes))
    for (const [i, a] of sorted.entries()) {
      for (const [j, b] of sorted.entries()) expect(Math.sign(compareBytes(a, b))).toBe(Math.sign(i - j))
    }
  })
})

describe('reading', () => {
  test('numbers are read most significant byte first, in every form', () => {
    for (const form of forms) {
      const reader = createReader(form)
      expect([readUint8(reader), readUint16(reader), reader.offset]).toEqual([1, 0x0203, 3])
      expect(readUint32(createReader(form))).toBe(0x01020304)
    }
    expect(readUint32(createReader(new Uint8Array(4).fill(255)))).toBe(0xffffffff)
  })

  test('a read past the end gives undefined and moves nothing', () => {
    const reader = createReader(view)
    reader.offset = 4
    expect([readUint16(reader), readUint32(reader), readBytes(reader, 2), reader.offset]).toEqual([
      undefined,
      undefined,
      undefined,
      4,
    ])
    expect([readUint8(reader), readUint8(reader), reader.offset]).toEqual([5, undefined, 5])
  })

  test('bytes are read as copies', () => {
    for (const form of [Uint8Array.of(1, 2, 3), Buffer.from([1, 2, 3])]) {
      const read = readBytes(createReader(form), 2)
      form.fill(0)
      expect(read).toEqual(Uint8Array.of(1, 2))
    }
  })

  test('a hostile length allocates and reads nothing', () => {
    for (const length of [-1, 6, 1.5, Number.NaN, 2 ** 32, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY]) {
      const reader = createReader(view)
      expect([readBytes(reader, length), reader.offset]).toEqual([undefined, 0])
    }
  })
})

describe('writing', () => {
  test('what is written is read back, beyond the first room', () => {
    const writer = createWriter(1)
    writeUint(writer, 1, 0xab)
    writeUint(writer, 2, 0xcdef)
    writeUint(writer, 4, 0xfedcba98)
    writeBytes(writer, view)
    writeBytes(writer, buffer)
    expect(Buffer.from(writtenBytes(writer)).toString('hex')).toBe('abcdeffedcba9801020304050102030405')
  })

  test('a writer without room at first still grows', () => {
    const writer = createWriter(0)
    for (let index = 0; index < 1000; index++) writeUint(writer, 1, index & 0xff)
    expect(writtenBytes(writer).length).toBe(1000)
  })

  test('what was handed out does not change when the writer goes on', () => {
    const writer = createWriter()
    writeUint(writer, 1, 1)
    const first = writtenBytes(writer)
    writer.bytes.fill(7)
    expect([...first]).toEqual([1])
  })

  test('a number that does not fit is a fault', () => {
    const writer = createWriter()
    for (const value of [-1, 256, 1.5, Number.NaN]) expect(() => writeUint(writer, 1, value)).toThrow(RangeError)
    for (const value of [-1, 65_536, 0.5]) expect(() => writeUint(writer, 2, value)).toThrow(RangeError)
    for (const value of [-1, 2 ** 32, 0.5]) expect(() => writeUint(writer, 4, value)).toThrow(RangeError)
    expect(writer.length).toBe(0)
  })
})
