import { Chacha20Poly1305 } from '@hpke/chacha20poly1305'
import { CipherSuite, HkdfSha256 } from '@hpke/core'
import { DhkemX25519HkdfSha256 } from '@hpke/dhkem-x25519'
import { approve, createCommunity, createCommunityKeys, publishCatalogue } from '../dist/community.js'
import { days, epochSeconds, grant, match, openCatalogue, propose, readIntake, seal } from '../dist/index.js'
import {
  confirmPresence,
  coreVocabulary,
  createInbox,
  createKeys,
  draftDescriptor,
  memoryStore,
  openToken,
  signDescriptor,
  unsafeExportKeys,
} from '../dist/practitioner.js'

// The reference referral, made through the public entries of the built package: two needs by category, three slots.

/**
 * What every contender seals: the same disclosure, in entrenous' form and in JSON.
 * @typedef {{
 *   now: number,
 *   today: number,
 *   consent: object,
 *   keys: { openingKeys: readonly { epoch: number }[] },
 *   current: { openingKeys: readonly object[] },
 *   liveKeys: number,
 *   disclosure: Record<string, unknown>,
 *   claims: Record<string, unknown>,
 *   json: Uint8Array,
 *   body: Uint8Array,
 * }} Referral
 */

const chenSays = {
  name: 'Chen Wei',
  summary: 'I work with people whose body raises the alarm when there is no fire.',
  concepts: [
    { concept: 'anxiety.panic', level: 4 },
    { concept: 'sleep.cannot-sleep', level: 3 },
  ],
  languages: { yes: ['en', 'es'], complete: true },
  formats: { yes: ['in-person', 'online'] },
  locations: [{ region: 'US-WA' }],
  licences: [{ region: 'US-WA', status: 'stated', number: 'MHC-0000' }],
  delivery: ['inbox-link'],
  answersWithinDays: 3,
  openers: [{ role: 'self', name: 'Chen Wei' }],
  notice: { controller: 'Chen Wei', contact: 'chen@harbour.example', jurisdiction: 'US-WA', retentionDays: 90 },
}

const ashaAnswers = {
  needs: [{ concept: 'anxiety.panic' }, { concept: 'sleep.cannot-sleep' }],
  where: { region: 'US-WA', formats: ['online', 'in-person'] },
  when: {
    slots: [
      { day: 'tue', fromMinute: 540, toMinute: 600 },
      { day: 'tue', fromMinute: 660, toMinute: 780 },
      { day: 'thu', fromMinute: 1020, toMinute: 1140 },
    ],
    utcOffsetMinutes: -480,
  },
}

const share = {
  needs: ashaAnswers.needs.map(({ concept }) => ({ concept, level: 'category' })),
  availability: 'slots',
}

/**
 * Takes the value out of a Result of entrenous.
 * @template Value
 * @param {{ ok: true, value: Value } | { ok: false, error: { code: string } }} result
 * @returns {Value}
 */
export function must(result) {
  if (result.ok) return result.value
  throw new Error(`entrenous failed with ${result.error.code}`)
}

/**
 * Lets Dora publish Chen, Asha choose Chen, and takes what they have then.
 * @returns {Promise<Referral>}
 */
export async function makeReferral() {
  const now = epochSeconds(new Date())
  const keys = must(createKeys({ now }))
  const catalogue = publish(keys, now)
  const { matches } = match(must(readIntake(ashaAnswers, catalogue.vocabulary)), catalogue, { now })
  const intake = must(readIntake(ashaAnswers, catalogue.vocabulary))
  const proposal = must(propose(intake, matches[0], { purpose: 'referral', share, expiresIn: days(7) }, { now }))
  const consent = must(grant(proposal, { now }))
  const { token } = must(seal(consent))
  const opened = must(openToken(token, keys, { now }))
  const { disclosure } = must(await createInbox(memoryStore()).receive(opened))
  // What the body holds of the consent besides, in the lengths it has there; JSON has no bytes, so base64url.
  const text = (/** @type {number} */ length) =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString('base64url')
  const claims = { ...disclosure, consent: { id: text(16), salt: text(32), termsHash: text(32) } }
  return {
    now,
    today: Math.floor(now / 86_400),
    consent,
    keys,
    // The first is this epoch's; the keys of one epoch before and after would be tried too.
    current: { openingKeys: keys.openingKeys.slice(0, 1) },
    liveKeys: 2,
    disclosure,
    claims,
    json: new TextEncoder().encode(JSON.stringify(claims)),
    body: await bodyOf(token, keys),
  }
}

/** The one catalogue with Chen in it, opened as Asha's device opens it. */
function publish(/** @type {any} */ keys, /** @type {any} */ now) {
  const communityKeys = must(createCommunityKeys())
  const named = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
  const root = must(createCommunity({ ...named, policy: { approvalsRequired: 1 } }, communityKeys, { now }))
  const draft = must(draftDescriptor(chenSays, { vocabulary: coreVocabulary, keys }))
  const descriptor = signDescriptor(draft, keys, { now })
  const presence = must(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now }))
  const statements = [descriptor, presence, approve(keys.identity.publicKey, communityKeys, { now })]
  const publishing = { vocabulary: coreVocabulary, publishingKey: communityKeys.publishing, now }
  const { bytes } = must(publishCatalogue({ root, statements, ...publishing }))
  return must(openCatalogue(bytes, { trust: [communityKeys.root.publicKey], lastSeen: 'first-use', now }))
}

/** The padded plaintext of a token, opened as plain HPKE by another implementation. */
async function bodyOf(/** @type {Uint8Array} */ token, /** @type {any} */ keys) {
  const kem = new DhkemX25519HkdfSha256()
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() })
  const secret = Buffer.from(JSON.parse(unsafeExportKeys(keys)).opening[0].secretKey, 'hex')
  const recipientKey = await kem.deserializePrivateKey(new Uint8Array(secret))
  const info = new TextEncoder().encode('entrenous/1/referral\u0001')
  const opening = { recipientKey, enc: token.slice(5, 37), info }
  return new Uint8Array(await suite.open(opening, token.slice(69), token.slice(0, 69)))
}
