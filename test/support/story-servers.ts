import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Place, placeNames } from '../../examples/start/origins.js'
import { publishHarbour } from '../../examples/start/publish.js'
import { startAll } from '../../examples/start/start.js'
import { root } from '../../scripts/build.js'

// Everything that `npm start` serves, on free ports, and what each of its servers was asked for.

/** What a server was asked for. */
export type Asked = {
  readonly place: Place
  readonly method: string
  readonly path: string
  readonly referrer: string
  /** The page that asked, where the browser says. */
  readonly origin: string
  /** How long what came with it was. */
  readonly bytes: number
}

/** What runs. */
export type Everything = {
  readonly at: Readonly<Record<Place, { readonly origin: string }>>
  readonly servers: Readonly<Record<Place, Server>>
  /** Grows with every request, at whichever server. */
  readonly asked: readonly Asked[]
  /** Takes a page signed at a desk into the community, as its lead does, and publishes. Gives what the command said. */
  readonly publishPage: (name: string, signed: string) => Readonly<Record<string, unknown>>
  readonly close: () => Promise<void>
}

/**
 * Builds and serves it all, with folders for the community, its keys, list and board that go with it. Whoever is named is
 * not in the community yet.
 */
export async function startEverything(...without: readonly string[]): Promise<Everything> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-story-'))
  const [kept, community] = [join(folder, 'kept'), join(folder, 'community')]
  cpSync(join(root, 'examples', 'harbour-collective'), community, { recursive: true })
  for (const name of without) rmSync(join(community, 'practitioners', `${name}.json`))
  const asked: Asked[] = []
  const { at, servers, close } = await startAll({ firstPort: await freePorts(placeNames.length), kept, community })
  for (const place of placeNames) {
    servers[place].on('request', ({ method = '', url: path = '', headers }) => {
      const bytes = Number(headers['content-length'] ?? 0)
      asked.push({ place, method, path, referrer: headers.referer ?? '', origin: headers.origin ?? '', bytes })
    })
  }
  return {
    at,
    servers,
    asked,
    publishPage: (name, signed) => {
      writeFileSync(join(community, 'practitioners', `${name}.signed.json`), signed)
      return publishHarbour(root, kept, community).published
    },
    close: async () => {
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Finds so many ports in a row that nobody has. */
export async function freePorts(count: number): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const first = 20_000 + Math.floor(Math.random() * 40_000)
    const ports = Array.from({ length: count }, (_, nth) => first + nth)
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first
  }
  throw new Error('no ports are free')
}

/** Tells whether somebody could listen there. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, 'localhost', () => server.close(() => done(true)))
  })
}
