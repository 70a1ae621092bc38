import { existsSync } from 'node:fs'

/** The folder that holds vectors/ and data/: what ENTRENOUS_DATA names, or what lies around it where it names data/ itself. */
export function dataFolder(): string {
  const named = process.env['ENTRENOUS_DATA'] ?? '../shared'
  return existsSync(`${named}/vectors`) ? named : `${named}/..`
}

/** vitest's global setup of the vectors: their folder is not part of the repository, and its absence is no success. */
export function setup(): void {
  if (!existsSync(`${dataFolder()}/vectors`)) {
    throw new Error('no vectors: set ENTRENOUS_DATA to the folder that holds vectors/ and data/')
  }
}
