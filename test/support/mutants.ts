import { encodeBody } from '../../src/consent/disclosure.js'
import { pad } from '../../src/kernel/padding.js'
import type { OpeningKey } from '../../src/kernel/secret-key.js'
import { openSteps, openToken } from '../../src/token/open.js'
import { NOW } from './cast.js'
import { type Chance, chanceOf, pick, type Reseal, rememberingRun, resealer } from './mutate.js'
import { type Whole, wholes } from './mutate-bodies.js'
import { spoil, spoilings } from './mutate-inside.js'
import { changed, type Genuine, outsideChanges } from './mutate-outside.js'
import { type Target, targetOf } from './mutate-spoil.js'

// Makes mutated tokens and opens them. Every one follows from its seed alone, so a seed in a failed test is the case.

type Subject = { readonly target: Target; readonly genuine: Genuine }
type Opened = ReturnType<typeof openToken>

/** What became of many mutated tokens. */
export type Verdict = {
  /** One line for each that was accepted, thrown at, or refused with more than a code. */
  readonly wrong: readonly string[]
  /** How many of each mutation were made. */
  readonly made: ReadonlyMap<string, number>
}

/** What a refusal may say: its code, and of a version or suite that is unknown its number. */
const refusals = /^(token_malformed \{\}|token_unopenable \{\}|token_unsupported \{"version":\d+,"suite":\d+\})$/
const INSIDE = Object.keys(spoilings)
/** A body has not everything that can be spoilt, nor always room for it: then another is drawn. */
const DRAWS = 200

/** Opens `count` mutated tokens for a key; those of even seeds are changed outside, those of odd ones sealed again. */
export function judge(key: OpeningKey, count: number): Verdict {
  const subjects = subjectsFor(key)
  const remembering = rememberingRun()
  const wrong: string[] = []
  const made = new Map<string, number>()
  // One key: trying three costs three times as much and tells no more.
  const keys = { openingKeys: [key] }
  for (let seed = 0; seed < count; seed++) {
    const isInside = seed % 2 === 1
    const { name, token } = isInside ? resealed(subjects, chanceOf(seed)) : outside(subjects, chanceOf(seed))
    made.set(name, (made.get(name) ?? 0) + 1)
    // All that were sealed again have one encapsulated key: the same steps as in openToken, with its one answer kept.
    const open = () =>
      isInside ? remembering(openSteps(token, keys, { now: NOW })) : openToken(token, keys, { now: NOW })
    const said = tried(open)
    if (isInside ? said !== 'token_unopenable {}' : !refusals.test(said)) wrong.push(`seed ${seed}, ${name}: ${said}`)
  }
  return { wrong, made }
}

/** The names of all mutations. */
export const mutations: readonly string[] = [...outsideChanges, ...INSIDE]

function tried(open: () => Opened): string {
  try {
    const opened = open()
    return opened.ok ? 'opened' : `${opened.error.code} ${JSON.stringify(opened.error.detail)}`
  } catch (error) {
    return `threw ${String(error)}`
  }
}

function resealed(subjects: readonly Subject[], chance: Chance) {
  const name = pick(chance, INSIDE)
  for (let draw = 0; draw < DRAWS; draw++) {
    const { target, genuine } = pick(chance, subjects)
    const spoilt = spoil(name, target, chance)
    if (spoilt !== undefined) return { name, token: genuine.reseal(spoilt.padded, spoilt.bucket) }
  }
  throw new Error(`${name}: no body can be spoilt in this way`)
}

function outside(subjects: readonly Subject[], chance: Chance) {
  const name = pick(chance, outsideChanges)
  for (let draw = 0; draw < DRAWS; draw++) {
    const token = changed(name, chance, pick(chance, subjects).genuine)
    if (token !== undefined) return { name, token }
  }
  throw new Error(`${name}: no token can be changed in this way`)
}

/** The bodies, sealed to a key. */
function subjectsFor(key: OpeningKey): readonly Subject[] {
  const [first, second] = [resealer(key, 'first'), resealer(key, 'second')]
  return wholes.map((whole, at) => {
    const body = encodeBody(whole.disclosure, whole.consent)
    const larger = wholes.find(({ bucket }, other) => other !== at && bucket > whole.bucket) ?? wholes[0]
    const genuine = {
      token: sealed(whole, first),
      other: sealed(whole, second),
      larger: larger === undefined ? new Uint8Array(0) : sealed(larger, second),
      body,
      bucket: whole.bucket,
      reseal: first,
    }
    return { target: targetOf(body, whole.bucket), genuine }
  })
}

/** Seals a body as it should be. */
export function sealed({ disclosure, consent, bucket }: Whole, reseal: Reseal): Uint8Array {
  const padded = pad(encodeBody(disclosure, consent), bucket)
  if (padded === undefined) throw new Error('the body has no room in its bucket')
  return reseal(padded, bucket)
}
