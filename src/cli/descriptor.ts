import { dirname, join, resolve } from 'node:path'
import { confirmPresence } from '../descriptor/confirm.js'
import type { Descriptor } from '../descriptor/descriptor.js'
import { draftDescriptor, signDescriptor } from '../descriptor/draft.js'
import { createKeys, type PractitionerKeys } from '../descriptor/keys.js'
import {
  after,
  DAYS_PER_KEY_EPOCH,
  dayOf,
  days,
  type EpochSeconds,
  epochSeconds,
  isoDateOf,
  keyEpochOf,
  SECONDS_PER_DAY,
} from '../kernel/time.js'
import { coreVocabulary } from '../vocabulary/vocabulary.js'
import { type Call, type Command, done, refuse, type Step } from './command.js'
import { readJson, writeWhole } from './files.js'
import { clockOption, keysInOrder } from './keys-file.js'
import { expandPractitioner, isPlain, type PractitionerSource } from './shorthand.js'
import { writeSigned } from './signed-file.js'
import { pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

const zoneOption = {
  zone: {
    type: 'string',
    value: 'id',
    text: 'the IANA zone of local times; unless given, that of ../community.json, or this machine’s',
  },
} as const

/** What people most often want to know; left out, each becomes a question to ask. */
const askedMost = [
  'concepts',
  'modalities',
  'ageGroups',
  'formats',
  'languages',
  'fees',
  'insurers',
  'locations',
  'licences',
  'slots',
] as const

const STALE =
  'It was confirmed too long ago, so nobody can write to you. Look it over, set “confirmed” to today, and sign it again.'

/** `entrenous descriptor check <file>` */
export const descriptorCheck: Command = {
  name: 'descriptor check',
  summary: 'say whether a practitioner’s file can be published',
  positionals: [{ name: 'file', text: 'a practitioner’s file, as in examples/harbour-collective/practitioners' }],
  options: zoneOption,
  about:
    'Reads a practitioner’s file as the publisher would, signs nothing and writes nothing. Says by name which field is wrong, and which questions the file leaves open.',
  run: (call) => {
    const [file = ''] = call.positionals
    const source = sourceFrom(file, call)
    if (!source.ok) return source
    const throwaway = createKeys({ now: presenceMoment(source.value, call.now).since, epochs: 2 })
    if (!throwaway.ok) return refuseWith(throwaway.error)
    const signed = signSource(source.value, throwaway.value, { now: call.now, file })
    if (!signed.ok) return signed
    const { descriptor, stale } = signed.value
    const open = askedMost.filter((field) => descriptor[field] === undefined)
    const { terminal } = call
    terminal.say(`${terminal.paint('good', 'In order.')} ${descriptor.name} can be published.`)
    if (open.length > 0)
      terminal.say(wrap(`Left open, so people will have to ask: ${open.join(', ')}.`, terminal.width))
    if (descriptor.notice === undefined)
      terminal.say('There is no privacy notice (“notice”), so nobody can write to you.')
    if (stale) terminal.say(wrap(STALE, terminal.width))
    return done({ file, name: descriptor.name, leftOpen: open, sealable: descriptor.notice !== undefined && !stale })
  },
}

/** `entrenous descriptor sign <file>` */
export const descriptorSign: Command = {
  name: 'descriptor sign',
  summary: 'sign a practitioner’s file with the practitioner’s own keys',
  positionals: [{ name: 'file', text: 'the practitioner’s file' }],
  options: {
    keys: { type: 'string', required: true, value: 'file', text: 'what `entrenous keys new` made' },
    out: { type: 'string', value: 'file', text: 'where to write what is signed; <file>.signed.json unless given' },
    ...zoneOption,
    ...clockOption,
  },
  about:
    'Signs the description (valid for 180 days) and how things stand (valid for 35). What comes out holds no secret: send it to the community lead, who puts it into the practitioners folder in the place of your file.',
  run: (call) => {
    const { terminal, now } = call
    const [file = ''] = call.positionals
    const source = sourceFrom(file, call)
    if (!source.ok) return source
    const { since, until } = presenceMoment(source.value, now)
    const keysFile = call.option('keys') ?? ''
    const out = call.option('out') ?? file.replace(/(\.json)?$/, '.signed.json')
    if (resolve(out) === resolve(keysFile)) {
      return refuse('file_exists', `${out}: your keys are there, and keys are never written over.`, { path: out })
    }
    const keys = keysInOrder(keysFile, { now, since, clockIsRight: call.flag('clock-is-right') })
    if (!keys.ok) return keys
    const signed = signSource(source.value, keys.value, { now, file })
    if (!signed.ok) return signed
    const { descriptor, statements, stale } = signed.value
    const written = writeWhole(out, writeSigned(statements))
    if (!written.ok) return written
    const bytes = statements.map(({ length }) => length)
    terminal.say(
      pairs(
        [
          ['signed', descriptor.name],
          ['id', keys.value.id],
          ['written to', out],
        ],
        terminal.width,
        '',
      ),
    )
    const next = stale
      ? STALE
      : `Send it to your community lead; it holds no secret. Nobody can write to you from ${isoDateOf(dayOf(until))} on: set “confirmed” anew, sign and send it before.`
    terminal.say(wrap(next, terminal.width))
    return done({ id: keys.value.id, name: descriptor.name, out, bytes, stale })
  },
}

/** A practitioner's statements, ready to be published. */
export type SignedSource = {
  readonly descriptor: Descriptor
  readonly statements: readonly Uint8Array[]
  /** True when the practitioner confirmed too long ago: there is no presence, and nothing can be sealed to them. */
  readonly stale: boolean
}

/** A presence lives for 35 days, or until the second of its key epochs ends. */
const PRESENCE_DAYS = 35

/**
 * Finds the moment from which a practitioner's keys must reach: when they last confirmed, or now where that is over.
 *
 * @param source - as expanded.
 * @param now - this machine's clock.
 * @returns the moment at which the presence is issued, when it ends, and whether it would have ended by now.
 * Privacy: reads what is to be published.
 * Cost: O(1). @since 0.1
 */
export function presenceMoment(
  { confirmed }: PractitionerSource,
  now: EpochSeconds,
): { readonly since: EpochSeconds; readonly until: EpochSeconds; readonly stale: boolean } {
  const since = confirmed ?? now
  const keysEnd = (keyEpochOf(since) + 2) * DAYS_PER_KEY_EPOCH * SECONDS_PER_DAY
  const until = epochSeconds(Math.min(after(since, days(PRESENCE_DAYS)), keysEnd))
  return until > now ? { since, until, stale: false } : { since: now, until, stale: true }
}

/**
 * Signs what a practitioner's source file says.
 *
 * @param source - as expanded.
 * @param keys - the practitioner's.
 * @param context - this machine's clock, and the file's name for messages.
 * @returns the checked descriptor, and the signed descriptor and presence; without a presence that would have ended.
 * Refuses with `descriptor_invalid` by field, `presence.…` for what belongs to the presence; with `keys_exhausted`.
 * Privacy: everything in it is meant to be published.
 * Cost: two signatures. @since 0.1
 */
export function signSource(
  source: PractitionerSource,
  keys: PractitionerKeys,
  context: { readonly now: EpochSeconds; readonly file: string },
): Step<SignedSource> {
  const { now, file } = context
  const drafted = draftDescriptor(source.draft, { vocabulary: coreVocabulary, keys })
  if (!drafted.ok) return refuseWith(drafted.error, file)
  if (source.confirmed === undefined || source.confirmed > now) {
    return refuseWith({ code: 'descriptor_invalid', detail: { field: 'presence.confirmed' } }, file)
  }
  const { since, stale } = presenceMoment(source, now)
  const presence = confirmPresence(keys, source.presence, { now: since })
  if (!presence.ok) {
    if (presence.error.code !== 'descriptor_invalid') return refuseWith(presence.error, file)
    const field = `presence.${presence.error.detail.field}`
    return refuseWith({ code: 'descriptor_invalid', detail: { field } }, file)
  }
  const descriptor = signDescriptor(drafted.value, keys, { now })
  return done({ descriptor: drafted.value, statements: stale ? [descriptor] : [descriptor, presence.value], stale })
}

function sourceFrom(file: string, call: Call): Step<PractitionerSource> {
  const json = readJson(file)
  if (!json.ok) return json
  const source = expandPractitioner(json.value, { now: call.now, zone: call.option('zone') ?? zoneBeside(file) })
  return source === undefined
    ? refuse('file_invalid', `${file}: this is no practitioner’s file.`, { path: file })
    : done(source)
}

function zoneBeside(file: string): string {
  const community = readJson(join(dirname(file), '..', 'community.json'))
  const zone = community.ok && isPlain(community.value) ? community.value['zone'] : undefined
  return typeof zone === 'string' ? zone : Intl.DateTimeFormat().resolvedOptions().timeZone
}
