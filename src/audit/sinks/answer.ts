import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { HeaderRule } from '../containment/link.js'
import { headerOf, type SentRequest } from './request-stream.js'

/** What our servers say to a request. */
export type ServedAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'text/xml; charset=utf-8',
}

const empty = new Uint8Array()

/**
 * What a server of ours says where a page turns to somebody else: yes, whatever it is, so that it goes on to send.
 *
 * @param request - what came.
 * @returns an empty answer that every origin may read.
 * Privacy: repeats the names of the headers that were asked for, to whoever asked.
 * Cost: O(headers).
 */
export function politeAnswer(request: SentRequest): ServedAnswer {
  const path = request.target.split(/[?#]/)[0] ?? ''
  const type = types[extname(path).toLowerCase()] ?? typeFor(headerOf(request, 'sec-fetch-dest'))
  return {
    status: 200,
    headers: {
      'content-type': type,
      'cache-control': 'no-store',
      'access-control-allow-origin': headerOf(request, 'origin') ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
      'access-control-allow-headers': headerOf(request, 'access-control-request-headers') ?? '*',
      'access-control-allow-private-network': 'true',
    },
    body: empty,
  }
}

function typeFor(destination: string | undefined): string {
  if (destination === 'script' || destination?.endsWith('worker') === true) return 'text/javascript; charset=utf-8'
  if (destination === 'style') return 'text/css; charset=utf-8'
  if (destination === 'document' || destination === 'iframe') return 'text/html; charset=utf-8'
  return 'text/plain; charset=utf-8'
}

/**
 * Serves a folder as a plain static host does: `/` is `index.html`, nothing above the folder is reached.
 *
 * @param folder - its path.
 * @param rules - headers by path, in order; later ones win.
 * @returns what answers a request.
 * Privacy: reads files of the folder alone.
 * Cost: one read of a file per request.
 */
export function serveFolder(
  folder: string,
  rules: readonly HeaderRule[],
): (request: SentRequest) => Promise<ServedAnswer> {
  return async (request) => {
    const path = decoded(request.target.split(/[?#]/)[0] ?? '/')
    const file = await fileAt(folder, path)
    const own = Object.assign({}, ...rules.filter((rule) => isBelow(rule.path, path)).map(({ headers }) => headers))
    const plain = { 'cache-control': 'no-store', ...own }
    if (file === undefined) {
      return { status: 404, headers: { 'content-type': 'text/plain; charset=utf-8', ...plain }, body: empty }
    }
    const type = types[extname(file.path).toLowerCase()] ?? 'application/octet-stream'
    return { status: 200, headers: { 'content-type': type, ...plain }, body: file.bytes }
  }
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

async function fileAt(folder: string, path: string): Promise<{ path: string; bytes: Uint8Array } | undefined> {
  const whole = normalize(join(folder, path))
  if (
    path.includes('\0') ||
    !(whole === folder || whole.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`))
  ) {
    return undefined
  }
  try {
    const isFolder = (await stat(whole)).isDirectory()
    const file = isFolder ? join(whole, 'index.html') : whole
    return { path: file, bytes: await readFile(file) }
  } catch {
    return undefined
  }
}

function isBelow(rule: string, path: string): boolean {
  return rule.endsWith('*') ? path.startsWith(rule.slice(0, -1)) : path === rule
}

/**
 * Reads a `_headers` file: a path on a line of its own, below it indented lines `name: value`.
 *
 * @param text - the file.
 * @returns the rules, in order; lines that are neither are left out.
 * Privacy: nothing of a page.
 * Cost: O(length).
 */
export function readHeaderRules(text: string): readonly HeaderRule[] {
  const rules: { path: string; headers: Record<string, string> }[] = []
  for (const line of text.split(/\r?\n/)) {
    if (/^\S/.test(line) && !line.startsWith('#')) rules.push({ path: line.trim(), headers: {} })
    const match = /^\s+([A-Za-z0-9-]+):\s*(.*)$/.exec(line)
    const [, name, value] = match ?? []
    const last = rules.at(-1)
    if (name !== undefined && value !== undefined && last !== undefined) last.headers[name.toLowerCase()] = value
  }
  return rules
}

/**
 * Writes an answer as HTTP/1.1.
 *
 * @param answer - what is said.
 * @param verb - of the request: an answer to HEAD has no body.
 * @returns the bytes.
 * Privacy: as the answer.
 * Cost: O(length).
 */
export function writeHttp(answer: ServedAnswer, verb: string): Uint8Array {
  const lines = Object.entries(answer.headers).map(([name, value]) => `${name}: ${value.replace(/[\r\n]/g, ' ')}\r\n`)
  const head = `HTTP/1.1 ${answer.status} ${answer.status === 200 ? 'OK' : 'Not Found'}\r\n${lines.join('')}content-length: ${answer.body.length}\r\n\r\n`
  return verb === 'HEAD' ? Buffer.from(head, 'latin1') : Buffer.concat([Buffer.from(head, 'latin1'), answer.body])
}
