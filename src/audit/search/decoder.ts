import type { Profile } from './profile.js'

/**
 * Where a read byte came from: the place of the same number, somewhere in the whole part, or a place for each byte. `begins`: the
 * byte was written as several, from its place up to that of the next. `bits`: each character held so many, the first ones apart.
 */
export type Origin =
  | 'same'
  | 'whole'
  | { readonly places: Uint32Array }
  | { readonly begins: Uint32Array }
  | { readonly bits: number; readonly skipped: number }

/** What was read of one stretch of a piece. */
export type Part = {
  /** The stretch, in the piece. */
  readonly start: number
  readonly end: number
  readonly bytes: Uint8Array
  readonly from: Origin
}

/** One way of reading a piece; several stretches of it may be read so. */
export type Reading = {
  /** As a report names it. What comes after a `#` keeps ways of one name apart and is not shown. */
  readonly name: string
  readonly parts: readonly Part[]
}

/** What a decoder is given: bytes, and the same as a text of one character a byte. */
export type Piece = {
  readonly text: string
  readonly bytes: Uint8Array
  /** How many layers are off already; one more where marks were struck out, since little of a text is meant to be read so. */
  readonly depth: number
  /** What remains to be unpacked; taken from by whoever unpacks. */
  readonly unpacking: { left: number }
}

/** How one family of encodings is taken off. Reads hostile bytes: it never throws, and is bounded by the length of the piece. */
export type Decoder = {
  /** Layers that it takes off: 0 for what only takes apart, such as the values of a query. */
  readonly layers: 0 | 1
  /** True where bytes are changed one by one; two such changes are not tried in a row. */
  readonly turns?: boolean
  /** True for what few pages use: it is not looked for under bytes that were changed one by one. */
  readonly rare?: boolean
  /** True where it only takes apart, and changes nothing but the escapes of literals. */
  readonly takesApart?: boolean
  /** True where it strikes something out. */
  readonly strikes?: boolean
  /** `view`: runs are looked for in all pieces at once. `piece`: each piece is read by itself. */
  readonly scope: 'view' | 'piece'
  /** The most layers that may be off already. The unlikely is not looked for under two others. */
  readonly deepest: 0 | 1 | 2
  /** The most bytes of a piece that is read; larger ones are left out. */
  readonly most: number
  /** A quick look whether there can be anything to read. */
  readonly fits: (profile: Profile) => boolean
  readonly read: (piece: Piece) => readonly Reading[]
}
