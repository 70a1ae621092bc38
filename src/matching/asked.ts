import type { Columns } from '../catalogue/columns.js'
import type { Answers } from '../intake/answers.js'
import type { EpochSeconds } from '../kernel/time.js'
import type { Vocabulary } from '../vocabulary/vocabulary.js'
import type { TogetherIn } from './column-time.js'

/** What the gates of a whole catalogue are prepared from. */
export type Asked = {
  readonly answers: Answers
  readonly columns: Columns
  readonly vocabulary: Vocabulary
  readonly now: EpochSeconds
  /** Hex of the key of the community that publishes the catalogue. */
  readonly community: string
  /** Shared time, which a gate and a wish may ask about. */
  readonly together: TogetherIn
}
