import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import type { Outcome } from '../fault.js'
import type { BrowserProgram } from './find.js'
import { browserFlags, type FlagChoices } from './flags.js'
import { connectProtocol, type Protocol, type ProtocolPipe } from './protocol.js'
import { textOf } from './values.js'

/** Milliseconds within which a browser must say its name. */
export const startDeadline = 30_000

/** Milliseconds that a browser has to end by itself before it is ended. */
export const endDeadline = 5_000

/**
 * The browser's name as reports show it, once it answers.
 *
 * @param protocol - the protocol of a browser that was just started.
 * @param deadline - milliseconds to wait.
 * @returns `Chromium 156.0.8078.79`, or `browser_did_not_start`.
 * Privacy: reads the browser's name alone.
 * Cost: one call.
 */
export async function browserName(protocol: Protocol, deadline = startDeadline): Promise<Outcome<string>> {
  try {
    const { product } = await protocol.call(undefined, 'Browser.getVersion', {}, deadline)
    const name = textOf(product) ?? ''
    return { ok: true, value: name.replace(/^(Headless)?Chrome\//, 'Chromium ') }
  } catch {
    const says = 'The browser was found, but did not answer in time.'
    const remedy = 'Start it once by hand to see what it lacks, or name another one in CHROMIUM_PATH.'
    return { ok: false, fault: { code: 'browser_did_not_start', says, remedy } }
  }
}

/** A browser that was started here, outside any containment. */
export type StartedBrowser = {
  readonly protocol: Protocol
  readonly name: string
  /** Closes it, and ends it where it does not close; resolves when the process is gone. */
  readonly close: () => Promise<void>
}

/**
 * Starts a browser with its debugging pipe and nothing around it: for looking at a form, not for an audit.
 *
 * @param program - what to start.
 * @param choices - its folder and flags.
 * @returns the browser, or `browser_did_not_start`; then its process is gone.
 * Privacy: nothing is contained here; a page that is opened can send what it likes.
 * Cost: one process of a browser.
 */
export async function startBrowser(program: BrowserProgram, choices: FlagChoices): Promise<Outcome<StartedBrowser>> {
  const child = spawn(program.path, [...program.flags, ...browserFlags(choices)], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const protocol = connectProtocol(pipeOf(child))
  const close = async () => {
    protocol.call(undefined, 'Browser.close').catch(() => {})
    const timer = setTimeout(() => child.kill('SIGKILL'), endDeadline)
    await gone
    clearTimeout(timer)
  }
  const name = await browserName(protocol)
  if (name.ok) return { ok: true, value: { protocol, name: name.value, close } }
  await close()
  return name
}

/**
 * The debugging pipe of a child that was given two pipes as its file descriptors 3 and 4.
 *
 * @param child - the process of the browser, or of what starts it.
 * @returns the two ends.
 * Privacy: hands the ends on and reads nothing.
 * Cost: O(1).
 */
export function pipeOf(child: ChildProcess): ProtocolPipe {
  // `stdio` was given as five entries of which the last two are pipes, one written to and one read.
  const [, , , input, output] = child.stdio as unknown as [unknown, unknown, unknown, Writable, Readable]
  return { input, output }
}
