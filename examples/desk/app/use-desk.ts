import type { PractitionerKeys } from 'entrenous/practitioner'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { now } from './clock.js'
import { type Counting, textOfCounting } from './counting/kept.js'
import { withLetters } from './counting/notes.js'
import type { Vault } from './device/vault.js'
import { writeKeys } from './open-desk.js'
import type { Desk, DeskData, View } from './state.js'

/** Holds what an open desk shows, and keeps every change in the sealed store. */
export function useOpenDesk(vault: Vault, loaded: DeskData, first: View): Desk {
  const [data, setData] = useState(loaded)
  const [view, go] = useState<View>(first)
  const change = useCallback((changes: Partial<DeskData>) => setData((before) => ({ ...before, ...changes })), [])
  const keep = useCallback(
    async (changes: Parameters<Desk['keep']>[0]) => {
      change(changes)
      const { keys, ...records } = changes
      if (keys !== undefined) await writeKeys(vault.records, keys as PractitionerKeys)
      for (const name of ['profile', 'presence', 'settings', 'outbox', 'colleagues'] as const) {
        if (records[name] !== undefined) await vault.records.write(name, records[name])
      }
    },
    [vault, change],
  )
  const count = useCount(vault, loaded.counting, change)
  const refresh = useCallback(async () => {
    const listed = await vault.inbox.list({ now: now() })
    if (!listed.ok) return
    change({ referrals: listed.value })
    // What cannot be written now is noted when the desk is opened next: a letter that came is here all the same.
    await count((before) => withLetters(before, listed.value, now())).catch(() => undefined)
  }, [vault, change, count])
  return { ...data, vault, view, go, change, keep, count, refresh }
}

/** One change after another, each on top of the last: a report that was written over would be made a second time. */
function useCount(vault: Vault, loaded: Counting | undefined, change: Desk['change']): Desk['count'] {
  const newest = useRef(loaded)
  const last = useRef<Promise<void>>(Promise.resolve())
  return useCallback(
    (how: (before: Counting) => Counting) => {
      const counted = last.current.then(async () => {
        const next = newest.current && how(newest.current)
        if (next === undefined || next === newest.current) return
        await vault.records.write('counting', textOfCounting(next))
        newest.current = next
        change({ counting: next })
      })
      last.current = counted.catch(() => undefined)
      return counted
    },
    [vault, change],
  )
}

/** The newest value of something, for what runs later. */
export function useNewest<Value>(value: Value): { readonly current: Value } {
  const newest = useRef(value)
  newest.current = value
  return newest
}

/** Locks by itself: after so many minutes without a touch or a key, also where the device slept meanwhile. */
export function useIdleLock(minutes: number, lock: () => void): void {
  const newest = useNewest(lock)
  useEffect(() => {
    let touched = Date.now()
    const touch = () => {
      touched = Date.now()
    }
    const look = () => {
      if (Date.now() - touched >= minutes * 60_000) newest.current()
    }
    const events = ['pointerdown', 'keydown', 'scroll'] as const
    for (const event of events) addEventListener(event, touch, { passive: true })
    document.addEventListener('visibilitychange', look)
    const timer = setInterval(look, 1000)
    return () => {
      for (const event of events) removeEventListener(event, touch)
      document.removeEventListener('visibilitychange', look)
      clearInterval(timer)
    }
  }, [minutes, newest])
}
