import { parseJson } from '../../schema/json.js'
import * as shape from '../../schema/shape.js'
import type { Outcome } from '../fault.js'
import {
  type Field,
  FLOW_FORMAT,
  type Flow,
  fieldName,
  fieldOf,
  LEAST_PLANTED,
  LEAST_ROOM,
  MAX_CHOICES,
  MAX_FIELDS,
  MAX_FLOW_LENGTH,
  MAX_NAME_LENGTH,
  MAX_STEPS,
  MAX_VALUES,
  MAX_WHICH,
  MOST_PLANTED,
  partsOf,
  roles,
  type Step,
  type StepWord,
  stepWords,
  USUAL_LEAST,
  USUAL_MOST,
} from './flow.js'

// Two passes. First the form of each member, which docs/reference/audit-flow.schema.json says too, to editors and to whoever
// makes flows by program. Then what no schema says: that names fit each other, and that answers can differ.

const name = shape.line(MAX_NAME_LENGTH)
const distinct = <Value>(list: readonly Value[]) => new Set(list.map((one) => JSON.stringify(one))).size === list.length
const listOf = <Value>(element: shape.Shape<Value>, most: number, least = 1) =>
  shape.where(shape.list(element, most, least), distinct as (list: Value[]) => boolean) // a function of every list

const said = { consented: shape.flag, mayStayEmpty: shape.flag }
const characters = shape.whole(LEAST_PLANTED, MOST_PLANTED)
const field: shape.Shape<Field> = {
  fault: (value) => {
    const kind = ['plant', 'values', 'choices'].find((one) => hasMember(value, one))
    return kind === undefined ? '' : fields[kind]?.fault(value)
  },
}
const fields: Readonly<Record<string, shape.Shape<unknown>>> = {
  plant: shape.record(
    { plant: shape.oneOf(['text', 'email', 'phone']) },
    { ...said, least: characters, most: characters },
  ),
  values: shape.record({ values: listOf(name, MAX_VALUES) }, said),
  choices: shape.record({ choices: listOf(listOf(name, MAX_CHOICES, 0), MAX_VALUES) }, said),
}

const where = {
  role: shape.oneOf(roles),
  within: name,
  which: shape.whole(1, MAX_WHICH),
  optional: shape.flag,
}
const own = shape.text(40, fieldName)
const steps: Readonly<Record<StepWord, shape.Shape<unknown>>> = {
  fill: shape.record({ fill: name, with: own }, where),
  choose: shape.record({ choose: shape.either(shape.oneOf([true]), name), with: own }, where),
  select: shape.record({ select: name, with: own }, where),
  check: shape.record({ check: name }, where),
  press: shape.record({ press: name }, where),
  consent: shape.record({ consent: name }, where),
  wait: shape.record({ wait: name }, where),
  leave: shape.record({ leave: shape.oneOf([true]) }),
}
const step: shape.Shape<Step> = {
  fault: (value) => {
    const word = stepWords.find((one) => hasMember(value, one))
    return word === undefined ? '' : steps[word].fault(value)
  },
}

const hasMember = (value: unknown, member: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, member)

const fieldsShape: shape.Shape<Readonly<Record<string, Field>>> = {
  fault: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return ''
    const entries = Object.entries(value)
    if (entries.length > MAX_FIELDS) return ''
    for (const [at, [key, one]] of entries.entries()) {
      if (!fieldName.test(key)) return `${at + 1}`
      const fault = field.fault(one)
      if (fault !== undefined) return fault === '' ? key : `${key}.${fault}`
    }
    return undefined
  },
}

const flowShape = shape.record({
  format: shape.oneOf([FLOW_FORMAT]),
  name,
  fields: fieldsShape,
  steps: shape.list(step, MAX_STEPS, 1),
})

const refused = (says: string, remedy: string) =>
  ({ ok: false, fault: { code: 'flow_invalid', says, remedy } }) as const

/**
 * Reads a flow.
 *
 * @param text - a file, untrusted.
 * @returns the flow. Everything it names, it has; every answer that is not consented to can differ between visits.
 * Failure: `flow_invalid`, with the place by our own words and by positions, and what to change.
 * Privacy: a fault repeats names of fields that are names, and nothing else of the file.
 * Cost: O(length), at most 65,536 characters.
 * @see docs/reference/audit-flow.schema.json @since 0.1
 */
export function readFlow(text: string): Outcome<Flow> {
  if (text.length > MAX_FLOW_LENGTH) {
    return refused(
      `The flow is longer than ${MAX_FLOW_LENGTH} characters.`,
      'Write one flow for one form; a flow that long is more than that.',
    )
  }
  const value = parseJson(text)
  if (value === undefined) return refused('The flow is not JSON.', 'Look for a missing comma, quote or bracket.')
  const fault = flowShape.fault(value)
  if (fault !== undefined) {
    return refused(
      `The flow is not as its format says, at ${placeOf(fault)}.`,
      'Compare it with audit-flow.schema.json, which editors can check it against.',
    )
  }
  const flow = value as Flow // its shape was just found to hold
  const [wrong] = contradictionsOf(flow)
  return wrong === undefined
    ? { ok: true, value: flow }
    : refused(wrong, 'Change the named place; audit-flow.schema.json and the guide say what each word means.')
}

/**
 * Reads the fields that a script declares.
 *
 * @param value - what the script exports as `fields`, untrusted.
 * @returns the fields.
 * Failure: `flow_invalid`.
 * Privacy: as `readFlow`.
 * Cost: O(size). @since 0.1
 */
export function readFields(value: unknown): Outcome<Flow['fields']> {
  const fault = fieldsShape.fault(value)
  if (fault !== undefined) {
    return refused(
      `The fields of the script are not as the format of flows says, at ${placeOf(`fields.${fault}`)}.`,
      'Write them as the fields of a flow.',
    )
  }
  const known = value as Flow['fields'] // its shape was just found to hold
  const [wrong] = Object.entries(known).flatMap(([key, one]) => sameness(key, one))
  return wrong === undefined
    ? { ok: true, value: known }
    : refused(wrong, 'Give the named field answers that can differ, or say that it is consented to.')
}

/**
 * Reads one step, for who takes steps without a flow.
 *
 * @param value - untrusted.
 * @returns the step.
 * Failure: `flow_invalid`.
 * Privacy: as `readFlow`.
 * Cost: O(size). @since 0.1
 */
export function readStep(value: unknown): Outcome<Step> {
  const fault = step.fault(value)
  if (fault === undefined) return { ok: true, value: value as Step } // its shape was just found to hold
  return refused(
    `A step is not as the format of flows says${fault === '' ? '' : `, at ${fault}`}.`,
    'Write it as a step of a flow.',
  )
}

/** `steps.3.fill` as people count: `step 4, fill`. */
function placeOf(path: string): string {
  if (path === '') return 'its outermost members'
  const [first, second, ...rest] = path.split('.')
  if (first === 'steps' && second !== undefined) return [`step ${Number(second) + 1}`, ...rest].join(', ')
  if (first === 'fields' && second !== undefined) return [`field ${second}`, ...rest].join(', ')
  return path
}

function contradictionsOf(flow: Flow): readonly string[] {
  return [
    ...Object.entries(flow.fields).flatMap(([key, one]) => [...sameness(key, one), ...unused(flow, key)]),
    ...flow.steps.flatMap((one, at) => misfits(flow, one, at)),
  ]
}

function unused({ steps: all }: Flow, key: string): readonly string[] {
  return all.some((one) => partsOf(one).field === key) ? [] : [`Field ${key} is answered in no step.`]
}

/** Why the answers to a field could not differ between visits. */
function sameness(key: string, one: Field): readonly string[] {
  if ('plant' in one) {
    const { least = USUAL_LEAST, most = Math.max(USUAL_MOST, least + LEAST_ROOM) } = one
    const isTight = most - least < LEAST_ROOM
    return isTight ? [`Field ${key} leaves no room for another length: most is to be least + ${LEAST_ROOM}.`] : []
  }
  if (one.consented === true) return []
  const count = 'values' in one ? one.values.length : one.choices.length
  if (count < 2) return [`Field ${key} has one answer only, and is not consented to.`]
  if ('values' in one) return []
  const [first, ...others] = one.choices
  return others.some((set) => set.length === first?.length)
    ? [`Field ${key}: every further set of choices is to have another number of choices than the first.`]
    : []
}

function misfits(flow: Flow, one: Step, at: number): readonly string[] {
  const { word, field: key } = partsOf(one)
  const isLast = at === flow.steps.length - 1
  if (word === 'leave' && !isLast) return [`Step ${at + 1} leaves the page, and is not the last.`]
  if (word === 'consent' && flow.steps.findIndex((other) => partsOf(other).word === 'consent') < at) {
    return [`Step ${at + 1} consents a second time.`]
  }
  if (key === undefined) return []
  const answered = fieldOf(flow, key)
  if (answered === undefined) return [`Step ${at + 1} answers with field ${key}, which the flow does not have.`]
  if (word === 'fill' && 'choices' in answered) return [`Step ${at + 1} types field ${key}, which has choices.`]
  if (word !== 'fill' && 'plant' in answered) return [`Step ${at + 1} chooses field ${key}, which is typed.`]
  return []
}
