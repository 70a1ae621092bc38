import type { Consequence, Failure, Head, Published } from 'entrenous/community'
import type { RoundSum } from 'entrenous/measurement'
import type { EpochSeconds } from 'entrenous/practitioner'
import { scriptUrl } from '../device/script-url.js'
import type { Around, Own } from './around.js'
import type { Count, CountMember } from './count.js'
import type { Folded } from './fold.js'
import type { Neighbour } from './lead.js'
import workerUrl from './lead-worker.js?worker&url'

/** What the worker is asked. `keys` is the text of the community's keys: it stays in this page and its worker. */
export type LeadTask =
  | {
      readonly work: 'fold'
      readonly root: Uint8Array
      readonly statements: readonly Uint8Array[]
      readonly head: Head | undefined
      readonly approver: string
      readonly now: EpochSeconds
    }
  | {
      readonly work: 'publish'
      readonly root: Uint8Array
      readonly statements: readonly Uint8Array[]
      readonly keys: string
      readonly previous: Head | undefined
      readonly now: EpochSeconds
    }
  | {
      /** What would follow if one more statement were published. */
      readonly work: 'foresee'
      readonly root: Uint8Array
      readonly statements: readonly Uint8Array[]
      readonly added: Uint8Array
      readonly now: EpochSeconds
    }
  | {
      readonly work: 'around'
      readonly neighbours: readonly Neighbour[]
      readonly own: Own
      readonly now: EpochSeconds
    }
  | {
      /** Who could take part in a count, by the list as it would be published now. */
      readonly work: 'countable'
      readonly root: Uint8Array
      readonly statements: readonly Uint8Array[]
      readonly keys: string
      readonly previous: Head | undefined
      readonly now: EpochSeconds
    }
  | {
      readonly work: 'sum'
      readonly count: Count
      readonly community: { readonly key: string; readonly publishingKeys: readonly Uint8Array[] }
      readonly now: EpochSeconds
    }

/** What comes of it. */
export type LeadAnswers = {
  readonly fold: Folded
  readonly publish: Published
  readonly foresee: readonly Consequence[]
  readonly around: Around
  readonly countable: readonly CountMember[]
  readonly sum: RoundSum
}

/** Verifies and folds hundreds of signatures in a worker of its own, so that the page stays quick. */
export async function working<Work extends LeadTask['work']>(
  task: Extract<LeadTask, { readonly work: Work }>,
): Promise<LeadAnswers[Work] | { readonly failure: Failure }> {
  const worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
  try {
    return await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<LeadAnswers[Work] | { readonly failure: Failure }>) => resolve(data)
      worker.onerror = () => reject(new Error('lead: the worker did not start'))
      worker.postMessage(task)
    })
  } finally {
    worker.terminate()
  }
}
