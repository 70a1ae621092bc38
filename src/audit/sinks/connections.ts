import { connect, createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TLSSocket } from 'node:tls'
import type { Sighting } from '../capture/sighting.js'
import type { ServedAnswer } from './answer.js'
import type { OwnCertificate } from './certificate.js'
import { longestGreeting, readGreeting } from './client-hello.js'
import { converse, tellRequests, type Whereto } from './conversation.js'
import { requestReader, type SentRequest } from './request-stream.js'

/** What our TCP servers depend on. */
export type ConnectionRules = {
  readonly saw: (sighting: Sighting) => void
  /** What is said to a request to a host and port. */
  readonly answer: (request: SentRequest, whereto: Whereto) => Promise<ServedAnswer>
  /** Whether connections there are handed to the process outside. */
  readonly isReachable: (host: string, port: number) => boolean
  /** Its socket. */
  readonly outlet: string
  /** The name that was looked up for an address, where one was. */
  readonly nameOf: (address: string) => string | undefined
  readonly certificate: OwnCertificate
}

/** Takes a connection that was meant for a host and port. */
export type Receiver = (socket: Socket, host: string, port: number) => void

/**
 * Makes what takes every connection: those to allowed places are handed on, all others are answered here.
 *
 * @param rules - who is told, what is said, what is allowed.
 * @returns the receiver.
 * Privacy: what a page sends goes to `saw`, and to the outlet where that place is allowed.
 * Cost: one TLS server, shared.
 */
export function makeReceiver(rules: ConnectionRules): Receiver {
  // Between the raw connection and the secured one only the client's port is the same.
  const pending = new Map<string, { readonly host: string; readonly port: number; isSecured?: boolean }>()
  const peer = (socket: { remoteAddress?: string | undefined; remotePort?: number | undefined }) =>
    `${socket.remoteAddress}:${socket.remotePort}`
  const { key: ownKey, certificate: cert } = rules.certificate
  const secured = createTlsServer({ key: ownKey, cert, ALPNProtocols: ['http/1.1'] }, (socket: TLSSocket) => {
    const known = pending.get(peer(socket))
    if (known !== undefined) known.isSecured = true
    const { host = '', port = 443 } = known ?? {}
    const name = typeof socket.servername === 'string' && socket.servername !== '' ? socket.servername : host
    const whereto = { secure: true, host: name, port }
    converse(socket, whereto, rules.saw, (request) => rules.answer(request, whereto))
  })
  // What comes of it is said when the connection below closes, which still knows where it was meant to go.
  secured.on('tlsClientError', () => {})
  return (socket, host, port) => {
    const key = peer(socket)
    pending.set(key, { host, port })
    socket.on('error', () => {})
    socket.on('close', () => pending.delete(key))
    firstBytes(socket, rules, host, port, (bytes, greeting) => {
      const name = (greeting.speaks === 'tls' ? greeting.serverName : hostHeader(bytes)) ?? host
      if (rules.isReachable(name, port)) return handOn(socket, rules, { host: name, port }, bytes, greeting.speaks)
      socket.unshift(bytes)
      if (greeting.speaks === 'tls') {
        const meant: { readonly host: string; readonly port: number; isSecured?: boolean } = { host: name, port }
        pending.set(key, meant)
        const accepted = Date.now()
        socket.on('close', () => {
          if (meant.isSecured !== true) bareConnection(rules, name, port, accepted)
        })
        secured.emit('connection', socket)
        return
      }
      const whereto = { secure: false, host, port }
      converse(socket, whereto, rules.saw, (request) => rules.answer(request, whereto))
    })
  }
}

function bareConnection(rules: ConnectionRules, host: string, port: number, at: number): void {
  const parts = [{ name: 'host', bytes: Buffer.from(host) }]
  rules.saw({ method: 'servers', channel: 'connection', at, destination: `${host}:${port}`, parts })
}

/** Waits until it is plain what is spoken; for plain HTTP until the host was named, where anything may be handed on. */
function firstBytes(
  socket: Socket,
  rules: ConnectionRules,
  host: string,
  port: number,
  then: (bytes: Buffer, greeting: ReturnType<typeof readGreeting>) => void,
): void {
  const accepted = Date.now()
  let bytes = Buffer.alloc(0)
  let isOver = false
  const look = (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    const greeting = readGreeting(bytes)
    if (greeting.speaks === 'unknown') return
    const isHttp = /^[A-Z]{2,10} /.test(bytes.subarray(0, 12).toString('latin1'))
    if (greeting.speaks === 'other' && isHttp && !bytes.includes('\r\n\r\n') && bytes.length < longestGreeting) return
    isOver = true
    socket.off('data', look)
    socket.pause()
    then(bytes, greeting)
    // The raw connection below TLS belongs to TLS from now on.
    if (greeting.speaks !== 'tls') socket.resume()
  }
  socket.on('data', look)
  socket.on('close', () => {
    if (!isOver) bareConnection(rules, host, port, accepted)
  })
}

function hostHeader(bytes: Buffer): string | undefined {
  const host = /\r\nhost:[ \t]*([^\r\n]*)/i.exec(bytes.toString('latin1'))?.[1]
  return host?.trim().replace(/:\d+$/, '').toLowerCase()
}

/** To the process outside, which connects; what goes there in plain is read on its way. */
function handOn(
  socket: Socket,
  rules: ConnectionRules,
  { host, port }: { readonly host: string; readonly port: number },
  bytes: Buffer,
  speaks: string,
): void {
  const out = connect(rules.outlet)
  out.on('error', () => socket.destroy())
  out.on('close', () => socket.destroy())
  socket.on('close', () => out.destroy())
  out.write(`${JSON.stringify({ host, port })}\n`)
  out.write(bytes)
  if (speaks === 'other') {
    const whereto = { secure: false, host, port }
    const reader = requestReader({ ...tellRequests(whereto, 'servers', Date.now, rules.saw), other: () => {} })
    reader.take(bytes)
    socket.on('data', (chunk: Buffer) => reader.take(chunk))
    socket.on('close', reader.end)
  }
  socket.pipe(out)
  out.pipe(socket)
}

/**
 * Stands on one TCP port, at every address.
 *
 * @param port - the port.
 * @param rules - for the names of addresses.
 * @param receive - takes the connections.
 * @returns whether it could.
 * Privacy: hands on what comes.
 * Cost: one socket.
 */
export function standOn(port: number, rules: Pick<ConnectionRules, 'nameOf'>, receive: Receiver): Promise<boolean> {
  const server: Server = createServer((socket) => {
    // One that ended before it was taken up carried nothing, and has no address any more.
    if (socket.localAddress === undefined) return void socket.destroy()
    const own = socket.localAddress.replace(/^::ffff:/, '')
    receive(socket, rules.nameOf(own) ?? (own.includes(':') ? `[${own}]` : own), socket.localPort ?? port)
  })
  return new Promise((resolve) => {
    server.on('error', () => resolve(false))
    server.listen(port, () => resolve(true))
  })
}
