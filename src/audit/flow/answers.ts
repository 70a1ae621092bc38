import type { Answer } from '../planted.js'
import { type Field, type Flow, type Plant, USUAL_LEAST, USUAL_MOST } from './flow.js'

// The answers of each visit. Two visits are compared to see whether anything that was not consented to makes a difference
// outside; so nothing that a page could ask of such an answer may have the same reply in both: not whether it is long, nor
// whether its length is even, nor how it begins. With answers that happen to agree there, a page that leaks just that
// would look clean.

/** Draws so many characters at random: letters and digits. */
export type PlantText = (length: number) => string

/** The answers of one visit. A field of which several things are chosen stands there once for each. */
export type Answers = readonly Answer[]

/** What a page could ask of a text, besides the text itself. */
export const textMarks: Readonly<Record<string, (text: string) => string | number>> = {
  length: (text) => text.length,
  'parity of the length': (text) => text.length % 2,
  'first character': (text) => text.slice(0, 1).toLowerCase(),
  'half of the alphabet it begins in': (text) => halfOf(text.slice(0, 1)),
  'last character': (text) => text.slice(-1).toLowerCase(),
  'half of the alphabet it ends in': (text) => halfOf(text.slice(-1)),
  'parity of the number of digits': (text) => text.replace(/\D/g, '').length % 2,
  'parity of the sum of its characters': (text) => sumOf(text) % 2,
}

/** Digits count as the second half, so that both are about equally likely. */
const halfOf = (sign: string): number => (/[a-m]/i.test(sign) ? 0 : 1)
const sumOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) ?? 0), 0)

/** What a page could ask of a telephone number. */
export const numberMarks: Readonly<Record<string, (text: string) => string | number>> = {
  length: (text) => text.length,
  'parity of the length': (text) => text.length % 2,
  'first digit': (text) => text.slice(1, 2),
  'last digit': (text) => text.slice(-1),
  'parity of the last digit': (text) => Number(text.slice(-1)) % 2,
  'parity of the sum of its digits': (text) => sumOf(text.slice(1)) % 2,
}

/** The most visits that answers are drawn for. */
export const MAX_VISITS = 12
const MOST_DRAWS = 2000
const PHONE_DIGITS = { first: 14, others: [15, 13] } as const
const MAILBOXES = '@mailbox.test'
const EMPTIED_VISIT = 2

/**
 * Draws the answers of every visit of an audit.
 *
 * @param flow - as it was read.
 * @param visits - how many different visits, at least 2.
 * @param plant - draws letters and digits; at least 60 bits in 12 of them.
 * @returns for each visit its answers, in the order of the fields. The first are those of the visit that is repeated, too.
 *   Every other differs from the first in every field that is not consented to, by every mark that a page could read off it
 *   as far as the flow's own values allow (`likenessesOf`); what is consented to is the same in all. From the third visit
 *   on, one visit leaves empty what may stay empty.
 * @throws {RangeError} for a number of visits that is no whole number from 2 to 12, and where `plant` keeps drawing the same.
 * Privacy: nothing in it is of a person.
 * Cost: some dozens of draws a planted field and visit. @since 0.1
 */
export function answersFor(flow: Pick<Flow, 'fields'>, visits: number, plant: PlantText): readonly Answers[] {
  if (!Number.isInteger(visits) || visits < 2 || visits > MAX_VISITS) throw new RangeError(`visits: 2 to ${MAX_VISITS}`)
  const drawn = Object.entries(flow.fields).map(([name, field]) => {
    const [first, ...others] = textsOf(field, visits, plant)
    const all = [first ?? [], ...others].map((texts, visit) =>
      field.mayStayEmpty === true && field.consented !== true && visit === EMPTIED_VISIT ? [] : texts,
    )
    return all.map((texts) => texts.flatMap((text) => answerOf(name, field, text)))
  })
  return Array.from({ length: visits }, (_, visit) => drawn.flatMap((all) => all[visit] ?? []))
}

function answerOf(field: string, { consented = false, ...one }: Field, text: string): Answers {
  const planted = 'plant' in one
  const whole: Answer = { field, text, planted, consented }
  // What stands before the @ gives the person away just as well.
  const isMailbox = planted && one.plant === 'email'
  return isMailbox
    ? [whole, { ...whole, field: `${field}, before the @`, text: text.slice(0, text.indexOf('@')) }]
    : [whole]
}

/** For every visit, what is typed or chosen. */
function textsOf(field: Field, visits: number, plant: PlantText): readonly (readonly string[])[] {
  const all = Array.from({ length: visits }, (_, visit) => (field.consented === true ? 0 : visit))
  if ('values' in field) return all.map((visit) => [another(field.values, visit) ?? ''])
  if ('choices' in field) return all.map((visit) => another(field.choices, visit) ?? [])
  const first = plantedText(field, 0, undefined, plant)
  return all.map((visit) => [visit === 0 ? first : plantedText(field, visit, first, plant)])
}

/** The first for the first visit; the others in turn for the others. */
function another<Value>(list: readonly Value[], visit: number): Value | undefined {
  return visit === 0 ? list[0] : list[1 + ((visit - 1) % Math.max(1, list.length - 1))]
}

type Planting = Extract<Field, { readonly plant: Plant }>

function plantedText(field: Planting, visit: number, first: string | undefined, plant: PlantText): string {
  const isNumber = field.plant === 'phone'
  const marks = isNumber ? numberMarks : textMarks
  const unlike = first?.endsWith(MAILBOXES) === true ? first.slice(0, -MAILBOXES.length) : first
  for (let nth = 0; nth < MOST_DRAWS; nth++) {
    const text = isNumber ? drawnNumber(visit, plant) : plant(lengthOf(field, visit))
    const isFit = !isNumber || text[1] !== '0'
    if (isFit && (unlike === undefined || Object.values(marks).every((mark) => mark(text) !== mark(unlike)))) {
      return field.plant === 'email' ? `${text}${MAILBOXES}` : text
    }
  }
  throw new RangeError('plant: draws what it drew before')
}

/** Even for the first visit, odd for the others, and of those as many different ones as there is room for. */
function lengthOf({ plant, least = USUAL_LEAST, most = Math.max(USUAL_MOST, least) }: Planting, visit: number): number {
  const longest = plant === 'email' ? Math.min(most, Math.max(USUAL_MOST, least)) : most
  const even = least + (least % 2)
  if (visit === 0) return even
  const room = Math.max(1, Math.floor((longest - even + 1) / 2))
  return even + 1 + 2 * ((visit - 1) % room)
}

function drawnNumber(visit: number, plant: PlantText): string {
  const { first, others } = PHONE_DIGITS
  const count = visit === 0 ? first : (others[(visit - 1) % others.length] ?? first)
  // Two characters a digit: of 62 by 62 the remainders by 10 are even to 0.1 %.
  const signs = plant(2 * count)
  const digits = Array.from(
    { length: count },
    (_, at) => sumOf(signs[2 * at] ?? '') * 62 + sumOf(signs[2 * at + 1] ?? ''),
  )
  return `+${digits.map((one) => one % 10).join('')}`
}

/**
 * Lists what the values of a flow leave alike between the first visit and another, so that an audit with it is blind there.
 *
 * @param flow - as it was read.
 * @returns a sentence for each: of a choice that is made in every visit, of values that begin alike, and so on.
 * Privacy: names fields of the flow, no value.
 * Cost: O(values). @since 0.1
 */
export function likenessesOf({ fields }: Pick<Flow, 'fields'>): readonly string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    if (field.consented === true || 'plant' in field) return []
    if ('choices' in field) return likeChoices(name, field.choices)
    const [first = '', ...others] = field.values
    const marks = ['length', 'parity of the length', 'first character']
    const alike = marks.filter((mark) => others.every((other) => textMarks[mark]?.(other) === textMarks[mark]?.(first)))
    return alike.map((mark) => `Every value of ${name} has the same ${mark}: what a page tells of that is not seen.`)
  })
}

function likeChoices(name: string, [first = [], ...others]: readonly (readonly string[])[]): readonly string[] {
  const always = first.filter((one) => others.every((set) => set.includes(one))).length
  const isParityAlike = others.every((set) => set.length % 2 === first.length % 2)
  return [
    ...(always > 0
      ? [`${always} of the choices of ${name} are made in every visit: whether they are is not seen.`]
      : []),
    ...(isParityAlike ? [`Every set of choices of ${name} is even, or every one odd: that is not seen.`] : []),
  ]
}
