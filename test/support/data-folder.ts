import { existsSync } from 'node:fs'

/** vitest's global setup of the vectors: their folder is not part of the repository, and its absence is no success. */
export function setup(): void {
  const folder = process.env['ENTRENOUS_DATA'] ?? '../shared'
  if (!existsSync(`${folder}/vectors`)) {
    throw new Error(`no vectors in ${folder}/vectors: set ENTRENOUS_DATA to the folder that holds them`)
  }
}
