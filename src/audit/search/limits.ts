/** How far a search goes. Each limit that is met is reported. */
export type SearchLimits = {
  /** Bytes of one blob; what comes after them is not looked at. */
  readonly bytes: number
  /** Layers that are taken off. */
  readonly layers: number
  /** Views that are looked at. */
  readonly views: number
  /** Bytes of all views together; the blob itself is always looked at. */
  readonly work: number
  /** Texts that are unpacked, or tried to be. */
  readonly unpacked: number
  /** Pieces of answers that are kept to be put together. */
  readonly fragments: number
}

/** What a search does where nothing else is said. */
export const searchLimits: SearchLimits = {
  bytes: 16 * 1024 * 1024,
  layers: 3,
  views: 4096,
  work: 64 * 1024 * 1024,
  unpacked: 16_384,
  fragments: 65_536,
}
