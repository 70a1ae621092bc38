import type { Tag } from './languages.js'

/** What a community fixes when it builds its desk: public, the same for every practitioner. */
export type CommunitySettings = {
  readonly name: string
  /** What the desk begins in: one of its languages; `null`: the browser's, where the desk speaks it. */
  readonly language: Tag | null
  /** Hex of the keys that the community's catalogue is trusted by. Empty: no catalogue is fetched. */
  readonly trust: readonly string[]
  /** Where the catalogue lies; relative to the desk, or an https address. */
  readonly catalogue: string | null
  /** The board's description, as the community publishes it. */
  readonly board: object | null
  /** The page that opens answers which go as a link. */
  readonly answersOpenAt: string | null
  readonly region: string
  readonly zone: string
  readonly currency: string
  /** When the open desk posts a record to the board, counted from unlocking. The same whatever there is to say. */
  readonly postAfterSeconds: readonly number[]
}

declare const __COMMUNITY__: CommunitySettings

/** The community this desk was built for. */
export const community: CommunitySettings = __COMMUNITY__
