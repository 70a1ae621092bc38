import { fieldsOf, listOf, numberOf, textOf } from '../browser/values.js'
import type { Outcome } from '../fault.js'
import { choiceRoles, fillRoles, listRoles } from './fill.js'
import {
  type Field,
  FLOW_FORMAT,
  type Flow,
  LEAST_PLANTED,
  MAX_CHOICES,
  MAX_FIELDS,
  MAX_NAME_LENGTH,
  MAX_STEPS,
  MAX_WHICH,
  MOST_PLANTED,
  partsOf,
  type Step,
  USUAL_MOST,
} from './flow.js'
import { everythingIn, type Found, inDocument, lookAt, type OpenPage, onPage } from './look.js'
import { readFlow } from './read.js'
import { done, notYet, until } from './waiting.js'

// Looks at a page and drafts a flow: every field in the order of the page, with answers that fit its kind, and the button
// that looks as if it sent. A draft: whoever knows the form says which answers are consented to, and what comes after.

/** What a field says of itself, besides its name. */
const about = `function () {
  const group = this.closest('fieldset, [role="group"], [role="radiogroup"]')
  const labelled = (group?.getAttribute('aria-labelledby') ?? '').split(/\\s+/).map((id) => document.getElementById(id)?.innerText ?? '')
  const legend = group?.querySelector('legend')?.innerText ?? group?.getAttribute('aria-label') ?? labelled.join(' ')
  const tidy = (text) => (text ?? '').replace(/\\s+/g, ' ').trim()
  return {
    tag: this.tagName,
    type: this.type ?? '',
    autocomplete: this.autocomplete ?? '',
    most: this.maxLength > 0 ? this.maxLength : undefined,
    low: this.min ?? this.getAttribute('aria-valuemin') ?? '',
    high: this.max ?? this.getAttribute('aria-valuemax') ?? '',
    group: tidy(legend),
    options: this.tagName === 'SELECT'
      ? [...this.options].filter((one) => !one.disabled && one.value !== '').map((one) => tidy(one.label)).slice(0, 16)
      : [],
    isMany: this.multiple === true,
    isFixed: this.disabled === true || this.readOnly === true,
    // The parts that the browser makes a date or a player of are none of the page's own.
    isInner: /^(INPUT|TEXTAREA|SELECT|VIDEO|AUDIO|DETAILS)$/.test(this.getRootNode().host?.tagName ?? ''),
  }
}`

type About = {
  readonly type: string
  readonly autocomplete: string
  readonly most: number | undefined
  readonly low: string
  readonly high: string
  readonly group: string
  readonly options: readonly string[]
  readonly isMany: boolean
  readonly isFixed: boolean
  readonly isInner: boolean
}

type Seen = { readonly found: Found; readonly about: About }
/** A field with the step that answers it; or a step alone. */
type Draft = { readonly called: string; readonly field?: Field; readonly step: Step }

/** How buttons are called that send something, in the languages of this library's labels and some others. */
const sends =
  /send|submit|book|request|apply|sign up|agree|enviar|reservar|solicitar|env(oyer|oi)|soumettre|valider|senden|absenden|invia/i
const SETTLED_WITHIN_MS = 10_000
const agrees = /\b(agree|accept|consent|read|terms|notice|acepto|leído|accepte|lu)\b/i

/**
 * Drafts a flow by looking at a page as it stands.
 *
 * @param page - one that has been opened.
 * @param name - what the flow is to be called.
 * @returns a flow that `readFlow` reads. What comes on later screens is not in it.
 * Failure: `form_not_found` where the page shows nothing that can be answered.
 * Privacy: names on the page go into the draft; what stands in its fields does not.
 * Cost: some calls a field. @since 0.1
 */
export async function recordFlow(page: OpenPage, name = 'A form'): Promise<Outcome<Flow>> {
  await lookAt(page)
  const found = await settled(page)
  const isOurs = ({ about: { isFixed, isInner } }: Seen) => !isFixed && !isInner
  const asked = found.filter((one) => isAnswerable(one) || one.role === 'button')
  const seen = (await Promise.all(asked.map(async (one) => ({ found: one, about: await aboutOf(one) })))).filter(isOurs)
  const drafts = [
    ...draftsOf(seen.filter((one) => isAnswerable(one.found))).slice(0, MAX_FIELDS),
    ...consentIn(seen.map((one) => one.found)),
  ].slice(0, MAX_STEPS)
  const flow = flowOf(
    name,
    drafts.map((draft) => numbered(draft, found)),
  )
  if (Object.keys(flow.fields).length > 0) return readFlow(JSON.stringify(flow))
  return {
    ok: false,
    fault: {
      code: 'form_not_found',
      says: 'The page shows nothing that has a name and can be answered.',
      remedy:
        'Give the fields labels, which people who cannot see them need as well; or open the page where the form begins.',
    },
  }
}

/** What a page shows once it has loaded and two looks see the same; or at the end of the time for it. */
async function settled(page: OpenPage): Promise<readonly Found[]> {
  let before = -1
  let found: readonly Found[] = []
  await until('The page', SETTLED_WITHIN_MS, async () => {
    const states = await Promise.all(page.frames().map((one) => inDocument(one, 'document.readyState').catch(() => '')))
    found = (await Promise.all(page.frames().map(everythingIn))).flat().filter(isNameable)
    const isStill = found.length === before && found.length > 0 && states.every((state) => state === 'complete')
    before = found.length
    return isStill ? done(true) : notYet('page_did_not_react', 'It still changes.', 'None.')
  })
  return found
}

/** What a flow can name: one line, nothing hidden in it. */
function isNameable({ name }: Found): boolean {
  return (
    name !== '' &&
    name.length <= MAX_NAME_LENGTH &&
    !/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(name) &&
    !name.endsWith('…')
  )
}

const isAnswerable = ({ role }: Found) =>
  role !== 'button' && role !== 'tab' && [...fillRoles, ...choiceRoles, ...listRoles].includes(role)

async function aboutOf(found: Found): Promise<About> {
  const said = fieldsOf(await onPage(found, about).catch(() => ({})))
  const text = (member: string) => textOf(said[member]) ?? ''
  return {
    type: text('type'),
    autocomplete: text('autocomplete'),
    most: numberOf(said['most']),
    low: text('low'),
    high: text('high'),
    group: text('group'),
    options: [...new Set(listOf(said['options']).flatMap((one) => textOf(one) || []))],
    isMany: said['isMany'] === true,
    isFixed: said['isFixed'] === true,
    isInner: said['isInner'] === true,
  }
}

/** Things that belong together are one field, at the place of the first of them. */
function draftsOf(seen: readonly Seen[]): readonly Draft[] {
  const keyOf = ({ found: { role }, about: { group } }: Seen) => `${role} ${group}`
  const isChoice = ({ found: { role } }: Seen) => choiceRoles.includes(role) && role !== 'option'
  return seen.flatMap((one, at) => {
    if (one.found.role === 'option') return []
    if (!isChoice(one)) return draftOf(one)
    const first = seen.findIndex((other) => isChoice(other) && keyOf(other) === keyOf(one))
    return first === at
      ? choiceOf(
          one,
          seen.filter((other) => isChoice(other) && keyOf(other) === keyOf(one)),
        )
      : []
  })
}

function choiceOf({ found, about: { group } }: Seen, all: readonly Seen[]): Draft | readonly Draft[] {
  const names = [...new Set(all.map((one) => one.found.name))].slice(0, MAX_CHOICES)
  const [first = '', ...others] = names
  if (others.length === 0 && agrees.test(first)) return { called: first, step: { check: first } }
  const isOne = found.role === 'radio' || found.role === 'menuitemradio'
  if (isOne && others.length === 0) return []
  const field: Field = isOne
    ? { values: names.slice(0, 16) }
    : { choices: others.length > 1 ? [[first], others] : others.length === 1 ? [[first], names] : [[], names] }
  const called = group === '' ? first : group
  // The name of the field is put in when all are known.
  return { called, field, step: { choose: group === '' || group.length > MAX_NAME_LENGTH ? true : group, with: 'x' } }
}

function draftOf({ found: { name, role }, about: one }: Seen): Draft {
  const isList = listRoles.includes(role) && (one.options.length > 0 || role === 'listbox' || one.type === '')
  if (isList) return { called: name, field: listField(one), step: { select: name, with: 'x' } }
  return { called: name, field: fieldFor(role, one), step: { fill: name, with: 'x' } }
}

function listField({ options, isMany }: About): Field {
  const [first, second, ...others] = options
  if (first === undefined || second === undefined) return { values: ['the first choice', 'another choice'] }
  return isMany ? { choices: [[first], others.length > 0 ? [second, ...others] : options] } : { values: options }
}

const dates: Readonly<Record<string, readonly string[]>> = {
  date: ['2026-03-01', '2024-11-20'],
  time: ['09:30', '16:05'],
  month: ['2026-03', '2024-11'],
  week: ['2026-W10', '2024-W47'],
  'datetime-local': ['2026-03-01T09:30', '2024-11-20T16:05'],
  color: ['#336699', '#cc2200'],
}

function fieldFor(role: string, { type, autocomplete, most = MOST_PLANTED, low, high }: About): Field {
  const own = dates[type]
  if (own !== undefined) return { values: own }
  if (type === 'email' || /\bemail\b/.test(autocomplete)) return { plant: 'email' }
  if (type === 'tel' || /\btel\b/.test(autocomplete)) return { plant: 'phone' }
  if (type === 'number' || type === 'range' || ['spinbutton', 'slider'].includes(role)) {
    const from = Number(low) || 0
    const to = high === '' || Number.isNaN(Number(high)) ? from + 100 : Number(high)
    return { values: [...new Set([String(from), String(to)])].length > 1 ? [String(from), String(to)] : ['1', '10'] }
  }
  if (most < LEAST_PLANTED + 4) return { values: ['a', 'zz9'] }
  return most < USUAL_MOST ? { plant: 'text', least: LEAST_PLANTED, most } : { plant: 'text' }
}

/** The last button that looks as if it sent, else the last of all. */
function consentIn(found: readonly Found[]): readonly Draft[] {
  const buttons = found.filter(({ role }) => role === 'button')
  const one = buttons.findLast(({ name }) => sends.test(name)) ?? buttons.at(-1)
  return one === undefined ? [] : [{ called: one.name, step: { consent: one.name, role: 'button' } }]
}

/** Says which, where a page has several of a name. */
function numbered(draft: Draft, found: readonly Found[]): Draft {
  const { word, name } = partsOf(draft.step)
  const roles = { fill: fillRoles, select: listRoles, check: choiceRoles, consent: ['button'] }[word as 'fill'] ?? [] // the others have none
  const alike = found.filter((one) => one.name === name && roles.includes(one.role))
  if (alike.length < 2 || alike.length > MAX_WHICH) return draft
  return { ...draft, step: { ...draft.step, which: word === 'consent' ? alike.length : 1 } as Step } // a word that takes it
}

function flowOf(name: string, drafts: readonly Draft[]): Flow {
  const fields: Record<string, Field> = {}
  const counted = new Map<string, number>()
  const steps = drafts.map(({ called, field, step }): Step => {
    const key = `${step && partsOf(step).word} ${partsOf(step).name}`
    const nth = (counted.get(key) ?? 0) + 1
    counted.set(key, nth)
    const which = 'which' in step && nth > 1 ? { which: nth } : {}
    if (field === undefined) return { ...step, ...which }
    const own = freeName(called, fields)
    fields[own] = field
    return { ...step, ...which, with: own } as Step // a step with a field is one that takes `with`
  })
  return { format: FLOW_FORMAT, name, fields, steps }
}

/** `What brings you here?` becomes `what-brings-you-here`. */
function freeName(called: string, taken: Readonly<Record<string, Field>>): string {
  const plain = called
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  const base =
    plain
      .replace(/^[^a-z]+|-+$/g, '')
      .slice(0, 30)
      .replace(/-+$/, '') || 'field'
  for (let nth = 1; ; nth++) {
    const one = nth === 1 ? base : `${base}-${nth}`
    if (!Object.hasOwn(taken, one)) return one
  }
}
