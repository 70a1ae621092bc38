// How often one address may post. Addresses are held in memory alone, each for as long as it takes its bucket to fill again.

/**
 * @typedef {{ burst: number, perHour: number, mostAddresses: number }} Rate
 * @typedef {{ left: number, at: number }} Bucket in seconds, which fill it by themselves
 */

/**
 * Makes a limit.
 *
 * @param {Rate} rate how many posts at once, how many an hour in the long run, and of how many addresses a count is kept
 * @returns {(address: string, now: number) => number} 0 when this address may post now, else the seconds to wait
 */
export function rateLimit({ burst, perHour, mostAddresses }) {
  /** @type {Map<string, Bucket>} */
  const buckets = new Map()
  // Whoever comes when the table is full shares one bucket with all who do: a flood of addresses shuts out newcomers, and nobody
  // who was there before.
  const price = 3600 / perHour
  const full = burst * price
  const others = { left: full, at: 0 }
  /** @type {(bucket: Bucket, now: number) => number} */
  const leftIn = ({ left, at }, now) => Math.min(full, left + Math.max(0, now - at))

  return (address, now) => {
    const name = networkOf(address)
    if (!buckets.has(name) && buckets.size >= mostAddresses) {
      for (const [one, bucket] of buckets) if (leftIn(bucket, now) >= full) buckets.delete(one)
    }
    const known = buckets.get(name)
    const bucket = known ?? (buckets.size < mostAddresses ? { left: full, at: now } : others)
    const left = leftIn(bucket, now)
    bucket.at = Math.max(bucket.at, now)
    bucket.left = left >= price ? left - price : left
    if (known === undefined && bucket !== others) buckets.set(name, bucket)
    return left >= price ? 0 : Math.ceil(price - left)
  }
}

/**
 * An IPv4 address, or the first 64 bits of an IPv6 one: whoever has one of these has all.
 *
 * @param {string} address
 */
export function networkOf(address) {
  const mapped = /^::ffff:([0-9.]+)$/i.exec(address)?.[1]
  if (mapped !== undefined || !address.includes(':')) return mapped ?? address
  const [head = '', tail] = address.replace(/%.*$/, '').split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0')
  const groups = [...left, ...zeros, ...right].slice(0, 4)
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')
}
