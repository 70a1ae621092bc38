/** What a client asks a name server: a name and the kind of record. */
export type Question = {
  readonly id: number
  /** Small letters, without the last dot, bytes beyond ASCII as they came (latin1). */
  readonly name: string
  /** 1: an IPv4 address. 28: an IPv6 address. 65: how to reach an HTTPS server. */
  readonly type: number
  /** The question's own bytes, which an answer repeats. */
  readonly bytes: Uint8Array
}

const headerLength = 12
/** RFC 1035: a name is at most 255 bytes, its labels 63. */
const longestName = 255
const longestLabel = 63

/** Seconds for which an answer may be kept: none, so that every lookup is seen. */
const timeToLive = 0

/**
 * Reads the first question of a DNS message.
 *
 * @param packet - the bytes of one datagram, or of one message of a TCP stream without its length.
 * @returns the question, or undefined for whatever is no plain query.
 * Privacy: the name may hold an answer; it is handed to the caller alone.
 * Cost: O(length). Never throws.
 */
export function readQuestion(packet: Uint8Array): Question | undefined {
  if (packet.length < headerLength + 5) return undefined
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength)
  const isAnswer = (view.getUint16(2) & 0x8000) !== 0
  if (isAnswer || view.getUint16(4) < 1) return undefined
  const labels: string[] = []
  let at = headerLength
  for (;;) {
    const length = packet[at]
    if (length === undefined || length > longestLabel || at - headerLength > longestName) return undefined
    at += 1
    if (length === 0) break
    if (at + length > packet.length) return undefined
    labels.push(Buffer.from(packet.subarray(at, at + length)).toString('latin1'))
    at += length
  }
  if (at + 4 > packet.length) return undefined
  return {
    id: view.getUint16(0),
    name: labels.join('.').toLowerCase(),
    type: view.getUint16(at),
    bytes: packet.slice(headerLength, at + 4),
  }
}

/**
 * Writes the answer to a question.
 *
 * @param question - as it was read.
 * @param address - four bytes for a question of type 1; absent: there is no such record, which is no error.
 * @returns the bytes of one datagram.
 * Privacy: repeats the question and nothing else.
 * Cost: O(length).
 */
export function writeAnswer(question: Question, address?: readonly [number, number, number, number]): Uint8Array {
  const header = Buffer.alloc(headerLength)
  header.writeUInt16BE(question.id, 0)
  // An authoritative answer, recursion asked for and available, no error.
  header.writeUInt16BE(0x8580, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(address === undefined ? 0 : 1, 6)
  if (address === undefined) return Buffer.concat([header, question.bytes])
  const record = Buffer.alloc(16)
  // The name stands at byte 12.
  record.writeUInt16BE(0xc00c, 0)
  record.writeUInt16BE(1, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(timeToLive, 6)
  record.writeUInt16BE(4, 10)
  record.set(address, 12)
  return Buffer.concat([header, question.bytes, record])
}
