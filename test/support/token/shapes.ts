import { refuse, usualBody } from './bodies.js'
import type { Written } from './cbor.js'
import { tooManySlots, wrongTimes } from './times.js'
import { type Fails, TODAY } from './vector.js'

// Tokens whose body is good CBOR and no referral: a member missing, of another type, or the first value beyond a bound.

/** Every token whose body is out of shape. */
export function failingShapes(): readonly Fails[] {
  return [...missing(), ...envelopes(), ...lifetimes(), ...buckets(), ...fields()]
}

const without = (name: string): Written => ({ ...usualBody, [name]: undefined })
const withConsent = (change: Record<string, Written | undefined>): Written => ({
  ...usualBody,
  consent: { ...usualBody.consent, ...change },
})
const bytes = (length: number) => new Uint8Array(length).fill(7)

function missing(): readonly Fails[] {
  const why = 'the member is required'
  const words = (change: Record<string, Written | undefined>) =>
    withConsent({ words: { language: 'en', hash: bytes(32), ...change } })
  return [
    ...['purpose', 'fields', 'community', 'issuedOn', 'expiresOn', 'consent'].map((name) =>
      refuse(`without ${name}`, why, without(name)),
    ),
    ...['id', 'salt', 'termsHash'].map((name) =>
      refuse(`consent without ${name}`, why, withConsent({ [name]: undefined })),
    ),
    refuse('words without language', why, words({ language: undefined })),
    refuse('words without hash', why, words({ hash: undefined })),
    refuse('words of 31 bytes', 'a SHA-256', words({ hash: bytes(31) })),
    refuse('words in no language', 'an id', words({ language: 'en_GB' })),
    refuse('words with something else', 'unknown members are refused', words({ id: bytes(16) })),
    refuse('consent with something else', 'unknown members are refused', withConsent({ language: 'en' })),
    refuse('consent a list', 'a map', { ...usualBody, consent: [] }),
    refuse('consent id of 15 bytes', '16 bytes', withConsent({ id: bytes(15) })),
    refuse('consent id of 17 bytes', '16 bytes', withConsent({ id: bytes(17) })),
    refuse('salt of 31 bytes', '32 bytes', withConsent({ salt: bytes(31) })),
    refuse('salt of text', '32 bytes', withConsent({ salt: 's'.repeat(32) })),
    refuse('termsHash of 33 bytes', '32 bytes', withConsent({ termsHash: bytes(33) })),
  ]
}

function envelopes(): readonly Fails[] {
  const wrong: Readonly<Record<string, readonly [string, Record<string, Written>]>> = {
    'purpose of advertising': ['a closed list', { purpose: 'marketing' }],
    'purpose in upper case': ['a closed list', { purpose: 'Referral' }],
    'purpose empty': ['a closed list', { purpose: '' }],
    'purpose a number': ['a closed list of texts', { purpose: 1 }],
    'purpose inherited by every object': ['a closed list', { purpose: 'constructor' }],
    'fields a list': ['a map', { fields: [] }],
    'fields a text': ['a map', { fields: 'needs' }],
    'community of 31 bytes': ['32 bytes', { community: bytes(31) }],
    'community of 33 bytes': ['32 bytes', { community: bytes(33) }],
    'community in hexadecimal': ['32 bytes', { community: '07'.repeat(32) }],
    'day of issue a text': ['a number', { issuedOn: '2026-11-21' }],
    'event empty': ['at least one unit', { event: '' }],
    'event of 161 units': ['at most 160', { event: 'e'.repeat(161) }],
    'event of bytes': ['text', { event: bytes(8) }],
    'guardian false': ['true or absent', { guardian: false }],
    'guardian 1': ['true or absent', { guardian: 1 }],
    'guardian named': ['true or absent', { guardian: 'Ben' }],
    'a field outside the fields': ['it belongs into `fields`', { language: ['en'] }],
    'a member of another map': ['unknown here', { salt: bytes(32) }],
  }
  return Object.entries(wrong).map(([name, [why, change]]) => refuse(name, why, { ...usualBody, ...change }))
}

function lifetimes(): readonly Fails[] {
  const from = (issuedOn: number, expiresOn: number): Written => ({ ...usualBody, issuedOn, expiresOn })
  const why = '1 to 28 days'
  return [
    refuse('lifetime of no day', why, from(TODAY, TODAY)),
    refuse('lifetime of 29 days', why, from(TODAY, TODAY + 29)),
    refuse('lifetime of a year', why, from(TODAY, TODAY + 365)),
    refuse('expires before it is issued', why, from(TODAY, TODAY - 1)),
    refuse('expires in seconds', why, from(TODAY, (TODAY + 7) * 86_400)),
    refuse('days for seconds', 'day 3,000,000 is the last', from(TODAY * 86_400, (TODAY + 7) * 86_400)),
    refuse('expires on day 3,000,001', 'day 3,000,000 is the last', from(2_999_999, 3_000_001)),
    refuse('issued on day -1', 'days are counted from 1970', from(-1, 6)),
    refuse('too long and early', 'a body out of shape is found before its dates', from(TODAY + 5, TODAY + 50)),
    refuse('too long and expired', 'a body out of shape is found before its dates', from(TODAY - 50, TODAY - 5)),
  ]
}

function buckets(): readonly Fails[] {
  const [contact, story] = [{ contact: { name: 'Asha' } }, { story: 'It began in spring.' }]
  const why = 'the bucket is the one the levels ask for'
  const at = (name: string, shared: Written, bucket: number) =>
    refuse(name, why, { ...usualBody, fields: shared }, bucket)
  return [
    at('needs in 1024', usualBody.fields, 1024),
    at('needs in 2048', usualBody.fields, 2048),
    at('nothing in 1024', {}, 1024),
    at('contact in 512', contact, 512),
    at('contact in 2048', contact, 2048),
    at('story in 512', story, 512),
    at('story in 1024', story, 1024),
    at('story and contact in 1024', { ...contact, ...story }, 1024),
  ]
}

/** What one field must not be, each with its reason, by the field. */
function fields(): readonly Fails[] {
  const groups = { ...needs(), availability: wrongTimes(), ...lists(), ...single(), ...texts() }
  const alone = Object.entries(groups).flatMap(([field, wrong]) =>
    Object.entries(wrong).map(([name, [why, value]]) =>
      refuse(`${field}: ${name}`, why, { ...usualBody, fields: { [field]: value } }, bucketOf(field)),
    ),
  )
  return [...alone, ...tooManySlots()]
}

const bucketOf = (field: string) => (field === 'story' ? 2048 : field === 'contact' ? 1024 : 512)
type Wrong = Readonly<Record<string, readonly [why: string, value: Written]>>
const many = (count: number) => Array.from({ length: count }, (_, index) => `c${10 + index}`)
const AN_ID = 'letters and digits in groups, joined by one . or -'
const SORTED = 'in order, each once'
const ONE_LINE = 'one line, without controls and without what hides or reorders text'
const NOT_SILENT = 'what is there says something'

function needs(): Readonly<Record<string, Wrong>> {
  const need = (concept: Written, level: Written = 'category'): readonly Written[] => [{ concept, level }]
  return {
    needs: {
      'none of them': ['1 to 6', []],
      seven: ['1 to 6', many(7).map((concept) => ({ concept, level: 'concept' }))],
      'not a list': ['a list', { concept: 'grief', level: 'concept' }],
      'without a level': ['the member is required', [{ concept: 'grief' }]],
      'without a concept': ['the member is required', [{ level: 'concept' }]],
      'at a level there is not': ['category or concept', need('grief', 'exact')],
      'with something else': ['unknown members are refused', [{ concept: 'grief', level: 'concept', value: 'x' }]],
      'a concept of no character': [AN_ID, need('')],
      'a concept of 81 characters': ['at most 80', need('a'.repeat(81))],
      'a concept that begins with a dot': [AN_ID, need('.grief')],
      'a concept that ends with a hyphen': [AN_ID, need('grief-')],
      'a concept with two dots': [AN_ID, need('grief..loss')],
      'a concept with an underscore': [AN_ID, need('grief_loss')],
      'a concept with a space': [AN_ID, need('grief loss')],
      'a concept with a line end': ['the pattern covers the whole, its last line end too', need('grief\n')],
      'a concept with a letter outside ASCII': [AN_ID, need('größe')],
      'a concept with a digit outside ASCII': [AN_ID, need('grief٣')],
      'a concept of bytes': ['text', need(bytes(5))],
      unsorted: [SORTED, [...need('grief'), ...need('anxiety')]],
      repeated: [SORTED, [...need('grief'), ...need('grief')]],
      'levels unsorted': [SORTED, [...need('grief', 'concept'), ...need('grief')]],
    },
  }
}

function lists(): Readonly<Record<string, Wrong>> {
  const of = (most: number): Wrong => ({
    'no element': [`1 to ${most}`, []],
    [`${most + 1} elements`]: [`1 to ${most}`, many(most + 1)],
    'an element that is no id': [AN_ID, ['no id']],
    'an element that is a number': ['text', [1]],
    'not a list': ['a list', 'en'],
    unsorted: [SORTED, ['b', 'a']],
    repeated: [SORTED, ['a', 'a']],
    'in the order of a language': [SORTED, ['a', 'B']],
  })
  const payment: Wrong = {
    'no element': ['1 to 3', []],
    'four elements': ['1 to 3', ['insurer', 'budget', 'notSure', 'budget']],
    'a name of an insurer': ['a closed list', ['premera']],
    'an amount': ['a closed list', ['budget', 9000]],
    unsorted: [SORTED, ['insurer', 'budget']],
    repeated: [SORTED, ['budget', 'budget']],
  }
  return { language: of(20), format: of(10), access: of(20), body: of(20), noTouch: of(40), payment }
}

function single(): Readonly<Record<string, Wrong>> {
  const oneId: Wrong = {
    'a list': ['one id', ['adult']],
    'no id': [AN_ID, 'no id'],
    '81 characters': ['at most 80', 'a'.repeat(81)],
  }
  return {
    ageGroup: oneId,
    sessions: oneId,
    for: oneId,
    about: {
      'a list': ['a map', []],
      nothing: [NOT_SILENT, {}],
      'a gender that is no id': [AN_ID, { gender: 'no id' }],
      'no memberships': ['1 to 10', { memberOf: [] }],
      'eleven memberships': ['1 to 10', { memberOf: many(11) }],
      'an empty membership': ['at least one unit', { memberOf: [''] }],
      'a membership of 81 units': ['at most 80', { memberOf: ['m'.repeat(81)] }],
      'memberships unsorted': [SORTED, { memberOf: ['Union', 'Harbour Choir'] }],
      'memberships repeated': [SORTED, { memberOf: ['Union', 'Union'] }],
      'memberships in the order of UTF-8': [SORTED, { memberOf: ['\uff21', '\u{1f33b}'] }],
      'a membership of two lines': [ONE_LINE, { memberOf: ['Harbour\nChoir'] }],
      'an age group': ['unknown members are refused', { ageGroup: 'adult' }],
    },
    area: {
      'without a level': ['the member is required', { value: 'US-WA' }],
      'without a value': ['the member is required', { level: 'region' }],
      'a level there is not': ['region or postal', { level: 'street', value: 'x' }],
      'no character': ['at least one unit', { level: 'region', value: '' }],
      'eleven units': ['at most 10', { level: 'postal', value: '01234567890' }],
      'eleven units in six characters': [
        'UTF-16 units are counted',
        { level: 'postal', value: `${'\u{1f33b}'.repeat(5)}x` },
      ],
      'a number': ['text', { level: 'postal', value: 98101 }],
      'a byte order mark': [ONE_LINE, { level: 'postal', value: '\ufeff98101' }],
    },
  }
}

function texts(): Readonly<Record<string, Wrong>> {
  return {
    contact: {
      'a text': ['a map', 'asha@mail.example'],
      'no way': [NOT_SILENT, {}],
      'a name with a zero': [ONE_LINE, { name: 'Asha\u0000' }],
      'a name that turns what follows': [ONE_LINE, { name: 'Asha\u202e' }],
      'a name of joiners alone': [ONE_LINE, { name: '\u200d\u200c' }],
      'an e-mail of two lines': [ONE_LINE, { email: 'asha@mail.example\r\nBcc: eve@mail.example' }],
      'a phone with a hidden mark': [ONE_LINE, { phone: '\u202a+1 206 555 0100' }],
      'an empty name': ['at least one unit', { name: '' }],
      'a name of 81 units': ['at most 80', { name: 'n'.repeat(81) }],
      'a name of 82 units in 41 characters': ['UTF-16 units are counted', { name: '\u{1f33b}'.repeat(41) }],
      'an e-mail of 121 units': ['at most 120', { email: 'e'.repeat(121) }],
      'a phone of 41 units': ['at most 40', { phone: '1'.repeat(41) }],
      'a phone as a number': ['text', { phone: 12_065_550_100 % 2 ** 32 }],
      'an address': ['unknown members are refused', { name: 'Asha', area: 'x' }],
    },
    story: {
      'no character': ['at least one unit', ''],
      '1501 units': ['at most 1500', 's'.repeat(1501)],
      bytes: ['text', bytes(20)],
      'a list': ['text', ['s']],
    },
    source: {
      'the name of who sent them': ['a closed list', 'Harbour Point School'],
      'no character': ['a closed list', ''],
      'a kind in capitals': ['a closed list', 'School'],
      'a kind with a space': ['a closed list', 'school '],
      'a purpose': ['a closed list', 'referral'],
      'a number': ['text', 3],
      'two kinds': ['one text', ['school', 'faith']],
      'a map': ['one text', {}],
    },
  }
}
