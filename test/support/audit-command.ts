import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { root } from '../../scripts/build.js'
import { carriedBrowser } from './browser.js'

// `entrenous audit`, as a reviewer types it.

/** How the command ended. */
export type Ended = { readonly code: number; readonly said: string; readonly complained: string }

/** Runs the command, and waits for its end. */
export async function auditCommand(words: readonly string[]): Promise<Ended> {
  const browser = await carriedBrowser()
  const env = browser === undefined ? process.env : { ...process.env, CHROMIUM_PATH: browser }
  return new Promise((done) => {
    const command = [join(root, 'dist', 'cli.js'), 'audit', ...words]
    execFile(process.execPath, command, { env, maxBuffer: 64 * 1024 * 1024 }, (error, said, complained) => {
      done({ code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1, said, complained })
    })
  })
}
