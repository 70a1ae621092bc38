import type { CatalogueEntry } from '../catalogue/entry.js'
import type { FailureCode } from '../kernel/failure.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { GateName, ScoredName } from '../vocabulary/labels.js'
import type { Relation } from '../vocabulary/relation.js'

/** Everything the gate judges: the person's own conditions, and what is always a condition. */
export type Gate = GateName

/** What a gate says of one target: three values, never a guess. */
export type Verdict = 'pass' | 'fail' | 'unknown'

/** What a point was given for. */
export type ScoredFacet = ScoredName

/** One addend of the score. The points of all parts sum to the score exactly. */
export type Part = {
  readonly facet: ScoredFacet
  /** What was asked for: a vocabulary id, or nothing where the facet says it all. */
  readonly need: string | undefined
  /** What the target offers that answers it. */
  readonly matched: string | undefined
  readonly relation: Relation | undefined
  /** Of experience; of an endorsement 2 for one colleague, 3 for two or three, 4 for four or more. */
  readonly level: number | undefined
  readonly weight: number
  /** 0..1000 */
  readonly strength: number
  /** weight × strength */
  readonly points: number
  readonly source: 'self' | 'endorsed' | 'measured'
  readonly asOf: EpochSeconds
}

/** A wish or condition about which the target says nothing: a question to ask. */
export type Unknown = { readonly facet: ScoredFacet | Gate; readonly need: string | undefined }

/** The one change that would have put this target a place higher. Codes only. */
export type Counterfactual = {
  readonly facet: ScoredFacet
  readonly need: string | undefined
  readonly points: number
  readonly above: string
}

/** One target that passed, with everything that speaks for it, against it, and what is unknown. */
export type Match = {
  readonly id: string
  readonly kind: CatalogueEntry['kind']
  readonly name: string
  /** True when a referral can be sealed to it now: it has a key, a fresh presence and a notice. */
  readonly sealable: boolean
  readonly score: number
  /** The score if every unknown were a no, and if every unknown were a full yes. lower === score. */
  readonly lower: number
  readonly upper: number
  /** How many of the person's wishes the target says anything about. */
  readonly coverage: { readonly known: number; readonly asked: number }
  readonly reasons: readonly Part[]
  /** Wishes the target says no to. */
  readonly against: readonly { readonly facet: ScoredFacet; readonly need: string | undefined }[]
  readonly unknowns: readonly Unknown[]
  readonly counterfactual: Counterfactual | undefined
  readonly exploration: boolean
  readonly entry: CatalogueEntry
}

/** What dropping one condition, or loosening it, would bring. */
export type Relaxation = { readonly gate: Gate; readonly change: 'drop' | 'ask' | 'loosen'; readonly gained: number }

/** Everything `match` found. Plain data that names needs and wishes: as private as the answers, to be shown and not sent. */
export type MatchOutcome = {
  /** Hex of the seed that ordered exact ties: the same inputs and seed give the same bytes. */
  readonly seed: string
  /** Meets every condition of the person's own, best first. Room, ages or rules may be left to ask: see `unknowns`. */
  readonly matches: readonly Match[]
  /** Leaves a condition of the person's own open, and meets the others; `unknowns` lists the questions. Best first. */
  readonly maybe: readonly Match[]
  readonly excluded: { readonly total: number; readonly byGate: Readonly<Partial<Record<Gate, number>>> }
  readonly relaxations: readonly Relaxation[]
  readonly counts: {
    readonly matches: number
    readonly maybe: number
    readonly excluded: number
    readonly considered: number
  }
  /**
   * Who would have been shown and was not, because the catalogue says something else of them than their own signed
   * statements, or these do not stand: the row and why. They are in no list and no count.
   */
  readonly rejected: readonly { readonly row: number; readonly code: FailureCode }[]
}
