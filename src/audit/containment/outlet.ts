import { connect, createServer, type Server, type Socket } from 'node:net'
import { fieldsOf, numberOf, textOf } from '../browser/values.js'
import type { Reachable } from './link.js'

/** The head of a connection is one short line. */
const longestHead = 1_024

/**
 * Stands at a socket of the file system, which reaches across network namespaces, and connects out for the process inside:
 * to the places that are allowed, and to no other.
 *
 * @param path - of the socket.
 * @param reachable - the allowed places.
 * @returns the server, to be closed by the caller.
 * Privacy: what goes to an allowed place goes there as it is; everything else is dropped.
 * Cost: one socket per connection.
 */
export async function openOutlet(path: string, reachable: readonly Reachable[]): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy())
    let bytes = Buffer.alloc(0)
    const look = (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      const end = bytes.indexOf('\n')
      if (end < 0 && bytes.length < longestHead) return
      socket.off('data', look)
      socket.pause()
      const place = readPlace(bytes.subarray(0, Math.max(0, end)).toString('utf8'))
      const isAllowed = reachable.some(({ host, port }) => host === place?.host && port === place.port)
      if (place === undefined || !isAllowed) return void socket.destroy()
      join(socket, place, bytes.subarray(end + 1))
    }
    socket.on('data', look)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, resolve)
  })
  return server
}

function join(socket: Socket, { host, port }: Reachable, first: Buffer): void {
  const out = connect({ port, host: host.replace(/^\[|\]$/g, ''), autoSelectFamily: true })
  out.on('error', () => socket.destroy())
  out.on('close', () => socket.destroy())
  socket.on('close', () => out.destroy())
  out.write(first)
  socket.pipe(out)
  out.pipe(socket)
}

function readPlace(line: string): Reachable | undefined {
  try {
    const fields = fieldsOf(JSON.parse(line))
    const host = textOf(fields['host'])
    const port = numberOf(fields['port'])
    return host === undefined || port === undefined ? undefined : { host, port }
  } catch {
    return undefined
  }
}
