import * as shape from '../schema/shape.js'

/** A promise of one coming epoch's encryption key: the presence later reveals the key that hashes to this. */
const keyCommitment = shape.record({
  epoch: shape.whole(0, 100_000),
  suite: shape.whole(1, 255),
  hash: shape.bytes(32),
})

/** What is promised of the coming epochs: one key each, whose suite is then the only one there is. */
export const keyCommitmentsSchema = shape.where(
  shape.list(keyCommitment, 16, 1),
  (promised) => new Set(promised.map(({ epoch }) => epoch)).size === promised.length,
)
