import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { messageReader } from '../../../src/audit/browser/protocol.js'
import { lineReader, writeLine } from '../../../src/audit/containment/link.js'
import { readHeaderRules } from '../../../src/audit/sinks/answer.js'
import { longestHead, requestReader, type SentRequest } from '../../../src/audit/sinks/request-stream.js'

function cut(whole: Uint8Array, at: readonly number[]): readonly Uint8Array[] {
  const places = [
    0,
    ...[...new Set(at.map((one) => one % (whole.length + 1)))].sort((one, other) => one - other),
    whole.length,
  ]
  return places.slice(1).map((end, index) => whole.subarray(places[index], end))
}

function readAll(chunks: readonly Uint8Array[]) {
  const requests: SentRequest[] = []
  const frames: Buffer[] = []
  const others: Buffer[] = []
  const reader = requestReader({
    request: (request) => requests.push(request),
    frame: (_opcode, bytes) => frames.push(Buffer.from(bytes)),
    other: (bytes) => others.push(Buffer.from(bytes)),
  })
  for (const chunk of chunks) reader.take(chunk)
  reader.end()
  return { requests, frames, other: Buffer.concat(others) }
}

const cuts = fc.array(fc.nat(), { maxLength: 6 })

describe('what a client writes', () => {
  test.prop([fc.array(fc.uint8Array({ maxLength: 80 }), { minLength: 1, maxLength: 4 }), cuts])(
    'is the same in any cut',
    (bodies, at) => {
      const whole = Buffer.concat(
        bodies.flatMap((body, index) => [
          Buffer.from(`POST /${index} HTTP/1.1\r\nHost: a.test\r\nContent-Length: ${body.length}\r\n\r\n`),
          Buffer.from(body),
        ]),
      )
      const { requests, other } = readAll(cut(whole, at))
      expect(requests.map(({ target }) => target)).toEqual(bodies.map((_, index) => `/${index}`))
      expect(requests.map(({ body }) => Buffer.from(body))).toEqual(bodies.map((body) => Buffer.from(body)))
      expect(other.length).toBe(0)
    },
  )
  test.prop([fc.uint8Array({ maxLength: 400 }), cuts])('is lost nowhere, whatever it is', (whole, at) => {
    expect(() => readAll(cut(whole, at))).not.toThrow()
  })
  it('in chunks is put together', () => {
    const whole = Buffer.from(
      'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nGET /b HTTP/1.1\r\n\r\n',
    )
    const { requests } = readAll([whole])
    expect(requests.map(({ target, body }) => [target, Buffer.from(body).toString()])).toEqual([
      ['/', 'abcde'],
      ['/b', ''],
    ])
  })
  it('goes on as frames after an upgrade', () => {
    const head = 'GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n'
    const { frames } = readAll([Buffer.from(head), Buffer.from([0x81, 0x82, 0, 0, 0, 0, 104, 105])])
    expect(frames.map(String)).toEqual(['hi'])
  })
  it('is told with what came of a body whose end never came', () => {
    const { requests } = readAll([Buffer.from('POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhalf')])
    expect(requests.map(({ body, isWhole }) => [Buffer.from(body).toString(), isWhole])).toEqual([['half', false]])
  })
  it('is no request where its head has no end', () => {
    const head = (length: number) => Buffer.from(`GET / HTTP/1.1\r\nX: ${'x'.repeat(length)}`)
    expect(readAll([head(longestHead)]).other.length).toBeGreaterThan(longestHead)
    expect(readAll([head(10)]).other.toString()).toContain('GET / HTTP/1.1')
  })
})

describe('the two pipes', () => {
  test.prop([fc.array(fc.string({ unit: 'grapheme', maxLength: 20 }), { minLength: 1, maxLength: 5 }), cuts])(
    'take messages apart in any cut, also amid a character',
    (texts, at) => {
      const messages = texts.map((text) => JSON.stringify({ text }))
      const got: string[] = []
      const read = messageReader((text) => got.push(text))
      for (const chunk of cut(Buffer.from(messages.map((one) => `${one}\0`).join('')), at)) read(Buffer.from(chunk))
      expect(got).toEqual(messages)
    },
  )
  test.prop([fc.uint8Array({ maxLength: 60 }), fc.boolean()])('carry bytes as they were', (bytes, isBuffer) => {
    const got: unknown[] = []
    const read = lineReader((message) => got.push(message))
    const parts = [{ name: 'body', bytes: isBuffer ? Buffer.from(bytes) : bytes }]
    const sighting = { method: 'servers', channel: 'http', at: 1, destination: 'http://a.test', parts } as const
    read(writeLine({ report: 'saw', sighting }))
    expect(got).toEqual([
      { report: 'saw', sighting: { ...sighting, parts: [{ name: 'body', bytes: new Uint8Array(bytes) }] } },
    ])
  })
  it('pass over lines that are nothing', () => {
    const got: unknown[] = []
    lineReader((message) => got.push(message))('no json\n[1]\n{"report":"ready"}\n')
    expect(got).toEqual([{}, {}, { report: 'ready' }])
  })
})

describe('a file of headers', () => {
  it('gives each path its own', () => {
    const text =
      "# for everybody\n/*\n  X-A: 1\n  no header\n/frame.html\n  Content-Security-Policy: default-src 'none'\n"
    expect(readHeaderRules(text)).toEqual([
      { path: '/*', headers: { 'x-a': '1' } },
      { path: '/frame.html', headers: { 'content-security-policy': "default-src 'none'" } },
    ])
    expect(readHeaderRules('  x-a: 1')).toEqual([])
  })
})
