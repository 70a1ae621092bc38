import { openCatalogue, readEntries } from 'entrenous'
import {
  type Consequence,
  consequencesOf,
  type Failure,
  type Published,
  publishCatalogue,
  readCommunityKeys,
} from 'entrenous/community'
import { membersOf, type RoundSum, sumRound } from 'entrenous/measurement'
import { coreVocabulary } from 'entrenous/practitioner'
import { foldStatements } from 'entrenous/trust'
import { lookAround } from './around.js'
import { type CountMember, openCount } from './count.js'
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
    case 'countable':
      return countable(task)
    case 'sum':
      return sum(task)
  }
}

function publish(
  task: Extract<LeadTask, { readonly work: 'publish' | 'countable' }>,
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

function foresee(
  task: Extract<LeadTask, { readonly work: 'foresee' }>,
): readonly Consequence[] | { readonly failure: Failure } {
  const before = foldStatements(task.statements, task)
  const later = foldStatements([...task.statements, task.added], task)
  if (!before.ok) return { failure: before.error }
  return later.ok ? consequencesOf(before.value.state, later.value.state) : { failure: later.error }
}

/** What a member's device will hold a round against is a published list: so it is read out of one. */
function countable(
  task: Extract<LeadTask, { readonly work: 'countable' }>,
): readonly CountMember[] | { readonly failure: Failure } {
  const published = publish(task)
  if ('failure' in published) return published
  const { bytes, head } = published
  const catalogue = openCatalogue(bytes, { trust: [head.community], lastSeen: 'first-use', now: task.now })
  if (!catalogue.ok) return { failure: catalogue.error }
  const { accepted } = readEntries(catalogue.value)
  const names = new Map(accepted.map(({ id, name }) => [id, name]))
  return membersOf(accepted, task.now).map((member) => ({ ...member, name: names.get(member.id) ?? '' }))
}

function sum({
  count,
  community,
  now,
}: Extract<LeadTask, { readonly work: 'sum' }>): RoundSum | { readonly failure: Failure } {
  const opened = openCount(count, { community, now })
  if ('failure' in opened) return opened
  const { round, roll, closing } = opened
  if (roll === undefined || closing === undefined) throw new TypeError('count: expected one that was closed')
  const summed = sumRound(round, roll, closing, count)
  return summed.ok ? summed.value : { failure: summed.error }
}
