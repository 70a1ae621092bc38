import { dayOf, type EpochSeconds } from '../kernel/time.js'
import type { Labels } from '../vocabulary/labels.js'
import { countText, dateText, fill, listText } from '../vocabulary/sentence.js'
import type { Reply } from './read-reply.js'

/** What the words of an answer need besides it. */
export type ReplyTextOptions = {
  /** Gives the name of a colleague out of the person's own catalogue; undefined where it is in none. */
  readonly nameOf?: (id: string) => string | undefined
  /** Minutes ahead of UTC where the person is; 0 unless given. */
  readonly utcOffsetMinutes?: number
}

/**
 * Puts an answer into words: what the person reads.
 *
 * @param reply - from `readReply` or `findReplies`.
 * @param labels - the words of one language.
 * @param options - names of colleagues, and where the person is.
 * @returns plain text, one statement a line. Show it as text, never as markup: notes and names come from other people.
 * Privacy: says what a practitioner tells this person; stays on their device.
 * Cost: O(size of the answer).
 * @example
 * const reply = readReply(sealed.value.ticket, answer.record)
 * const text = reply.ok ? textOfReply(reply.value, en) : ''
 * @since 0.1
 */
export function textOfReply({ answer, by }: Reply, labels: Labels, options: ReplyTextOptions = {}): string {
  const { conversation, preview } = labels
  const { line } = conversation
  const lines = [fill(line.from, { name: by.name }), conversation.state[answer.kind]]
  if (answer.kind === 'declined') {
    lines.push(fill(line.reason, { reason: conversation.reason[answer.reason] }))
    const names = (answer.colleagues ?? []).map((id) => options.nameOf?.(id))
    lines.push(...names.map((name) => (name === undefined ? line.colleagueUnknown : fill(line.colleague, { name }))))
  }
  if (answer.kind === 'waiting-list' && answer.weeks !== undefined)
    lines.push(countText(conversation.weeks, answer.weeks, labels))
  if (answer.kind === 'times-offered') {
    const said = answer.times.map(({ starts, minutes }) => ({ ...timeOf(starts, labels, options), minutes }))
    lines.push(...said.map((time) => fill(line.time, time)))
  }
  if (answer.kind === 'more-asked') {
    lines.push(
      fill(line.asked, {
        fields: listText(
          answer.fields.map((field) => preview.field[field]),
          labels,
        ),
      }),
    )
  }
  if (answer.note !== undefined) lines.push(fill(line.note, { note: answer.note }))
  return lines.join('\n')
}

/** A moment where the person is: the date in words, the time as 09:30, which every language reads. */
function timeOf(
  starts: EpochSeconds,
  labels: Labels,
  { utcOffsetMinutes = 0 }: ReplyTextOptions,
): { readonly date: string; readonly time: string } {
  const local = (starts + utcOffsetMinutes * 60) as EpochSeconds // a moment and some minutes
  const minutes = Math.floor(local / 60) % 1440
  const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return { date: dateText(dayOf(local), labels), time }
}
