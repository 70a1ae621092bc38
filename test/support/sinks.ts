import { createSocket } from 'node:dgram'
import { type AddressInfo, createServer } from 'node:net'

// Ports on this machine at which nothing is answered, and everything that comes is counted.

/** What came so far. */
export type Sink = {
  readonly port: number
  readonly came: () => number
  readonly close: () => Promise<void>
}

/** Counts connections. */
export async function streamSink(): Promise<Sink> {
  let came = 0
  const server = createServer((socket) => {
    came += 1
    socket.on('error', () => undefined)
    socket.destroy()
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo // of a TCP server
  return { port, came: () => came, close: () => new Promise((done) => server.close(() => done())) }
}

/** Counts packets. */
export async function packetSink(): Promise<Sink> {
  let came = 0
  const socket = createSocket('udp4', () => {
    came += 1
  })
  await new Promise<void>((done) => socket.bind(0, '127.0.0.1', done))
  return { port: socket.address().port, came: () => came, close: () => new Promise((done) => socket.close(done)) }
}
