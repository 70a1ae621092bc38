import { getQuickJS } from 'quickjs-emscripten'

/** What browsers and Node have and the strictest runtimes do not. The tests make sure that QuickJS has none of it. */
export const absentGlobals = [
  'crypto',
  'TextEncoder',
  'TextDecoder',
  'URL',
  'Intl',
  'structuredClone',
  'AbortController',
  'console',
  'fetch',
  'setTimeout',
  'process',
  'Buffer',
  'require',
  'window',
  'document',
] as const

/**
 * Runs a script in QuickJS, with nothing but the language, and gives back the JSON of what its last promise became.
 *
 * @param code - a script that sets the global `outcome` to a value or a promise.
 */
export async function runInQuickJS(code: string): Promise<unknown> {
  const quickjs = await getQuickJS()
  const runtime = quickjs.newRuntime()
  runtime.setMemoryLimit(256 * 1024 * 1024)
  runtime.setMaxStackSize(1024 * 1024)
  const context = runtime.newContext()
  try {
    const settle = `
globalThis.settled = undefined
Promise.resolve(outcome).then(
  (value) => { globalThis.settled = JSON.stringify({ value }) },
  (error) => { globalThis.settled = JSON.stringify({ error: String(error) + '\\n' + String(error && error.stack) }) },
)`
    for (const part of [code, settle]) context.unwrapResult(context.evalCode(part)).dispose()
    const jobs = runtime.executePendingJobs()
    if (jobs.error !== undefined) throw new Error(JSON.stringify(context.dump(jobs.error)))
    const settled: unknown = context.getProp(context.global, 'settled').consume((handle) => context.dump(handle))
    if (typeof settled !== 'string') throw new Error('the script’s promise never settled')
    // Our own JSON.stringify, three lines up.
    const { value, error } = JSON.parse(settled) as { value?: unknown; error?: string }
    if (error !== undefined) throw new Error(error)
    return value
  } finally {
    context.dispose()
    runtime.dispose()
  }
}
