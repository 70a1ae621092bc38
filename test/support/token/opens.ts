import { type DisclosedFields, type Disclosure, purposes } from '../../../src/consent/disclosure.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { chenKeys, everything, intakeOf, proposalOf, sealedOf } from '../cast.js'
import { type Key, keyOf, openByHand, sealByHand } from './by-hand.js'
import { type Written, write } from './cbor.js'
import { chenKey, community, consentOf, EPOCH, hex, noonOf, type Opens, opens, opensAs, TODAY } from './vector.js'

// The tokens that open: every bucket, every field at every level, every purpose, and the last value on this side of
// every bound.

/** The one field that most of these share. */
export const anxiety: DisclosedFields = { needs: [{ concept: 'anxiety', level: 'category' }] }
const wordsHash = Uint8Array.from({ length: 32 }, (_, index) => index)
const dated = (issued: number, expires: number) => ({ issuedOn: issued, expiresOn: expires }) as Partial<Disclosure> // days

/** Every token that opens. */
export function opening(): readonly Opens[] {
  return [...asTheLibrarySeals(), ...envelopes(), ...fieldByField(), ...lastOnThisSide(), ...dates(), ...keys(), enc()]
}

function asTheLibrarySeals(): readonly Opens[] {
  const first = chenKeys.openingKeys[0]
  if (first === undefined) throw new Error('Chen has no key')
  const key: Key = {
    name: `Chen of the tests ${first.epoch}`,
    suite: 1,
    epoch: first.epoch,
    publicKey: first.publicKey,
    secretKey: revealSecret(first.secretKey),
  }
  const sealed = (name: string, about: string, terms: Parameters<typeof proposalOf>[0], words?: 'words') => {
    const proposal = proposalOf(terms, intakeOf())
    const { token } = sealedOf(proposal, name, words && { words: { language: 'en', text: 'What Asha read.' } })
    return opensAs(name, about, token, proposal.preview.disclosure, { key })
  }
  const reference = sealed('reference', 'the reference referral: two needs by category and three slots, 597 bytes', {})
  const { steps } = openByHand(Uint8Array.from(Buffer.from(reference.token, 'hex')), key)
  return [
    { ...reference, steps: Object.fromEntries(Object.entries(steps).map(([name, bytes]) => [name, hex(bytes)])) },
    sealed(
      'everything',
      'every field at its finest level, and the words that were read',
      { share: everything },
      'words',
    ),
  ]
}

function envelopes(): readonly Opens[] {
  const contact = { contact: { name: 'Asha' } }
  return [
    ...purposes.map((purpose) => opens(`purpose ${purpose}`, `for ${purpose}`, anxiety, { disclosure: { purpose } })),
    opens('nothing shared', 'fields may be an empty map', {}),
    opens('event', 'names the event', anxiety, { disclosure: { purpose: 'event', event: 'event:breathing' } }),
    opens('event for another purpose', 'the event does not depend on the purpose', anxiety, {
      disclosure: { event: 'event:breathing' },
    }),
    opens('guardian', 'a guardian agreed', anxiety, { disclosure: { guardian: true } }),
    opens('words', 'the language and the hash of what was read', anxiety, {
      words: { language: 'pt-BR', hash: wordsHash },
    }),
    opens('event, guardian and words', 'all that is optional, in the second bucket', contact, {
      disclosure: { event: 'event:breathing', guardian: true },
      words: { language: 'en', hash: wordsHash },
    }),
  ]
}

function fieldByField(): readonly Opens[] {
  const slots = [
    { day: 1, times: [[540, 600]] },
    { day: 7, times: [[540, 600], [1020, 1140]] },
  ] as const // biome-ignore format: pairs
  const shared: Readonly<Record<string, DisclosedFields>> = {
    'needs by category': anxiety,
    'needs by concept': { needs: [{ concept: 'anxiety.panic', level: 'concept' }] },
    'needs at both levels': {
      needs: [
        { concept: 'anxiety', level: 'category' },
        { concept: 'grief', level: 'concept' },
      ],
    },
    'one need at both levels': {
      needs: [
        { concept: 'grief', level: 'category' },
        { concept: 'grief', level: 'concept' },
      ],
    },
    'availability by part of day': { availability: { level: 'part-of-day', morning: [1, 3], evening: [7] } },
    'availability in afternoons': { availability: { level: 'part-of-day', afternoon: [2] } },
    'availability by slots': { availability: { level: 'slots', slots } },
    'availability by slots with an offset': { availability: { level: 'slots', slots, utcOffsetMinutes: -480 } },
    language: { language: ['ase', 'en', 'es'] },
    format: { format: ['in-person', 'online'] },
    ageGroup: { ageGroup: 'young-adult' },
    sessions: { sessions: 'one' },
    for: { for: 'self' },
    payment: { payment: ['budget', 'insurer', 'notSure'] },
    access: { access: ['quiet', 'step-free'] },
    body: { body: ['abdomen.upper'] },
    noTouch: { noTouch: ['abdomen.scar', 'neck'] },
    'about gender': { about: { gender: 'woman' } },
    'about membership': { about: { memberOf: ['Harbour Choir'] } },
    'about both': { about: { gender: 'woman', memberOf: ['Harbour Choir', 'Union'] } },
    'area by region': { area: { level: 'region', value: 'US-WA' } },
    'area by postal area': { area: { level: 'postal', value: '98101' } },
    'contact by name': { contact: { name: 'Asha' } },
    'contact by e-mail': { contact: { email: 'asha@mail.example' } },
    'contact by phone': { contact: { phone: '+1 206 555 0100' } },
    'contact in every way': { contact: { name: 'Asha', email: 'asha@mail.example', phone: '+1 206 555 0100' } },
    story: { story: 'It began in spring.' },
    source: { source: 'community-organisation' },
    'story and contact': { story: 'It began on the ferry – früh.', contact: { phone: '+1 206 555 0100' } },
  }
  return Object.entries(shared).map(([name, fields]) => opens(name, 'one field at one level', fields))
}

function lastOnThisSide(): readonly Opens[] {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `c${10 + index}`)
  const week = [1, 2, 3, 4, 5, 6, 7]
  const slot = { day: 2, times: [[0, 1]] } as const
  const times = Array.from({ length: 6 }, (_, nth) => [nth * 240, nth * 240 + 239] as const)
  const minutes = Array.from({ length: 42 }, (_, nth) => [nth * 2, nth * 2 + 1] as const)
  const contact = { name: 'n'.repeat(80), email: 'e'.repeat(120), phone: '1'.repeat(40) }
  const ends = [slot, { day: 5, times: [[0, 1440]] }, { day: 6, times: [[1439, 1440]] }] as const
  const bounds: Readonly<Record<string, DisclosedFields>> = {
    'six needs': {
      needs: ['a', 'b', 'c'].flatMap((concept) => [
        { concept, level: 'category' },
        { concept, level: 'concept' },
      ]),
    },
    'an id of 80 characters': { needs: [{ concept: `${'Ab0-9.'.repeat(13)}zz`, level: 'concept' }] },
    'the whole week': { availability: { level: 'part-of-day', morning: week, afternoon: week, evening: week } },
    '42 slots': { availability: { level: 'slots', slots: week.map((day) => ({ day, times })) }, contact },
    '42 slots of one day': { availability: { level: 'slots', slots: [{ day: 7, times: minutes }] } },
    'the ends of a day': { availability: { level: 'slots', slots: ends, utcOffsetMinutes: -840 } },
    'the easternmost offset': { availability: { level: 'slots', slots: [slot], utcOffsetMinutes: 840 } },
    'an offset of zero': { availability: { level: 'slots', slots: [slot], utcOffsetMinutes: 0 } },
    'the longest lists': { language: many(20), format: many(10), access: many(20) },
    'the longest lists of the body': { body: many(20), noTouch: many(40) },
    'ten memberships': { about: { memberOf: many(10) } },
    'a membership of 80 units': { about: { memberOf: ['m'.repeat(80)] } },
    'an area of ten units': { area: { level: 'postal', value: '0123456789' } },
    'an area of five pairs of surrogates': { area: { level: 'postal', value: '\u{1f33b}'.repeat(5) } },
    'the longest contact': { contact },
    'a name of forty pairs of surrogates': { contact: { name: '\u{1f33b}'.repeat(40) } },
    'a story of 1500 units': { story: 's'.repeat(1500) },
    'any text': { story: '\u0000\n\u202e\ufeff <b>\u{10ffff}' },
    'ids in the order of ASCII': { language: ['9', 'A', 'Z', 'a', 'a-b', 'a.b', 'a0', 'aa'] },
    'memberships in the order of UTF-16': { about: { memberOf: ['Z', 'a', 'ä', '\u{1f33b}', '\uff21'] } },
    'names with joiners': { contact: { name: '\u0639\u0644\u06cc\u200c\u0631\u0636\u0627 \u{1f469}\u200d\u{1f33e}' } },
  }
  const event = { disclosure: { event: 'e'.repeat(160) } }
  const atBound = Object.entries(bounds).map(([name, fields]) => opens(name, 'the last value that is read', fields))
  return [...atBound, opens('an event of 160 units', 'the last value that is read', anxiety, event), fullest()]
}

/** A body of 511 bytes: one byte is left for the mark, and no zeros follow. */
function fullest(): Opens {
  const of = (units: number) =>
    opens(
      'the fullest body',
      'no zeros follow the mark',
      { about: { memberOf: ['x'.repeat(80), 'y'.repeat(80), 'z'.repeat(40)] } },
      {
        disclosure: { event: 'e'.repeat(units) },
      },
    )
  // One unit is there already, and a text of more than 23 bytes has a head of two.
  return of(511 - of(1).body.length / 2)
}

function dates(): readonly Opens[] {
  const at = (issued: number, expires: number, now: number, key = chenKey) => ({
    disclosure: dated(issued, expires),
    now,
    key,
  })
  const far = 2_999_972
  return [
    opens('one day', 'the shortest life', anxiety, at(TODAY, TODAY + 1, noonOf(TODAY))),
    opens('28 days', 'the longest life', anxiety, at(TODAY, TODAY + 28, noonOf(TODAY))),
    opens('issued tomorrow', 'a clock may be a day behind', anxiety, at(TODAY + 1, TODAY + 8, noonOf(TODAY))),
    opens('first second of the day before', 'a day is a day', anxiety, at(TODAY, TODAY + 7, (TODAY - 1) * 86_400)),
    opens(
      'last second of the last day',
      'the last day counts',
      anxiety,
      at(TODAY, TODAY + 7, (TODAY + 8) * 86_400 - 1),
    ),
    opens('the first day', 'day 0 is a day', anxiety, at(0, 1, 0, keyOf('Chen', 0))),
    opens('the last day', 'day 3,000,000 is one', anxiety, at(far, far + 28, noonOf(far), keyOf('Chen', 107_141))),
  ]
}

function keys(): readonly Opens[] {
  const [before, after] = [keyOf('Chen', EPOCH - 1), keyOf('Chen', EPOCH + 1)]
  const all = [before, after, chenKey]
  const live = dated(TODAY - 7, TODAY + 14)
  return [
    opens('key of the epoch before', 'still live', anxiety, { key: before, disclosure: live }),
    opens('key of the epoch after', 'already live', anxiety, { key: after }),
    opens('the last of three keys', 'every live key is tried', anxiety, { keys: all }),
    opens('the first of three keys', 'every live key is tried', anxiety, { key: before, keys: all, disclosure: live }),
    opens('last second of the epoch after', 'an epoch is 28 whole days', anxiety, {
      key: keyOf('Chen', 741),
      now: 743 * 28 * 86_400 - 1,
      disclosure: dated(742 * 28 + 10, 743 * 28),
    }),
    opens('first second of the epoch before', 'an epoch is 28 whole days', anxiety, {
      key: keyOf('Chen', 743),
      now: 742 * 28 * 86_400,
      disclosure: dated(742 * 28, 742 * 28 + 7),
    }),
  ]
}

/** X25519 does not read the top bit of `enc`, HPKE binds it: a sender who set it before sealing is understood. */
function enc(): Opens {
  const name = 'enc with its top bit set'
  const fields = anxiety
  const disclosure = { purpose: 'referral', fields, community, ...dated(TODAY, TODAY + 7) } as Disclosure // as above
  const bytes = Uint8Array.from(Buffer.from(community, 'hex'))
  const body = write({ ...(disclosure as object), community: bytes, consent: consentOf(name) } as Written) // plain data
  const usual = sealByHand(body, 512, chenKey, name).slice(5, 37)
  const set = usual.map((byte, index) => (index === 31 ? byte | 0x80 : byte))
  return opensAs(name, 'bound as it was sent', sealByHand(body, 512, chenKey, name, { enc: set }), disclosure, {})
}
