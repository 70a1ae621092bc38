import { describe, expect, it } from 'vitest'
import {
  awaitPort,
  FRAME_BYTES,
  GREETING,
  type Inward,
  joinTickets,
  kinds,
  MAX_BODY_BYTES,
  MAX_CARD_LENGTH,
  MAX_INWARD_BYTES,
  RECORD_BYTES,
  readInward,
  splitTickets,
  writeFrame,
} from '../../../examples/widget/port.js'
import { recordLengthOf } from '../../../src/board/record.js'
import { MAX_SEALED_TICKET_LENGTH } from '../../../src/token/ticket-file.js'

// The element runs in a browser; what it reads frames with is plain, and is held here against what the frame writes.
Object.assign(globalThis, { HTMLElement: class {}, customElements: { get: () => true } })
const { addressOf, readFrame } = await import('../../../examples/widget/element.js')

const record = new Uint8Array(RECORD_BYTES).fill(7)
const buffer = (length: number) => new ArrayBuffer(length)
const good = () => [3, buffer(10), buffer(RECORD_BYTES * 2), joinTickets([record]).buffer]

describe('a frame', () => {
  it('has one length, whatever is in it', () => {
    const all = [writeFrame('token', record), writeFrame('ticket', joinTickets([record, record])), writeFrame('closed')]
    expect(all.map(({ byteLength }) => byteLength)).toEqual([FRAME_BYTES, FRAME_BYTES, FRAME_BYTES])
  })
  it('is read by the page around it as it was written', () => {
    expect(readFrame(writeFrame('token', record))).toEqual({ kind: 'token', body: record })
    const tickets = joinTickets([record.subarray(0, 1084)])
    expect(readFrame(writeFrame('ticket', tickets))).toEqual({ kind: 'ticket', body: tickets })
    expect(readFrame(writeFrame('closed'))).toEqual({ kind: 'closed', body: new Uint8Array(0) })
  })
  it('holds as much as its table says, and not a byte more', () => {
    expect(readFrame(writeFrame('ticket', new Uint8Array(MAX_BODY_BYTES).fill(1)))?.body).toHaveLength(MAX_BODY_BYTES)
    expect(() => writeFrame('ticket', new Uint8Array(MAX_BODY_BYTES + 1))).toThrow(RangeError)
  })
  it.each([
    ['no buffer', () => 'token'],
    ['a view', () => new Uint8Array(FRAME_BYTES)],
    ['a byte too few', () => buffer(FRAME_BYTES - 1)],
    ['a byte too many', () => buffer(FRAME_BYTES + 1)],
    ['zeros', () => buffer(FRAME_BYTES)],
    ['another magic', () => changed(0, 1)],
    ['another version', () => changed(2, 2)],
    ['a kind there is not', () => changed(3, 4)],
    ['a token of another length', () => changed(5, 0x61)],
    ['something behind the body', () => changed(FRAME_BYTES - 1, 1)],
    ['a body longer than the frame', () => changed(4, 0xff)],
    ['closed, with something to say', () => writeFrame('closed', new Uint8Array([0]))],
  ])('is nothing to the page around it when it is %s', (_, make) => {
    expect(readFrame(make())).toBeUndefined()
  })
  it('has the kinds of the table in both files', () => {
    for (const [kind, number] of Object.entries(kinds)) {
      const frame = new Uint8Array(writeFrame('token', record))
      frame[3] = number
      if (kind === 'token') expect(readFrame(frame.buffer)?.kind).toBe(kind)
    }
    expect(RECORD_BYTES).toBe(recordLengthOf(1))
  })
})

function changed(at: number, value: number): ArrayBuffer {
  const frame = new Uint8Array(writeFrame('token', record))
  frame[at] = value
  return frame.buffer
}

describe('tickets', () => {
  it('come out as they went in, up to three', () => {
    const three = [record, record.subarray(0, 1), record.subarray(0, 1084)]
    expect(splitTickets(joinTickets(three))).toEqual(three)
    expect(splitTickets(new Uint8Array(0))).toEqual([])
    expect(splitTickets(joinTickets([...three, record]))).toBeUndefined()
  })
  it.each([[[0]], [[0, 0]], [[0, 2, 1]], [[255, 255, 1]], [[0, 1, 1, 0]]])(
    'are none when they are cut: %j',
    (bytes) => {
      expect(splitTickets(Uint8Array.from(bytes))).toBeUndefined()
    },
  )
  it('of the usual size fit a frame three times', () => {
    expect(joinTickets([1, 2, 3].map(() => new Uint8Array(1084 + 2 * 1024))).length).toBeLessThanOrEqual(MAX_BODY_BYTES)
    expect(MAX_SEALED_TICKET_LENGTH).toBeGreaterThan(MAX_BODY_BYTES)
  })
})

describe('what the host hands over', () => {
  it('is read whole', () => {
    const read = readInward(good())
    expect(read).toMatchObject({ keeps: true, files: true })
    expect([read?.catalogue.length, read?.records.length, read?.tickets.length]).toEqual([10, 2, 1])
    expect(readInward([0, buffer(0), buffer(0), buffer(0)])).toMatchObject({ keeps: false, files: false, records: [] })
    expect(read?.card).toBeUndefined()
    expect(readInward([...good(), '#card=gA'])?.card).toBe('#card=gA')
  })
  it.each([
    ['no array', () => ({})],
    ['nothing', () => undefined],
    ['too short', () => good().slice(1)],
    ['too long', () => [...good(), '#card=gA', '']],
    ['a card that is no text', () => [...good(), 1]],
    ['a card as bytes', () => [...good(), buffer(9)]],
    ['a card too long', () => [...good(), 'A'.repeat(MAX_CARD_LENGTH + 1)]],
    ['an offer there is not', () => [4, ...good().slice(1)]],
    ['an offer as text', () => ['3', ...good().slice(1)]],
    ['a catalogue as a view', () => [3, new Uint8Array(3), buffer(0), buffer(0)]],
    ['a catalogue too large', () => [3, buffer(MAX_INWARD_BYTES + 1), buffer(0), buffer(0)]],
    ['records cut short', () => [3, buffer(1), buffer(RECORD_BYTES - 1), buffer(0)]],
    ['records too large', () => [3, buffer(1), buffer(RECORD_BYTES * 7826), buffer(0)]],
    ['tickets too large', () => [3, buffer(1), buffer(0), buffer(MAX_BODY_BYTES + 1)]],
    ['tickets cut short', () => [3, buffer(1), buffer(0), buffer(1)]],
  ])('is refused as a whole when it is %s', (_, make) => {
    expect(readInward(make())).toBeUndefined()
  })
  it('may be just as large as the table says', () => {
    expect(readInward([3, buffer(MAX_INWARD_BYTES), buffer(RECORD_BYTES * 7825), buffer(0)])?.records).toHaveLength(
      7825,
    )
    const longest = 'A'.repeat(MAX_CARD_LENGTH)
    expect(readInward([...good(), longest])?.card).toBe(longest)
  })
})

/** A window that hears what the test says to it. */
function ears() {
  const heard = new Set<(event: MessageEvent) => void>()
  const parent = {}
  const own = {
    parent,
    addEventListener: (_: string, listener: (event: MessageEvent) => void) => heard.add(listener),
    removeEventListener: (_: string, listener: (event: MessageEvent) => void) => heard.delete(listener),
  }
  const say = (event: object) => {
    for (const listener of [...heard]) listener(event as MessageEvent)
  }
  // Of a window it is these three that are used.
  return { own: own as unknown as Window, parent, say }
}

describe('the port', () => {
  const received: (Inward | undefined)[] = []
  const joined: unknown[] = []
  const start = () => {
    received.length = 0
    joined.length = 0
    const { own, parent, say } = ears()
    awaitPort(
      own,
      (port) => joined.push(port),
      (inward) => received.push(inward),
    )
    const port = { onmessage: undefined as ((event: { data: unknown }) => void) | undefined | null }
    const greet = (parts: object = {}) => say({ source: parent, data: GREETING, ports: [port], ...parts })
    return { greet, port, say }
  }

  it('is taken once, from the page around, with the greeting', () => {
    const { greet, port } = start()
    greet({ source: {} })
    greet({ data: 'hello' })
    greet({ ports: [] })
    greet({ ports: [port, port] })
    expect(port.onmessage).toBeUndefined()
    greet()
    expect(port.onmessage).toBeTypeOf('function')
    const second = { onmessage: undefined }
    greet({ ports: [second] })
    expect(second.onmessage).toBeUndefined()
    // Known before anything comes through it: whoever left already can still be said to have left.
    expect(joined).toEqual([port])
    expect(received).toEqual([])
  })
  it('gives one message, good or bad, and no second one', () => {
    const { greet, port } = start()
    greet()
    const deliver = port.onmessage
    deliver?.({ data: 'catalogue' })
    expect(port.onmessage).toBeNull()
    expect(received).toEqual([undefined])
  })
})

describe('the address of the widget', () => {
  it.each([
    ['es-MX', 'es'],
    ['fr', 'fr'],
    ['de', 'en'],
    ['', 'en'],
  ])('follows the page: %s', (wanted, language) => {
    expect(addressOf('https://intake.example/intake.{lang}.html', 'en es fr', wanted)).toBe(
      `https://intake.example/intake.${language}.html`,
    )
  })
})
