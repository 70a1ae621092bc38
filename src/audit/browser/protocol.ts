import { StringDecoder } from 'node:string_decoder'
import { type Fields, fieldsOf, numberOf, textOf } from './values.js'

/** What the browser tells without being asked. */
export type ProtocolEvent = {
  /** The target's session; absent for the browser itself. */
  readonly session: string | undefined
  readonly method: string
  readonly params: Fields
}

/** The debugging protocol of one browser. */
export type Protocol = {
  /**
   * Asks one target for something. Rejects with an Error when the browser refuses, when it is gone, and when the deadline
   * passes.
   */
  readonly call: (session: string | undefined, method: string, params?: Fields, deadline?: number) => Promise<Fields>
  /** Hears every event until the browser ends. */
  readonly listen: (listener: (event: ProtocolEvent) => void) => void
  /** Resolves when the browser has closed its end, and never rejects. */
  readonly ended: Promise<void>
}

/** The two ends of the browser's pipe. */
export type ProtocolPipe = {
  readonly input: { readonly write: (text: string) => unknown; on(name: 'error', then: () => void): unknown }
  readonly output: {
    on(name: 'data', then: (chunk: Buffer) => void): unknown
    on(name: 'close' | 'error' | 'end', then: () => void): unknown
  }
}

/** A message longer than this is dropped: no page makes the audit run out of memory. */
export const longestMessage = 256 * 1024 * 1024

/** Milliseconds that a call may take where it is not said otherwise. */
export const usualDeadline = 10_000

type Waiting = {
  readonly resolve: (value: Fields) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
}

/**
 * Takes a pipe apart into messages, which end in a zero byte.
 *
 * @param onMessage - called with each whole message.
 * @returns what takes the chunks, in any cut, also amid a character.
 * Privacy: keeps only the message that is not yet whole.
 * Cost: O(bytes).
 */
export function messageReader(onMessage: (text: string) => void): (chunk: Buffer) => void {
  const decoder = new StringDecoder('utf8')
  let pieces: string[] = []
  let length = 0
  const take = (text: string) => {
    length += text.length
    if (length <= longestMessage) pieces.push(text)
    else pieces = []
  }
  return (chunk) => {
    const [first = '', ...others] = decoder.write(chunk).split('\0')
    take(first)
    for (const next of others) {
      if (length <= longestMessage) onMessage(pieces.join(''))
      pieces = []
      length = 0
      take(next)
    }
  }
}

/**
 * Speaks the debugging protocol over a pipe.
 *
 * @param pipe - the browser's file descriptors 3 (we write) and 4 (we read).
 * @returns the protocol, at once; the browser may still be starting.
 * Privacy: what pages do passes through and is kept nowhere here.
 * Cost: one timer per open call.
 */
export function connectProtocol(pipe: ProtocolPipe): Protocol {
  const waiting = new Map<number, Waiting>()
  const listeners: ((event: ProtocolEvent) => void)[] = []
  let last = 0
  let isOver = false
  let end: () => void = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const finish = () => {
    isOver = true
    for (const { reject, timer } of waiting.values()) {
      clearTimeout(timer)
      reject(new Error('the browser is gone'))
    }
    waiting.clear()
    end()
  }
  const answer = (message: Fields) => {
    const id = numberOf(message['id']) ?? 0
    const one = waiting.get(id)
    if (one === undefined) return
    waiting.delete(id)
    clearTimeout(one.timer)
    const refusal = message['error']
    if (refusal === undefined) one.resolve(fieldsOf(message['result']))
    else one.reject(new Error(`the browser refused: ${textOf(fieldsOf(refusal)['message']) ?? 'no reason given'}`))
  }
  const read = messageReader((text) => {
    const message = parsed(text)
    if (message['id'] !== undefined) return answer(message)
    const event = {
      session: textOf(message['sessionId']),
      method: textOf(message['method']) ?? '',
      params: fieldsOf(message['params']),
    }
    for (const listener of listeners) listener(event)
  })
  pipe.output.on('data', read)
  for (const name of ['close', 'error', 'end'] as const) pipe.output.on(name, finish)
  pipe.input.on('error', finish)
  return {
    ended,
    listen: (listener) => void listeners.push(listener),
    call: (session, method, params = {}, deadline = usualDeadline) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new Error('the browser is gone'))
        last += 1
        const id = last
        const late = () => {
          waiting.delete(id)
          reject(new Error(`no answer to ${method} within ${deadline} ms`))
        }
        waiting.set(id, { resolve, reject, timer: setTimeout(late, deadline) })
        const message = session === undefined ? { id, method, params } : { id, method, params, sessionId: session }
        pipe.input.write(`${JSON.stringify(message)}\0`)
      }),
  }
}

function parsed(text: string): Fields {
  try {
    return fieldsOf(JSON.parse(text))
  } catch {
    return {}
  }
}
