/** One message to a STUN or TURN server. */
export type StunMessage = {
  /** 1: asks which address it has. 3: asks for a relay. */
  readonly type: number
  readonly transaction: Uint8Array
  /** In the order in which they stand. */
  readonly attributes: readonly { readonly type: number; readonly bytes: Uint8Array }[]
  /** How many bytes the message has. */
  readonly length: number
}

const headerLength = 20
const cookie = 0x2112a442
const allocate = 3
const errorResponse = 0x0110

/** Attributes whose text an application chooses; other ones are named by their number. */
const attributeNames: Readonly<Record<number, string>> = {
  6: 'user name',
  20: 'realm',
  21: 'nonce',
  30: 'user hash',
  32802: 'software',
}

/**
 * Reads a STUN message.
 *
 * @param bytes - a datagram, or the beginning of a stream.
 * @returns the message, or undefined where it is none, or not yet whole.
 * Privacy: a user name may hold an answer; it is handed to the caller alone.
 * Cost: O(length). Never throws.
 */
export function readStun(bytes: Uint8Array): StunMessage | undefined {
  if (!looksLikeStun(bytes)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = headerLength + view.getUint16(2)
  if (end > bytes.length) return undefined
  const attributes: { readonly type: number; readonly bytes: Uint8Array }[] = []
  for (let at = headerLength; at + 4 <= end; ) {
    const length = view.getUint16(at + 2)
    if (at + 4 + length > end) return undefined
    attributes.push({ type: view.getUint16(at), bytes: bytes.slice(at + 4, at + 4 + length) })
    at += 4 + Math.ceil(length / 4) * 4
  }
  return { type: view.getUint16(0), transaction: bytes.slice(8, headerLength), attributes, length: end }
}

/**
 * Whether bytes begin as a STUN message does.
 *
 * @param bytes - a datagram, or the beginning of a stream.
 * @returns true where the first two bits and the fixed number are right.
 * Privacy: keeps nothing.
 * Cost: O(1).
 */
export function looksLikeStun(bytes: Uint8Array): boolean {
  if (bytes.length < headerLength) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return view.getUint16(0) < 0x4000 && view.getUint32(4) === cookie
}

/**
 * The name of an attribute, as a part of a departure is called.
 *
 * @param type - the attribute's number.
 * @returns `user name`, or `attribute 9`.
 * Privacy: no value.
 * Cost: O(1).
 */
export function attributeName(type: number): string {
  return attributeNames[type] ?? `attribute ${type}`
}

/**
 * What a TURN server says to the first request: who are you? Only then does a client send its user name.
 *
 * @param message - a request.
 * @returns the challenge (401 with a realm and a nonce), or undefined where the message asks for no relay.
 * Privacy: says nothing of the request but its number.
 * Cost: O(1).
 */
export function challengeTo(message: StunMessage): Uint8Array | undefined {
  if (message.type !== allocate) return undefined
  const attributes = Buffer.concat([
    attribute(0x0009, Buffer.from([0, 0, 4, 1, ...Buffer.from('Unauthorized')])),
    attribute(0x0014, Buffer.from('audit.test')),
    attribute(0x0015, Buffer.from('0123456789abcdef')),
  ])
  const header = Buffer.alloc(headerLength)
  header.writeUInt16BE(allocate | errorResponse, 0)
  header.writeUInt16BE(attributes.length, 2)
  header.writeUInt32BE(cookie, 4)
  header.set(message.transaction.subarray(0, 12), 8)
  return Buffer.concat([header, attributes])
}

function attribute(type: number, bytes: Uint8Array): Uint8Array {
  const padded = Buffer.alloc(4 + Math.ceil(bytes.length / 4) * 4)
  padded.writeUInt16BE(type, 0)
  padded.writeUInt16BE(bytes.length, 2)
  padded.set(bytes, 4)
  return padded
}
