import { isoDateOf } from '../kernel/time.js'
import type { ConceptId, Facet } from '../vocabulary/concept.js'
import { type AddedWords, fill, type Labels, type PreviewLine, wordOf } from '../vocabulary/labels.js'
import { type DisclosedFields, dayParts, type SharedField, week } from './disclosure.js'
import type { Preview } from './proposal.js'

/** Words of one language, and the vocabulary that may add to them. */
type Language = { readonly labels: Labels; readonly vocabulary: AddedWords }

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
  const { line } = labels.preview
  const say = (name: PreviewLine, values: Readonly<Record<string, string | number>> = {}) => [fill(line[name], values)]
  const fields = fieldLines(disclosure.fields, { labels, vocabulary })
  return [
    ...say('title'),
    ...say('recipient', { name: recipient.name }),
    ...(recipient.practice === undefined ? [] : say('practice', { name: recipient.practice })),
    ...say('community', { name: recipient.community }),
    ...(preview.event === undefined ? [] : say('event', { name: preview.event })),
    ...say('purpose', { purpose: labels.preview.purpose[disclosure.purpose] }),
    ...(disclosure.guardian === true ? say('guardian') : []),
    ...(fields.length === 0 ? say('nothingShared') : [...say('shared'), ...fields.map((field) => `  ${field}`)]),
    ...say('notShared', { fields: list(preview.notShared.map((field) => labels.preview.field[field])) }),
    ...say('opens', { names: list(preview.openers.map(({ name }) => name)) }),
    ...say('expires', { date: isoDateOf(disclosure.expiresOn) }),
    ...say('answers', { days: recipient.answersWithinDays }),
    ...say('controller', { ...notice, link: notice.link ?? '' }),
    ...say('retention', { days: notice.retentionDays }),
    ...(notice.link === undefined ? [] : say('notice', { link: notice.link })),
    ...preview.delivery.flatMap((way) => say('delivery', { delivery: labels.preview.delivery[way] })),
    ...say(disclosure.fields.contact === undefined ? 'cannotAnswer' : 'canAnswer'),
    ...say('final'),
    ...say('size', { bytes: preview.bytes }),
  ].join('\n')
}

/**
 * Puts what is disclosed into words: the same lines in the preview and in front of whoever received it.
 *
 * @param fields - from a preview or from a received referral.
 * @param language - the words of one language, and the vocabulary that may add to them.
 * @returns one line a field, in the order of the preview; empty when nothing is shared.
 * Privacy: names what one person disclosed; stays with that person and whoever received it.
 * Cost: O(size of the disclosure). @since 0.1
 */
export function fieldLines(fields: DisclosedFields, language: Language): readonly string[] {
  const { labels } = language
  const words = (facet: Facet, ids: readonly string[] | undefined) => ids?.map((id) => word(language, facet, id))
  const said: Readonly<Record<SharedField, readonly string[] | undefined>> = {
    needs: fields.needs?.map(
      ({ concept, level }) => `${word(language, 'concern', concept)} (${labels.preview.level[level]})`,
    ),
    availability: fields.availability && timesOf(fields.availability, labels),
    language: words('language', fields.language),
    format: words('format', fields.format),
    ageGroup: words('age-group', fields.ageGroup === undefined ? undefined : [fields.ageGroup]),
    sessions: words('session', fields.sessions === undefined ? undefined : [fields.sessions]),
    for: words('for-whom', fields.for === undefined ? undefined : [fields.for]),
    payment: fields.payment?.map((kind) => labels.preview.payment[kind]),
    access: words('access', fields.access),
    body: words('body-area', fields.body),
    noTouch: words('body-area', fields.noTouch),
    about: fields.about && [
      ...(fields.about.gender === undefined ? [] : [word(language, 'gender', fields.about.gender)]),
      ...(fields.about.memberOf ?? []),
    ],
    area: fields.area && [fields.area.value],
    contact: fields.contact && Object.values(fields.contact).filter((value) => value !== undefined),
    story: fields.story === undefined ? undefined : [fields.story],
  }
  // Object.entries forgets that the keys are the fields of the record above, in its order.
  return (Object.entries(said) as [SharedField, readonly string[] | undefined][]).flatMap(([field, values]) =>
    values === undefined
      ? []
      : [fill(labels.preview.line.field, { field: labels.preview.field[field], value: list(values) })],
  )
}

function word({ labels, vocabulary }: Language, facet: Facet, id: string): string {
  // An id in a disclosure was one of the vocabulary when the intake was read.
  return wordOf(labels, vocabulary, facet, id as ConceptId)
}

function timesOf(availability: NonNullable<DisclosedFields['availability']>, labels: Labels): readonly string[] {
  // A day is 1 to 7: propose makes it so, and the reader of a token asks for it.
  const on = (day: number, when: string) => `${labels.day[week[day - 1] as (typeof week)[number]]} ${when}`
  if (availability.level === 'part-of-day') {
    return dayParts.flatMap((part) => availability[part]?.map((day) => on(day, labels.partOfDay[part])) ?? [])
  }
  const { slots, utcOffsetMinutes } = availability
  const times = slots.flatMap(({ day, times }) => times.map(([from, to]) => on(day, `${clock(from)}–${clock(to)}`)))
  return utcOffsetMinutes === undefined ? times : [...times, zoneOf(utcOffsetMinutes)]
}

/** Minutes of a day as 09:30, which every language reads. */
function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function zoneOf(offset: number): string {
  return `UTC${offset < 0 ? '−' : '+'}${clock(Math.abs(offset))}`
}

function list(values: readonly string[]): string {
  return values.join(', ')
}
