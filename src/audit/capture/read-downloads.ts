import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Protocol } from '../browser/protocol.js'
import { textOf } from '../browser/values.js'
import type { Remainder } from '../recording.js'

/** Of a longer file the beginning is read. */
export const longestDownload = 16 * 1024 * 1024

type Download = { readonly id: string; readonly name: string; readonly frameId: string }

/**
 * Watches downloads, each of which is a file on the person's device afterwards.
 *
 * @param protocol - the browser's protocol, told to name files by their ids.
 * @param folder - where they go.
 * @param visitOfFrame - asked whose frame it was.
 * @returns what reads the files, once the browser has ended.
 * Privacy: names and contents of files, for the search that follows.
 * Cost: O(bytes).
 */
export function readDownloads(
  protocol: Protocol,
  folder: string,
  visitOfFrame: (frameId: string) => number | undefined,
): () => readonly Remainder[] {
  const downloads: (Download & { readonly visit: number | undefined })[] = []
  protocol.listen(({ method, params }) => {
    if (method !== 'Browser.downloadWillBegin') return
    const frameId = textOf(params['frameId']) ?? ''
    const id = textOf(params['guid']) ?? ''
    if (downloads.some((one) => one.id === id)) return
    downloads.push({ id, frameId, name: textOf(params['suggestedFilename']) ?? '', visit: visitOfFrame(frameId) })
  })
  return () =>
    downloads.map(({ id, name, visit }) => {
      const bytes = beginningOf(join(folder, id))
      return { store: 'download', key: name, bytes, ...(visit === undefined ? {} : { visit }) }
    })
}

function beginningOf(path: string): Uint8Array {
  try {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(longestDownload)
      return bytes.subarray(0, readSync(file, bytes, 0, longestDownload, 0))
    } finally {
      closeSync(file)
    }
  } catch {
    // The browser keeps what was not whole under another name, or not at all.
    return new Uint8Array()
  }
}
