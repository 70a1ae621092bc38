import { createServer } from 'node:http'
import sirv from 'sirv'

/**
 * Serves one folder with one set of headers: no cookie, no ETag, no time, no log.
 *
 * @param {string} folder
 * @param {Readonly<Record<string, string>> | ((path: string) => Readonly<Record<string, string>>)} headers
 */
export function folderServer(folder, headers) {
  const files = sirv(folder, {
    dev: true,
    etag: false,
    setHeaders: (response, path) => {
      for (const [name, value] of Object.entries(typeof headers === 'function' ? headers(path) : headers)) {
        response.setHeader(name, value)
      }
    },
  })
  return createServer((request, response) => {
    const { writeHead } = response
    // Where nothing is kept by its time, nobody is known again by one. The server of files hands it over here.
    response.writeHead = /** @type {any} */ (
      (/** @type {number} */ status, /** @type {Record<string, string>} */ { 'Last-Modified': _, ...others } = {}) =>
        writeHead.call(response, status, others)
    )
    files(request, response, () => {
      response.writeHead(404, { 'Content-Length': 0 }).end()
    })
  })
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<void>}
 */
export function listening(server, port) {
  return new Promise((done, refused) => {
    server.once('error', refused)
    server.listen(port, 'localhost', () => {
      server.removeListener('error', refused)
      done()
    })
  })
}

/**
 * Fails as `listening` would where a port is taken.
 *
 * @param {number} port
 */
export async function whetherFree(port) {
  const server = createServer()
  await listening(server, port)
  await stopped(server)
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<void>} when it and all that was connected to it are gone
 */
export function stopped(server) {
  return new Promise((done) => {
    server.close(() => done())
    server.closeAllConnections()
  })
}
