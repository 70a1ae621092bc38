import type { FailureCode } from '../kernel/failure.js'

/** The codes of failures in a community's own work: their words stand apart from those of a search and a letter. */
export type CommunityFailure = Extract<
  FailureCode,
  `${'card' | 'heads' | 'measurement' | 'member' | 'publish' | 'release' | 'round' | 'work'}_${string}`
>
