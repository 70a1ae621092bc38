// The one way into the frame and out of it. The page around the frame (element.js) reads and writes the same two tables;
// test/unit/widget/port.test.ts holds both files to them.
//
// Into the frame, once: one message with one port; through that port one message, an array of four, or of five with a card.
//
//   place  what                    bounds
//       0  what the host offers    a whole number: 1 it keeps tickets, 2 files and printing are allowed; their sum
//       1  the catalogue           an ArrayBuffer of at most 16,777,216 bytes
//       2  records of the board    an ArrayBuffer, whole records of 2,144 bytes, at most 16,777,216 bytes; empty without a board
//       3  the tickets kept        an ArrayBuffer as in a frame of kind 2, at most 16,378 bytes; empty where there are none
//       4  the card in the link    a text of at most 4,096 characters, as it stands in the address from its # on
//
// Out of the frame: ArrayBuffers of exactly 16,384 bytes, whatever is in them.
//
//   offset  bytes  what
//        0      2  magic 0x65 0x77 ("ew")
//        2      1  version, 1
//        3      1  kind, 1: a sealed token, 2: sealed tickets, 3: closed
//        4      2  length of the body, big-endian
//        6   body  1: a record of a board, 2,144 bytes; 2: one to three of "length 2, sealed ticket"; 3: nothing
//     rest         zeros

/** Every message out of the frame has this length. */
export const FRAME_BYTES = 16_384
const HEADER_BYTES = 6
/** The longest body. */
export const MAX_BODY_BYTES = FRAME_BYTES - HEADER_BYTES
/** The most bytes the host may hand over as a catalogue, and as records. */
export const MAX_INWARD_BYTES = 16_777_216
/** A record of a classical board. */
export const RECORD_BYTES = 2144
const MAX_TICKETS = 3
/** The longest fragment that is looked at. */
export const MAX_CARD_LENGTH = 4096

/** What a frame may be. */
export const kinds = { token: 1, ticket: 2, closed: 3 } as const

/** What a frame may be. */
export type FrameKind = keyof typeof kinds

/** What the host handed over. */
export type Inward = {
  readonly keeps: boolean
  readonly files: boolean
  readonly catalogue: Uint8Array
  readonly records: readonly Uint8Array[]
  readonly tickets: readonly Uint8Array[]
  /** Untrusted, and not looked at yet; undefined where the link had none. */
  readonly card: string | undefined
}

/** Writes a message for the host. */
export function writeFrame(kind: FrameKind, body: Uint8Array = new Uint8Array(0)): ArrayBuffer {
  if (body.length > MAX_BODY_BYTES) throw new RangeError('body: longer than a frame')
  const frame = new Uint8Array(FRAME_BYTES)
  frame.set([0x65, 0x77, 1, kinds[kind], body.length >> 8, body.length & 0xff])
  frame.set(body, HEADER_BYTES)
  return frame.buffer
}

/** Puts sealed tickets one behind the other: the body of a frame, and the content of the file a person saves. */
export function joinTickets(sealed: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(sealed.reduce((sum, one) => sum + 2 + one.length, 0))
  let at = 0
  for (const one of sealed) {
    joined.set([one.length >> 8, one.length & 0xff], at)
    joined.set(one, at + 2)
    at += 2 + one.length
  }
  return joined
}

/** Takes apart what `joinTickets` wrote; undefined when it is anything else. */
export function splitTickets(joined: Uint8Array): readonly Uint8Array[] | undefined {
  if (joined.length > MAX_BODY_BYTES) return undefined
  const sealed: Uint8Array[] = []
  let at = 0
  while (at < joined.length) {
    const length = ((joined[at] ?? 0) << 8) | (joined[at + 1] ?? 0)
    const end = at + 2 + length
    if (length === 0 || end > joined.length || sealed.length === MAX_TICKETS) return undefined
    sealed.push(joined.slice(at + 2, end))
    at = end
  }
  return sealed
}

/** Reads what the host sent through the port; undefined when anything about it is out of the table. */
export function readInward(data: unknown): Inward | undefined {
  if (!Array.isArray(data) || data.length < 4 || data.length > 5) return undefined
  // An array has elements of any kind: each is looked at before it is used.
  const [offers, catalogue, records, tickets, card] = data as readonly unknown[]
  if (offers !== 0 && offers !== 1 && offers !== 2 && offers !== 3) return undefined
  if (!isBuffer(catalogue, MAX_INWARD_BYTES) || !isBuffer(records, MAX_INWARD_BYTES)) return undefined
  if (!isBuffer(tickets, MAX_BODY_BYTES) || records.byteLength % RECORD_BYTES !== 0) return undefined
  if (card !== undefined && (typeof card !== 'string' || card.length > MAX_CARD_LENGTH)) return undefined
  const kept = splitTickets(new Uint8Array(tickets))
  if (kept === undefined) return undefined
  const all = new Uint8Array(records)
  return {
    keeps: (offers & 1) === 1,
    files: (offers & 2) === 2,
    catalogue: new Uint8Array(catalogue),
    records: Array.from({ length: all.length / RECORD_BYTES }, (_, at) =>
      all.subarray(at * RECORD_BYTES, (at + 1) * RECORD_BYTES),
    ),
    tickets: kept,
    card,
  }
}

function isBuffer(value: unknown, limit: number): value is ArrayBuffer {
  return value instanceof ArrayBuffer && value.byteLength <= limit
}

/** What the host posts to the window of the frame, with the port. */
export const GREETING = 'entrenous-intake-1'

/**
 * Waits for the one port from the page around the frame, which `joined` is given, and for the one message through it.
 *
 * A second port, a port from anybody else and a second message change nothing: nobody listens any more.
 */
export function awaitPort(
  own: Window,
  joined: (port: MessagePort) => void,
  received: (inward: Inward | undefined) => void,
): void {
  const greeted = (event: MessageEvent) => {
    const [port] = event.ports
    if (event.source !== own.parent || event.data !== GREETING || event.ports.length !== 1 || port === undefined) return
    own.removeEventListener('message', greeted)
    port.onmessage = ({ data }) => {
      port.onmessage = null
      received(readInward(data))
    }
    joined(port)
  }
  own.addEventListener('message', greeted)
}
