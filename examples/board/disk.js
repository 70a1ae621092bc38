// What a disk can be asked for so that nothing that was acknowledged is lost: bytes at the end of a file, a file replaced whole,
// a file cut to a length. Each is certain when the function returns, its name in the folder included.
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'

/** What a file is called while it is written. */
const WRITING = '.writing'

/**
 * Adds bytes to the end of a file, which is made where it is missing.
 *
 * @param {string} path
 * @param {Uint8Array} bytes
 */
export function appendBytes(path, bytes) {
  const isNew = !existsSync(path)
  withFile(path, 'a', (file) => {
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes.subarray(at))
    fsyncSync(file)
  })
  if (isNew) syncFolder(dirname(path))
}

/**
 * Writes a whole file in the place of another: whoever interrupts leaves the old one.
 *
 * @param {string} path
 * @param {string} text
 * @param {number} [mode]
 */
export function replaceText(path, text, mode = 0o644) {
  const temporary = join(dirname(path), `.${basename(path)}${WRITING}`)
  withFile(
    temporary,
    'w',
    (file) => {
      writeFileSync(file, text)
      fsyncSync(file)
    },
    mode,
  )
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/**
 * Cuts what a file has beyond a length.
 *
 * @param {string} path
 * @param {number} length
 * @throws {Error} when the file is shorter: what is missing was promised.
 */
export function cutTo(path, length) {
  const { size } = statSync(path)
  if (size < length) throw new Error(`${basename(path)} is shorter than the checkpoint says`)
  if (size === length) return
  withFile(path, 'r+', (file) => {
    ftruncateSync(file, length)
    fsyncSync(file)
  })
}

/**
 * Makes sure of the names in a folder.
 *
 * @param {string} folder
 */
export function syncFolder(folder) {
  withFile(folder, 'r', fsyncSync)
}

/**
 * @param {string} path
 * @param {string} flags
 * @param {(file: number) => void} work
 * @param {number} [mode]
 */
function withFile(path, flags, work, mode = 0o644) {
  const file = openSync(path, flags, mode)
  try {
    work(file)
  } finally {
    closeSync(file)
  }
}
