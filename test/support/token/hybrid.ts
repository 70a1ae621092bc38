import type { DisclosedFields, Disclosure } from '../../../src/consent/disclosure.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { everything, intakeOf, proposalOf, reference, sealedOf } from '../cast.js'
import { hybridChen, hybridKeys } from '../hybrid.js'
import { usualBody } from './bodies.js'
import { hpkeIdOf, infoOf, type Key, keyOf, type Otherwise, padTo, sealByHand } from './by-hand.js'
import { type Written, write } from './cbor.js'
import { join, sha3, xWingSign } from './kems.js'
import { chenKey, EPOCH, type Fails, fails, noonOf, type Opens, opens, opensAs, TODAY } from './vector.js'

// The same format in suite 2. What is inside does not depend on the suite: these look at what does.

const key = keyOf('hybrid Chen', EPOCH, 2)
const anxiety: DisclosedFields = { needs: [{ concept: 'anxiety', level: 'category' }] }
const body = write(usualBody)
const good = sealByHand(body, 512, key, 'hybrid frames')

/** Tokens of suite 2 that open. */
export function openingHybrid(): readonly Opens[] {
  const before = keyOf('hybrid Chen', EPOCH - 1, 2)
  const mixed = { key, keys: [before, { ...chenKey, epoch: EPOCH + 1, name: 'Chen 742 kept as 743' }, key] }
  const live = { issuedOn: TODAY - 7, expiresOn: TODAY + 14 } as Partial<Disclosure> // days
  return [
    ...asTheLibrarySeals(),
    opens('512', 'the first bucket', anxiety, { key }),
    opens('1024', 'the second bucket', { contact: { email: 'asha@mail.example' } }, { key }),
    opens('2048', 'the third bucket', { story: 'It began in spring.' }, { key }),
    opens('key of the epoch before', 'still live', anxiety, { key: before, disclosure: live }),
    opens('keys of both suites', 'only those of the token’s suite are tried', anxiety, mixed),
  ]
}

function asTheLibrarySeals(): readonly Opens[] {
  const first = hybridKeys.openingKeys[0]
  if (first === undefined) throw new Error('Chen has no key')
  const { epoch, publicKey } = first
  const secretKey = revealSecret(first.secretKey).slice(0, 32)
  const held: Key = { name: `hybrid Chen of the tests ${epoch}`, suite: 2, epoch, publicKey, secretKey }
  return Object.entries({ reference, everything }).map(([name, share]) => {
    const proposal = proposalOf({ share }, intakeOf(), hybridChen)
    const { token } = sealedOf(proposal, `hybrid ${name}`)
    return opensAs(name, 'as the library seals it', token, proposal.preview.disclosure, { key: held })
  })
}

/** Tokens of suite 2 that must not open. */
export function failingHybrid(): readonly Fails[] {
  return [...framed(), ...flipped(), ...resealed(), ...keyed(), ...spoilt()]
}

function framed(): readonly Fails[] {
  const put = (at: number, byte: number) => good.map((one, index) => (index === at ? byte : one))
  const malformed = (name: string, why: string, given: Uint8Array | string) =>
    fails('token_malformed', name, why, given, { key })
  const link = Buffer.from(good).toString('base64url')
  return [
    malformed('one byte short', 'the length is not the bucket’s', good.subarray(0, -1)),
    malformed('one byte long', 'the length is not the bucket’s', join(good, Uint8Array.of(0))),
    malformed('at the length of suite 1', 'enc is 1,120 bytes here', join(good.subarray(0, 37), good.subarray(1125))),
    malformed('suite 1 at the length of suite 2', 'enc is 32 bytes there', put(3, 1)),
    malformed('bucket 0', 'there is none', put(4, 0)),
    malformed('bucket 2 on 512 bytes', 'the length is not the bucket’s', put(4, 2)),
    malformed('bucket 4', 'there is none', put(4, 4)),
    malformed('first magic byte', 'not 65', put(0, 0)),
    malformed('padding in a link', 'padding is refused', `#${link}=`),
    malformed('link cut off', 'no bytes have this length', `#${link.slice(0, -2)}`),
    fails('token_unsupported', 'version 2', 'not known', put(2, 2), { key }),
    fails('token_unsupported', 'suite 3', 'not known', put(3, 3), { key }),
  ]
}

function flipped(): readonly Fails[] {
  const at: Readonly<Record<string, number>> = {
    'first byte of the ML-KEM ciphertext': 5,
    'last byte of the ML-KEM ciphertext': 1092,
    'first byte of the X25519 key': 1093,
    'last byte of the X25519 key': 1124,
    'first byte of the commitment': 1125,
    'first byte of the ciphertext': 1157,
    'last byte of the tag': good.length - 1,
  }
  const flip = (index: number, bit: number) => good.map((byte, one) => (one === index ? byte ^ bit : byte))
  const refuse = (name: string, why: string, bytes: Uint8Array) => fails('token_unopenable', name, why, bytes, { key })
  const other = sealByHand(body, 512, key, 'another hybrid')
  const halves = join(good.subarray(0, 1093), other.subarray(1093, 1125), good.subarray(1125))
  return [
    ...Object.entries(at).map(([name, index]) => refuse(`bit flipped: ${name}`, 'every bit is bound', flip(index, 1))),
    refuse('top bit of the X25519 key flipped', 'the curve does not see it; the hash does', flip(1124, 0x80)),
    refuse('X25519 key of another token', 'both halves are bound', halves),
    refuse(
      'ML-KEM ciphertext of zeros',
      'it decapsulates to some secret, and not to this one',
      good.map((byte, index) => (index >= 5 && index < 1093 ? 0 : byte)),
    ),
  ]
}

function resealed(): readonly Fails[] {
  const sha3Of = (pick: (...parts: readonly Uint8Array[]) => readonly Uint8Array[]): Otherwise => ({
    combine: (...parts) => sha3(...pick(...parts)),
  })
  const zero = new Uint8Array(32)
  const low = { enc: join(good.subarray(5, 1093), zero), point: zero }
  const wrong: Readonly<Record<string, readonly [string, Otherwise]>> = {
    'foreign commitment': ['not this key’s; the tag is right', { commitment: chenKey.publicKey }],
    'info of suite 1': ['info ends with the suite', { info: infoOf(1) }],
    'HPKE id of suite 1': ['the id names the KEM', { hpkeId: hpkeIdOf(1) }],
    'ML-KEM alone': ['both secrets go in', { combine: (lattice) => lattice ?? zero }],
    'X25519 alone': ['both secrets go in', { combine: (_, point) => point ?? zero }],
    'without the sign': ['X-Wing’s hash ends with it', sha3Of((...parts) => parts.slice(0, 4))],
    'sign in front': ['it stood there in early drafts', sha3Of((...parts) => [xWingSign, ...parts.slice(0, 4)])],
    'X25519 in front': [
      'ML-KEM’s secret comes first',
      sha3Of((lattice, point, ...rest) => [point ?? zero, lattice ?? zero, ...rest]),
    ],
    'no additional data': ['everything before the ciphertext is', { aad: new Uint8Array(0) }],
    'all zeros for padding': ['there is no mark', { padded: padTo(512) }],
    'X25519 key of small order': ['its half is a secret that everybody knows', low],
  }
  // All under the draw of the token above, whose ML-KEM half the last one takes.
  return Object.entries(wrong).map(([name, [why, eve]]) =>
    fails('token_unopenable', name, why, sealByHand(body, 512, key, 'hybrid frames', eve), { key }),
  )
}

function keyed(): readonly Fails[] {
  const kept = (epoch: number): Key => ({ ...key, epoch, name: `${key.name} kept as ${epoch}` })
  const classic = sealByHand(body, 512, chenKey, 'classical')
  const refuse = (name: string, why: string, bytes: Uint8Array, keys: readonly Key[]) =>
    fails('token_unopenable', name, why, bytes, { keys })
  return [
    refuse('key of somebody else', 'sealed to another key', good, [keyOf('hybrid Eve', EPOCH, 2)]),
    refuse('key of suite 1', 'a key has one suite', good, [chenKey]),
    refuse('token of suite 1', 'a key has one suite', classic, [key]),
    refuse('no key', 'nothing to open it with', good, []),
    refuse('key of two epochs ago', 'not live', good, [kept(EPOCH - 2)]),
    refuse('key of two epochs ahead', 'not live', good, [kept(EPOCH + 2)]),
    fails('token_early', 'two days early', 'one day ahead is the most', good, { key, now: noonOf(TODAY - 2) }),
    fails('token_expired', 'a week late', 'the last day is the last', good, { key, now: noonOf(TODAY + 14) }),
  ]
}

function spoilt(): readonly Fails[] {
  const wrong: Readonly<Record<string, readonly [string, Written]>> = {
    'lifetime of 29 days': ['1 to 28 days', { ...usualBody, expiresOn: TODAY + 29 }],
    'contact in 512': ['the bucket is the one the levels ask for', { ...usualBody, fields: { contact: {} } }],
    'without consent': ['the member is required', { ...usualBody, consent: undefined }],
  }
  const bodies = Object.entries(wrong).map(([name, [why, value]]) =>
    fails('token_unopenable', name, why, sealByHand(write(value), 512, key, name), { key }),
  )
  const trailing = sealByHand(join(body, Uint8Array.of(0xa0)), 512, key, 'trailing')
  return [...bodies, fails('token_unopenable', 'trailing map', 'bytes are left', trailing, { key })]
}
