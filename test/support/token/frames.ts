import { usualBody } from './bodies.js'
import { headerOf, infoOf, keyOf, type Otherwise, padTo, sealByHand } from './by-hand.js'
import { write } from './cbor.js'
import { join, utf8 } from './kems.js'
import { base45, base45Group, chenKey, EPOCH, type Fails, fails, noonOf, TODAY } from './vector.js'

// Tokens that fail before their body is looked at: by their text, their frame, their key, their seal or their padding.

const body = write(usualBody)
const good = sealByHand(body, 512, chenKey, 'frames')
const MARK = Uint8Array.of(0x80)
const ZEROS = new Uint8Array(32)

/** Every token that fails for what is around its body. */
export function failingFrames(): readonly Fails[] {
  return [...framed(), ...texts(), ...flipped(), ...resealed(), ...padded(), ...keyed(), ...dated()]
}

function framed(): readonly Fails[] {
  const put = (at: number, ...bytes: readonly number[]) =>
    join(good.subarray(0, at), Uint8Array.from(bytes), good.subarray(at + bytes.length))
  const malformed = (name: string, why: string, bytes: Uint8Array) => fails('token_malformed', name, why, bytes)
  const unsupported = (name: string, why: string, bytes: Uint8Array) => fails('token_unsupported', name, why, bytes)
  return [
    malformed('no bytes', 'there is no frame', new Uint8Array(0)),
    ...[1, 2, 3, 4].map((length) => malformed(`${length} bytes`, 'the header is 5 bytes', good.subarray(0, length))),
    malformed('header alone', 'the length is not the bucket’s', good.subarray(0, 5)),
    malformed('no ciphertext', 'the length is not the bucket’s', good.subarray(0, 69)),
    malformed('half a token', 'the length is not the bucket’s', good.subarray(0, 300)),
    malformed('one byte short', 'the length is not the bucket’s', good.subarray(0, -1)),
    malformed('one byte long', 'the length is not the bucket’s', join(good, Uint8Array.of(0))),
    malformed('twice', 'the length is not the bucket’s', join(good, good)),
    malformed('first byte cut off', 'no magic', good.subarray(1)),
    malformed('3,222 bytes', 'longer than any token', join(good, new Uint8Array(3222 - good.length))),
    malformed('first magic byte', 'not 65', put(0, 0x64)),
    malformed('second magic byte', 'not 6e', put(1, 0x6f)),
    malformed('magic in upper case', 'not 65 6e', put(0, 0x45, 0x4e)),
    malformed('magic swapped', 'not 65 6e', put(0, 0x6e, 0x65)),
    malformed('magic and version', 'the magic is judged before the version', put(0, 0x64, 0x6e, 2)),
    malformed('bucket 0', 'there is none', put(4, 0)),
    malformed('bucket 4', 'there is none', put(4, 4)),
    malformed('bucket 255', 'there is none', put(4, 255)),
    malformed('bucket 2 on 512 bytes', 'the length is not the bucket’s', put(4, 2)),
    malformed('bucket 3 on 512 bytes', 'the length is not the bucket’s', put(4, 3)),
    malformed('suite 2 at the length of suite 1', 'enc is 1,120 bytes there', put(3, 2)),
    unsupported('version 0', 'there is none', put(2, 0)),
    unsupported('version 2', 'not known', put(2, 2)),
    unsupported('version 255', 'not known', put(2, 255)),
    unsupported('suite 0', 'there is none', put(3, 0)),
    unsupported('suite 3', 'not known', put(3, 3)),
    unsupported('suite 255', 'not known', put(3, 255)),
    unsupported('version 2 with bucket 9', 'what follows an unknown version is not judged', put(2, 2, 1, 9)),
    unsupported('version 2 in five bytes', 'likewise its length', Uint8Array.of(0x65, 0x6e, 2, 1, 1)),
    unsupported('suite 3 in five bytes', 'the length follows from the suite', Uint8Array.of(0x65, 0x6e, 1, 3, 1)),
  ]
}

function texts(): readonly Fails[] {
  const link = Buffer.from(good).toString('base64url')
  const second = sealByHand(write({ ...usualBody, fields: { contact: {} } }), 1024, chenKey, 'frames')
  const loose = Buffer.from(second).toString('base64url') // 1,109 bytes leave two bits
  const qr = `ENTRENOUS:${base45(good)}`
  const malformed = (name: string, why: string, text: string) => fails('token_malformed', name, why, text)
  const inQr = (tail: string) => qr.slice(0, -tail.length) + tail
  return [
    malformed('no text', 'neither form', ''),
    malformed('base64url alone', 'a link has its #', link),
    malformed('hexadecimal', 'no such form', Buffer.from(good).toString('hex')),
    malformed('# alone', 'no bytes', '#'),
    malformed('two fragments', '# is no base64url', `https://harbour.example/#x#${link}`),
    malformed('padding in a link', 'padding is refused', `#${loose}=`),
    malformed('set bits behind the last byte', 'two bits are left over and must be zero', `#${nextLetter(loose)}`),
    malformed('one character too many', 'no bytes have this length', `#${link}A`),
    malformed('base64 alphabet', '+ and / are not of it', `#${link.replace(/-/g, '+').replace(/_/g, '/')}`),
    malformed('space in a link', 'white space is refused', `#${link.slice(0, 8)} ${link.slice(8)}`),
    malformed('line end behind a link', 'white space is refused', `#${link}\n`),
    malformed('percent escape', 'nothing is unescaped', `#%5A${link.slice(1)}`),
    malformed('query behind a link', '? is no base64url', `#${link}?utm_source=x`),
    malformed('letter outside ASCII', 'a fullwidth A is no A', `#${link.slice(0, -1)}\uff21`),
    malformed('short fragment', 'three bytes are no token', '#ZW4B'),
    malformed(
      '8,193 characters',
      'too long to be looked at',
      `https://harbour.example/${'x'.repeat(8193 - 25 - link.length)}#${link}`,
    ),
    malformed('lower-case scheme', 'then it is a link without a fragment', qr.replace('ENTRENOUS', 'entrenous')),
    malformed('scheme alone', 'no bytes', 'ENTRENOUS:'),
    malformed('scheme without its colon', 'not the scheme', qr.replace(':', '')),
    malformed('space before the scheme', 'not the scheme', ` ${qr}`),
    malformed('lower-case base45', 'the alphabet is upper case', `ENTRENOUS:${qr.slice(10).toLowerCase()}`),
    malformed('base45 group of 65536', 'more than two bytes hold', `ENTRENOUS:${base45Group(65536, 3)}${qr.slice(13)}`),
    malformed('largest base45 group', '::: is 91,124', `ENTRENOUS::::${qr.slice(13)}`),
    malformed('last base45 pair of 256', 'more than one byte holds', inQr(base45Group(256, 2))),
    malformed('two base45 characters too many', 'no bytes have this length', `${qr}00`),
    malformed('base45 cut in a group', 'no bytes have this length', qr.slice(0, -1)),
    malformed('foreign character in base45', '_ is not of the alphabet', inQr('_')),
    malformed('line end behind base45', 'white space is refused', `${qr}\n`),
    malformed('base64url behind the scheme', 'a QR text is base45', `ENTRENOUS:${link}`),
    malformed('base45 behind #', 'a link is base64url', `#${qr.slice(10)}`),
  ]
}

/** The same text with the last letter's lowest bit set, which no byte holds. */
function nextLetter(text: string): string {
  return text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1)
}

function flipped(): readonly Fails[] {
  const at: Readonly<Record<string, number>> = {
    'first byte of enc': 5,
    'last byte of enc': 36,
    'first byte of the commitment': 37,
    'last byte of the commitment': 68,
    'first byte of the ciphertext': 69,
    'middle of the ciphertext': 330,
    'last byte of the ciphertext': 580,
    'first byte of the tag': 581,
    'last byte of the tag': 596,
  }
  const flip = (index: number, bit: number) => good.map((byte, one) => (one === index ? byte ^ bit : byte))
  const other = sealByHand(body, 512, chenKey, 'another')
  const refuse = (name: string, why: string, bytes: Uint8Array) => fails('token_unopenable', name, why, bytes)
  return [
    ...Object.entries(at).map(([name, index]) => refuse(`bit flipped: ${name}`, 'every bit is bound', flip(index, 1))),
    refuse('top bit of enc flipped', 'the curve does not see it; the key schedule does', flip(36, 0x80)),
    refuse('ciphertext of another token', 'its key is another', join(good.subarray(0, 69), other.subarray(69))),
    refuse(
      'commitment of another token',
      'its key is another',
      join(good.subarray(0, 37), other.subarray(37, 69), good.subarray(69)),
    ),
    refuse('tag of another token', 'it covers another text', join(good.subarray(0, -16), other.subarray(-16))),
    refuse(
      'random bytes in a good header',
      'no key commits to them',
      join(headerOf(512), new Uint8Array(592).fill(0xa5)),
    ),
  ]
}

/** The seven encodings below 2^255 of points of small order, and two with the top bit set. */
const smallOrder: Readonly<Record<string, string>> = {
  zero: '00'.repeat(32),
  one: `01${'00'.repeat(31)}`,
  'order eight': 'e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800',
  'order eight, the other': '5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157',
  'p − 1': `ec${'ff'.repeat(30)}7f`,
  p: `ed${'ff'.repeat(30)}7f`,
  'p + 1': `ee${'ff'.repeat(30)}7f`,
  'zero with its top bit set': `${'00'.repeat(31)}80`,
  'one with its top bit set': `01${'00'.repeat(30)}80`,
}

function resealed(): readonly Fails[] {
  const before = good.subarray(0, 37)
  const wrong: Readonly<Record<string, readonly [string, Otherwise]>> = {
    'commitment of zeros': ['not this key’s', { commitment: ZEROS }],
    'foreign commitment': ['not this key’s; the tag is right', { commitment: keyOf('Eve', EPOCH).publicKey }],
    'commitment under another label': ['the label is "commitment"', { commitmentLabel: 'Commitment' }],
    'token id for a commitment': ['the label is "commitment"', { commitmentLabel: 'token id' }],
    'info without the suite': ['info ends with the suite', { info: utf8('entrenous/1/referral') }],
    'info of suite 2': ['info ends with the suite', { info: join(utf8('entrenous/1/referral'), Uint8Array.of(2)) }],
    'info of another kind': ['this is a referral', { info: join(utf8('entrenous/1/reply'), Uint8Array.of(1)) }],
    'info of version 2': ['this is version 1', { info: join(utf8('entrenous/2/referral'), Uint8Array.of(1)) }],
    'no info': ['info is not empty', { info: new Uint8Array(0) }],
    'info with the bucket': ['nothing of the body is in it', { info: join(infoOf(1), Uint8Array.of(1)) }],
    'no additional data': ['everything before the ciphertext is', { aad: new Uint8Array(0) }],
    'additional data without the commitment': ['everything before the ciphertext is', { aad: before }],
    'additional data of the header alone': ['everything before the ciphertext is', { aad: headerOf(512) }],
    'sequence number 1': ['the only message is number 0', { sequence: 1 }],
  }
  const low = Object.entries(smallOrder).map(([name, enc]) => {
    const eve = { enc: Uint8Array.from(Buffer.from(enc, 'hex')), point: ZEROS }
    const why = 'the shared point is zero for every key: anybody could have read it'
    return fails('token_unopenable', `small order: ${name}`, why, sealByHand(body, 512, chenKey, name, eve))
  })
  const rest = Object.entries(wrong).map(([name, [why, eve]]) =>
    fails('token_unopenable', name, why, sealByHand(body, 512, chenKey, 'frames', eve)),
  )
  return [...low, ...rest]
}

function padded(): readonly Fails[] {
  const end = (...bytes: readonly number[]) => padTo(512, body, Uint8Array.from(bytes))
  const wrong: Readonly<Record<string, readonly [string, Uint8Array]>> = {
    'all zeros': ['there is no mark', new Uint8Array(512)],
    'no mark': ['zeros follow the body at once, whose last byte is not 80', end()],
    'another mark': ['the mark is 80', end(0x81)],
    'mark of another padding': ['the mark is 80', end(0x01)],
    'content after the mark': ['zeros follow the mark', join(end(0x80).subarray(0, -1), Uint8Array.of(1))],
    'two marks': ['the first is then content, and a body has nothing behind it', end(0x80, 0x80)],
    'no room for the mark': ['a body is at most 511 bytes here', padTo(512, body, new Uint8Array(512).fill(0x20))],
    'only a mark': ['the body is empty', padTo(512, MARK)],
    'marks all over': ['the body is then 511 marks', new Uint8Array(512).fill(0x80)],
    'PKCS #7': ['the mark is 80', join(body, new Uint8Array(512 - body.length).fill((512 - body.length) & 0xff))],
  }
  return Object.entries(wrong).map(([name, [why, bytes]]) =>
    fails('token_unopenable', `padding: ${name}`, why, sealByHand(body, 512, chenKey, name, { padded: bytes })),
  )
}

const keptAs = (epoch: number) =>
  epoch === EPOCH ? chenKey : { ...chenKey, epoch, name: `${chenKey.name} kept as ${epoch}` }

function keyed(): readonly Fails[] {
  const refuse = (name: string, why: string, epochs: readonly number[], now: number = noonOf(TODAY)) =>
    fails('token_unopenable', name, why, good, { keys: epochs.map(keptAs), now })
  const mixed = { ...keyOf('Eve', EPOCH), name: 'Chen 742 with the public key of Eve', secretKey: chenKey.secretKey }
  return [
    fails('token_unopenable', 'key of somebody else', 'sealed to another key', good, { keys: [keyOf('Eve', EPOCH)] }),
    fails('token_unopenable', 'key of another epoch', 'sealed to another key', good, {
      keys: [keyOf('Chen', EPOCH + 1)],
    }),
    fails('token_unopenable', 'public key of somebody else', 'the public key is bound', good, { keys: [mixed] }),
    refuse('no key', 'nothing to open it with', []),
    refuse('key of two epochs ago', 'not live', [EPOCH - 2]),
    refuse('key of two epochs ahead', 'not live', [EPOCH + 2]),
    refuse('key long ended', 'not live', [0]),
    refuse('two dead keys', 'not live', [EPOCH - 2, EPOCH + 2]),
    refuse('first second after the key', 'the epoch after its own has ended', [EPOCH], (EPOCH + 2) * 28 * 86_400),
    refuse('last second before the key', 'not live yet', [EPOCH], (EPOCH - 1) * 28 * 86_400 - 1),
    refuse('expired long ago', 'its key is not live, which is found before its date', [EPOCH], noonOf(TODAY + 365)),
  ]
}

function dated(): readonly Fails[] {
  const at = (code: Fails['fails'], name: string, why: string, from: number, until: number, now: number) => {
    const bytes = sealByHand(write({ ...usualBody, issuedOn: from, expiresOn: until }), 512, chenKey, name)
    return fails(code, name, why, bytes, { now })
  }
  const late = (TODAY + 8) * 86_400
  return [
    at('token_early', 'issued in two days', 'one day ahead is the most', TODAY + 2, TODAY + 9, noonOf(TODAY)),
    at('token_early', 'last second of two days before', 'a day is a day', TODAY, TODAY + 7, (TODAY - 1) * 86_400 - 1),
    at('token_early', 'issued in four weeks', 'one day ahead is the most', TODAY + 28, TODAY + 56, noonOf(TODAY)),
    at(
      'token_early',
      'issued on the last day there is',
      'a day in range, and far',
      2_999_999,
      3_000_000,
      noonOf(TODAY),
    ),
    at('token_expired', 'first second after the last day', 'the last day is the last', TODAY, TODAY + 7, late),
    at('token_expired', 'a week late', 'the last day is the last', TODAY, TODAY + 7, noonOf(TODAY + 14)),
    at('token_expired', 'expired yesterday', 'no tolerance on this side', TODAY - 2, TODAY - 1, noonOf(TODAY)),
    at('token_expired', 'expired in 1970', 'a day in range, and far', 0, 1, noonOf(TODAY)),
  ]
}
