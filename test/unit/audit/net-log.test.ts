import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { netLogReader } from '../../../src/audit/capture/net-log.js'
import { readNetLogFile } from '../../../src/audit/capture/net-log-file.js'
import type { Sighting } from '../../../src/audit/capture/sighting.js'

const types = [
  'URL_REQUEST_START_JOB',
  'HTTP_TRANSACTION_SEND_REQUEST_HEADERS',
  'HOST_RESOLVER_MANAGER_REQUEST',
  'TCP_CONNECT_ATTEMPT',
  'UDP_CONNECT',
  'SOCKET_BYTES_SENT',
  'SSL_SOCKET_BYTES_SENT',
  'UDP_BYTES_SENT',
  'HTTP2_SESSION_INITIALIZED',
  'HTTP2_SESSION_SEND_HEADERS',
  'HTTP_CACHE_READ_INFO',
  'HTTP_STREAM_REQUEST',
]

const constants = JSON.stringify({
  constants: {
    logEventTypes: Object.fromEntries(types.map((name, index) => [name, index])),
    logEventPhase: { PHASE_BEGIN: 1, PHASE_END: 2, PHASE_NONE: 0 },
    timeTickOffset: 1000,
  },
})
const head = `${constants.slice(0, -1)},\n"events": [\n`

function event(name: string, id: number, params: object): string {
  return JSON.stringify({ type: types.indexOf(name), source: { id, type: 1 }, time: '5', phase: 1, params })
}

function sent(name: string, id: number, bytes: Buffer | string): string {
  return event(name, id, { byte_count: bytes.length, bytes: Buffer.from(bytes).toString('base64') })
}

function read(lines: readonly string[], end = ']}\n') {
  const reader = netLogReader()
  for (const line of `${head}${lines.join(',\n')}${end}`.split('\n')) reader.line(line)
  return reader.finish()
}

const texts = (sighting: Sighting | undefined) =>
  sighting?.parts.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()])

describe('a log of the network', () => {
  it('tells requests with their headers, once more for a redirection', () => {
    const { sightings } = read([
      event('URL_REQUEST_START_JOB', 1, { url: 'http://c.test/a', method: 'POST', initiator: 'http://a.localhost:8' }),
      event('HTTP_TRANSACTION_SEND_REQUEST_HEADERS', 1, { headers: ['X-Note: word'] }),
      event('URL_REQUEST_START_JOB', 1, { url: 'http://d.test/b', method: 'GET', initiator: 'not an origin' }),
      event('URL_REQUEST_START_JOB', 2, { url: 'chrome://newtab/' }),
    ])
    expect(sightings.map(({ url, verb, from, at }) => [url, verb, from?.origin, at])).toEqual([
      ['http://c.test/a', 'POST', 'http://a.localhost:8', 1005],
      ['http://d.test/b', 'GET', undefined, 1005],
    ])
    expect(texts(sightings[0])).toContainEqual(['x-note', 'word'])
  })
  it('tells no request that the cache answered, but one for which somebody was asked first, and one that failed', () => {
    const asked = (id: number) => event('URL_REQUEST_START_JOB', id, { url: `http://c.test/${id}`, method: 'GET' })
    const { sightings } = read([
      ...[asked(1), event('HTTP_CACHE_READ_INFO', 1, {}), event('URL_REQUEST_START_JOB', 1, {})],
      ...[asked(2), event('HTTP_CACHE_READ_INFO', 2, {}), event('HTTP_STREAM_REQUEST', 2, {})],
      ...[asked(3), event('HTTP_CACHE_READ_INFO', 3, {}), event('URL_REQUEST_START_JOB', 3, { net_error: -3 })],
      // A redirection that was kept, to what was not.
      ...[asked(4), event('HTTP_CACHE_READ_INFO', 4, {}), event('URL_REQUEST_START_JOB', 4, { url: 'http://d.test/' })],
    ])
    expect(sightings.map(({ url }) => url)).toEqual(['http://c.test/2', 'http://c.test/3', 'http://d.test/'])
  })
  it('tells names that are looked up, and neither addresses nor this machine', () => {
    const hosts = [
      'https://Word.leak.test',
      'http://a.localhost:8',
      '192.0.2.7:3478',
      'http://[::1]:8',
      'stun.test:3478',
    ]
    const { sightings } = read(hosts.map((host) => event('HOST_RESOLVER_MANAGER_REQUEST', 1, { host })))
    expect(sightings.map(({ destination }) => destination)).toEqual(['word.leak.test', 'stun.test'])
  })
  it('takes the bytes of a connection apart: bodies, and frames without their mask', () => {
    const { sightings } = read([
      sent('SOCKET_BYTES_SENT', 1, 'POST /x HTTP/1.1\r\nHost: c.test\r\nContent-Length: 4\r\n\r\nwo'),
      sent('SOCKET_BYTES_SENT', 1, 'rdGET /ws HTTP/1.1\r\nHost: c.test\r\nUpgrade: websocket\r\n\r\n'),
      sent('SOCKET_BYTES_SENT', 1, Buffer.from([0x81, 0x82, 1, 2, 3, 4, 104 ^ 1, 105 ^ 2])),
    ])
    expect(texts(sightings[0])).toContainEqual(['body', 'word'])
    expect(sightings.map(({ channel, url }) => [channel, url])).toEqual([
      ['http', 'http://c.test/x'],
      ['websocket', 'ws://c.test/ws'],
      ['websocket', 'ws://c.test/ws'],
    ])
    expect(texts(sightings[2])).toEqual([['frame', 'hi']])
  })
  it('reads above TLS, and not below it', () => {
    const { sightings } = read([
      sent('SOCKET_BYTES_SENT', 1, Buffer.from([0x16, 3, 1, 0, 5])),
      sent('SSL_SOCKET_BYTES_SENT', 1, 'GET /?word HTTP/1.1\r\nHost: c.test\r\n\r\n'),
      sent('SOCKET_BYTES_SENT', 1, Buffer.from([0x17, 3, 3, 0, 9, 1, 2])),
    ])
    expect(sightings.map(({ url }) => url)).toEqual(['https://c.test/?word'])
  })
  it('puts requests over HTTP/2 together from both places', () => {
    const data = (stream: number, text: string) =>
      Buffer.concat([Buffer.from([0, 0, text.length, 0, 1, 0, 0, 0, stream]), Buffer.from(text)])
    const { sightings } = read([
      sent('SSL_SOCKET_BYTES_SENT', 1, 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      event('HTTP2_SESSION_INITIALIZED', 7, { source_dependency: { id: 1 } }),
      event('HTTP2_SESSION_SEND_HEADERS', 7, {
        stream_id: 3,
        headers: [':method: POST', ':authority: c.test', ':scheme: https', ':path: /x?y', 'x-note: n'],
      }),
      sent('SSL_SOCKET_BYTES_SENT', 1, Buffer.concat([data(1, 'other'), data(3, 'wo').subarray(0, 10)])),
      sent('SSL_SOCKET_BYTES_SENT', 1, Buffer.concat([data(3, 'wo').subarray(10), data(3, 'rd')])),
    ])
    expect(sightings.map(({ url, verb }) => [url, verb])).toEqual([['https://c.test/x?y', 'POST']])
    expect(texts(sightings[0])).toContainEqual(['body', 'word'])
    expect(texts(sightings[0])).toContainEqual(['x-note', 'n'])
  })
  it('tells the user name that goes to a TURN server, and says nothing of names and neighbours', () => {
    const name = Buffer.from('word')
    const message = Buffer.concat([
      Buffer.from('000300082112a442', 'hex'),
      Buffer.alloc(12),
      Buffer.from([0, 6, 0, 4]),
      name,
    ])
    const to = (address: string) =>
      event('UDP_BYTES_SENT', 1, { address, bytes: message.toString('base64'), byte_count: message.length })
    const { sightings } = read([to('192.0.2.7:9002'), to('10.99.0.53:53'), to('224.0.0.251:5353')])
    expect(sightings.map(({ destination }) => destination)).toEqual(['192.0.2.7:9002'])
    expect(texts(sightings[0])).toContainEqual(['user name', 'word'])
  })
  it('may end anywhere', () => {
    const lines = [event('URL_REQUEST_START_JOB', 1, { url: 'http://c.test/', method: 'GET' })]
    for (const end of ['', ',', ',\n{"type":', ']', '],\n"polledData": {}}\n']) {
      expect(read(lines, end).sightings).toHaveLength(1)
    }
    expect(read(lines, ',\n{"type":').broken).toBe(1)
  })
  test.prop([fc.array(fc.oneof(fc.string(), fc.json()), { maxLength: 20 })])('throws at nothing', (lines) => {
    expect(() => read(lines)).not.toThrow()
  })
  test.prop([
    fc.constantFrom(...types),
    fc.dictionary(fc.constantFrom('url', 'host', 'bytes', 'address', 'headers', 'stream_id'), fc.jsonValue()),
  ])('throws at no event, whatever its fields hold', (name, params) => {
    expect(() => read([event(name, 1, params)])).not.toThrow()
  })
})

describe('the file of a log', () => {
  it('is read to a limit, and says so; a missing one is said too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'entrenous-log-'))
    const path = join(folder, 'log.json')
    const one = event('URL_REQUEST_START_JOB', 1, { url: 'http://c.test/ü', method: 'GET' })
    const text = `${head}${one},\n${one}]}\n`
    writeFileSync(path, text)
    const size = Buffer.byteLength(text)
    expect(await readNetLogFile(path, size + 1)).toMatchObject({
      sightings: [{ url: 'http://c.test/ü' }, {}],
      blind: [],
    })
    expect((await readNetLogFile(path, size - 40)).blind.map(({ because }) => because)).toContain(
      'the log was longer than is read',
    )
    expect((await readNetLogFile(join(folder, 'none'))).blind).toHaveLength(1)
    expect(await readNetLogFile(undefined)).toEqual({ sightings: [], blind: [] })
    rmSync(folder, { recursive: true })
  })
})
