import type { Descriptor } from '../descriptor/descriptor.js'
import { descriptorSchema } from '../descriptor/descriptor.js'
import { descriptorProblem } from '../descriptor/draft.js'
import { descriptorFormat } from '../descriptor/formats.js'
import type { Answers } from '../intake/answers.js'
import { readIntake } from '../intake/read.js'
import { freezeDeep } from '../kernel/plain.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { toHex } from '../kernel/text.js'
import { after, days, type EpochSeconds } from '../kernel/time.js'
import type { Gate, Match, MatchOutcome } from '../matching/match.js'
import { match } from '../matching/run.js'
import { check } from '../schema/shape.js'
import { decodeBody } from '../statement/body.js'
import { openStatement } from '../statement/statement.js'
import type { StandingName, UnstatedName } from '../vocabulary/rehearsal-words.js'
import { coreVocabulary, type Vocabulary } from '../vocabulary/vocabulary.js'
import { type RehearsedState, type Said, statedFor, unstatedFields } from './fields.js'
import type { SampleIntake } from './samples.js'
import { type Actor, stageOf } from './stage.js'

/** When, with which words and in which state to rehearse. */
export type RehearseOptions = {
  /** This device's clock. */
  readonly now: EpochSeconds
  /** The community's vocabulary; the library's own unless given. */
  readonly vocabulary?: Vocabulary
  /** How things stand this month; with room, and open, unless given. */
  readonly state?: RehearsedState
  /** Hex of the community's name: whoever is a member of it counts as one. */
  readonly community?: string
}

/** What came of it for one made-up person. */
export type RehearsedPerson = {
  readonly id: string
  readonly standing: StandingName
  /** The conditions that keep them away, by name; `stated` is false where nothing is said and they keep to it. Empty unless missed. */
  readonly because: readonly { readonly gate: Gate; readonly stated: boolean }[]
  /** What they would have to ask, each once. Empty unless found or asked. */
  readonly asks: readonly Match['unknowns'][number]['facet'][]
}

/** What stating one field would bring, if it were stated to fit: counted over the made-up people. */
export type UnstatedCost = {
  readonly field: UnstatedName
  /** Who misses the practitioner now and would find them, surely or with a question. */
  readonly found: number
  /** Who has to ask now, and would know. */
  readonly sure: number
  /** Who would have a question less. */
  readonly questions: number
}

/** What a description does before it is published. Deeply frozen plain data. */
export type Rehearsal = {
  /** In the order of the samples. */
  readonly people: readonly RehearsedPerson[]
  readonly counts: Readonly<Record<StandingName, number>>
  /** The fields that cost somebody, the costliest first; equals in the order of the description. */
  readonly unstated: readonly UnstatedCost[]
  /** How many would surely find the practitioner if every unstated field were stated to fit. */
  readonly ifAllStated: number
}

/** The ways in which a rehearsal can fail. */
export type RehearseFailure =
  | 'answers_invalid'
  | 'answers_too_large'
  | 'descriptor_invalid'
  | 'statement_expired'
  | 'statement_forged'
  | 'statement_invalid'

/** Most made-up people in one rehearsal. */
export const MAX_SAMPLES = 500

const SEED = '00'.repeat(16)

/**
 * Rehearses a description before it is published: who of some made-up people would find it, who would not and why, and which
 * unstated field costs most.
 *
 * Runs the real `match` against a catalogue of this one practitioner, which is thrown away. Where nothing a practitioner
 * offers is near to what somebody needs, that person looks for something else, and counts nowhere.
 *
 * @param descriptor - what `draftDescriptor` gave, or what `signDescriptor` signed. Untrusted in form.
 * @param samples - made-up people: `sampleIntakes`, or your own. Never the answers of somebody who exists.
 * @param options - the time, and where needed vocabulary, state and community.
 * @returns standing, reasons and costs. The order of the samples decides the order of `people` and nothing else.
 * Failure: `descriptor_invalid` with the first wrong field; what `openStatement` finds wrong with a signed one;
 * `answers_invalid` and `answers_too_large` for a made-up person who cannot be read.
 * @throws {RangeError} when there are more than 500 samples.
 * Privacy: reads made-up answers and what a practitioner publishes; holds nobody's intake; output may leave the device: it is about nobody.
 * Cost: about 20 matches against one row for each sample.
 * @example
 * const rehearsal = rehearse(draft.value, sampleIntakes, { now })
 * if (rehearsal.ok) console.log(rehearsal.value.unstated[0]?.field)
 * @since 0.1
 */
export function rehearse(
  descriptor: Descriptor | Uint8Array,
  samples: readonly SampleIntake[],
  options: RehearseOptions,
): Result<Rehearsal, RehearseFailure> {
  if (samples.length > MAX_SAMPLES) throw new RangeError(`samples: expected at most ${MAX_SAMPLES}`)
  const { now, vocabulary = coreVocabulary, state = { capacity: 'capacity', accepting: true } } = options
  const read = readDescribed(descriptor, now, vocabulary)
  if (!read.ok) return read
  const { offer, id, expires } = read.value
  const actor: Actor = { id, expires, vocabulary, community: options.community ?? '' }
  const scenes: Scene[] = []
  for (const { id: person, answers } of samples) {
    const scene = play({ offer, state, now }, person, answers, actor)
    if (!scene.ok) return scene
    scenes.push(scene.value)
  }
  return ok(freezeDeep(told(scenes)))
}

function readDescribed(
  descriptor: Descriptor | Uint8Array,
  now: EpochSeconds,
  vocabulary: Vocabulary,
): Result<{ readonly offer: Descriptor; readonly id: string; readonly expires: EpochSeconds }, RehearseFailure> {
  if (!(descriptor instanceof Uint8Array)) {
    const offer = described(descriptor, vocabulary)
    return offer.ok ? ok({ offer: offer.value, id: '0'.repeat(64), expires: after(now, days(180)) }) : offer
  }
  const statement = openStatement(descriptor, { kind: 'descriptor', now })
  if (!statement.ok) return statement
  const { subject, issuer, expires, body } = statement.value
  if (toHex(issuer) !== subject) return fail('statement_forged', {})
  const decoded = decodeBody(descriptorFormat, body)
  if (!decoded.ok) return decoded
  const offer = described(decoded.value, vocabulary)
  return offer.ok ? ok({ offer: offer.value, id: subject, expires }) : offer
}

function described(value: unknown, vocabulary: Vocabulary): Result<Descriptor, 'descriptor_invalid'> {
  const checked = check(descriptorSchema, value, 'descriptor_invalid')
  if (!checked.ok) return checked
  const field = descriptorProblem(checked.value, vocabulary)
  return field === undefined ? checked : fail('descriptor_invalid', { field })
}

/** What came of one person: as things are, and for each field as if it were stated. */
type Scene = {
  readonly person: RehearsedPerson
  readonly gains: ReadonlyMap<UnstatedName, Gain>
  readonly ifAllStated: StandingName
}
type Gain = { readonly found: boolean; readonly sure: boolean; readonly asksLess: boolean }
/** One match against one row. */
type Take = { readonly standing: StandingName; readonly match: Match | undefined; readonly stopped: readonly Gate[] }

function play(
  said: Said,
  id: string,
  answers: Answers,
  actor: Actor,
): Result<Scene, 'answers_invalid' | 'answers_too_large'> {
  const intake = readIntake(answers, actor.vocabulary)
  if (!intake.ok) return intake
  const needs = readIntake({ needs: answers.needs, must: [] }, actor.vocabulary)
  if (!needs.ok) return needs
  const outcomeOf = (given: Said, of = intake.value) => match(of, stageOf(given, actor), { now: said.now, seed: SEED })
  const take = (given: Said) => takeOf(outcomeOf(given))
  // Whether there is room does not decide what somebody works with.
  const open = { ...said, state: { capacity: 'capacity', accepting: true } as const }
  if (!answersNeed(outcomeOf(open, needs.value))) return ok(elsewhere(id))
  const now = take(said)
  const takes = unstatedFields.flatMap((field) => {
    const then = statedFor(said, field, answers)
    return then === said ? [] : [[field, take(then)] as const]
  })
  const whole = take(unstatedFields.reduce((more, field) => statedFor(more, field, answers), said))
  return ok({
    person: personOf(
      id,
      now,
      takes.map(([, one]) => one),
    ),
    gains: new Map(takes.map(([field, then]) => [field, gainOf(now, then)])),
    ifAllStated: whole.standing,
  })
}

function elsewhere(id: string): Scene {
  return { person: { id, standing: 'elsewhere', because: [], asks: [] }, gains: new Map(), ifAllStated: 'elsewhere' }
}

function answersNeed({ matches, maybe }: MatchOutcome): boolean {
  return [...matches, ...maybe].some(({ reasons }) => reasons.some(({ facet }) => facet === 'need'))
}

function takeOf({ matches, maybe, excluded }: MatchOutcome): Take {
  const [sure] = matches
  const [perhaps] = maybe
  return {
    standing: sure !== undefined ? 'found' : perhaps !== undefined ? 'asked' : 'missed',
    match: sure ?? perhaps,
    // Object.keys loses the key type; the record is keyed by gates.
    stopped: Object.keys(excluded.byGate) as Gate[],
  }
}

/** A gate that would not stop them if some field were stated is one of which nothing is said. */
function personOf(id: string, now: Take, then: readonly Take[]): RehearsedPerson {
  const asks = now.match?.unknowns.map(({ facet }) => facet) ?? []
  return {
    id,
    standing: now.standing,
    because: now.stopped.map((gate) => ({ gate, stated: then.every(({ stopped }) => stopped.includes(gate)) })),
    asks: [...new Set(asks)],
  }
}

function gainOf(now: Take, then: Take): Gain {
  return {
    found: now.standing === 'missed' && then.standing !== 'missed',
    sure: now.standing === 'asked' && then.standing === 'found',
    asksLess:
      now.match !== undefined && then.match !== undefined && then.match.unknowns.length < now.match.unknowns.length,
  }
}

function told(scenes: readonly Scene[]): Rehearsal {
  const people = scenes.map(({ person }) => person)
  const countOf = (name: StandingName) => people.filter(({ standing }) => standing === name).length
  const sum = (field: UnstatedName, kind: keyof Gain) => scenes.filter(({ gains }) => gains.get(field)?.[kind]).length
  const costs = unstatedFields.map((field): UnstatedCost => {
    return { field, found: sum(field, 'found'), sure: sum(field, 'sure'), questions: sum(field, 'asksLess') }
  })
  return {
    people,
    counts: {
      found: countOf('found'),
      asked: countOf('asked'),
      missed: countOf('missed'),
      elsewhere: countOf('elsewhere'),
    },
    unstated: costs
      .filter(({ found, sure, questions }) => found + sure + questions > 0)
      // Sorting keeps the order of equals.
      .sort((one, other) => other.found + other.sure - one.found - one.sure || other.questions - one.questions),
    ifAllStated: scenes.filter((scene) => scene.ifAllStated === 'found').length,
  }
}
