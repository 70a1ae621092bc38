import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findBrowser } from './browser/find.js'
import { browserFlags, preferences } from './browser/flags.js'
import type { Protocol } from './browser/protocol.js'
import { browserName, endDeadline } from './browser/start.js'
import { attachTargets, type Targets } from './browser/targets.js'
import { type Baseline, baselineOf, isUnclaimed, withoutBaseline } from './capture/baseline.js'
import { blindness } from './capture/blindness.js'
import { mergeSightings } from './capture/merge.js'
import { readNetLogFile } from './capture/net-log-file.js'
import { makeVisits, type Visits } from './capture/open-visits.js'
import { openingsFor } from './capture/openings.js'
import { readConsole } from './capture/read-console.js'
import { readDownloads } from './capture/read-downloads.js'
import { readProtocol } from './capture/read-protocol.js'
import { readReports } from './capture/read-reports.js'
import type { Sighting } from './capture/sighting.js'
import { withoutWorkerUpdates } from './capture/worker-updates.js'
import { type Enclosure, enclose } from './containment/enclosure.js'
import { placesOf } from './containment/places.js'
import type { Fault, Outcome } from './fault.js'
import { methods as allMethods, type Blindness, type Departure, type Method, type Recording } from './recording.js'
import type { Session, SessionOptions } from './session-options.js'

/** The day on which a seeded page believes to be, where nothing else is said: 2026-01-05, a Monday, in milliseconds. */
const givenNow = 1_767_603_600_000

/** Milliseconds for which a browser without a page is watched. */
const baselineMilliseconds = 5_000

type Opened = {
  readonly options: SessionOptions
  readonly methods: readonly Method[]
  readonly enclosure: Enclosure
  readonly protocol: Protocol
  readonly browser: string
  readonly visits: Visits
  readonly seen: Sighting[]
  readonly netLog: string | undefined
  readonly readings: Readings
}

/**
 * Starts a browser where nothing can leave unseen, and watches it by every method.
 *
 * @param options - where the pages come from, and what is watched.
 * @returns the session; `browser_not_found` or `browser_did_not_start`. After a fault nothing is left of it.
 * Privacy: what pages send is kept in this process and its folder until `close` hands it over and removes the folder.
 * Cost: one browser and one process of ours; about a second to start.
 */
export async function openSession(options: SessionOptions): Promise<Outcome<Session>> {
  const program = findBrowser(options.browser)
  if (!program.ok) return program
  const methods = allMethods.filter((method) => options.methods?.includes(method) ?? true)
  const seen: Sighting[] = []
  const places = placesOf(options)
  const enclosed = await enclose({
    ...places,
    servers: methods.includes('servers'),
    names: methods.includes('names'),
    namespace: options.namespace ?? true,
    saw: (sighting) => void (methods.includes(sighting.method) && seen.push(sighting)),
  })
  if (!enclosed.ok) return enclosed
  const enclosure = enclosed.value
  const netLog = methods.includes('net-log') ? join(enclosure.folder, 'net-log.json') : undefined
  const profile = join(enclosure.folder, 'profile')
  mkdirSync(join(profile, 'Default'), { recursive: true })
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences))
  const common = { profile, more: [...program.value.flags, ...enclosure.flags] }
  const protocol = enclosure.start(
    program.value.path,
    browserFlags(netLog === undefined ? common : { ...common, netLog }),
  )
  const gone = enclosure.browserGone.then((): Outcome<string> => ({ ok: false, fault: endedAtOnce }))
  const name = await Promise.race([browserName(protocol), gone])
  if (!name.ok) {
    await enclosure.end()
    return name
  }
  try {
    const opened = await watch({ options, methods, enclosure, protocol, browser: name.value, seen, netLog })
    return { ok: true, value: sessionOf(opened) }
  } catch {
    await enclosure.end()
    const says = 'The browser started, and then did not do what it was asked.'
    return {
      ok: false,
      fault: { code: 'browser_did_not_start', says, remedy: 'Try once more, or another version of it.' },
    }
  }
}

const endedAtOnce: Fault = {
  code: 'browser_did_not_start',
  says: 'The browser was found, and ended as soon as it was started.',
  remedy: 'Start it once by hand to see what it lacks, or name another one in CHROMIUM_PATH.',
}

type Readings = {
  readonly sightings: () => Promise<readonly Sighting[]>
  readonly reports: ReturnType<typeof readReports>
  readonly lines: ReturnType<typeof readConsole>
  readonly downloads: ReturnType<typeof readDownloads>
}

async function watch(begun: Omit<Opened, 'visits' | 'readings'>): Promise<Opened> {
  const { protocol, enclosure, options, methods } = begun
  const binding = `k${randomBytes(12).toString('hex')}`
  const visits = makeVisits({ protocol, options, watchesState: methods.includes('state') })
  const downloads = join(enclosure.folder, 'downloads')
  mkdirSync(downloads)
  const readings: Readings = {
    sightings: readProtocol(protocol, visits.who).sightings,
    reports: readReports(protocol, binding, visits.who, pageOriginIn(visits), ({ host, port }) =>
      enclosure.stand(host, port),
    ),
    lines: readConsole(protocol, visits.who),
    downloads: readDownloads(protocol, downloads, visits.visitOfFrame),
  }
  const seed = options.seed
  const given = seed === undefined ? undefined : { seed, now: options.now ?? givenNow }
  const isProtocolRead = methods.includes('protocol')
  const targets: Targets = await attachTargets(protocol, openingsFor({ binding, given, isProtocolRead }))
  visits.begin(targets)
  const behaviour = { behavior: 'allowAndName', downloadPath: downloads, eventsEnabled: true }
  await protocol.call(undefined, 'Browser.setDownloadBehavior', behaviour)
  return { ...begun, visits, readings }
}

function sessionOf(opened: Opened): Session {
  const { browser, enclosure, visits } = opened
  let closing: Promise<Recording> | undefined
  return {
    browser,
    sitePort: enclosure.sitePort,
    marker: enclosure.marker,
    visit: visits.open,
    close: () => {
      closing ??= close(opened).finally(enclosure.end)
      return closing
    },
  }
}

async function close(opened: Opened): Promise<Recording> {
  const { methods, protocol, visits, seen, readings, enclosure, options, browser } = opened
  await visits.leaveAll()
  const watches = (method: Method) => methods.includes(method)
  const fromProtocol = watches('protocol') ? [...(await readings.sightings()), ...readings.reports.messages()] : []
  const lines = watches('state') ? await readings.lines() : []
  protocol.call(undefined, 'Browser.close', {}, endDeadline).catch(() => {})
  const isGone = await Promise.race([
    enclosure.browserGone.then(() => true),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(false), endDeadline)),
  ])
  const log = await readNetLogFile(opened.netLog)
  const files = watches('state') ? [...readings.downloads(), ...readings.reports.copied()] : []
  const sightings = [...fromProtocol, ...seen, ...log.sightings].filter((one) => !visits.isOwn(one))
  const all = withoutWorkerUpdates(mergeSightings(sightings, visits.times()))
  const merged = withoutBaseline(all, sentBefore(sightings, visits))
  const departures = withoutBaseline(merged, await baselineFor(opened, merged))
  const blind: readonly Blindness[] = [
    ...blindness(options, methods, enclosure),
    ...visits.blind(),
    ...log.blind,
    ...late(isGone),
  ]
  return {
    departures,
    remainders: [...visits.remainders(), ...lines, ...files],
    methods,
    blind,
    browser,
    containment: enclosure.contained ? 'namespace' : 'proxy',
    seeded: options.seed !== undefined,
    entered: visits.times().flatMap(({ visit, phases }) => {
      const begun = phases[0]?.at ?? 0
      return phases.map(({ phase, at }) => ({ phase, at: at - begun, visit }))
    }),
  }
}

const pageOriginIn = (visits: Visits) => (visit: number) => visits.times().find((one) => one.visit === visit)?.origin

function late(isGone: boolean): readonly Blindness[] {
  return isGone ? [] : [{ method: 'net-log', because: 'the browser did not end in time, and its log may lack the end' }]
}

/** What the browser sent before there was a page in this very session. */
function sentBefore(sightings: readonly Sighting[], visits: Visits): Baseline {
  const begun = visits.times()[0]?.phases[0]?.at ?? 0
  return baselineOf(
    mergeSightings(
      sightings.filter(({ at, visit }) => at < begun && visit === undefined),
      [],
    ),
  )
}

/** Measured only where something is there that nobody claims, and once per browser. */
async function baselineFor({ options, browser, methods }: Opened, merged: readonly Departure[]): Promise<Baseline> {
  if (!merged.some((one) => isUnclaimed(one) && one.channel !== 'udp')) return new Set()
  const baselines = options.baselines ?? new Map()
  const known =
    baselines.get(browser) ?? measureBaseline({ ...options, baselines: new Map([[browser, noBaseline]]), methods })
  baselines.set(browser, known)
  return known
}

const noBaseline: Promise<Baseline> = Promise.resolve(new Set())

async function measureBaseline(options: SessionOptions): Promise<Baseline> {
  const session = await openSession(options)
  if (!session.ok) return new Set()
  await new Promise((resolve) => setTimeout(resolve, baselineMilliseconds))
  return baselineOf((await session.value.close()).departures)
}
