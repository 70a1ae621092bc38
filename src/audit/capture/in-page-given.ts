// Functions that run in the page, sent there as text: see in-page.ts.

/**
 * Gives a realm its randomness: a generator of 32 bits (sfc32), its stream told apart by the place that asks.
 *
 * @param seed - an integer.
 * Privacy: runs in the page, and tells nobody anything.
 * Cost: a few operations per byte that is drawn.
 */
export function seedChance(seed: number): void {
  let [a, b, c, counter] = [seed | 0, 0x9e3779b9 | 0, 0x243f6a88 | 0, 1]
  let isPlaced = false
  // Not before it is needed: a worker that has not begun has no place yet, and ends its process when asked for it.
  const start = () => {
    isPlaced = true
    const { protocol, hostname, pathname } = location
    const place = /^https?:$/.test(protocol) ? hostname + pathname : protocol
    for (let at = 0; at < place.length; at += 1) b = Math.imul(b ^ place.charCodeAt(at), 0x01000193)
    for (let round = 0; round < 16; round += 1) next()
  }
  const next = (): number => {
    if (!isPlaced) start()
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  const fill = (view: ArrayBufferView): void => {
    const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength)
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = next()
  }
  const replace = (
    holder: object,
    name: string,
    apply: (self: unknown, args: unknown[], native: unknown) => unknown,
  ) => {
    const native: unknown = Reflect.get(holder, name)
    if (typeof native !== 'function') return
    // A proxy of the native function says of itself what the native one says.
    const value = new Proxy(native, { apply: (target, self, args) => apply(self, args, target) })
    Object.defineProperty(holder, name, { ...Object.getOwnPropertyDescriptor(holder, name), value })
  }
  replace(Math, 'random', () => next() / 4294967296)
  replace(Crypto.prototype, 'getRandomValues', (self, args, native) => {
    // The native one first: it refuses what must be refused.
    const view: unknown = Reflect.apply(native as () => unknown, self, args)
    if (ArrayBuffer.isView(view)) fill(view)
    return view
  })
  replace(Crypto.prototype, 'randomUUID', () => {
    const bytes = new Uint8Array(16)
    fill(bytes)
    bytes[6] = ((bytes[6] ?? 0) & 15) | 64
    bytes[8] = ((bytes[8] ?? 0) & 63) | 128
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  })
}

/**
 * Gives a realm its clock, which goes on by a millisecond each time that it is read.
 *
 * @param start - milliseconds since 1970.
 * Privacy: runs in the page, and tells nobody anything.
 * Cost: O(1) per reading.
 */
export function seedClock(start: number): void {
  let now = start
  const read = () => {
    now += 1
    return now
  }
  const Native = Date
  const proxied = new Proxy(Native, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [read()] : args, newTarget),
    apply: () => new Native(read()).toString(),
  })
  Object.defineProperty(Native.prototype, 'constructor', { value: proxied, writable: true, configurable: true })
  const nativeNow = Native.now
  const value = new Proxy(nativeNow, { apply: read })
  Object.defineProperty(Native, 'now', { value, writable: true, configurable: true })
  Object.defineProperty(globalThis, 'Date', { value: proxied, writable: true, configurable: true })
}
