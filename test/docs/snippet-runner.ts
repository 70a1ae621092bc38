import { type ChildProcess, execFile, fork } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { root } from '../../scripts/build.js'

const LONGEST_MS = 60_000
const run = promisify(execFile)

/** Runs snippets in processes that several of them share. */
export type SnippetRunner = {
  /** Runs what a file exports as `run`: `ran`, or what it said when it failed alone. */
  readonly outcome: (file: string) => Promise<string>
  readonly end: () => void
}

/** Begins without a process; as many come to be as are asked for at the same time. */
export function createSnippetRunner(): SnippetRunner {
  const idle: ChildProcess[] = []
  const all = new Set<ChildProcess>()
  const begin = (): ChildProcess => {
    const child = fork(join(root, 'test', 'docs', 'run-snippets.js'), { cwd: root, stdio: 'ignore' })
    all.add(child)
    return child
  }
  return {
    outcome: async (file) => {
      const child = idle.pop() ?? begin()
      if ((await answerOf(child, pathToFileURL(file).href)) === 'ran') {
        idle.push(child)
        return 'ran'
      }
      child.kill('SIGKILL')
      all.delete(child)
      return alone(file)
    },
    end: () => {
      for (const child of all) child.kill('SIGKILL')
    },
  }
}

function answerOf(child: ChildProcess, script: string): Promise<unknown> {
  return new Promise((resolve) => {
    const ended = () => done(undefined)
    const timer = setTimeout(ended, LONGEST_MS)
    const done = (answer: unknown): void => {
      clearTimeout(timer)
      child.off('message', done).off('exit', ended)
      resolve(answer)
    }
    child.on('message', done).on('exit', ended)
    child.send(script)
  })
}

/** What one leaves behind may be what another stumbles over: only what fails by itself has failed. */
function alone(file: string): Promise<string> {
  const code = `import { run } from '${pathToFileURL(file).href}'; await run(); process.exit(0)`
  return run(process.execPath, ['--input-type=module', '-e', code], { cwd: root, timeout: LONGEST_MS }).then(
    () => 'ran',
    (error: Error & { stderr?: string }) => error.stderr ?? error.message,
  )
}
