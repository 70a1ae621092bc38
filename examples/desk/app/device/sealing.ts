import type { PassphraseLock } from 'entrenous/passphrase'
import { scriptUrl } from './script-url.js'
import workerUrl from './seal-worker.js?worker&url'

/** What the worker is asked. */
export type SealingTask = {
  readonly work: 'seal' | 'open'
  readonly bytes: Uint8Array
  readonly lock: PassphraseLock
}

/** What it answers; `refused` where the words are others, or there is no randomness. */
export type SealingAnswer = { readonly bytes: Uint8Array } | { readonly refused: true }

const start = () => new Worker(scriptUrl(workerUrl), { type: 'module' })

/** Whoever makes a desk seals twice: both workers are there before the first word is typed, so that nothing is fetched after it. */
const waiting = [start(), start()]

/** Seals or opens bytes under a passphrase, in a worker of its own that ends with the task and its secrets. */
export async function sealing(task: SealingTask): Promise<Uint8Array | undefined> {
  const worker = waiting.pop() ?? start()
  try {
    const answer = await new Promise<SealingAnswer>((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<SealingAnswer>) => resolve(data)
      worker.onerror = () => reject(new Error('sealing: the worker did not start'))
      worker.postMessage(task)
    })
    return 'bytes' in answer ? answer.bytes : undefined
  } finally {
    worker.terminate()
  }
}
