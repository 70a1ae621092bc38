// A text that was changed byte by byte with one unknown key is recognised by what the key does not change: how each byte
// differs from the one before. So all 255 keys of a change are tried in one reading.

/** What the bytes of a text become before needles are looked for in them. */
export type Stream = {
  /** As a report names the change; undefined where there is none but of case. */
  readonly name: string | undefined
  /** As many bytes as the text. */
  readonly of: (bytes: Uint8Array) => Uint8Array
  /** The first place of a needle from which its stream does not depend on what stands before it. */
  readonly from: (needle: Uint8Array) => number
  /** The place of a needle whose byte shows whether anything was changed. */
  readonly shows: (needle: Uint8Array) => number
}

const folded: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 65 && byte <= 90) return byte + 32
  // The two alphabets of base64 are one.
  return byte === 45 ? 43 : byte === 95 ? 47 : byte
})

/** Letters by their place in the alphabet; 255 for everything else. */
const letters: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) => {
  const small = byte | 32
  return byte < 128 && small >= 97 && small <= 122 ? small - 97 : 255
})

/** Visible characters of ASCII by their place; 255 for everything else. */
const visible: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 33 && byte <= 126 ? byte - 33 : 255,
)

/** How far each byte of a class is from the last one of it; bytes outside the class stand for themselves. */
function turned(places: Uint8Array, size: number, bytes: Uint8Array): Uint8Array {
  const stream = new Uint8Array(bytes.length)
  let last = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    const place = places[byte] ?? 255
    // Distances are put where no digit or mark is, in the upper half.
    stream[at] = place === 255 ? byte & 127 : 128 + ((place - last + size) % size)
    if (place !== 255) last = place
  }
  return stream
}

function exclusiveOr(bytes: Uint8Array): Uint8Array {
  const stream = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) stream[at] = (bytes[at] ?? 0) ^ (at === 0 ? 0 : (bytes[at - 1] ?? 0))
  return stream
}

function differences(bytes: Uint8Array): Uint8Array {
  const stream = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) stream[at] = (bytes[at] ?? 0) - (at === 0 ? 0 : (bytes[at - 1] ?? 0))
  return stream
}

const firstOf = (places: Uint8Array, needle: Uint8Array): number =>
  needle.findIndex((byte) => (places[byte] ?? 255) !== 255)

/** Nothing but case, and the alphabet of base64. */
export const plainStream: Stream = {
  name: undefined,
  of: (bytes) => {
    const stream = new Uint8Array(bytes.length)
    for (let at = 0; at < bytes.length; at++) stream[at] = folded[bytes[at] ?? 0] ?? 0
    return stream
  },
  from: () => 0,
  shows: () => 0,
}

/** Every change by one key. */
export const keyedStreams: readonly Stream[] = [
  { name: 'xor', of: exclusiveOr, from: () => 1, shows: () => 0 },
  { name: 'byte shift', of: differences, from: () => 1, shows: () => 0 },
  {
    name: 'rot',
    of: (bytes) => turned(letters, 26, bytes),
    from: (needle) => firstOf(letters, needle) + 1,
    shows: (needle) => firstOf(letters, needle),
  },
  {
    name: 'rot47',
    of: (bytes) => turned(visible, 94, bytes),
    from: (needle) => firstOf(visible, needle) + 1,
    shows: (needle) => firstOf(visible, needle),
  },
]
