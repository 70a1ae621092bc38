import { moment } from '../schema/fields.js'
import * as shape from '../schema/shape.js'

/** The four capacity codes of HL7 Gravity SDOH Clinical Care 3.0.0. */
export const capacityCodes = ['capacity', 'no-capacity', 'waitlist', 'additional-assessment-required'] as const

/** How things stand, apart from the keys. */
export const stateFields = {
  capacity: shape.oneOf(capacityCodes),
  accepting: shape.flag,
  pausedUntil: moment,
  waitingList: shape.flag,
  firstAppointment: shape.oneOf(['within-a-week', 'within-two-weeks', 'within-a-month', 'longer']),
  weeklyCapReached: shape.flag,
  openSlots: shape.list(shape.record({ from: moment, to: moment }), 60),
}

const { capacity, ...optionalState } = stateFields

/**
 * How things stand this month, and the encryption keys of this epoch and the next. Signed by the identity key alone,
 * valid for at most 35 days: stale means "capacity unknown" and cannot be sealed to.
 */
export const presenceSchema = shape.record(
  {
    capacity,
    capacityAsOf: moment,
    keys: shape.where(
      shape.list(
        // What is not the length of its suite's keys is refused by whoever knows the suite.
        shape.record({ epoch: shape.whole(0, 100_000), suite: shape.whole(1, 255), publicKey: shape.bytes(32, 2048) }),
        2,
        1,
      ),
      // One key an epoch, so that its suite is the suite: there is nothing to choose and nothing to talk down.
      ([one, other]) => one?.epoch !== other?.epoch,
    ),
  },
  {
    ...optionalState,
    /** The X25519 key under which this practitioner's counts of one measurement epoch are masked. */
    measurementKey: shape.record({ epoch: shape.whole(0, 100_000), publicKey: shape.bytes(32) }),
  },
)

/** How things stand this month. Public once published. */
export type Presence = shape.ValueOf<typeof presenceSchema>
