import { existsSync, readFileSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import type { SessionOptions } from '../session-options.js'
import { readHeaderRules } from '../sinks/answer.js'
import type { EnclosureChoices } from './enclosure.js'
import type { Reachable } from './link.js'

/** Ports to which pages turn most often: of the web, of its development, of STUN and TURN. */
const usualPorts = [
  80, 443, 3000, 3001, 3478, 3479, 4000, 4001, 4200, 4317, 4318, 5000, 5173, 5349, 5350, 8000, 8008, 8080, 8081, 8088,
  8443, 8888, 9000, 9001, 9002, 9003, 9004, 9005, 9090, 9443, 19302, 19305, 19307,
]

/**
 * What stands inside, and what may be reached from there.
 *
 * @param options - of a session.
 * @returns the site, the reachable places and the ports.
 * Privacy: reads `_headers` of the folder alone.
 * Cost: one read of a file.
 */
export function placesOf(options: SessionOptions): Pick<EnclosureChoices, 'site' | 'reachable' | 'ports'> {
  const ports = [...new Set([...usualPorts, ...(options.ports ?? [])])]
  const { pages } = options
  if ('origins' in pages) {
    return { site: undefined, ports, reachable: pages.origins.flatMap((origin) => reachableAt(origin) ?? []) }
  }
  const folder = existsSync(pages.folder) ? realpathSync(pages.folder) : pages.folder
  const file = join(folder, '_headers')
  const own = existsSync(file) ? readHeaderRules(readFileSync(file, 'utf8')) : []
  return { site: { folder, rules: [...own, ...(pages.rules ?? [])] }, ports, reachable: [] }
}

/**
 * Host and port of an origin.
 *
 * @param origin - `https://board.example`, or any address below it.
 * @returns the place, or undefined where it is no address of the web.
 * Privacy: an origin alone.
 * Cost: O(length).
 */
export function reachableAt(origin: string): Reachable | undefined {
  if (!URL.canParse(origin)) return undefined
  const { protocol, hostname, port } = new URL(origin)
  const isSecure = protocol === 'https:' || protocol === 'wss:'
  if (!isSecure && protocol !== 'http:' && protocol !== 'ws:') return undefined
  return { host: hostname, port: port === '' ? (isSecure ? 443 : 80) : Number(port) }
}
