// Stands in for the platform's WebCrypto while a test runs, and counts what the real one is asked.

type Method = (...given: readonly unknown[]) => unknown
type Fake = { readonly subtle?: unknown }

const methods = ['importKey', 'generateKey', 'exportKey', 'deriveBits'] as const

/** Does some work while `globalThis.crypto` is another; its randomness stays. */
export async function withCrypto<Value>(fake: Fake | undefined, work: () => Promise<Value>): Promise<Value> {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  if (original === undefined) throw new Error('there is no WebCrypto to stand in for')
  const getRandomValues = crypto.getRandomValues.bind(crypto)
  const other = fake && Object.defineProperties({ getRandomValues }, Object.getOwnPropertyDescriptors(fake))
  Object.defineProperty(globalThis, 'crypto', { value: other, configurable: true })
  try {
    return await work()
  } finally {
    Object.defineProperty(globalThis, 'crypto', original)
  }
}

/** A method of the real WebCrypto, which works also while another stands in for it. */
export function realMethod(name: (typeof methods)[number]): Method {
  const { subtle } = crypto
  // What is given is what the library gives; the real method judges it.
  return (subtle[name] as Method).bind(subtle)
}

/** The real WebCrypto with some methods replaced. */
export function cryptoWith(replaced: Readonly<Partial<Record<(typeof methods)[number], Method>>>): Fake {
  const real = Object.fromEntries(methods.map((name) => [name, realMethod(name)]))
  return { subtle: { ...real, ...replaced } }
}

/** Does some work with the real WebCrypto, and says what it was asked. */
export async function watched<Value>(work: () => Promise<Value>) {
  const asked: { readonly method: string; readonly given: readonly unknown[] }[] = []
  const watching = methods.map((method) => {
    const real = realMethod(method)
    const watch: Method = (...given) => {
      asked.push({ method, given })
      return real(...given)
    }
    return [method, watch] as const
  })
  const value = await withCrypto(cryptoWith(Object.fromEntries(watching)), work)
  const askedOf = (name: (typeof methods)[number]) => asked.filter(({ method }) => method === name)
  return { value, askedOf, times: (name: (typeof methods)[number]) => askedOf(name).length }
}

const refuse: Method = async () => {
  throw new DOMException('planted secret', 'NotSupportedError')
}
const throwAtOnce: Method = () => {
  throw new DOMException('planted secret', 'OperationError')
}
const give =
  (what: unknown): Method =>
  async () =>
    what
const sevens = (length: number) => new Uint8Array(length).fill(7)
const all = (method: Method) => ({ importKey: method, generateKey: method, exportKey: method, deriveBits: method })
const importing = (isRefused: (format: unknown) => boolean): Method => {
  const real = realMethod('importKey')
  return (...given) => (isRefused(given[0]) ? refuse() : real(...given))
}

/** Platforms that cannot multiply, each in another way. Whatever they do, the results must be those of JavaScript. */
export const brokenPlatforms: Readonly<Record<string, () => Fake | undefined>> = {
  'no subtle, as on a page without TLS': () => ({}),
  'a subtle of null': () => ({ subtle: null }),
  'a subtle without methods': () => ({ subtle: {} }),
  'a subtle that may not be read': () => ({
    get subtle(): never {
      throw new DOMException('planted secret', 'SecurityError')
    },
  }),
  'no X25519': () => ({ subtle: all(refuse) }),
  'methods that throw at once': () => ({ subtle: all(throwAtOnce) }),
  'keys but no multiplication': () => cryptoWith({ deriveBits: refuse }),
  'no import of secret keys, and none made': () =>
    cryptoWith({ generateKey: refuse, importKey: importing((format) => format !== 'raw') }),
  'no import of public keys': () => cryptoWith({ importKey: importing((format) => format === 'raw') }),
  'keys that are nothing': () => cryptoWith({ importKey: give(undefined), generateKey: give(undefined) }),
  'results of 31 bytes': () => cryptoWith({ deriveBits: give(sevens(31).buffer) }),
  'results of 33 bytes': () => cryptoWith({ deriveBits: give(sevens(33).buffer) }),
  'empty results': () => cryptoWith({ deriveBits: give(new ArrayBuffer(0)) }),
  'results that are a number': () => cryptoWith({ deriveBits: give(32) }),
  'results that are nothing': () => cryptoWith({ deriveBits: give(null) }),
  'results that are text': () => cryptoWith({ deriveBits: give('7'.repeat(32)) }),
}

/** Platforms that multiply, and of what else sealing asks have something missing or wrong. */
export const halfPlatforms: Readonly<Record<string, () => Fake | undefined>> = {
  'no key pairs': () => cryptoWith({ generateKey: refuse }),
  'no export': () => cryptoWith({ exportKey: refuse }),
  'exports of another length': () => cryptoWith({ exportKey: give(sevens(31).buffer) }),
}
