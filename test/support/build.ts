import { buildIfStale } from '../../scripts/build.js'

/** vitest's global setup of every project that looks at dist/. */
export function setup(): void {
  buildIfStale()
}
