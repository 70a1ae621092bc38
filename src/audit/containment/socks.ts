import { createServer, type Socket } from 'node:net'
import type { Receiver } from '../sinks/connections.js'

/**
 * Reads what a client asks of a SOCKS proxy (RFC 1928): a connection to a host and port.
 *
 * @param bytes - the request, behind the greeting.
 * @returns host, port and length; undefined where it is not whole or asks for something else.
 * Privacy: the host may hold an answer; it is handed to the caller alone.
 * Cost: O(length). Never throws.
 */
export function readSocksRequest(
  bytes: Uint8Array,
): { readonly host: string; readonly port: number; readonly length: number } | undefined {
  if (bytes[0] !== 5 || bytes[1] !== 1) return undefined
  const kind = bytes[3]
  const start = kind === 3 ? 5 : 4
  const size = kind === 1 ? 4 : kind === 4 ? 16 : kind === 3 ? bytes[4] : undefined
  if (size === undefined || bytes.length < start + size + 2) return undefined
  const address = bytes.subarray(start, start + size)
  const port = ((bytes[start + size] ?? 0) << 8) | (bytes[start + size + 1] ?? 0)
  return { host: hostOf(kind, address), port, length: start + size + 2 }
}

function hostOf(kind: number | undefined, address: Uint8Array): string {
  if (kind === 3) return Buffer.from(address).toString('latin1').toLowerCase()
  if (kind === 1) return [...address].join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[index * 2] ?? 0) << 8) | (address[index * 2 + 1] ?? 0)).toString(16),
  )
  return `[${groups.join(':')}]`
}

/**
 * A proxy that hands every connection to our own servers: what stands where no network namespace is permitted.
 *
 * @param receive - takes the connections.
 * @returns its port, at 127.0.0.1.
 * Privacy: hands on what comes; connects nowhere itself.
 * Cost: one socket.
 */
export function socksServer(receive: Receiver): Promise<number> {
  const server = createServer((socket) => greet(socket, receive))
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const where = server.address()
      resolve(typeof where === 'object' && where !== null ? where.port : 0)
    })
  })
}

function greet(socket: Socket, receive: Receiver): void {
  let bytes = Buffer.alloc(0)
  let isGreeted = false
  socket.on('error', () => {})
  const look = (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk])
    const greeting = 2 + (bytes[1] ?? 0)
    if (!isGreeted && bytes.length >= greeting) {
      isGreeted = true
      bytes = bytes.subarray(greeting)
      socket.write(Buffer.from([5, 0]))
    }
    const request = isGreeted ? readSocksRequest(bytes) : undefined
    if (request === undefined) return
    socket.off('data', look)
    socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
    if (bytes.length > request.length) socket.unshift(bytes.subarray(request.length))
    receive(socket, request.host, request.port)
  }
  socket.on('data', look)
}
