import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/build.js'

export const cli = join(root, 'dist', 'cli.js')
export const example = join(root, 'examples', 'harbour-collective')

export type Run = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Runs the built command line as a shell would, without a terminal. */
export function run(
  args: readonly string[],
  options: {
    readonly cwd?: string
    readonly env?: Readonly<Record<string, string>>
    readonly input?: string | Uint8Array
    readonly node?: readonly string[]
  } = {},
): Run {
  const { cwd = root, env = {}, input = '', node = [] } = options
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, cli, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], ...env },
    maxBuffer: 64 * 1024 * 1024,
  })
  return { code: status, stdout, stderr }
}

/** Reads stdout as exactly one JSON object on one line. */
export function onlyObject({ stdout }: Run): Record<string, unknown> {
  const lines = stdout.split('\n')
  if (lines.length !== 2 || lines[1] !== '') throw new Error(`expected one line of JSON, got ${lines.length - 1}`)
  // JSON.parse gives any; the tests look at what they find.
  const value = JSON.parse(lines[0] ?? '') as Record<string, unknown>
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('expected an object')
  return value
}

/** The code of a refusal under `--json`. */
export function refusal(ran: Run): unknown {
  const { ok, error } = onlyObject(ran)
  if (ok !== false) throw new Error('expected a refusal')
  // Refusals hold code, detail and message; the tests compare the code.
  return (error as { readonly code: unknown }).code
}

/** Makes a folder that is removed when the work is done. */
export function inFolder<Value>(work: (folder: string) => Value): Value {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-cli-'))
  try {
    return work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
