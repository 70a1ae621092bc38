import { type ConsentRecord, type Disclosure, encodeBody } from '../../src/consent/disclosure.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { sealWith } from '../../src/kernel/hpke.js'
import { type Bucket, pad } from '../../src/kernel/padding.js'
import { dayOf, type EpochDay } from '../../src/kernel/time.js'
import { type DisclosingBody, encodeWithdrawal, type WithdrawingBody } from '../../src/token/body.js'
import { referralInfo, shared } from '../../src/token/context.js'
import { writeHeader } from '../../src/token/wire.js'
import { chenKeys, NOW } from './cast.js'
import { setupSender } from './hpke.js'
import { seededRandom } from './random.js'

/** A fresh, valid body that a test may spoil. */
export function body(): { disclosure: Disclosure; consent: ConsentRecord } {
  const issuedOn = dayOf(NOW)
  return {
    disclosure: {
      purpose: 'referral',
      fields: { needs: [{ concept: 'anxiety', level: 'category' }] },
      community: '07'.repeat(32),
      issuedOn,
      expiresOn: (issuedOn + 7) as EpochDay, // a day after a day
    },
    consent: { id: new Uint8Array(16), salt: new Uint8Array(32), termsHash: new Uint8Array(32) },
  }
}

/** Writes what was read, whatever it was. */
export function encodeAgain(read: DisclosingBody | WithdrawingBody): Uint8Array {
  return read.disclosure === undefined
    ? encodeWithdrawal(read)
    : encodeBody(read.disclosure, read.consent, read.follows)
}

/** Seals any plaintext to Chen as `seal` would, or with one thing wrong. */
export function sealRaw(
  plaintext: Uint8Array,
  bucket: Bucket = 512,
  wrong: { readonly padding?: 'zeros'; readonly commitment?: 'foreign' } = {},
): Uint8Array {
  const key = chenKeys.openingKeys[0]
  const seed = seededRandom('Eve')(32)
  const sender = key && setupSender(key.publicKey, referralInfo(1), seed)
  const padded = wrong.padding === 'zeros' ? new Uint8Array(bucket) : pad(plaintext, bucket)
  if (sender === undefined || padded === undefined) throw new Error('the test seals what cannot be sealed')
  const commitment = wrong.commitment === 'foreign' ? seed : shared(sender.context.exporter, 'commitment')
  const associated = concatBytes(writeHeader(1, bucket), sender.encapsulated, commitment)
  return concatBytes(associated, sealWith(sender.context, 0, associated, padded))
}
