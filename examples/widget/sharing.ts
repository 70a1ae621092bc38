import type { Share } from 'entrenous'
import { hundredths, sourceOf } from './answers.js'
import type { Draft, Question, State } from './state.js'

// What can be shared of the answers, at which levels, and what is switched on.

/** A field that was answered, and the levels at which it may be shared. */
export type Sharable = { readonly key: string; readonly levels: readonly string[]; readonly question: Question }

const levelsOf = { availability: ['part-of-day', 'slots'], needs: ['category', 'concept'], story: ['text'] } as const

/** Every field that can be shared, in the order of the preview: those without levels were not answered. */
export function sharables(state: State): readonly Sharable[] {
  const { draft, purpose } = state
  const { yes } = draft
  const rows: readonly (readonly [key: string, question: Question, isAnswered: boolean])[] = [
    ...draft.needs.map((need) => [`needs ${need}`, 'about', true] as const),
    ['availability', 'when', draft.times.length > 0],
    ['language', 'languages', draft.languages.length > 0],
    ['format', 'where', draft.formats.length > 0],
    ['area', 'where', draft.region.length > 0],
    [
      'payment',
      'payment',
      draft.insurers.length > 0 || hundredths(draft.budget) !== undefined || yes.includes('notSure'),
    ],
    ['access', 'access', draft.access.length > 0],
    ['for', 'who', draft.for.length > 0],
    ['sessions', 'who', draft.sessions.length > 0],
    ['ageGroup', 'who', draft.age.length > 0],
    ['about', 'who', draft.gender.length > 0],
    ['body', 'touch', draft.areas.length > 0],
    ['noTouch', 'touch', draft.noTouch.length > 0],
    ['story', 'story', draft.story.trim() !== ''],
    // No question asks for it: it is there with a card, or not at all.
    ...(sourceOf(state) === undefined ? [] : [['source', 'story', true] as const]),
  ]
  const asked = purpose === 'enquiry' ? rows.filter(([key]) => askable.test(key)) : rows
  return asked.map(([key, question, isAnswered]) => ({
    key,
    question,
    levels: isAnswered ? levelsFor(key, draft) : [],
  }))
}

/** What an enquiry may ask with; `sealRound` holds it to that. */
const askable = /^(needs .*|availability|language|format|payment|access|area)$/

function levelsFor(key: string, { postal, needs }: Draft): readonly string[] {
  if (key === 'area') return postal.trim() === '' ? ['region'] : ['region', 'postal']
  const [field = ''] = key.split(' ')
  // What has nothing above it is the same in general and in detail.
  if (field === 'needs' && !key.includes('.')) return needs.length === 0 ? [] : ['concept']
  return field === 'availability' || field === 'needs' || field === 'story' ? levelsOf[field] : ['stated']
}

/** Makes of the switches what `propose` takes: what is off, or not answered, is not named. */
export function shareOf(state: State): Share {
  const { levels, ways, draft } = state
  const on = sharables(state).flatMap(({ key, levels: possible }) => {
    const level = levels[key]
    return level !== undefined && possible.includes(level) ? [[key, level] as const] : []
  })
  const needs = on.flatMap(([key, level]) => (key.startsWith('needs ') ? [{ concept: key.slice(6), level }] : []))
  const contact = (['name', 'email', 'phone'] as const).filter((way) => ways.includes(way) && draft[way].trim() !== '')
  const share = {
    ...Object.fromEntries(on.filter(([key]) => !key.startsWith('needs '))),
    ...(needs.length > 0 && { needs }),
    ...(contact.length > 0 && state.purpose !== 'enquiry' && { contact }),
  }
  return share as Share // every key and level comes from the tables above; propose judges them again
}

/** What most people need in order to answer at all; a tap, never a default. */
export function suggested(state: State): State['levels'] {
  const useful = /^(needs |availability|language|format|payment)/
  return Object.fromEntries(
    sharables(state).flatMap(({ key, levels: [least] }) =>
      useful.test(key) && least !== undefined ? [[key, least]] : [],
    ),
  )
}

/** True where no answer could reach the person. */
export function isUnreachable(state: State): boolean {
  const { ways, at } = state
  return (
    at === undefined &&
    !ways.some((way) => way === 'host' || way === 'file') &&
    shareOf(state).contact?.some((way) => way !== 'name') !== true
  )
}
