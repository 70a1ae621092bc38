import { moment } from '../schema/fields.js'
import * as shape from '../schema/shape.js'
import { conceptId } from './fields.js'

/** What makes an event an event: everything that is asked of it beyond what it offers. */
export const occasionFields = {
  eventKind: conceptId,
  hosts: shape.list(shape.bytes(32), 5, 1),
  starts: moment,
  durationMinutes: shape.whole(5, 1440),
  places: shape.oneOf(['open', 'few', 'full']),
  placesAsOf: moment,
  audience: shape.oneOf(['public', 'member']),
}

const MOST_TIMES = 60
/** Which date of a series: the first is number 1. */
const number = shape.whole(1, MOST_TIMES)

const series = shape.record(
  { every: shape.oneOf(['week', 'month']), times: shape.whole(2, MOST_TIMES) },
  {
    moved: shape.list(shape.record({ number, starts: moment }), MOST_TIMES, 1),
    cancelled: shape.list(number, MOST_TIMES - 1, 1),
  },
)

/** How often it takes place again. */
export type Recurrence = shape.ValueOf<typeof series>

/** How often it takes place again; single dates of it may be moved or cancelled, each once, and one at least takes place. */
export const recurrence = shape.where(
  shape.where(series, ({ times, moved = [] }) => rise(numbersOf(moved), times), 'moved'),
  ({ times, moved = [], cancelled = [] }) => {
    const elsewhere = numbersOf(moved)
    return rise(cancelled, times) && cancelled.length < times && !cancelled.some((one) => elsewhere.includes(one))
  },
  'cancelled',
)

/**
 * Tells whether single dates of a series do not stand where the series has them.
 *
 * @param event - public.
 * @returns true where one was moved or cancelled.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function hasChangedDates({ recurrence }: { readonly recurrence?: Recurrence | undefined }): boolean {
  return recurrence?.moved !== undefined || recurrence?.cancelled !== undefined
}

const numbersOf = (moved: NonNullable<Recurrence['moved']>) => moved.map((one) => one.number)

/** Each once, and in one order, so that what is equal is equal in bytes. */
function rise(numbers: readonly number[], times: number): boolean {
  return numbers.every((one, index) => one > (numbers[index - 1] ?? 0) && one <= times)
}
