import type { Descriptor } from '../../src/descriptor/descriptor.js'
import type { CommunityEvent } from '../../src/descriptor/event.js'
import type { Presence } from '../../src/descriptor/presence.js'
import type { Answers } from '../../src/intake/answers.js'
import type { Intake } from '../../src/intake/intake.js'
import type { Part } from '../../src/matching/match.js'
import { type Matchable, type MatchOptions, match } from '../../src/matching/run.js'
import type { Reciprocity } from '../../src/measurement/reciprocity.js'
import type { Release } from '../../src/measurement/release-body.js'

// Nobody is found sooner for what they gave, earned or paid: there is no place to say it in, and none to hand it over.

declare const intake: Intake
declare const catalogue: Matchable
declare const options: MatchOptions
declare const balance: Reciprocity
declare const release: Release

type Bought =
  | 'credit'
  | 'credits'
  | 'boost'
  | 'featured'
  | 'given'
  | 'paid'
  | 'priority'
  | 'promoted'
  | 'rank'
  | 'received'
  | 'sponsored'
type Named =
  | keyof Descriptor
  | keyof Presence
  | keyof CommunityEvent
  | keyof Answers
  | keyof MatchOptions
  | Part['facet']
type Overlap = Extract<Named, Bought>
export const none: [Overlap] extends [never] ? true : false = true
// @ts-expect-error TS2322 a name that is there would be found
export const some: [Extract<Named | 'credits', Bought>] extends [never] ? true : false = true

match(intake, catalogue, options)
// @ts-expect-error TS2353 options take no balance
match(intake, catalogue, { now: options.now, reciprocity: balance })
// @ts-expect-error TS2345 a balance is no catalogue
match(intake, balance, options)
// @ts-expect-error TS2345 nor is a release
match(intake, release, options)
