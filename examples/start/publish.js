import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { replaceText } from '../board/disk.js'
import { layoutOf } from '../board/layout.js'
import { createBoard, readFolder } from '../board/serve.js'

/**
 * Publishes the invented community with the real command, with keys that stay from one start to the next: the list goes
 * on, and whoever has set up a desk keeps it.
 *
 * @param {string} root the project's folder
 * @param {string} kept the folder that stays between starts
 * @param {string} [community] the folder that is published
 */
export function publishHarbour(root, kept, community = join(root, 'examples', 'harbour-collective')) {
  const shown = join(kept, 'catalogue')
  mkdirSync(shown, { recursive: true })
  const file = join(shown, 'harbour.catalogue')
  const keys = join(kept, 'keys')
  const previous = existsSync(file) ? ['--previous', file] : []
  const words = ['catalogue', 'build', community, '--out', file, '--keys', keys]
  const command = [join(root, 'dist', 'cli.js'), ...words, ...previous, '--json']
  /** @type {{ readonly communityKey: string, readonly signedByThemselves: readonly string[] }} */
  const published = JSON.parse(execFileSync(execPath, command, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }))
  return {
    shown,
    published,
    trust: published.communityKey,
    chen: readFileSync(join(keys, 'practitioners', 'chen-wei.json'), 'utf8'),
  }
}

/**
 * The community's board, made at the first start.
 *
 * @param {string} kept the folder that stays between starts
 * @param {string} address where it is served
 */
export function harbourBoard(kept, address) {
  const folder = join(kept, 'board')
  const { key, description } = layoutOf(folder)
  if (!existsSync(key)) createBoard(folder, { origin: 'board.harbour.example', address })
  // The same board, at another port than the last time.
  const described = JSON.parse(readFileSync(description, 'utf8'))
  replaceText(description, `${JSON.stringify({ ...described, address }, null, 2)}\n`)
  return readFolder(folder)
}
