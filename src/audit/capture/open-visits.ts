import { randomBytes } from 'node:crypto'
import { type FrameAccess, framesOf, rootOf } from '../browser/frames.js'
import type { Protocol } from '../browser/protocol.js'
import type { Targets } from '../browser/targets.js'
import { fieldsOf, originOf, textOf } from '../browser/values.js'
import type { Outcome } from '../fault.js'
import type { Blindness, Phase, Remainder } from '../recording.js'
import type { SessionOptions, Visit } from '../session-options.js'
import { goTo, hangs } from './go-to.js'
import { destinationHost, isBare } from './merge.js'
import type { WhoSends } from './read-protocol.js'
import { cookiesOf, historyOf, onlyNew, remainderIdentity, restAfter, restOf } from './read-rest.js'
import { restTour } from './rest-tour.js'
import { senderIn } from './sender.js'
import { MAX_SHOWN, shownIn } from './shown.js'
import type { Sighting } from './sighting.js'
import type { VisitTimes } from './visits.js'

/** Milliseconds for a page to load where nothing else is said, and for what it still sends once it was left. */
export const usualLoadDeadline = 20_000
/** See there. */
export const usualSettle = 1_000

/** The visits of a session. */
export type Visits = {
  readonly who: WhoSends
  readonly visitOfFrame: (frameId: string) => number | undefined
  readonly begin: (targets: Targets) => void
  readonly open: (url: string) => Promise<Outcome<Visit>>
  readonly leaveAll: () => Promise<void>
  readonly times: () => readonly VisitTimes[]
  readonly remainders: () => readonly Remainder[]
  readonly blind: () => readonly Blindness[]
  /** Whether a sighting is of the documents with which this looks at what is kept. */
  readonly isOwn: (sighting: Sighting) => boolean
}

type Choices = { readonly protocol: Protocol; readonly options: SessionOptions; readonly watchesState: boolean }

type One = {
  readonly visit: number
  readonly url: string
  readonly origin: string
  readonly pageTarget: string
  readonly session: string
  readonly phases: { readonly phase: Phase; readonly at: number }[]
  left: Promise<void> | undefined
}

type State = Choices & {
  readonly ones: One[]
  readonly marker: string
  readonly known: Set<string>
  readonly remainders: Remainder[]
  readonly blind: Blindness[]
  /** Since when this itself looked at what is kept, and at which hosts: the browser connects to them in advance. */
  /** Addresses that stood somewhere for a while. */
  readonly shown: Remainder[]
  /** The origins of every document that a page ever held, by its target: what they keep outlasts them. */
  readonly origins: Map<string, Set<string>>
  readonly tours: { readonly from: number; readonly hosts: ReadonlySet<string> }[]
  /** When something was last heard of a page, by its target. */
  readonly heard: Map<string, number>
  /** The frames that are being filled, each with its page's target. */
  readonly loading: Map<string, string>
  targets: Targets | undefined
  next: number
}

/**
 * Keeps the visits of a session.
 *
 * @param choices - the protocol, the options, and whether what is kept is looked at.
 * @returns the visits; `begin` must be called before the first is opened.
 * Privacy: keeps what was found at rest until it is handed over.
 * Cost: one tab per visit.
 */
export function makeVisits(choices: Choices): Visits {
  const marker = `at-rest-${randomBytes(8).toString('hex')}`
  const state: State = {
    ...choices,
    ones: [],
    marker,
    known: new Set(),
    remainders: [],
    blind: [],
    tours: [],
    shown: [],
    origins: new Map(),
    heard: new Map(),
    loading: new Map(),
    targets: undefined,
    next: 0,
  }
  const who: WhoSends = (session, frameId, url, isDocument) => senderIn(state, { session, frameId, url, isDocument })
  choices.protocol.listen((event) => {
    const { session, method, params } = event
    const shown = shownIn(event, who)
    if (shown !== undefined && state.shown.length < MAX_SHOWN) state.shown.push(shown)
    const target = session === undefined ? undefined : state.targets?.ever.get(session)
    if (target === undefined || state.targets === undefined) return
    const page = rootOf(state.targets, target)
    state.heard.set(page, Date.now())
    if (method === 'Page.frameNavigated') {
      const origin = originOf(textOf(fieldsOf(params['frame'])['url']) ?? '')
      state.origins.set(page, (state.origins.get(page) ?? new Set()).add(origin))
    }
    const frameId = textOf(params['frameId']) ?? ''
    if (method === 'Page.frameStartedLoading') state.loading.set(frameId, page)
    const isGone = method === 'Page.frameDetached' && params['reason'] !== 'swap'
    if (method === 'Page.frameStoppedLoading' || isGone) state.loading.delete(frameId)
  })
  return {
    who,
    visitOfFrame: (frameId) => {
      const session = state.targets?.frames.get(frameId)?.session
      return session === undefined ? undefined : senderIn(state, { session, frameId }).visit
    },
    begin: (targets) => {
      state.targets = targets
    },
    open: (url) => open(state, url),
    leaveAll: async () => {
      await Promise.all(state.ones.map((one) => leave(state, one)))
      if (state.watchesState) await keepCookies(state)
    },
    times: () => state.ones,
    remainders: () => state.remainders,
    blind: () => state.blind,
    isOwn: (sighting) => sighting.url?.includes(marker) === true || isOfTour(state, sighting),
  }
}

function isOfTour({ tours }: State, sighting: Sighting): boolean {
  const { at } = sighting
  return isBare(sighting) && tours.some(({ from, hosts }) => from <= at && hosts.has(destinationHost(sighting)))
}

async function open(state: State, url: string): Promise<Outcome<Visit>> {
  const { protocol, options, targets } = state
  const deadline = options.loadDeadline ?? usualLoadDeadline
  if (targets === undefined) throw new TypeError('the session has not begun')
  const visit = state.next
  state.next += 1
  try {
    const created = await protocol.call(
      undefined,
      'Target.createTarget',
      { url: 'about:blank', newWindow: true },
      deadline,
    )
    const pageTarget = textOf(created['targetId']) ?? ''
    const session = await targets.attached(pageTarget, deadline)
    const begun = { phase: 'opening', at: Date.now() } as const
    const one: One = { visit, url, origin: originOf(url), pageTarget, session, phases: [begun], left: undefined }
    state.ones.push(one)
    options.onProgress?.(`visit ${visit + 1} begins`)
    const fault = await goTo(protocol, one, deadline)
    if (fault !== undefined) return { ok: false, fault }
    await rememberFirst(state, one)
    return { ok: true, value: visitOf(state, one) }
  } catch {
    return { ok: false, fault: hangs }
  }
}

/** What the page's documents have of themselves, before anybody did anything: their titles and attributes. */
async function rememberFirst(state: State, one: One): Promise<void> {
  if (!state.watchesState) return
  const { found } = await restOf(pageFrames(state, one), true, one.visit)
  const own = found.filter(({ store }) => store === 'title' || store === 'document' || store === 'history')
  for (const remainder of own) state.known.add(remainderIdentity(remainder))
}

function visitOf(state: State, one: One): Visit {
  return {
    visit: one.visit,
    enter: (phase) => void one.phases.push({ phase, at: Date.now() }),
    frames: () => (state.targets === undefined ? [] : framesOf(state.protocol, state.targets, one.pageTarget)),
    quiet: (milliseconds, deadline) => quiet(state, one, milliseconds, deadline),
    leave: () => leave(state, one),
  }
}

/** Waits until no frame of a visit is being filled and nothing was heard of it for some time, or until the deadline. */
async function quiet(state: State, one: One, milliseconds: number, deadline: number): Promise<void> {
  const last = Date.now() + deadline
  for (;;) {
    const isLoading = [...state.loading.values()].includes(one.pageTarget)
    const heard = isLoading ? Date.now() : (state.heard.get(one.pageTarget) ?? 0)
    const end = Math.min(heard + milliseconds, last)
    if (Date.now() >= end) return
    await new Promise((resolve) => setTimeout(resolve, end - Date.now()))
  }
}

function leave(state: State, one: One): Promise<void> {
  one.left ??= leaveOnce(state, one).catch(() => {
    state.blind.push({
      method: 'state',
      because: `the page of visit ${one.visit + 1} could not be looked at when it was left`,
    })
  })
  return one.left
}

async function leaveOnce(state: State, one: One): Promise<void> {
  const { protocol, options, watchesState } = state
  const frames = state.targets === undefined ? [] : framesOf(protocol, state.targets, one.pageTarget)
  const page = frames.find(({ frameId }) => frameId === one.pageTarget)
  const alive = watchesState ? await restOf(frames, true, one.visit) : { found: [], silent: 0 }
  const past = watchesState && page !== undefined ? await historyOf(page, one.visit, one.url) : []
  one.phases.push({ phase: 'left', at: Date.now() })
  await protocol.call(one.session, 'Page.navigate', { url: 'about:blank' }).catch(() => {})
  const settle = options.settle ?? usualSettle
  await new Promise((resolve) => setTimeout(resolve, settle))
  await quiet(state, one, settle / 2, settle * 4)
  if (watchesState) await lookAfter(state, one, frames, alive, past)
  await closeTab(state, one)
}

async function lookAfter(
  state: State,
  one: One,
  frames: readonly FrameAccess[],
  alive: Awaited<ReturnType<typeof restOf>>,
  past: readonly Remainder[],
): Promise<void> {
  const { protocol } = state
  const origins = [...frames.map(({ origin }) => origin), ...(state.origins.get(one.pageTarget) ?? [])]
  const hosts = new Set(
    [one.origin, ...origins].map((destination) => destinationHost({ channel: 'http', destination })),
  )
  state.tours.push({ from: Date.now(), hosts })
  const toured = await restTour(
    protocol,
    one.session,
    () => pageFrames(state, one),
    [one.origin, ...origins],
    state.marker,
  )
  const after = toured === undefined ? undefined : await restOf(toured, false, one.visit)
  const shown = state.shown.filter(({ visit }) => visit === one.visit)
  keep(state, one, [...restAfter(alive.found, after?.found), ...past, ...shown])
  const silent = alive.silent + (after?.silent ?? 1)
  if (silent > 0) {
    state.blind.push({
      method: 'state',
      because: `${silent} documents of visit ${one.visit + 1} did not say all that they keep`,
    })
  }
}

async function keepCookies(state: State): Promise<void> {
  const cookies = await cookiesOf(state.protocol)
  const ofVisit = ({ origin = '' }: Remainder) =>
    state.ones.findLast((one) => hostOf(one.origin).endsWith(origin.replace(/^\./, '')))?.visit
  const told = cookies.map((cookie) => {
    const visit = ofVisit(cookie)
    return visit === undefined ? cookie : { ...cookie, visit }
  })
  state.remainders.push(...told)
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : ''
}

/** The tab, and every window that its page opened. */
async function closeTab({ protocol, targets }: State, { pageTarget }: One): Promise<void> {
  const pages = [...(targets?.open.values() ?? [])].filter(({ type }) => type === 'page')
  const own = pages.filter((target) => targets !== undefined && rootOf(targets, target) === pageTarget)
  await Promise.all(
    own.map(({ id }) => protocol.call(undefined, 'Target.closeTarget', { targetId: id }).catch(() => {})),
  )
}

function pageFrames(state: State, one: One): readonly FrameAccess[] {
  return state.targets === undefined ? [] : framesOf(state.protocol, state.targets, one.pageTarget)
}

function keep(state: State, one: One, found: readonly Remainder[]): void {
  const plain = found.filter(
    ({ store, bytes, key }) => !isOrdinary(store, key, Buffer.from(bytes).toString('utf8'), one.url),
  )
  const fresh = onlyNew(plain, state.known)
  for (const remainder of fresh) state.known.add(remainderIdentity(remainder))
  state.remainders.push(...fresh)
}

/** What every page has: an empty title, its own address. */
function isOrdinary(store: string, key: string, text: string, url: string): boolean {
  if (store === 'history') return text === url
  return (store === 'title' || store === 'window name') && text === '' && key === ''
}
