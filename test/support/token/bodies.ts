import { bodyKeys } from '../../../src/consent/disclosure.js'
import { sealByHand } from './by-hand.js'
import { type Bytes, entriesOf, keyOfName, raw, type Written, write } from './cbor.js'
import { utf8 } from './kems.js'
import { chenKey, community, consentOf, type Fails, fails, TODAY } from './vector.js'

// Tokens that are sealed as they should be around a body that is not CBOR as it should be. Eve needs no key of anybody's
// for these: she has Chen's public one.

const consent = consentOf('Eve')
/** A good body, to be spoilt. */
export const usualBody = {
  purpose: 'referral',
  fields: { needs: [{ concept: 'anxiety', level: 'category' }] },
  community: Uint8Array.from(Buffer.from(community, 'hex')),
  issuedOn: TODAY,
  expiresOn: TODAY + 7,
  consent,
} as const satisfies Written

/** Seals a body that must be refused. The bucket is the one its levels would ask for, unless told. */
export function refuse(name: string, why: string, body: Written, bucket = 512): Fails {
  return fails('token_unopenable', name, why, sealByHand(write(body), bucket, chenKey, name))
}

const good = write(usualBody)
const entries = entriesOf(usualBody)
const withEntry = (key: number | ReturnType<typeof raw>, value: Written): Written => ({
  pairs: [...entries, [key, value]],
})
const spoilt = (name: string, ...bytes: readonly Bytes[]): Written => ({ ...usualBody, [name]: raw(...bytes) })
const day = TODAY.toString(16).padStart(4, '0')

/** Every token whose body is not the one encoding of a value that travels. */
export function failingCbor(): readonly Fails[] {
  return [...longForms(), ...maps(), ...indefinite(), ...kinds(), ...ends(), ...text(), ...sizes()].map((one) => ({
    ...one,
    name: `CBOR: ${one.name}`,
  }))
}

function longForms(): readonly Fails[] {
  const why = 'the shortest form is the only one'
  const key = (name: string, ...bytes: readonly Bytes[]): Written => ({
    pairs: entries.map(([number, value]) => [number === keyOfName(name) ? raw(...bytes) : number, value]),
  })
  const event = utf8('event:breathing')
  return [
    refuse('day in four bytes', why, spoilt('issuedOn', `1a0000${day}`)),
    refuse('day in eight bytes', why, spoilt('issuedOn', `1b000000000000${day}`)),
    refuse('key in two bytes', why, key('purpose', '1800')),
    refuse('key in three bytes', why, key('consent', '190006')),
    refuse('minute in two bytes', why, inSlot('1809', '0a')),
    refuse('minute in three bytes', why, inSlot('09', '19003c')),
    refuse('text length in two bytes', why, spoilt('event', '780f', event)),
    refuse('text length in nine bytes', why, spoilt('event', '7b000000000000000f', event)),
    refuse('byte length in three bytes', why, spoilt('community', '590020', usualBody.community)),
    refuse('array length in two bytes', why, {
      ...usualBody,
      fields: { needs: raw('9801', write(usualBody.fields.needs[0])) },
    }),
    refuse('map length in two bytes', why, { pairs: entries, head: Uint8Array.of(0xb8, entries.length) }),
    refuse('empty map with a length byte', why, spoilt('fields', 'b800')),
    refuse('true in two bytes', why, spoilt('guardian', 'f815')),
  ]
}

function inSlot(from: string, to: string): Written {
  const slot = { day: 1, times: [[raw(from), raw(to)]] }
  return { ...usualBody, fields: { availability: { level: 'slots', slots: [slot] } } }
}

function maps(): readonly Fails[] {
  const [first, second, ...others] = entries
  if (first === undefined || second === undefined) throw new Error('a body has more members')
  const unknown = bodyKeys.names.length
  const inner = { pairs: [...entriesOf(consent)].reverse() }
  return [
    refuse('first two keys swapped', 'keys rise', { pairs: [second, first, ...others] }),
    refuse('keys falling', 'keys rise', { pairs: [...entries].reverse() }),
    refuse('keys of the consent falling', 'keys rise in every map', { ...usualBody, consent: inner }),
    refuse('key twice, equal', 'keys are unique', { pairs: [first, ...entries] }),
    refuse('key twice, different', 'keys are unique', { pairs: [first, [first[0], 'enquiry'], second, ...others] }),
    refuse('key twice in the fields', 'keys are unique in every map', {
      ...usualBody,
      fields: { pairs: [...entriesOf({ format: ['online'] }), ...entriesOf({ format: ['in-person'] })] },
    }),
    refuse('first key that is not assigned', 'unknown keys are refused', withEntry(unknown, true)),
    refuse('key 255', 'unknown keys are refused', withEntry(255, true)),
    refuse('key 2^53 - 1', 'unknown keys are refused', withEntry(raw('1b001fffffffffffff'), true)),
    refuse('key 2^64 - 1', 'no safe integer', withEntry(raw('1bffffffffffffffff'), true)),
    refuse('key -1', 'keys are unsigned', { pairs: [[raw('20'), true], ...entries] }),
    refuse('key of text', 'keys are unsigned integers', withEntry(raw(write('event')), 'x')),
    refuse('key of bytes', 'keys are unsigned integers', withEntry(raw('412a'), 'x')),
    refuse('key of an array', 'keys are unsigned integers', withEntry(raw('80'), 'x')),
    refuse('names for keys', 'keys are unsigned integers', {
      pairs: Object.entries(usualBody).map(([name, value]) => [raw(write(name)), value]),
    }),
    refuse('one entry fewer than the head says', 'the map is cut off', {
      pairs: entries,
      head: Uint8Array.of(0xa0 | (entries.length + 1)),
    }),
    refuse('one entry more than the head says', 'bytes are left', {
      pairs: entries,
      head: Uint8Array.of(0xa0 | (entries.length - 1)),
    }),
  ]
}

function indefinite(): readonly Fails[] {
  const why = 'lengths are definite'
  const body = good.subarray(1)
  return [
    refuse('map without a length', why, raw('bf', body, 'ff')),
    refuse('empty map without a length', why, spoilt('fields', 'bfff')),
    refuse('array without a length', why, { ...usualBody, fields: { language: raw('9f', write('en'), 'ff') } }),
    refuse('text in chunks', why, spoilt('event', '7f6161ff')),
    refuse('bytes in chunks', why, spoilt('community', '5f5820', usualBody.community, 'ff')),
    refuse('a break alone', 'nothing is there to break off', spoilt('event', 'ff')),
  ]
}

function kinds(): readonly Fails[] {
  const days = (bytes: string, name: string, why: string) => refuse(name, why, spoilt('issuedOn', bytes))
  return [
    days('f97513', 'half float', 'no floats'),
    days('fa46a25400', 'float', 'no floats'),
    days('fb40d44a8000000000', 'double', 'no floats'),
    days('f97e00', 'not a number', 'no floats'),
    days(`c119${day}`, 'tagged time', 'no tags'),
    days(`c2425${day.slice(1)}`.padEnd(8, '0'), 'big number', 'no tags'),
    days('f6', 'null', 'no null'),
    days('f7', 'undefined', 'no undefined'),
    days('f5', 'true for a day', 'a day is a number'),
    days('e0', 'simple value 0', 'only false and true'),
    days('f8ff', 'simple value 255', 'only false and true'),
    days('3903e7', 'negative day', 'days are counted from 1970'),
    days('1b0020000000000000', 'day 2^53', 'no safe integer'),
    days('1bffffffffffffffff', 'day 2^64 - 1', 'no safe integer'),
    days('3bffffffffffffffff', 'day -2^64', 'no safe integer'),
    days('1c', 'reserved length 28', 'not CBOR'),
    days('1f', 'integer without a length', 'not CBOR'),
    refuse('optional member null', 'what is absent is left out', spoilt('event', 'f6')),
    refuse('optional member undefined', 'what is absent is left out', spoilt('event', 'f7')),
    refuse('tag around everything', 'no tags, not the one for CBOR either', raw('d9d9f7', good)),
    refuse('tag around a text', 'no tags', { ...usualBody, purpose: raw('d820', write('referral')) }),
    refuse(
      'an array for the whole',
      'a body is a map',
      entries.map(([, value]) => value),
    ),
    refuse('a byte string around the whole', 'a body is a map', good),
    refuse('a number for the whole', 'a body is a map', 1),
    refuse('an empty map for the whole', 'members are missing', raw('a0')),
    refuse('JSON', 'a body is CBOR', raw(utf8('{"purpose":"referral","fields":{}}'))),
  ]
}

function ends(): readonly Fails[] {
  return [
    refuse('no body', 'there is no value', raw()),
    refuse('last byte missing', 'the body is cut off', raw(good.subarray(0, -1))),
    refuse('half a body', 'the body is cut off', raw(good.subarray(0, good.length >> 1))),
    refuse('only the first byte', 'the body is cut off', raw(good.subarray(0, 1))),
    refuse('trailing true', 'bytes are left', raw(good, 'f5')),
    refuse('trailing map', 'bytes are left', raw(good, 'a0')),
    refuse('twice', 'bytes are left', raw(good, good)),
    refuse('trailing byte behind a zero', 'bytes are left', raw(good, '0001')),
  ]
}

function text(): readonly Fails[] {
  const wrong: Readonly<Record<string, string>> = {
    'a continuation byte alone': '6180',
    'an overlong zero': '62c080',
    'an overlong slash': '63e080af',
    'a lone surrogate': '63eda080',
    'a pair of surrogates': '66eda0bdedb88a',
    'beyond U+10FFFF': '64f4908080',
    'cut off in a character': '61c3',
    'a byte that is never UTF-8': '61fe',
    'Latin-1': '6466fc7221',
    'five bytes for a character': '65f888808080',
  }
  return Object.entries(wrong).map(([name, bytes]) => refuse(`text: ${name}`, 'not UTF-8', spoilt('event', bytes)))
}

function sizes(): readonly Fails[] {
  const nested = (depth: number) => '81'.repeat(depth)
  const claims = 'more is claimed than there is'
  return [
    refuse('nine arrays deep', 'the ninth level is not looked at', raw(nested(9), '00')),
    refuse('400 arrays deep', 'nothing recurses for it', raw(nested(400), '00')),
    refuse('200 maps deep', 'nothing recurses for it', raw('a100'.repeat(200), '00')),
    refuse('deep in a member', 'the ninth level is not looked at', spoilt('event', nested(8), '00')),
    refuse('array of 2^32 - 1', claims, spoilt('event', '9affffffff')),
    refuse('array of 2^53 - 1', claims, spoilt('event', '9b001fffffffffffff')),
    refuse('map of 2^32 - 1', claims, raw('baffffffff', good.subarray(1))),
    refuse('text of 2^32 - 1', claims, spoilt('event', '7affffffff')),
    refuse('bytes of 2^64 - 1', claims, spoilt('event', '5bffffffffffffffff')),
    refuse('bytes longer by one', claims, raw(good.subarray(0, -34), '5821', good.subarray(-32))),
    refuse(
      '1,100 numbers',
      'more than 1,024 items',
      { ...usualBody, fields: { story: 's', language: Array(1100).fill(0) } },
      2048,
    ),
  ]
}
