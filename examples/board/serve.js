// Starts a board:
//
//   node examples/board/serve.js new <folder> <origin> <address>
//   node examples/board/serve.js <folder> [port]
//
// The first makes a signing key and a description, the second serves them. Put a web server with TLS in front; see
// docs/guides/board.md.
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { argv, exit } from 'node:process'
import { fileURLToPath } from 'node:url'
import { readBoard, recordLengthOf } from 'entrenous/board'
import { createSigningKey, epochSeconds, readSigningKey, unsafeExportSigningKey } from 'entrenous/community'
import { replaceText } from './disk.js'
import { layoutOf } from './layout.js'
import { boardService } from './service.js'
import { openStore } from './store.js'

const HOUR = 3_600_000

/** What a small community needs; a record is two or three kilobytes. */
const caps = { recordsADay: 5000, recordsInAll: 1_000_000 }
const rate = { burst: 60, perHour: 120, mostAddresses: 10_000 }

/**
 * Makes a new board in a folder.
 *
 * @param {string} folder
 * @param {{ origin: string, address: string, suite?: 1 | 2 }} options
 */
export function createBoard(folder, { origin, address, suite = 1 }) {
  const at = layoutOf(folder)
  if (existsSync(at.key)) throw new Error('there is a board in this folder')
  const made = createSigningKey()
  if (!made.ok) throw new Error(made.error.code)
  const key = Buffer.from(made.value.publicKey).toString('hex')
  const sizes = { recordBytes: recordLengthOf(suite), mostRecords: 1000, keepDays: 35 }
  const description = `${JSON.stringify({ format: 'entrenous-board-1', origin, key, suite, ...sizes, address }, null, 2)}\n`
  const read = readBoard(description)
  if (!read.ok) throw new Error(`${read.error.code}: ${read.error.detail.field}`)
  mkdirSync(at.shown, { recursive: true })
  replaceText(at.description, description)
  replaceText(at.key, unsafeExportSigningKey(made.value), 0o600)
}

/**
 * Reads what `createBoard` made.
 *
 * @param {string} folder
 */
export function readFolder(folder) {
  const at = layoutOf(folder)
  const board = readBoard(readFileSync(at.description, 'utf8'))
  const signer = readSigningKey(readFileSync(at.key, 'utf8'))
  if (!board.ok) throw new Error(`${board.error.code}: ${board.error.detail.field}`)
  if (!signer.ok) throw new Error(signer.error.code)
  if (Buffer.compare(board.value.key, signer.value.publicKey) !== 0) throw new Error('the key is not the one described')
  return { folder, board: board.value, signer: signer.value }
}

/**
 * @param {string} folder
 * @param {number} port
 */
function serve(folder, port) {
  const store = openStore({ ...readFolder(folder), caps })
  const service = boardService({ store, now: () => epochSeconds(new Date()), rate })
  const timer = setInterval(service.forget, HOUR)
  const stop = () => {
    clearInterval(timer)
    void service.close()
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  service.server.listen(port, '127.0.0.1', () => {
    const address = service.server.address()
    if (address !== null && typeof address === 'object') console.log(`http://127.0.0.1:${address.port}/`)
  })
}

function main() {
  const [first, ...more] = argv.slice(2)
  const [folder, origin, address] = more
  if (first === 'new' && folder !== undefined && origin !== undefined && address !== undefined) {
    return createBoard(folder, { origin, address })
  }
  if (first !== undefined && first !== 'new') return serve(first, Number(folder ?? 8080))
  console.error(
    'node examples/board/serve.js new <folder> <origin> <address>\nnode examples/board/serve.js <folder> [port]',
  )
  exit(2)
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  try {
    main()
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'it cannot be started')
    exit(1)
  }
}
