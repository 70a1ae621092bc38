// How somebody posts so that the times tell nothing: at fixed times of each day one record, what they have to say first,
// and a dummy where there is nothing.

/** Something to say, from a second on. */
export type Saying<Message> = { readonly from: number; readonly message: Message }

/** One posting: when, and what; undefined is a dummy. */
export type Posting<Message> = { readonly time: number; readonly message: Message | undefined }

/**
 * Posts one record at each time: the oldest of what there is to say by then, or a dummy. What there is too much of waits.
 */
export function paceRecords<Message>(sayings: readonly Saying<Message>[], times: readonly number[]) {
  const waiting = sayings.toSorted((one, other) => one.from - other.from)
  const postings = times.map((time): Posting<Message> => {
    const [oldest] = waiting
    if (oldest === undefined || oldest.from > time) return { time, message: undefined }
    waiting.shift()
    return { time, message: oldest.message }
  })
  return { postings, waiting }
}

/** A way of posting. */
export type Way = <Message>(
  sayings: readonly Saying<Message>[],
  times: readonly number[],
) => readonly Posting<Message>[]

/** What is asked of an integrator. */
export const paced: Way = (sayings, times) => paceRecords(sayings, times).postings

/** Ways of posting that tell something: each is a mistake that an integrator could make. */
export const careless = {
  withoutDummies: (sayings, times) => paced(sayings, times).filter(({ message }) => message !== undefined),
  atOnce: (sayings, times) => [
    ...sayings.map(({ from, message }) => ({ time: from, message })),
    ...times.map((time) => ({ time, message: undefined })),
  ],
  overflowing: (sayings, times) => {
    const { postings, waiting } = paceRecords(sayings, times)
    return [...postings, ...waiting.map(({ message }) => ({ time: times.at(-1) ?? 0, message }))]
  },
} as const satisfies Record<string, Way>
