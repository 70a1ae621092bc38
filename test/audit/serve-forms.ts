import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

// Serves the forms of this folder on two origins of one machine, and remembers what they sent, in the order of events.

const folder = join(import.meta.dirname, 'forms')

/** Forms that are served. */
export type ServedForms = {
  readonly origin: string
  /** What was sent to `/seen/`, and whatever else the test puts there. */
  readonly events: string[]
  /** The bodies of what was sent to `/seen/sent`. */
  readonly sent: unknown[]
  readonly close: () => Promise<void>
}

/** Serves them on free ports: `localhost`, and `127.0.0.1` for what stands in frames. */
export async function serveForms(): Promise<ServedForms> {
  const events: string[] = []
  const sent: unknown[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path.startsWith('/seen/')) {
      events.push(path.slice(6))
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        if (path === '/seen/sent') sent.push(JSON.parse(Buffer.concat(chunks).toString()))
        response.end()
      })
      return
    }
    const { port } = server.address() as AddressInfo // it listens on a port
    if (!/^\/[a-z]+\.html$/.test(path)) {
      response.writeHead(404).end()
      return
    }
    const html = readFileSync(join(folder, path.slice(1)), 'utf8')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(html.replaceAll('%OTHER%', `http://127.0.0.1:${port}`))
  })
  await new Promise<void>((done) => server.listen(0, () => done()))
  const { port } = server.address() as AddressInfo // it listens on a port
  return {
    origin: `http://localhost:${port}`,
    events,
    sent,
    close: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
