import { readFileSync } from 'node:fs'

/**
 * The version of this package.
 *
 * @returns such as `0.2.0`.
 * Privacy: reads our own package.json, one folder above the built program.
 * Cost: one small file. @since 0.1
 */
export function packageVersion(): string {
  // It is our own, and always has one.
  return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
