import { createReadStream, existsSync } from 'node:fs'
import type { Blindness } from '../recording.js'
import { netLogReader } from './net-log.js'
import type { Sighting } from './sighting.js'

/** Of a longer log the beginning is read, and the rest is said to be missing. */
export const longestLog = 1024 * 1024 * 1024

/** A longer line is passed over. */
export const longestLogLine = 96 * 1024 * 1024

/**
 * Reads the file that the browser wrote.
 *
 * @param path - of the file; absent where none was asked for.
 * @param limit - bytes that are read at most.
 * @returns what was seen, and why it may not be all.
 * Privacy: what pages sent, for the search that follows; the file is left where it is.
 * Cost: O(bytes), streaming: memory for one line and for what was seen.
 */
export async function readNetLogFile(
  path: string | undefined,
  limit = longestLog,
): Promise<{ readonly sightings: readonly Sighting[]; readonly blind: readonly Blindness[] }> {
  if (path === undefined) return { sightings: [], blind: [] }
  if (!existsSync(path)) return { sightings: [], blind: [{ method: 'net-log', because: 'the browser wrote no log' }] }
  const reader = netLogReader()
  let size = 0
  let pieces: string[] = []
  let length = 0
  const stream = createReadStream(path, { encoding: 'latin1', end: limit - 1, highWaterMark: 1024 * 1024 })
  const take = (piece: string) => {
    length += piece.length
    if (length <= longestLogLine) pieces.push(piece)
  }
  const finishLine = () => {
    if (length <= longestLogLine) reader.line(Buffer.from(pieces.join(''), 'latin1').toString('utf8'))
    pieces = []
    length = 0
  }
  for await (const chunk of stream) {
    const text = String(chunk)
    size += text.length
    const [first = '', ...others] = text.split('\n')
    take(first)
    for (const next of others) {
      finishLine()
      take(next)
    }
  }
  finishLine()
  const { sightings, broken } = reader.finish()
  return { sightings, blind: losses(size >= limit, broken) }
}

function losses(isCut: boolean, broken: number): readonly Blindness[] {
  const cut = isCut ? ['the log was longer than is read'] : []
  const lines = broken > 0 ? [`${broken} lines of the log could not be read`] : []
  return [...cut, ...lines].map((because) => ({ method: 'net-log', because }))
}
