// A web server of plain files with the headers of docs/guides/host.md, and nothing else: to try an app against, and to
// compare another host with. Start it with: node examples/static-host/server.js <folder>
import { createReadStream, realpathSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { resolve, sep } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'

const DAY = 86_400

/** The same for everybody, whatever is asked with. */
const always = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'X-Content-Type-Options': 'nosniff',
}

/**
 * Says how long a file may be kept. A piece's name is its hash, so that it never means anything else; a head or a whole
 * file is another after the next publication.
 *
 * @param {string} path
 */
function cacheControl(path) {
  return /^\/pieces\/[0-9a-f]{64}$/.test(path) ? `public, max-age=${365 * DAY}, immutable` : 'public, max-age=300'
}

/**
 * Finds a published file. A query, a folder, a way out of the folder and what is named by nothing published are no file.
 *
 * @param {string} folder
 * @param {string} url
 */
function fileAt(folder, url) {
  if (!/^\/(pieces\/[0-9a-f]{64}|(regions\/)?[A-Za-z0-9-]+\.(head|catalogue))$/.test(url)) return undefined
  try {
    const path = realpathSync(resolve(folder, `.${url}`))
    const stats = statSync(path)
    return path.startsWith(folder + sep) && stats.isFile() ? { path, size: stats.size } : undefined
  } catch {
    return undefined
  }
}

/**
 * Makes a server that shows one folder of published catalogues.
 *
 * It reads no header of a request, sets no cookie and no ETag, keeps no log, and answers everybody alike.
 *
 * @param {string} folder
 */
export function staticHost(folder) {
  const root = realpathSync(folder)
  const server = createServer((request, response) => {
    const { method, url = '/' } = request
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { ...always, Allow: 'GET, HEAD', 'Content-Length': 0 }).end()
      return
    }
    const file = fileAt(root, url)
    if (file === undefined) {
      response.writeHead(404, { ...always, 'Cache-Control': 'no-store', 'Content-Length': 0 }).end()
      return
    }
    response.writeHead(200, {
      ...always,
      'Cache-Control': cacheControl(url),
      'Content-Type': 'application/octet-stream',
      'Content-Length': file.size,
    })
    if (method === 'HEAD') response.end()
    // A file that disappears meanwhile ends the answer early; the device sees by the hash that it is not whole.
    else
      createReadStream(file.path)
        .on('error', () => response.destroy())
        .pipe(response)
  })
  return server
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const server = staticHost(argv[2] ?? '.')
  server.listen(8080, '127.0.0.1', () => console.log('http://127.0.0.1:8080/community.head'))
}
