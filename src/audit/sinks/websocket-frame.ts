import { createHash } from 'node:crypto'

/** One frame that a client sent, unmasked. */
export type WebSocketFrame = {
  /** 0 goes on with the last, 1 text, 2 bytes, 8 closes, 9 and 10 ask and answer whether the other is there. */
  readonly opcode: number
  readonly bytes: Uint8Array
  /** How many bytes the frame took in the stream. */
  readonly length: number
}

/** A frame longer than this is read no further. */
export const longestFrame = 16 * 1024 * 1024

/**
 * Reads one frame of a WebSocket.
 *
 * @param bytes - the stream, from the beginning of a frame.
 * @returns the frame; `incomplete` where more bytes are needed; `broken` where it is too long to be kept.
 * Privacy: the contents are handed to the caller alone.
 * Cost: O(length). Never throws.
 */
export function readFrame(bytes: Uint8Array): WebSocketFrame | 'incomplete' | 'broken' {
  const first = bytes[0]
  const second = bytes[1]
  if (first === undefined || second === undefined) return 'incomplete'
  const short = second & 0x7f
  const header = short === 126 ? 4 : short === 127 ? 10 : 2
  const isMasked = (second & 0x80) !== 0
  const start = header + (isMasked ? 4 : 0)
  if (bytes.length < start) return 'incomplete'
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const length = short === 126 ? view.getUint16(2) : short === 127 ? Number(view.getBigUint64(2)) : short
  if (length > longestFrame) return 'broken'
  if (bytes.length < start + length) return 'incomplete'
  const mask = bytes.subarray(header, start)
  const masked = bytes.subarray(start, start + length)
  const plain = isMasked ? masked.map((byte, index) => byte ^ (mask[index % 4] ?? 0)) : masked.slice()
  return { opcode: first & 0x0f, bytes: plain, length: start + length }
}

/**
 * What a server says to take up a WebSocket.
 *
 * @param key - the client's key.
 * @param protocols - the sub-protocols the client offers; the first is taken.
 * @returns the head of the answer.
 * Privacy: repeats the first sub-protocol, to the client that sent it.
 * Cost: O(length).
 */
export function upgradeAnswer(key: string, protocols: string | undefined): string {
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  const first = protocols?.split(',')[0]?.trim()
  const protocol = first === undefined || first === '' ? '' : `Sec-WebSocket-Protocol: ${first}\r\n`
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${protocol}\r\n`
}
