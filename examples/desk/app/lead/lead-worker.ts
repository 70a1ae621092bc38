import {
  type Consequence,
  consequencesOf,
  type Failure,
  type Published,
  publishCatalogue,
  readCommunityKeys,
} from 'entrenous/community'
import { coreVocabulary } from 'entrenous/practitioner'
import { foldStatements } from 'entrenous/trust'
import { lookAround } from './around.js'
import { foldCommunity } from './fold.js'
import type { LeadTask } from './working.js'

addEventListener('message', ({ data }: MessageEvent<LeadTask>) => {
  postMessage(answerTo(data))
})

function answerTo(task: LeadTask): object {
  switch (task.work) {
    case 'fold':
      return foldCommunity(task)
    case 'publish':
      return publish(task)
    case 'foresee':
      return foresee(task)
    case 'around':
      return lookAround(task.neighbours, task.own, task.now)
  }
}

function publish(task: Extract<LeadTask, { readonly work: 'publish' }>): Published | { readonly failure: Failure } {
  const keys = readCommunityKeys(task.keys)
  if (!keys.ok) return { failure: keys.error }
  const { root, statements, now, previous } = task
  const published = publishCatalogue({
    root,
    statements,
    vocabulary: coreVocabulary,
    publishingKey: keys.value.publishing,
    now,
    ...(previous === undefined ? {} : { previous }),
  })
  return published.ok ? published.value : { failure: published.error }
}

function foresee(
  task: Extract<LeadTask, { readonly work: 'foresee' }>,
): readonly Consequence[] | { readonly failure: Failure } {
  const before = foldStatements(task.statements, task)
  const later = foldStatements([...task.statements, task.added], task)
  if (!before.ok) return { failure: before.error }
  return later.ok ? consequencesOf(before.value.state, later.value.state) : { failure: later.error }
}
