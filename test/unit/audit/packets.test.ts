import { X509Certificate } from 'node:crypto'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { peerServerOf } from '../../../src/audit/capture/read-reports.js'
import { readSocksRequest } from '../../../src/audit/containment/socks.js'
import { makeCertificate } from '../../../src/audit/sinks/certificate.js'
import { readGreeting } from '../../../src/audit/sinks/client-hello.js'
import { readQuestion, writeAnswer } from '../../../src/audit/sinks/dns-packet.js'
import { attributeName, challengeTo, looksLikeStun, readStun } from '../../../src/audit/sinks/stun-packet.js'
import { longestFrame, readFrame, upgradeAnswer } from '../../../src/audit/sinks/websocket-frame.js'

const label = fc.stringMatching(/^[a-z0-9-]{1,63}$/)
const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.'))
const bytes = fc.uint8Array({ maxLength: 300 })

function query(asked: string, type: number): Buffer {
  const labels = asked.split('.').map((one) => Buffer.concat([Buffer.from([one.length]), Buffer.from(one)]))
  return Buffer.concat([Buffer.from('123401000001000000000000', 'hex'), ...labels, Buffer.from([0, 0, type, 0, 1])])
}

function stun(type: number, attributes: readonly (readonly [number, Buffer])[]): Buffer {
  const parts = attributes.map(([kind, value]) => {
    const padded = Buffer.alloc(4 + Math.ceil(value.length / 4) * 4)
    padded.writeUInt16BE(kind, 0)
    padded.writeUInt16BE(value.length, 2)
    padded.set(value, 4)
    return padded
  })
  const body = Buffer.concat(parts)
  const head = Buffer.alloc(20, 7)
  head.writeUInt16BE(type, 0)
  head.writeUInt16BE(body.length, 2)
  head.writeUInt32BE(0x2112a442, 4)
  return Buffer.concat([head, body])
}

describe('a question to a name server', () => {
  test.prop([name, fc.constantFrom(1, 28, 65)])('is read with its name in small letters', (asked, type) => {
    expect(readQuestion(query(asked.toUpperCase(), type))).toMatchObject({ id: 0x1234, name: asked, type })
  })
  test.prop([bytes])('is never more than what the bytes say, and never throws', (packet) => {
    const question = readQuestion(packet)
    if (question !== undefined) expect(packet.length).toBeGreaterThanOrEqual(question.bytes.length + 12)
  })
  test.prop([name, fc.nat(400)])('is not read where it is cut off', (asked, at) => {
    const whole = query(asked, 1)
    expect(readQuestion(whole.subarray(0, Math.min(at, whole.length - 1)))).toBeUndefined()
  })
  it('is no answer, and follows no pointer', () => {
    const answer = query('a.test', 1)
    answer[2] = 0x81
    expect(readQuestion(answer)).toBeUndefined()
    const pointer = query('a.test', 1)
    pointer[12] = 0xc0
    expect(readQuestion(pointer)).toBeUndefined()
  })
  it('is answered with the address, or with nothing', () => {
    const question = readQuestion(query('a.test', 1))
    if (question === undefined) throw new Error('not read')
    const answered = Buffer.from(writeAnswer(question, [198, 18, 1, 1]))
    expect(answered.subarray(0, 8).toString('hex')).toBe('1234858000010001')
    expect([...answered.subarray(-4)]).toEqual([198, 18, 1, 1])
    expect(Buffer.from(writeAnswer(question)).readUInt16BE(6)).toBe(0)
  })
})

describe('a message to a TURN server', () => {
  test.prop([fc.uint8Array({ minLength: 1, maxLength: 60 })])('gives its user name', (user) => {
    const message = readStun(
      stun(3, [
        [25, Buffer.from([17, 0, 0, 0])],
        [6, Buffer.from(user)],
      ]),
    )
    const found = message?.attributes.find(({ type }) => attributeName(type) === 'user name')
    expect(Buffer.from(found?.bytes ?? [])).toEqual(Buffer.from(user))
  })
  test.prop([bytes])('is read from any bytes without a throw', (packet) => {
    const message = readStun(packet)
    expect(message === undefined || looksLikeStun(packet)).toBe(true)
  })
  test.prop([fc.uint8Array({ minLength: 20, maxLength: 80 })])(
    'keeps within its bytes whatever its lengths say',
    (rest) => {
      const packet = Buffer.concat([stun(3, []).subarray(0, 8), rest])
      const message = readStun(packet)
      if (message !== undefined) expect(message.length).toBeLessThanOrEqual(packet.length)
    },
  )
  it('is asked who it is, where it wants a relay and only there', () => {
    const wants = readStun(stun(3, []))
    const asks = readStun(stun(1, []))
    if (wants === undefined || asks === undefined) throw new Error('not read')
    const challenge = readStun(challengeTo(wants) ?? new Uint8Array())
    expect(challenge?.type).toBe(0x0113)
    expect(challenge?.attributes.map(({ type }) => attributeName(type))).toEqual(['attribute 9', 'realm', 'nonce'])
    expect(challenge?.transaction).toEqual(wants.transaction)
    expect(challengeTo(asks)).toBeUndefined()
  })
  it('has a server in the address of the peer connection', () => {
    expect(peerServerOf('turn:192.0.2.7:6123?transport=udp')).toEqual({ host: '192.0.2.7', port: 6123 })
    expect(peerServerOf('stun:a.leak.test')).toEqual({ host: 'a.leak.test', port: 3478 })
    expect(peerServerOf('turns:[2001:db8::1]')).toEqual({ host: '[2001:db8::1]', port: 5349 })
    expect(peerServerOf('turn:a.test:70000')).toBeUndefined()
    expect(peerServerOf('http://a.test')).toBeUndefined()
  })
})

describe('a frame of a WebSocket', () => {
  const masked = (opcode: number, payload: Uint8Array): Buffer => {
    const { length } = payload
    const size = length < 126 ? [0x80 | length] : [0x80 | 126, length >> 8, length & 255]
    const mask = [1, 2, 3, 4]
    return Buffer.from([0x80 | opcode, ...size, ...mask, ...payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0))])
  }
  test.prop([fc.uint8Array({ maxLength: 400 }), fc.constantFrom(1, 2, 8)])('is unmasked', (payload, opcode) => {
    const frame = readFrame(masked(opcode, payload))
    if (typeof frame === 'string') throw new Error(frame)
    expect(frame.opcode).toBe(opcode)
    expect(Buffer.from(frame.bytes)).toEqual(Buffer.from(payload))
  })
  test.prop([fc.uint8Array({ minLength: 1, maxLength: 400 }), fc.nat(400)])('waits for its end', (payload, at) => {
    const whole = masked(2, payload)
    expect(readFrame(whole.subarray(0, Math.min(at, whole.length - 1)))).toBe('incomplete')
  })
  it('is read up to a length, and no further', () => {
    const long = (length: number) => {
      const head = Buffer.alloc(10)
      head.set([0x82, 127])
      head.writeBigUInt64BE(BigInt(length), 2)
      return head
    }
    expect(readFrame(long(longestFrame))).toBe('incomplete')
    expect(readFrame(long(longestFrame + 1))).toBe('broken')
  })
  it('follows on a handshake whose key is answered as the standard has it', () => {
    expect(upgradeAnswer('dGhlIHNhbXBsZSBub25jZQ==', 'one, two')).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=')
    expect(upgradeAnswer('x', 'one, two')).toContain('Sec-WebSocket-Protocol: one\r\n')
  })
})

describe('the first bytes of a connection', () => {
  test.prop([bytes])('are judged without a throw', (first) => {
    expect(['tls', 'other', 'unknown']).toContain(readGreeting(first).speaks)
  })
  test.prop([bytes])('of a proxied one too', (first) => {
    const request = readSocksRequest(first)
    if (request !== undefined) expect(request.length).toBeLessThanOrEqual(first.length)
  })
  it('of a proxied one name host and port', () => {
    const asked = Buffer.concat([Buffer.from([5, 1, 0, 3, 6]), Buffer.from('a.test'), Buffer.from([1, 187])])
    expect(readSocksRequest(asked)).toEqual({ host: 'a.test', port: 443, length: asked.length })
    expect(readSocksRequest(Buffer.from([5, 1, 0, 1, 192, 0, 2, 7, 0, 80]))).toMatchObject({
      host: '192.0.2.7',
      port: 80,
    })
    expect(readSocksRequest(Buffer.from([5, 2, 0, 1, 192, 0, 2, 7, 0, 80]))).toBeUndefined()
  })
})

describe('a certificate of our own', () => {
  it('is one, for the key whose digest is told', () => {
    const own = makeCertificate(Date.UTC(2026, 10, 30))
    const read = new X509Certificate(own.certificate)
    expect(read.verify(read.publicKey)).toBe(true)
    expect(own.keyDigest).toMatch(/^[A-Za-z0-9+/]{43}=$/)
    expect(new Date(read.validTo).getTime()).toBeGreaterThan(Date.UTC(2027, 10, 1))
  })
})
