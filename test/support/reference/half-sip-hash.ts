/**
 * HalfSipHash-2-4 with 64 bits of output over a message of any length, as the paper's reference code reads: words are
 * little-endian, the last one holds what is left of the message and, in its top byte, the length.
 *
 * @see Aumasson and Bernstein, SipHash: a fast short-input PRF; github.com/veorq/SipHash
 */
export function halfSipHash64(key: Uint8Array, message: Uint8Array): Uint8Array {
  const padded = new Uint8Array(Math.floor(message.length / 4) * 4 + 4)
  padded.set(message)
  padded[padded.length - 1] = message.length
  const [k0 = 0, k1 = 0] = wordsOf(key)
  let v: State = [k0, k1 ^ 0xee, 0x6c796765 ^ k0, 0x74656462 ^ k1]
  for (const word of wordsOf(padded)) {
    v = rounds(2, [v[0], v[1], v[2], v[3] ^ word])
    v = [v[0] ^ word, v[1], v[2], v[3]]
  }
  const one = rounds(4, [v[0], v[1], v[2] ^ 0xee, v[3]])
  const other = rounds(4, [one[0], one[1] ^ 0xdd, one[2], one[3]])
  const output = new DataView(new ArrayBuffer(8))
  output.setInt32(0, one[1] ^ one[3], true)
  output.setInt32(4, other[1] ^ other[3], true)
  return new Uint8Array(output.buffer)
}

type State = readonly [number, number, number, number]

function wordsOf(bytes: Uint8Array): readonly number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / 4 }, (_, index) => view.getInt32(index * 4, true))
}

function rounds(count: number, state: State): State {
  let [a, b, c, d] = state
  for (let round = 0; round < count; round++) {
    a += b
    b = left(b, 5) ^ a
    a = left(a, 16)
    c += d
    d = left(d, 8) ^ c
    a += d
    d = left(d, 7) ^ a
    c += b
    b = left(b, 13) ^ c
    c = left(c, 16)
  }
  return [a | 0, b | 0, c | 0, d | 0]
}

function left(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}
