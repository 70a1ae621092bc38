import type { Answers, Relaxation } from 'entrenous'
import type { State } from './state.js'

// The form as the library takes it, and what of it is a condition.

const parts = { morning: [480, 720], afternoon: [720, 1020], evening: [1020, 1320] } as const
/** The parts of a day. */
export const partNames = Object.keys(parts) as readonly (keyof typeof parts)[] // of the line above

/** So many hundredths as somebody typed them; undefined where it is no price. */
export function hundredths(text: string): number | undefined {
  const amount = Number(text.replace(',', '.'))
  return text.trim() !== '' && amount >= 0 && amount <= 1_000_000 ? Math.round(amount * 100) : undefined
}

type Device = { readonly currency: string; readonly utcOffsetMinutes: number }

/**
 * Makes of the form what `readIntake` takes. What was left empty is left out.
 *
 * Whoever only adds to what was sent need not say again what it is about; the library asks for one need, so it is
 * given one that nobody chose, and that is never shared.
 */
export function answersOf(state: State, { currency, utcOffsetMinutes }: Device): Answers {
  const { draft, budgetFactor, asking, levels } = state
  const { yes, story, postal } = draft
  const source = levels['source'] === 'stated' ? sourceOf(state) : undefined
  const amount = hundredths(draft.budget)
  const ways = [
    ...draft.insurers.map((insurer) => ({ insurer })),
    ...(amount === undefined
      ? []
      : [{ budget: { amount: Math.round(amount * budgetFactor), currency, per: 'session' as const } }]),
  ]
  const slots = draft.times.map((time) => {
    const [day, part] = time.split(' ')
    const [fromMinute, toMinute] = parts[part as keyof typeof parts] // made of these names alone
    return { day, fromMinute, toMinute }
  })
  const needs = draft.needs.length === 0 ? ['practical'] : draft.needs
  const some = <Value>(list: readonly Value[]) => (list.length === 0 ? undefined : list)
  const answers = {
    needs: needs.map((concept) => ({ concept })),
    about: { ageGroup: draft.age[0], gender: draft.gender[0] },
    for: draft.for[0],
    sessions: draft.sessions[0],
    where: { region: draft.region[0], postalArea: postal.trim() || undefined, formats: some(draft.formats) },
    languages: { anyOf: some(draft.languages), interpreter: yes.includes('interpreter') || undefined },
    payment: { anyOf: some(ways), notSure: yes.includes('notSure') || undefined },
    when: {
      slots: some(slots),
      utcOffsetMinutes: slots.length === 0 ? undefined : utcOffsetMinutes,
      waitingList: yes.includes('waiting') ? 'ok' : undefined,
    },
    access: some(draft.access),
    body: { areas: some(draft.areas), noTouch: some(draft.noTouch) },
    prefer: {
      modalities: some(draft.modalities),
      practitioner: some(draft.practitioner.map((id) => ({ facet: 'gender', value: id.slice(7) }))),
      style: some(draft.style),
      events: yes.includes('noEvents') ? 'no' : undefined,
    },
    must: draft.must,
    unknown: Object.fromEntries(asking.map((name) => [name, 'keep'])),
    // Of the card nothing is an answer until the person says so.
    source,
    story: story.trim() || undefined,
    contact: {
      name: draft.name.trim() || undefined,
      email: draft.email.trim() || undefined,
      phone: draft.phone.trim() || undefined,
    },
  }
  return compact(answers) as Answers // readIntake judges it
}

/** By whose word somebody came, as a kind that many share; undefined where no card says. A guide sends nobody. */
export function sourceOf({ card }: State): Answers['source'] {
  if (card?.kind === 'referrer') return card.referrer
  return card?.kind === 'introduction' ? 'colleague' : undefined
}

/** Leaves out what was not answered: undefined, and objects of nothing else. */
function compact(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const rest = Object.entries(value).flatMap(([name, inner]) => {
    const kept = compact(inner)
    return kept === undefined ? [] : [[name, kept] as const]
  })
  return rest.length === 0 ? undefined : Object.fromEntries(rest)
}

/** Gives way in one condition, as a relaxation offers it. */
export function relaxed(state: State, { gate, change }: Pick<Relaxation, 'gate' | 'change'>): State {
  const { draft } = state
  if (change === 'ask') return { ...state, asking: [...state.asking, gate] }
  if (change === 'drop') return { ...state, draft: { ...draft, must: mustOf(state).filter((one) => one !== gate) } }
  if (gate === 'payment') return { ...state, budgetFactor: state.budgetFactor * 1.25 }
  return { ...state, draft: { ...draft, yes: [...draft.yes, 'waiting'] } }
}

/** What can be made a condition: everything answered that somebody could be judged by. */
export function conditionsOf({ draft }: State): readonly string[] {
  const rows: readonly (readonly [string, boolean])[] = [
    ['where', draft.region.length > 0],
    ['formats', draft.formats.length > 0],
    ['languages', draft.languages.length > 0],
    ['payment', draft.insurers.length > 0 || hundredths(draft.budget) !== undefined],
    ['when', draft.times.length > 0],
    ['access', draft.access.length > 0],
    ['for', draft.for.length > 0],
    ['sessions', draft.sessions.length > 0],
    ['practitioner', draft.practitioner.length > 0],
    ['style', draft.style.length > 0],
    ['modalities', draft.modalities.length > 0],
    ['body', draft.areas.length + draft.noTouch.length > 0],
  ]
  return rows.flatMap(([name, isAnswered]) => (isAnswered ? [name] : []))
}

/** The conditions now: the library's own choice until the person makes theirs. */
export const mustOf = ({ draft }: State): readonly string[] => draft.must ?? ['where', 'languages']
