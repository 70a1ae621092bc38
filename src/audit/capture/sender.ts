import { rootOf } from '../browser/frames.js'
import type { Target, Targets } from '../browser/targets.js'
import { originOf } from '../browser/values.js'
import type { Sender } from './read-protocol.js'
import { type VisitTimes, visitOfOrigin } from './visits.js'

/** Who could have sent something: the pages of a session, and every target. */
export type Senders = {
  readonly ones: readonly (VisitTimes & { readonly pageTarget: string })[]
  readonly targets: Targets | undefined
}

/** What the protocol says of where something came from. */
export type Said = {
  readonly session: string
  readonly frameId: string | undefined
  readonly url?: string | undefined
  readonly isDocument?: boolean | undefined
}

const kinds: Readonly<Record<string, string>> = {
  iframe: 'frame',
  worker: 'worker',
  shared_worker: 'shared worker',
  service_worker: 'service worker',
}

/**
 * Tells who sent something, and in which visit.
 *
 * @param senders - the pages and targets.
 * @param said - the session, the frame where it is known, and its address where the frame is not.
 * @returns the sender; a document that is asked for is sent by the one around it.
 * Privacy: origins may hold answers; they go to the caller alone.
 * Cost: O(visits × targets).
 */
export function senderIn({ ones, targets }: Senders, { session, frameId, url, isDocument = false }: Said): Sender {
  const target = targets?.ever.get(session)
  if (target === undefined || targets === undefined) return { kind: 'browser' }
  const root = rootOf(targets, target)
  const own = frameId === undefined ? undefined : targets.frames.get(frameId)
  const frame = isDocument ? (targets.frames.get(own?.parentFrameId ?? '') ?? own) : own
  const origin = originOf(frame?.url ?? url ?? target.url)
  const isInner = target.type === 'page' && frame?.parentFrameId !== undefined
  const kind = isInner ? 'frame' : (kinds[target.type] ?? 'page')
  const visit = ones.find((one) => one.pageTarget === root)?.visit ?? ofWorker(ones, target)
  return visit === undefined ? { kind, origin } : { kind, origin, visit }
}

/** Shared and service workers belong to no page; their origin tells, and where there was one visit, that. */
function ofWorker(ones: Senders['ones'], target: Target): number | undefined {
  if (!/worker/.test(target.type)) return undefined
  const first = ones.length === 1 ? ones[0]?.visit : undefined
  return visitOfOrigin(ones, originOf(target.url)) ?? first
}
