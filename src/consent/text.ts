import { isoDateOf } from '../kernel/time.js'
import { weekdays } from '../schema/fields.js'
import type { ConceptId, Facet } from '../vocabulary/concept.js'
import { type AddedWords, fill, type Labels, type PreviewLine, wordOf } from '../vocabulary/labels.js'
import { type DisclosedFields, dayParts, type SharedField } from './disclosure.js'
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
  /** One line; none where the value it is about is absent. */
  const say = (name: PreviewLine, values: Readonly<Record<string, string | number | undefined>> = {}) =>
    // Where none is undefined, all are text or numbers.
    Object.values(values).includes(undefined) ? [] : [fill(line[name], values as Record<string, string | number>)]
  const fields = fieldLines(disclosure.fields, { labels, vocabulary })
  return [
    ...say('title'),
    ...say('recipient', { name: recipient.name }),
    ...say('practice', { name: recipient.practice }),
    ...say('community', { name: recipient.community }),
    ...say('event', { name: preview.event }),
    ...say('purpose', { purpose: labels.preview.purpose[disclosure.purpose] }),
    ...(disclosure.guardian === true ? say('guardian') : []),
    ...(fields.length === 0 ? say('nothingShared') : [...say('shared'), ...fields.map((field) => `  ${field}`)]),
    ...say('notShared', { fields: preview.notShared.map((field) => labels.preview.field[field]).join(', ') }),
    ...say('opens', { names: preview.openers.map(({ name }) => name).join(', ') }),
    ...say('expires', { date: isoDateOf(disclosure.expiresOn) }),
    ...say('answers', { days: recipient.answersWithinDays }),
    ...say('controller', { ...notice, link: notice.link ?? '' }),
    ...say('retention', { days: notice.retentionDays }),
    ...say('notice', { link: notice.link }),
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
  const { labels, vocabulary } = language
  // An id in a disclosure was one of the vocabulary when the intake was read.
  const word = (facet: Facet, id: string) => wordOf(labels, vocabulary, facet, id as ConceptId)
  const words = (facet: Facet, ids: string | readonly string[] = []) => [ids].flat().map((id) => word(facet, id))
  const said: Readonly<Record<SharedField, string | readonly (string | undefined)[] | undefined>> = {
    needs: fields.needs?.map(({ concept, level }) => `${word('concern', concept)} (${labels.preview.level[level]})`),
    availability: fields.availability && timesOf(fields.availability, labels),
    language: words('language', fields.language),
    format: words('format', fields.format),
    ageGroup: words('age-group', fields.ageGroup),
    sessions: words('session', fields.sessions),
    for: words('for-whom', fields.for),
    payment: fields.payment?.map((kind) => labels.preview.payment[kind]),
    access: words('access', fields.access),
    body: words('body-area', fields.body),
    noTouch: words('body-area', fields.noTouch),
    about: [...words('gender', fields.about?.gender), ...(fields.about?.memberOf ?? [])],
    area: fields.area?.value,
    contact: fields.contact && Object.values(fields.contact),
    story: fields.story,
  }
  // Object.keys forgets that they are the fields of the record above, in its order.
  return (Object.keys(said) as SharedField[]).flatMap((field) => {
    const values = [said[field]].flat().filter((value) => value !== undefined)
    if (values.length === 0) return []
    return [fill(labels.preview.line.field, { field: labels.preview.field[field], value: values.join(', ') })]
  })
}

function timesOf(availability: NonNullable<DisclosedFields['availability']>, labels: Labels): readonly string[] {
  // A day is 1 to 7: propose makes it so, and the reader of a token asks for it.
  const on = (day: number, when: string) => `${labels.day[weekdays[day - 1] as (typeof weekdays)[number]]} ${when}`
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
