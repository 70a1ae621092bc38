import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/build.js'

// The calls by which a process changes the files of a folder, seen from below it: by a library that is loaded before libc.

const source = join(root, 'test', 'support', 'kill-at-write.c')

/** A call, or a line that the process said between two of them. */
export type FileCall = {
  readonly what: 'create' | 'write' | 'sync' | 'truncate' | 'unlink' | 'rename' | 'say'
  /** Of the file, beginning with a slash; empty for the folder itself. */
  readonly name: string
  /** Where the bytes were written, or to which length a file was cut. */
  readonly at: number
  /** What was written or said, or the new name of a renamed file. */
  readonly bytes: Buffer
}

/** Compiles the library into a folder, and gives the environment that loads it. */
export function compileWatcher(folder: string): Readonly<Record<string, string>> {
  const library = join(folder, 'kill-at-write.so')
  if (process.platform !== 'linux') throw new Error('This test runs on Linux: it loads a library by LD_PRELOAD.')
  const { error, status, stderr } = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl'])
  if (error)
    throw new Error('gcc is missing, which compiles test/support/kill-at-write.c: apt-get install gcc libc6-dev')
  if (status !== 0) throw new Error(`gcc did not compile test/support/kill-at-write.c: ${stderr}`)
  return { LD_PRELOAD: library }
}

/** Reads what the library wrote down. */
export function readTrace(path: string): readonly FileCall[] {
  const trace = readFileSync(path)
  const calls: FileCall[] = []
  for (let from = 0; from < trace.length; ) {
    const end = trace.indexOf('\n', from)
    const [what, name = '', at, length] = trace.toString('utf8', from, end).split('\t')
    from = end + 1 + Number(length)
    // The library's own words.
    calls.push({ what: what as FileCall['what'], name, at: Number(at), bytes: trace.subarray(end + 1, from) })
  }
  return calls
}
