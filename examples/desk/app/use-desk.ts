import type { PractitionerKeys } from 'entrenous/practitioner'
import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import { now } from './clock.js'
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
  const refresh = useCallback(async () => {
    const listed = await vault.inbox.list({ now: now() })
    if (listed.ok) change({ referrals: listed.value })
  }, [vault, change])
  return { ...data, vault, view, go, change, keep, refresh }
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
