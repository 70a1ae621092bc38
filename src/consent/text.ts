import type { AddedWords, Labels, PreviewLine } from '../vocabulary/labels.js'
import { countText, dateText, fill, listText } from '../vocabulary/sentence.js'
import { fieldLines } from './disclosed-text.js'
import type { Preview } from './proposal.js'

/**
 * Puts a preview into words: the plain text a person reads before agreeing.
 *
 * Every line comes from the labels; every disclosed value is named, and every field that stays is named too.
 *
 * @param preview - from `propose`.
 * @param labels - the words of one language.
 * @param vocabulary - the catalogue's, where a community added words of its own.
 * @returns plain text, one statement a line. Show it as text, never as markup: names come from other people.
 * Privacy: names what is to be shared; it stays between the person and their device until granted and sealed.
 * Cost: O(size of the disclosure).
 * @example
 * const agreed = await personAgrees(textOf(proposal.value.preview, en))
 * @since 0.1
 */
export function textOf(preview: Preview, labels: Labels, vocabulary: AddedWords = { labels: [] }): string {
  const { recipient, disclosure, notice } = preview
  const { line, days, field } = labels.preview
  /** One line; none where the value it is about is absent. */
  const say = (name: PreviewLine, values: Readonly<Record<string, string | number | undefined>> = {}) =>
    // Where none is undefined, all are text or numbers.
    Object.values(values).includes(undefined) ? [] : [fill(line[name], values as Record<string, string | number>)]
  const list = (items: readonly string[]) => listText(items, labels)
  const fields = fieldLines(disclosure.fields, { labels, vocabulary })
  return [
    ...say('title'),
    ...(preview.isMore ? say('more') : []),
    ...say('recipient', { name: recipient.name }),
    ...say('practice', { name: recipient.practice }),
    ...say('community', { name: recipient.community }),
    ...say('event', { name: preview.event }),
    ...say('purpose', { purpose: labels.preview.purpose[disclosure.purpose] }),
    ...(disclosure.guardian === true ? say('guardian') : []),
    ...(fields.length === 0 ? say('nothingShared') : [...say('shared'), ...fields.map((field) => `  ${field}`)]),
    ...say('notShared', { fields: list(preview.notShared.map((one) => field[one])) || undefined }),
    ...say('opens', { names: list(preview.openers.map(({ name }) => name)) }),
    ...say('expires', { date: dateText(disclosure.expiresOn, labels) }),
    countText(days.answers, recipient.answersWithinDays, labels),
    ...say('controller', { ...notice, link: notice.link ?? '' }),
    countText(days.retention, notice.retentionDays, labels),
    ...say('notice', { link: notice.link }),
    ...preview.delivery.flatMap((way) => say('delivery', { delivery: labels.preview.delivery[way] })),
    ...say(disclosure.fields.contact === undefined ? 'cannotAnswer' : 'canAnswer'),
    ...say('final'),
    ...say('size', { bytes: preview.bytes }),
  ].join('\n')
}
