import { existsSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Page = { readonly type: string; readonly body: string | Uint8Array }

/** What a page's server did: where it stands, and every path it was asked for. */
export type StaticServer = {
  readonly origin: string
  readonly requested: string[]
  readonly close: () => Promise<void>
}

/** As strict as a page can be: a script that compiles text, or asks another host for something, is reported on the console. */
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"

/** Serves a handful of named pages on a free local port. */
export async function serve(pages: Readonly<Record<string, Page>>): Promise<StaticServer> {
  const requested: string[] = []
  const server: Server = createServer((request, response) => {
    const path = request.url ?? '/'
    requested.push(path)
    const page = pages[path]
    const headers = { 'content-type': page?.type ?? 'text/plain', 'content-security-policy': policy }
    response.writeHead(page === undefined ? 404 : 200, headers)
    response.end(page?.body ?? '')
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // A TCP server that listens has an address of this kind.
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    requested,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

/** A file as a page of the server. */
export function fileAs(type: string, path: string): Page {
  if (!existsSync(path)) throw new Error(`nothing to serve at ${path}`)
  return { type, body: readFileSync(path) }
}
