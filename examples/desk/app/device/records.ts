import type { InboxStore } from 'entrenous/practitioner'

/** The desk's own records, as JSON in the sealed store. A name is visible ASCII and stays readable on the disk. */
export type Records = {
  readonly read: (name: RecordName) => Promise<unknown>
  readonly write: (name: RecordName, value: unknown) => Promise<void>
  /** Writes several in one step: all of them or none. */
  readonly writeAll: (entries: readonly (readonly [RecordName, unknown])[]) => Promise<void>
}

/** What a lead has signed and was sent, in parts. */
export type PaperName = `paper-${number}`

/** Every record there is: its name tells no more than that a desk is kept here. */
export type RecordName =
  | ('keys' | 'profile' | 'presence' | 'settings' | 'head' | 'board' | 'outbox' | 'colleagues' | 'counting' | 'shelf')
  | PaperName

/** Keeps records in a sealed store. */
export function recordsIn(store: InboxStore): Records {
  const put: Records['writeAll'] = (entries) => {
    const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
    const written = entries.map(([key, value]) => ({ key, value: bytesOf(value) }))
    return store.update(
      entries.map(([key]) => key),
      () => ({ put: written, value: undefined }),
    )
  }
  return {
    read: async (name) => {
      const found = await store.update([name], ([value]) => ({ value }))
      return found === undefined ? undefined : JSON.parse(new TextDecoder().decode(found))
    },
    write: (name, value) => put([[name, value]]),
    writeAll: put,
  }
}
