import { vi } from 'vitest'

/** Everything by which a page can send or keep something. */
const sinks = [
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
  'EventSource',
  'WebTransport',
  'RTCPeerConnection',
  'BroadcastChannel',
  'MessageChannel',
  'Worker',
  'SharedWorker',
  'Image',
  'Audio',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'caches',
  'navigator',
  'document',
  'location',
  'history',
  'open',
  'postMessage',
]

/** What happened between `sabotage` and `repair`. */
export type Sabotage = { readonly touched: string[]; readonly printed: string[]; readonly repair: () => void }

/** Makes every way out throw and be counted, and collects what is printed. */
export function sabotage(): Sabotage {
  const touched: string[] = []
  const printed: string[] = []
  const before = new Map(sinks.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]))
  for (const name of sinks) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get() {
        touched.push(name)
        throw new Error(`${name} was touched`)
      },
    })
  }
  const print =
    (name: string) =>
    (...values: unknown[]) =>
      void printed.push(`${name} ${values.map(String).join(' ')}`)
  const methods = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const
  const spies = methods.map((name) => vi.spyOn(console, name).mockImplementation(print(name)))
  return {
    touched,
    printed,
    repair: () => {
      for (const spy of spies) spy.mockRestore()
      for (const [name, descriptor] of before) {
        if (descriptor === undefined) Reflect.deleteProperty(globalThis, name)
        else Object.defineProperty(globalThis, name, descriptor)
      }
    },
  }
}
