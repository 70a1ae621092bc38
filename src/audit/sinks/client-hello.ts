/** What the first bytes of a connection say about it. */
export type Greeting =
  | { readonly speaks: 'tls'; readonly serverName: string | undefined }
  | { readonly speaks: 'other' }
  /** Not enough bytes yet to say. */
  | { readonly speaks: 'unknown' }

/** A greeting longer than this is not waited for. */
export const longestGreeting = 16 * 1024 + 5

const recordHeader = 5
const handshake = 0x16
const clientHello = 1
const serverNameExtension = 0

/**
 * Reads the name of the server that a TLS client asks for.
 *
 * @param bytes - the first bytes of a connection.
 * @returns whether it is TLS, and the name where one is given.
 * Privacy: the name may hold an answer; it is handed to the caller alone.
 * Cost: O(length). Never throws.
 */
export function readGreeting(bytes: Uint8Array): Greeting {
  if (bytes.length === 0) return { speaks: 'unknown' }
  if (bytes[0] !== handshake) return { speaks: 'other' }
  if (bytes.length < recordHeader) return { speaks: 'unknown' }
  if (bytes[1] !== 3) return { speaks: 'other' }
  const length = short(bytes, 3)
  if (bytes.length < recordHeader + length) {
    return bytes.length >= longestGreeting ? { speaks: 'tls', serverName: undefined } : { speaks: 'unknown' }
  }
  return { speaks: 'tls', serverName: serverNameOf(bytes.subarray(recordHeader, recordHeader + length)) }
}

function serverNameOf(hello: Uint8Array): string | undefined {
  if (hello[0] !== clientHello) return undefined
  // Type and length, version, random bytes; then three lists, each behind its length.
  let at = 4 + 2 + 32
  at += 1 + (hello[at] ?? 0)
  at += 2 + short(hello, at)
  at += 1 + (hello[at] ?? 0)
  const end = Math.min(hello.length, at + 2 + short(hello, at))
  at += 2
  while (at + 4 <= end) {
    const length = short(hello, at + 2)
    if (short(hello, at) === serverNameExtension) return nameIn(hello.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

function nameIn(extension: Uint8Array): string | undefined {
  const length = short(extension, 3)
  if (extension.length < 5 + length || length === 0) return undefined
  return Buffer.from(extension.subarray(5, 5 + length))
    .toString('latin1')
    .toLowerCase()
}

function short(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}
