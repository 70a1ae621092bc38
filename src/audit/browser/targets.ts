import type { Protocol, ProtocolEvent } from './protocol.js'
import { type Fields, fieldsOf, numberOf, textOf } from './values.js'

/** One page, frame or worker that the protocol is attached to. */
export type Target = {
  readonly session: string
  readonly id: string
  /** As the protocol says it: `page`, `iframe`, `worker`, `shared_worker`, `service_worker`, `tab`. */
  readonly type: string
  readonly url: string
  /** The session through which it was attached; absent for those of the browser itself. */
  readonly parent: string | undefined
  /** The target that opened it, for a window that a page opened. */
  readonly opener: string | undefined
}

/** One document, with the session that speaks to it. */
export type Frame = {
  readonly frameId: string
  readonly parentFrameId: string | undefined
  readonly session: string
  readonly url: string
}

/** Every target that there is, kept up to date by the browser's events. */
export type Targets = {
  /** By session; those that have ended are gone. */
  readonly open: ReadonlyMap<string, Target>
  /** By session, also those that have ended. */
  readonly ever: ReadonlyMap<string, Target>
  readonly frames: ReadonlyMap<string, Frame>
  /** The execution context of a frame's own scripts, where it has one. */
  readonly contexts: ReadonlyMap<string, { readonly session: string; readonly contextId: number }>
  /** The session of a target's id, when it is attached; rejects after the deadline. */
  readonly attached: (targetId: string, deadline: number) => Promise<string>
}

/** A message to a new target, before it runs. */
export type Opening = { readonly method: string; readonly params?: Fields }

const everything = [{}]

/** Tabs instead of pages: only through its tab is a page seen that is made ready before anybody goes there. */
const tabsFirst = [{ type: 'page', exclude: true }, { type: 'browser', exclude: true }, {}]

const autoAttach = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true }

/**
 * Attaches to every target, now and later, each before its first script.
 *
 * @param protocol - the browser's protocol.
 * @param openings - what is sent to a new target of a type before it runs: all in one batch with the message that lets it
 * run, because a service worker that is made to wait for answers never starts.
 * @returns the targets, at once; the browser's first ones are attached when the promise resolves.
 * Privacy: keeps the addresses of what is open, which may hold answers; nothing leaves.
 * Cost: a dozen messages per target.
 */
export async function attachTargets(
  protocol: Protocol,
  openings: (target: Target) => readonly Opening[],
): Promise<Targets> {
  const state: State = { open: new Map(), ever: new Map(), frames: new Map(), contexts: new Map(), waiting: new Set() }
  protocol.listen((event) => {
    if (event.method === 'Target.attachedToTarget') greet(protocol, state, event, openings)
    else follow(state, event)
  })
  await protocol.call(undefined, 'Target.setDiscoverTargets', { discover: true })
  await protocol.call(undefined, 'Target.setAutoAttach', { ...autoAttach, filter: tabsFirst })
  return { ...state, attached: (targetId, deadline) => whenAttached(state, targetId, deadline) }
}

type State = {
  readonly open: Map<string, Target>
  readonly ever: Map<string, Target>
  readonly frames: Map<string, Frame>
  readonly contexts: Map<string, { readonly session: string; readonly contextId: number }>
  readonly waiting: Set<() => void>
}

function greet(
  protocol: Protocol,
  state: State,
  { session: parent, params }: ProtocolEvent,
  openings: (target: Target) => readonly Opening[],
): void {
  const info = fieldsOf(params['targetInfo'])
  const session = textOf(params['sessionId'])
  if (session === undefined) return
  const target: Target = {
    session,
    id: textOf(info['targetId']) ?? '',
    type: textOf(info['type']) ?? '',
    url: textOf(info['url']) ?? '',
    parent,
    opener: textOf(info['openerId']),
  }
  state.open.set(session, target)
  state.ever.set(session, target)
  const send = (method: string, sent?: Fields) => {
    // A target may be gone before it answers, and not every one knows every domain.
    protocol.call(session, method, sent).catch(() => {})
  }
  send('Target.setAutoAttach', { ...autoAttach, filter: everything })
  for (const { method, params: sent } of target.type === 'tab' ? [] : openings(target)) send(method, sent)
  send('Runtime.runIfWaitingForDebugger')
  for (const look of state.waiting) look()
}

function follow(state: State, { session, method, params }: ProtocolEvent): void {
  if (method === 'Target.detachedFromTarget') state.open.delete(textOf(params['sessionId']) ?? '')
  if (method === 'Target.targetInfoChanged') rename(state, fieldsOf(params['targetInfo']))
  if (session === undefined) return
  const frameId = textOf(params['frameId']) ?? ''
  if (method === 'Page.frameAttached') {
    const parentFrameId = textOf(params['parentFrameId'])
    if (!state.frames.has(frameId)) state.frames.set(frameId, { frameId, parentFrameId, session, url: 'about:blank' })
  }
  if (method === 'Page.frameNavigated') navigated(state, session, fieldsOf(params['frame']))
  if (method === 'Page.navigatedWithinDocument') {
    const frame = state.frames.get(frameId)
    if (frame !== undefined) state.frames.set(frameId, { ...frame, url: textOf(params['url']) ?? frame.url })
  }
  // A frame that moves to another process stays a frame; its new session says so itself.
  if (method === 'Page.frameDetached' && params['reason'] !== 'swap') state.frames.delete(frameId)
  if (method === 'Runtime.executionContextCreated') enter(state, session, fieldsOf(params['context']))
  if (method === 'Runtime.executionContextDestroyed') leave(state, session, numberOf(params['executionContextId']))
  if (method === 'Runtime.executionContextsCleared') leave(state, session, undefined)
}

function rename(state: State, info: Fields): void {
  for (const target of [...state.open.values()].filter(({ id }) => id === info['targetId'])) {
    const renamed = { ...target, url: textOf(info['url']) ?? target.url, opener: textOf(info['openerId']) }
    state.open.set(target.session, renamed)
    state.ever.set(target.session, renamed)
  }
}

function navigated(state: State, session: string, frame: Fields): void {
  const frameId = textOf(frame['id']) ?? ''
  const known = state.frames.get(frameId)
  const parentFrameId = textOf(frame['parentId']) ?? known?.parentFrameId
  const url = `${textOf(frame['url']) ?? ''}${textOf(frame['urlFragment']) ?? ''}`
  state.frames.set(frameId, { frameId, parentFrameId, session, url })
}

function enter(state: State, session: string, context: Fields): void {
  const about = fieldsOf(context['auxData'])
  const frameId = textOf(about['frameId'])
  const contextId = numberOf(context['id'])
  if (frameId === undefined || contextId === undefined || about['isDefault'] !== true) return
  state.contexts.set(frameId, { session, contextId })
  const known = state.frames.get(frameId)
  const url = known?.url ?? textOf(context['origin']) ?? ''
  state.frames.set(frameId, { frameId, parentFrameId: known?.parentFrameId, session, url })
}

function leave(state: State, session: string, contextId: number | undefined): void {
  for (const [frameId, context] of state.contexts) {
    if (context.session !== session) continue
    if (contextId === undefined || context.contextId === contextId) state.contexts.delete(frameId)
  }
}

function whenAttached(state: State, targetId: string, deadline: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer)
      state.waiting.delete(look)
    }
    const look = () => {
      const target = [...state.open.values()].find(({ id, type }) => id === targetId && type !== 'tab')
      if (target === undefined) return
      done()
      resolve(target.session)
    }
    const late = () => {
      done()
      reject(new Error(`a target was not attached within ${deadline} ms`))
    }
    const timer = setTimeout(late, deadline)
    state.waiting.add(look)
    look()
  })
}
