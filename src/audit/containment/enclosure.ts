import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { connectProtocol, type Protocol } from '../browser/protocol.js'
import { pipeOf, startDeadline } from '../browser/start.js'
import type { Sighting } from '../capture/sighting.js'
import type { Fault, Outcome } from '../fault.js'
import { lineReader, type Order, type Report, type Setup, writeLine } from './link.js'
import { enclosingCommand } from './network.js'
import { openOutlet } from './outlet.js'

/** What an enclosure is made with; the rest of the setup is its own affair. */
export type EnclosureChoices = Pick<Setup, 'reachable' | 'site' | 'ports' | 'servers' | 'names'> & {
  readonly saw: (sighting: Sighting) => void
  /** False: not even tried. */
  readonly namespace: boolean
}

/** A place in which a browser runs and which nothing leaves but for the allowed places. */
export type Enclosure = {
  readonly contained: boolean
  /** The folder of this audit; it is gone when `end` resolves. */
  readonly folder: string
  /** What `ps` shows of the processes inside. */
  readonly marker: string
  readonly sitePort: number
  /** Flags that the browser needs in here. */
  readonly flags: readonly string[]
  readonly blind: readonly string[]
  readonly start: (path: string, flags: readonly string[]) => Protocol
  /** Has our servers stand at a place to which a page is about to turn. */
  readonly stand: (host: string, port: number) => void
  readonly browserGone: Promise<void>
  readonly end: () => Promise<void>
}

/** Milliseconds that the process inside has to end everything; then it is ended. */
const endMilliseconds = 10_000

type Ready = Extract<Report, { readonly report: 'ready' }>

/**
 * Encloses: a process of ours inside a network of its own, or behind a proxy where that is not permitted.
 *
 * @param choices - what stands inside and what may be reached.
 * @returns the enclosure, or `browser_did_not_start` where not even our own process starts.
 * Privacy: what a page sends goes to `saw`, and to the allowed places alone.
 * Cost: one process, and a few dozen sockets in it.
 */
export async function enclose(choices: EnclosureChoices): Promise<Outcome<Enclosure>> {
  const folder = mkdtempSync(join(tmpdir(), 'entrenous-audit-'))
  const command = choices.namespace ? enclosingCommand(join(folder, 'resolv.conf')) : undefined
  const { reachable, site, ports, servers, names } = choices
  const outlet = join(folder, 'outlet')
  const contained = command !== undefined
  const setup: Setup = { contained, marker: folder, folder, outlet, reachable, site, ports, servers, names }
  const server = await openOutlet(outlet, reachable)
  const [program = '', ...rest] = [...(command ?? []), process.execPath, insideProgram(), folder]
  // Its own process group: Ctrl-C is for the process outside, whose end it hears.
  const child = spawn(program, rest, { stdio: ['pipe', 'pipe', 'ignore', 'pipe', 'pipe'], detached: true })
  const gone = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', () => resolve())
  })
  const heard = hear(child, gone, choices.saw)
  const send = (message: Setup | Order) => void child.stdin?.write(writeLine(message))
  child.stdin?.on('error', () => {})
  const end = async () => {
    send({ order: 'end' })
    child.stdin?.end()
    const timer = setTimeout(() => child.kill('SIGKILL'), endMilliseconds)
    await gone
    clearTimeout(timer)
    server.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  }
  send(setup)
  const ready = await heard.ready
  if (ready === undefined) {
    await end()
    return { ok: false, fault: notStarted }
  }
  const start = (path: string, flags: readonly string[]) => {
    const protocol = connectProtocol(pipeOf(child))
    send({ order: 'start', path, flags })
    return protocol
  }
  return {
    ok: true,
    value: {
      contained,
      folder,
      marker: folder,
      sitePort: ready.sitePort,
      flags: enclosedFlags(contained, ready),
      blind: ready.blind,
      start,
      stand: (host, port) => send({ order: 'stand', host, port }),
      browserGone: heard.browserGone,
      end,
    },
  }
}

const notStarted: Fault = {
  code: 'browser_did_not_start',
  says: 'The process that holds the browser did not start.',
  remedy: 'Look whether this machine is out of memory or processes, and try once more.',
}

function hear(
  child: ChildProcess,
  gone: Promise<void>,
  saw: (sighting: Sighting) => void,
): { readonly ready: Promise<Ready | undefined>; readonly browserGone: Promise<void> } {
  let resolveReady: (ready: Ready | undefined) => void = () => {}
  let resolveGone: () => void = () => {}
  const ready = new Promise<Ready | undefined>((resolve) => {
    resolveReady = resolve
  })
  const browserGone = new Promise<void>((resolve) => {
    resolveGone = resolve
  })
  const timer = setTimeout(() => resolveReady(undefined), startDeadline)
  void ready.then(() => clearTimeout(timer))
  void gone.then(() => {
    resolveReady(undefined)
    resolveGone()
  })
  child.stdout?.setEncoding('utf8')
  child.stdout?.on(
    'data',
    lineReader((message) => {
      // The process inside is ours and writes nothing but reports.
      const report = message as unknown as Report
      if (report.report === 'ready') resolveReady(report)
      if (report.report === 'browser gone') resolveGone()
      if (report.report === 'saw') saw(report.sighting)
    }),
  )
  return { ready, browserGone }
}

function enclosedFlags(contained: boolean, { proxyPort, keyDigest }: Ready): readonly string[] {
  const trust = `--ignore-certificate-errors-spki-list=${keyDigest}`
  if (contained) return [trust]
  return [
    trust,
    `--proxy-server=socks5://127.0.0.1:${proxyPort}`,
    '--proxy-bypass-list=<-loopback>',
    '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  ]
}

/** Beside the built library, or in dist/ when this runs from the sources. */
function insideProgram(): string {
  const beside = fileURLToPath(new URL('./audit-inside.js', import.meta.url))
  return existsSync(beside) ? beside : fileURLToPath(new URL('../../../dist/audit-inside.js', import.meta.url))
}
