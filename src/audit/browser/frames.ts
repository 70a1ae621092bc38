import type { Protocol } from './protocol.js'
import type { Frame, Target, Targets } from './targets.js'
import { type Fields, originOf } from './values.js'

/** One document of a visit, and the way to speak to it. */
export type FrameAccess = {
  readonly url: string
  readonly origin: string
  readonly frameId: string
  /** Absent for the page itself. */
  readonly parentFrameId: string | undefined
  /** The execution context of the document's own scripts, for `Runtime.evaluate`; absent while it has none. */
  readonly contextId: number | undefined
  /**
   * Asks the target that the document belongs to. One target may hold several frames: name the frame or the context in
   * the parameters where the method acts on one. Rejects when refused, gone, or after the deadline (milliseconds).
   */
  readonly call: (method: string, params?: Fields, deadline?: number) => Promise<Fields>
}

/**
 * The documents of a page and of every window that it opened: frames of its own process and of others.
 *
 * @param protocol - the browser's protocol.
 * @param targets - its targets.
 * @param pageTarget - the id of the page's target.
 * @returns the page's own document first, then its frames, then other windows.
 * Privacy: addresses may hold answers; they are handed to the caller alone.
 * Cost: O(frames × targets).
 */
export function framesOf(protocol: Protocol, targets: Targets, pageTarget: string): readonly FrameAccess[] {
  const sessions = new Set(
    [...targets.open.values()].filter((one) => rootOf(targets, one) === pageTarget).map(({ session }) => session),
  )
  const own = [...targets.frames.values()].filter(({ session }) => sessions.has(session))
  const rank = (frame: Frame) => (frame.frameId === pageTarget ? 0 : frame.parentFrameId === undefined ? 2 : 1)
  return own.sort((one, other) => rank(one) - rank(other)).map((frame) => accessTo(protocol, targets, frame))
}

/**
 * The page that a target belongs to: the page of a frame or worker, and for a window the page that opened it first.
 *
 * @param targets - every target.
 * @param target - one of them, open or ended.
 * @returns the id of the page's target; the target's own id where it belongs to none.
 * Privacy: ids of the browser's own making.
 * Cost: O(depth × targets).
 */
export function rootOf(targets: Targets, target: Target): string {
  let one = target
  // No chain is longer than there are targets: a browser that says otherwise is not followed in circles.
  for (let steps = 0; steps <= targets.ever.size; steps += 1) {
    const above = aboveOf(targets, one)
    if (above === undefined) return one.id
    one = above
  }
  return one.id
}

function aboveOf(targets: Targets, target: Target): Target | undefined {
  const parent = target.parent === undefined ? undefined : targets.ever.get(target.parent)
  if (parent !== undefined && parent.type !== 'tab') return parent
  if (target.opener === undefined) return undefined
  return [...targets.ever.values()].find(({ id, type }) => id === target.opener && type !== 'tab')
}

function accessTo(protocol: Protocol, targets: Targets, frame: Frame): FrameAccess {
  const context = targets.contexts.get(frame.frameId)
  return {
    url: frame.url,
    origin: originOf(frame.url),
    frameId: frame.frameId,
    parentFrameId: frame.parentFrameId,
    contextId: context?.session === frame.session ? context.contextId : undefined,
    call: (method, params, deadline) => protocol.call(frame.session, method, params, deadline),
  }
}
