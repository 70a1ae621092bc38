import { isoDateOf } from '../kernel/time.js'
import { weekdays } from '../schema/fields.js'
import type { ConceptId, Facet } from '../vocabulary/concept.js'
import type { AddedWords, Labels } from '../vocabulary/labels.js'
import { fill, listText, wordOf } from '../vocabulary/sentence.js'
import { type DisclosedFields, type Disclosure, dayParts, type SharedField } from './disclosure.js'

// What was disclosed, in words: in the preview before, and in front of whoever received it after.

/** Words of one language, and the vocabulary that may add to them. */
type Language = { readonly labels: Labels; readonly vocabulary: AddedWords }

/**
 * Puts a received disclosure into words: what a practitioner reads of a referral, in the very words of the person's preview.
 *
 * @param disclosure - from an inbox.
 * @param labels - the words of one language.
 * @param vocabulary - the catalogue's, where a community added words of its own.
 * @returns `purpose`, `fields` as one line each, and the last day as `2026-11-28`. Show them as text, never as markup: contact and story are the person's own.
 * Privacy: names what one person disclosed; stays with whoever received it.
 * Cost: O(size of the disclosure).
 * @example
 * const received = await createInbox(memoryStore()).receive(opened.value)
 * if (received.ok && received.value.disclosure) console.log(textOfDisclosure(received.value.disclosure, en).fields)
 * @since 0.1
 */
export function textOfDisclosure(
  disclosure: Disclosure,
  labels: Labels,
  vocabulary: AddedWords = { labels: [] },
): { readonly purpose: string; readonly fields: readonly string[]; readonly expires: string } {
  return {
    purpose: labels.preview.purpose[disclosure.purpose],
    fields: fieldLines(disclosure.fields, { labels, vocabulary }),
    expires: isoDateOf(disclosure.expiresOn),
  }
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
    source: fields.source && labels.preview.source[fields.source],
  }
  // Object.keys forgets that they are the fields of the record above, in its order.
  return (Object.keys(said) as SharedField[]).flatMap((field) => {
    const values = [said[field]].flat().filter((value) => value !== undefined)
    if (values.length === 0) return []
    const { field: names, line } = labels.preview
    return [fill(line.field, { field: names[field], value: listText(values, labels) })]
  })
}

function timesOf(availability: NonNullable<DisclosedFields['availability']>, labels: Labels): readonly string[] {
  const on = (day: number, level: 'part' | 'slot', values: Readonly<Record<string, string>>) =>
    fill(labels.preview.time[level], { day: dayWord(day, labels), ...values })
  if (availability.level === 'part-of-day') {
    return dayParts.flatMap(
      (part) => availability[part]?.map((day) => on(day, 'part', { part: labels.partOfDay[part] })) ?? [],
    )
  }
  const { slots, utcOffsetMinutes } = availability
  const times = slots.flatMap(({ day, times }) =>
    times.map(([from, to]) => on(day, 'slot', { from: clock(from), to: clock(to) })),
  )
  return utcOffsetMinutes === undefined ? times : [...times, zoneOf(utcOffsetMinutes)]
}

function dayWord(day: number, labels: Labels): string {
  // A day is 1 to 7: propose makes it so, and the reader of a token asks for it.
  return labels.day[weekdays[day - 1] as (typeof weekdays)[number]]
}

/** Minutes of a day as 09:30, which every language reads. */
function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

function zoneOf(offset: number): string {
  return `UTC${offset < 0 ? '−' : '+'}${clock(Math.abs(offset))}`
}
