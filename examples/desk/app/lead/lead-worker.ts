import { type Failure, publishCatalogue, type Published, readCommunityKeys } from 'entrenous/community'
import { coreVocabulary } from 'entrenous/practitioner'
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
    case 'around':
      return lookAround(task.neighbours, task.own, task.now)
  }
}

function publish(
  task: Extract<LeadTask, { readonly work: 'publish' }>,
): Published | { readonly failure: Failure } {
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
