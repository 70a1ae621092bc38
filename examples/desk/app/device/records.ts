import type { InboxStore } from 'entrenous/practitioner'

/** The desk's own records, as JSON in the sealed store. A name is visible ASCII and stays readable on the disk. */
export type Records = {
  readonly read: (name: RecordName) => Promise<unknown>
  readonly write: (name: RecordName, value: unknown) => Promise<void>
}

/** Every record there is: its name tells no more than that a desk is kept here. */
export type RecordName = 'keys' | 'profile' | 'presence' | 'settings' | 'head' | 'board' | 'outbox' | 'notes'

/** Keeps records in a sealed store. */
export function recordsIn(store: InboxStore): Records {
  return {
    read: async (name) => {
      const found = await store.update([name], ([value]) => ({ value }))
      return found === undefined ? undefined : JSON.parse(new TextDecoder().decode(found))
    },
    write: (name, value) => {
      const bytes = new TextEncoder().encode(JSON.stringify(value))
      return store.update([name], () => ({ put: [{ key: name, value: bytes }], value: undefined }))
    },
  }
}
