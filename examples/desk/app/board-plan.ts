import { useCallback, useEffect } from 'preact/hooks'
import { now } from './clock.js'
import { community } from './community.js'
import { type BoardMark, communityBoard, lookAtBoard, postOne } from './inbox/board.js'
import { bytesOf, readOutbox } from './inbox/outbox.js'
import type { Desk } from './state.js'
import { useNewest } from './use-desk.js'

// When the desk is opened it takes everything from the board, and posts one record at each of a few fixed times, an
// answer or one that says nothing. Whoever runs the board sees that a desk was opened, whatever there was to say.

/** What looking at the board came to. */
export type BoardNews = 'looking' | 'failed' | number

/** Looks at the board once the desk is open, and posts by the plan. */
export function useBoardPlan(desk: Desk, onNews: (news: BoardNews) => void): () => Promise<void> {
  const newest = useNewest(desk)
  const look = useCallback(async () => {
    const board = communityBoard()
    if (board === undefined) return
    onNews('looking')
    const { keys, vault, refresh } = newest.current
    const mark = (await vault.records.read('board')) as BoardMark | undefined // what this function keeps below
    const looked = await lookAtBoard(board, mark ?? { next: 0 }, { keys, inbox: vault.inbox, now: now() })
    if (looked === undefined) return onNews('failed')
    await vault.records.write('board', looked.mark)
    if (looked.found > 0) await refresh()
    onNews(looked.found)
  }, [newest, onNews])
  useEffect(() => {
    const board = communityBoard()
    if (board === undefined) return
    void look()
    const post = async () => {
      const { keep, vault } = newest.current
      const [first] = await readOutbox(vault.records)
      const isTaken = await postOne(board, first === undefined ? undefined : bytesOf(first))
      if (!isTaken || first === undefined) return
      // The queue may have grown meanwhile: what leaves it is what was posted.
      const left = await readOutbox(vault.records)
      await keep({ outbox: left.filter((one) => one !== first) })
    }
    // One after the other, however slow the board is: two at once would post the same record.
    let last = Promise.resolve()
    const timers = community.postAfterSeconds.map((seconds) =>
      setTimeout(() => {
        last = last.then(post).catch(() => undefined)
      }, seconds * 1000),
    )
    return () => {
      for (const timer of timers) clearTimeout(timer)
    }
  }, [look, newest])
  return look
}
