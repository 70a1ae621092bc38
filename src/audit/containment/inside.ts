import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import type { Sighting } from '../capture/sighting.js'
import { politeAnswer, serveFolder } from '../sinks/answer.js'
import { makeCertificate } from '../sinks/certificate.js'
import { type ConnectionRules, makeReceiver, type Receiver, standOn } from '../sinks/connections.js'
import { makeOnce, type Once, serveDatagrams } from '../sinks/datagrams.js'
import { makeAddressBook, serveNames } from '../sinks/name-server.js'
import { lineReader, type Order, type Report, type Setup, writeLine } from './link.js'
import { nameServerAddress } from './network.js'
import { socksServer } from './socks.js'

/**
 * Where a folder is served: the same port each time, because a page may send its own address, and two visits are compared
 * byte for byte. In a network of our own it is free; behind the proxy nothing stands there.
 */
const sitePort = 4100

/** Literal addresses to which pages turn without a name: those set aside for documents, and our own. */
const knownAddresses = ['192.0.2.1', '192.0.2.7', '198.51.100.7', '203.0.113.7', '127.0.0.1', '10.99.0.1']

/** Milliseconds that the browser has to end by itself when the process outside is gone. */
const endMilliseconds = 3_000

type World = {
  readonly setup: Setup
  readonly tell: (report: Report) => void
  readonly stands: Set<string>
  readonly once: Once
  readonly receive: Receiver
  readonly rules: ConnectionRules
}

/** The program of the process inside: stands where the page turns to, and holds the browser. */
function main(): void {
  let world: Promise<World> | undefined
  let browser: ChildProcess | undefined
  let isEnding = false
  const tell = (report: Report) => void process.stdout.write(writeLine(report))
  const end = () => {
    if (isEnding) return
    isEnding = true
    void endAll(browser, world)
  }
  process.stdin.setEncoding('utf8')
  process.stdin.on(
    'data',
    lineReader((message) => {
      // It comes from the process that started this one, which writes its setup first and then nothing but orders.
      if (world === undefined) world = begin(message as unknown as Setup, tell)
      // It is an order, for the same reason.
      else browser = obey(message as unknown as Order, world, tell, end) ?? browser
    }),
  )
  // The process outside ended, however it ended.
  process.stdin.on('close', end)
  process.stdout.on('error', end)
  // Ctrl-C reaches the whole group: the process outside decides, and its end is heard above.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  process.on('uncaughtException', end)
}

async function begin(setup: Setup, tell: (report: Report) => void): Promise<World> {
  const book = makeAddressBook()
  const certificate = makeCertificate(Date.now())
  const saw = (sighting: Sighting) => tell({ report: 'saw', sighting })
  const site = setup.site === undefined ? undefined : serveFolder(setup.site.folder, setup.site.rules)
  const rules: ConnectionRules = {
    saw,
    outlet: setup.outlet,
    nameOf: book.nameOf,
    certificate,
    isReachable: (host, port) => setup.reachable.some((one) => one.host === host && one.port === port),
    answer: async (request, { port, secure }) =>
      site !== undefined && port === sitePort && !secure ? site(request) : politeAnswer(request),
  }
  const receive = makeReceiver(rules)
  const world: World = { setup, tell, rules, receive, once: makeOnce(), stands: new Set() }
  if (site !== undefined && setup.contained) await standOn(sitePort, rules, receive)
  const proxyPort = setup.contained ? 0 : await socksServer(receive)
  const blind = setup.contained ? await standEverywhere(world, () => serveNames(nameServerAddress, book, saw)) : []
  tell({
    report: 'ready',
    sitePort: site === undefined ? 0 : sitePort,
    proxyPort,
    keyDigest: certificate.keyDigest,
    blind,
  })
  return world
}

/** Every server of ours; what could not stand is said. */
async function standEverywhere(world: World, serve: () => Promise<void>): Promise<readonly string[]> {
  const blind: string[] = []
  if (world.setup.names) await serve().catch(() => void blind.push('the name server could not stand'))
  const needed = world.setup.servers ? world.setup.ports : []
  // Without servers of ours, what may be reached is still reached.
  for (const { port } of world.setup.reachable) await standPort(world, port)
  for (const port of needed) await standPort(world, port)
  for (const port of needed) {
    for (const address of ['0.0.0.0', '::', ...knownAddresses]) await standAt(world, address, port)
  }
  return blind
}

async function standPort({ stands, rules, receive }: World, port: number): Promise<void> {
  if (stands.has(`tcp ${port}`)) return
  stands.add(`tcp ${port}`)
  await standOn(port, rules, receive)
}

async function standAt({ stands, rules, once }: World, address: string, port: number): Promise<void> {
  if (stands.has(`udp ${address} ${port}`)) return
  stands.add(`udp ${address} ${port}`)
  await serveDatagrams(address, port, rules.saw, once)
}

function obey(
  order: Order,
  world: Promise<World>,
  tell: (report: Report) => void,
  end: () => void,
): ChildProcess | undefined {
  if (order.order === 'end') end()
  if (order.order === 'stand') void world.then((one) => standBy(one, order.host, order.port)).catch(() => {})
  if (order.order !== 'start') return undefined
  // Its debugging pipe is the one that this process was given, and does not touch.
  const browser = spawn(order.path, order.flags, { stdio: ['ignore', 'ignore', 'ignore', 3, 4] })
  browser.on('error', () => tell({ report: 'browser gone' }))
  browser.on('exit', () => tell({ report: 'browser gone' }))
  return browser
}

/** A page is about to turn to a server of this name or address, at this port. */
async function standBy(world: World, host: string, port: number): Promise<void> {
  if (!world.setup.contained || !world.setup.servers) return
  const isLiteral = /^\d+\.\d+\.\d+\.\d+$/.test(host)
  await standPort(world, port)
  await standAt(world, '0.0.0.0', port)
  if (isLiteral) await standAt(world, host, port)
  world.tell({ report: 'stands', host, port })
}

async function endAll(browser: ChildProcess | undefined, world: Promise<World> | undefined): Promise<void> {
  const folder = await world?.then(({ setup }) => setup.folder).catch(() => undefined)
  if (browser !== undefined && browser.exitCode === null && browser.signalCode === null) {
    const gone = new Promise((resolve) => browser.once('exit', resolve))
    browser.kill('SIGTERM')
    const timer = setTimeout(() => browser.kill('SIGKILL'), endMilliseconds)
    await gone
    clearTimeout(timer)
  }
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  process.exit(0)
}

main()
