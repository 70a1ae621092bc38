import { type Board, openSegment, readBoard, readSegmentList } from 'entrenous/board'
import type { EpochSeconds, Inbox, PractitionerKeys } from 'entrenous/practitioner'
import { dummyRecord, scanBoard } from 'entrenous/practitioner'
import { community } from '../community.js'

// The board is read whole and posted to by a plan: what it sees of this device is that a desk was opened.

/** How far the board was read: the index of the first record that was not looked at yet. */
export type BoardMark = { readonly next: number }

/** The community's board; undefined where it has none or its description does not fit. */
export function communityBoard(): Board | undefined {
  if (community.board === null) return undefined
  const board = readBoard(JSON.stringify(community.board))
  return board.ok ? board.value : undefined
}

/** What a look at the board came to. */
export type BoardLook = { readonly mark: BoardMark; readonly found: number; readonly looked: number }

/**
 * Fetches every segment since the last visit, whole, and gives what is for these keys to the inbox.
 *
 * @returns undefined where the board did not answer, or not truthfully; then nothing counts as looked at.
 */
export async function lookAtBoard(
  board: Board,
  mark: BoardMark,
  { keys, inbox, now }: { readonly keys: PractitionerKeys; readonly inbox: Inbox; readonly now: EpochSeconds },
): Promise<BoardLook | undefined> {
  const listed = await fetched(`${board.address}segments.json`)
  const list = listed && readSegmentList(new TextDecoder().decode(listed), board)
  if (list === undefined || !list.ok) return undefined
  let found = 0
  let looked = 0
  for (const segment of list.value.segments) {
    if (segment.first + segment.count <= mark.next) continue
    const bytes = await fetched(`${board.address}segments/${segment.name}`)
    const records = bytes && openSegment(bytes, segment, board)
    if (records === undefined || !records.ok) return undefined
    const unseen = records.value.slice(Math.max(0, mark.next - segment.first))
    looked += unseen.length
    const scanned = scanBoard(unseen, keys, { now })
    if (!scanned.ok) return undefined
    for (const { opened } of scanned.value) {
      if (!opened.ok) continue
      const received = await inbox.receive(opened.value, { now })
      if (!received.ok && received.error.code === 'store_unavailable') return undefined
      found += 1
    }
  }
  return { mark: { next: list.value.size }, found, looked }
}

/**
 * Posts one record: the oldest answer that waits, or one that says nothing.
 *
 * @returns true where the board took it.
 */
export async function postOne(board: Board, waiting: Uint8Array | undefined): Promise<boolean> {
  // Made also where an answer waits, so that neither takes visibly longer.
  const dummy = dummyRecord(board.suite)
  const record = waiting ?? (dummy.ok ? dummy.value : undefined)
  if (record === undefined) return false
  try {
    const answer = await fetch(`${board.address}records`, { ...quietly, method: 'POST', body: new Uint8Array(record) })
    return answer.ok
  } catch {
    return false // no network, or no board: it is posted again at the next time
  }
}

const quietly = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' } as const

async function fetched(address: string): Promise<Uint8Array | undefined> {
  try {
    const answer = await fetch(address, quietly)
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : undefined
  } catch {
    return undefined
  }
}
