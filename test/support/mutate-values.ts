import { type DisclosedFields, purposes } from '../../src/consent/disclosure.js'
import { toHex } from '../../src/kernel/text.js'
import { dayOf, type EpochDay } from '../../src/kernel/time.js'
import { sourceKinds } from '../../src/schema/fields.js'
import { NOW } from './cast.js'
import { type Chance, pick, someBytes } from './mutate.js'
import type { Whole } from './mutate-bodies.js'

// Changes of values within their bounds. Whoever holds the recipient's public key may seal any of them: each is opened,
// as what it says.

type Revalue = (whole: Whole, chance: Chance) => Whole

/** Ids that objects have members of, and the shortest and longest there are. */
const ids = ['constructor', 'hasOwnProperty', 'toString', 'valueOf', 'prototype', 'length', 'then', '0', 'a'.repeat(80)]
/** Texts that mean something elsewhere; a line is one that hides nothing. */
const lines = ['__proto__', '</script>', '😀', '${now}', '%s', '../..', ' ', 'a\u200db', 'ǆ']
const texts = [...lines, '\0', '\ufeff', '\u202e', '\u001b[2J', '\n']

const fields =
  (change: (fields: DisclosedFields, chance: Chance) => DisclosedFields): Revalue =>
  (whole, chance) => ({
    ...whole,
    disclosure: { ...whole.disclosure, fields: change(whole.disclosure.fields, chance) },
  })
const bytes =
  (name: 'id' | 'salt' | 'termsHash', length: number): Revalue =>
  (whole, chance) => ({ ...whole, consent: { ...whole.consent, [name]: someBytes(chance, length) } })

const revaluations: readonly Revalue[] = [
  bytes('id', 16),
  bytes('salt', 32),
  bytes('termsHash', 32),
  (whole, chance) => ({
    ...whole,
    consent: { ...whole.consent, words: { language: pick(chance, ids), hash: someBytes(chance, 32) } },
  }),
  (whole, chance) => ({
    ...whole,
    disclosure: { ...whole.disclosure, community: toHex(someBytes(chance, 32)), purpose: pick(chance, purposes) },
  }),
  (whole, chance) => {
    const issuedOn = (dayOf(NOW) + 1 - chance(20)) as EpochDay // a day before or after a day
    const expiresOn = (dayOf(NOW) + chance(9)) as EpochDay // see above; at most 28 days later
    return expiresOn <= issuedOn ? whole : { ...whole, disclosure: { ...whole.disclosure, issuedOn, expiresOn } }
  },
  (whole, chance) => {
    const { event: _, guardian: __, ...disclosure } = whole.disclosure
    return { ...whole, disclosure: pick(chance, [disclosure, { ...disclosure, event: pick(chance, texts) }]) }
  },
  fields((all, chance) => ({
    ...all,
    language: ids
      .filter(() => chance(2) === 0)
      .concat('zh')
      .sort(),
  })),
  fields((all, chance) => ({ ...all, needs: [{ concept: pick(chance, ids), level: 'concept' }] })),
  fields((all, chance) => ({ ...all, about: { gender: pick(chance, ids), memberOf: [pick(chance, lines)] } })),
  fields((all, chance) => ({ ...all, source: pick(chance, sourceKinds) })),
  fields((all, chance) => ({ ...all, area: { level: 'postal', value: pick(chance, lines) } })),
  fields((all, chance) => ({
    ...all,
    availability: {
      level: 'slots',
      slots: [{ day: 1 + chance(7), times: [[chance(720), 720 + chance(720)]] }],
      utcOffsetMinutes: pick(chance, [-840, -1, 0, 840]),
    },
  })),
  // Those that ask for a larger bucket stay or stay away: the size is not a value.
  fields(({ contact, ...all }, chance) =>
    contact === undefined ? all : { ...all, contact: { name: pick(chance, lines), email: pick(chance, lines) } },
  ),
  fields(({ story, ...all }, chance) =>
    story === undefined ? all : { ...all, story: pick(chance, texts).repeat(99) },
  ),
  fields(({ story, contact }) => ({ ...(story && { story }), ...(contact && { contact }) })),
]

/** Changes up to three things of a body, all within their bounds. */
export function revalued(whole: Whole, chance: Chance): Whole {
  let changed = whole
  for (let left = 1 + chance(3); left > 0; left--) changed = pick(chance, revaluations)(changed, chance)
  return changed
}
