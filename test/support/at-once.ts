/** The shortest of several tries, in milliseconds: what a thing takes when nothing else is in its way. */
function shortest(tries: number, run: () => void): number {
  let best = Number.POSITIVE_INFINITY
  for (let nth = 0; nth < tries; nth++) {
    const started = performance.now()
    run()
    best = Math.min(best, performance.now() - started)
  }
  return best
}

/**
 * How much of one look at every byte a refusal takes. Whoever refuses by the length alone takes next to nothing of it,
 * on a quiet machine as on a busy one; whoever reads first takes at least about all of it.
 */
export function shareOfOneReading(bytes: Uint8Array, refuse: () => void): number {
  let sum = 0
  const reading = shortest(3, () => {
    for (let at = 0; at < bytes.length; at++) sum += bytes[at] ?? 0
  })
  if (sum < 0) throw new Error('bytes are not negative')
  return shortest(5, refuse) / reading
}
