import { answersFor, type PlantText } from './answers.js'

// What is answered in our own intake, worked out of what its screens show: the same rule in every language and for every
// community. The first visit takes one of a list, the others two of the others, so that which, how many and whether at
// all differ.

/** Something on a screen of the intake that has an id. */
export type Thing = {
  readonly id: string
  /** `radio`, `checkbox`, `text`, `textarea`, `summary`, `button` and so on. */
  readonly type: string
  readonly isOn: boolean
  readonly isDisabled: boolean
}

/** A screen of the intake. */
export type Screen = { readonly title: string; readonly things: readonly Thing[] }

/** What is done on one screen of questions: pressed and typed, in this order; and what it answers. */
export type Doing = {
  readonly press: readonly string[]
  readonly type: readonly (readonly [id: string, text: string])[]
  readonly answers: readonly (readonly [field: string, text: string])[]
}

/** What is typed in a visit, drawn before it. */
export type Typed = { readonly story: string; readonly email: string }

const plantedFields = { story: { plant: 'text' }, email: { plant: 'email' } } as const

/** Short fields take no planted text: these differ in length, parity and every digit. */
const shortTexts: Readonly<Record<string, readonly string[]>> = {
  postal: ['98299', '1020', '7033', '5541'],
  budget: ['90', '125', '67.50', '45'],
}

/** Ages at which somebody else would have to consent, so that what is consented to would differ. */
const young = /^age-(infant|child|teen)$/

/**
 * Draws what is typed in every visit.
 *
 * @param visits - how many different visits.
 * @param plant - draws letters and digits.
 * @returns for each visit a story and an address of a mailbox.
 * Privacy: nothing in it is of a person.
 * Cost: that of `answersFor`.
 */
export function typedFor(visits: number, plant: PlantText): readonly Typed[] {
  return answersFor({ fields: plantedFields }, visits, plant).map((answers) => {
    const textOf = (field: string) => answers.find((one) => one.field === field)?.text ?? ''
    return { story: textOf('story'), email: textOf('email') }
  })
}

/**
 * Chooses of a list: the first of it in the first visit, two others in any other.
 *
 * @param list - anything, in the order of the page.
 * @param visit - from 0.
 * @param most - how many at most; two unless told.
 * @returns what is chosen; nothing of a list of one in any visit but the first.
 * Privacy: none.
 * Cost: O(1).
 */
export function chosenOf<Value>(list: readonly Value[], visit: number, most = 2): readonly Value[] {
  const [first, ...others] = list
  if (visit === 0) return first === undefined ? [] : [first]
  const from = others.length === 0 ? 0 : ((visit - 1) * most) % others.length
  return [...others.slice(from), ...others.slice(0, from)].slice(0, most)
}

/**
 * Works out what is done on a screen of questions other than the first.
 *
 * @param screen - as it is shown.
 * @param visit - from 0.
 * @param typed - what is typed in this visit.
 * @returns what is pressed, what is typed, and what that answers. Ticks that stand alone stay empty in the first visit.
 * Privacy: nothing in it is of a person.
 * Cost: O(things).
 */
export function doingOn({ things }: Screen, visit: number, typed: Typed): Doing {
  const open = things.filter(({ isDisabled }) => !isDisabled)
  const lists = groupedBy(
    open.filter(({ id, type }) => ['radio', 'checkbox'].includes(type) && !id.endsWith('-') && !young.test(id)),
    listOf,
  )
  const groups = new Set(open.filter(({ type }) => type === 'summary').map(({ id }) => id))
  const wanted = chosenIn('areas', lists.get('areas') ?? [], visit).map(placeOf)
  const chosen = [...lists].flatMap(([list, all]) =>
    // From the other end, and no place is both wanted and unwanted.
    list === 'noTouch'
      ? chosenIn(
          list,
          all.toReversed().filter((one) => !wanted.includes(placeOf(one))),
          visit,
        )
      : chosenIn(list, all, visit),
  )
  const isField = ({ id, type }: Thing) => ['text', 'textarea'].includes(type) && !id.startsWith('search-')
  const texts = open.filter(isField).map(({ id }) => [id, textFor(id, visit, typed)] as const)
  return {
    press: chosen.flatMap(({ id }) => (groups.has(`open-${id}`) ? [`open-${id}`, id] : [id])),
    type: texts,
    answers: [...chosen.map((one) => [listOf(one), placeOf(one).slice(1)] as const), ...texts],
  }
}

const listOf = ({ id }: Thing): string => id.slice(0, id.indexOf('-'))
const placeOf = ({ id }: Thing): string => id.slice(id.indexOf('-'))

function chosenIn(list: string, all: readonly Thing[], visit: number): readonly Thing[] {
  if (list === 'yes') return visit === 0 ? [] : all
  const isRadio = all.some(({ type }) => type === 'radio')
  // Long lists stand in groups; what a group is called stands for all of it.
  const tops = all.filter(({ id }) => !id.includes('.'))
  const offered = tops.length > 0 && list === 'modalities' ? tops : all
  return chosenOf(offered, visit, isRadio ? 1 : 2)
}

function textFor(id: string, visit: number, { story }: Typed): string {
  const short = shortTexts[id]
  if (short === undefined) return story
  return (visit === 0 ? short[0] : short[1 + ((visit - 1) % (short.length - 1))]) ?? ''
}

/** What the intake can be about: one thing that is shared, the same in every visit, and others that are not. */
export type Needs = { readonly shared: string; readonly others: readonly string[] }

/**
 * What the intake can be about.
 *
 * @param screen - the first question, before anything is ticked.
 * @returns ids of ticks, the most particular of each group; undefined where nothing is offered.
 * Privacy: nothing in it is of a person.
 * Cost: O(things).
 */
export function needsOn({ things }: Screen): Needs | undefined {
  const all = things.filter(({ id, type }) => type === 'checkbox' && id.startsWith('needs-')).map(({ id }) => id)
  const groups = [...groupedBy(all, topOf).values()]
  const [shared, ...others] = groups.map((group) => group.find((id) => id.includes('.')) ?? group[0] ?? '')
  return shared === undefined ? undefined : { shared, others }
}

/**
 * What the visit is about besides.
 *
 * @param needs - of the first question.
 * @param visit - from 0.
 * @param tries - how often others were tried that brought nobody; other ones are taken then.
 * @returns none in the first visit, one in the others.
 * Privacy: nothing in it is of a person.
 * Cost: O(1).
 */
export function furtherOf({ others }: Needs, visit: number, tries: number): readonly string[] {
  if (visit === 0 || others.length === 0) return []
  const at = (visit - 1 + tries) % others.length
  return others.slice(at, at + 1)
}

function groupedBy<Value>(
  list: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>()
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/**
 * The group of a tick: `needs-anxiety.panic` is opened by `open-needs-anxiety`.
 *
 * @param id - of a tick.
 * @returns the id without what is particular; the id itself where it is a group.
 * Privacy: none.
 * Cost: O(length).
 */
export const topOf = (id: string): string => id.split('.')[0] ?? id
