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
import { must } from './must.js'

// The reference referral, made through the public entries of the built package: two needs by category, three slots.

/**
 * What both sides of entrenous hold once the person has agreed.
 * @typedef {{
 *   now: any,
 *   consent: any,
 *   keys: { openingKeys: readonly any[] },
 *   disclosure: any,
 *   token: Uint8Array,
 * }} Agreed - `keys` are all that may be live: of the epochs before, now and after
 *
 * The same referral as everybody seals it: JSON, its claims, and the plaintext of our token.
 * @typedef {Agreed & { today: number, claims: any, json: Uint8Array, body: Uint8Array }} Referral
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

/** Which of the keys is of this epoch: what is sealed now is sealed to it. */
export const CURRENT = 1

const share = {
  needs: ashaAnswers.needs.map(({ concept }) => ({ concept, level: 'category' })),
  availability: 'slots',
}

/**
 * Lets Dora publish Chen, Asha choose Chen and agree, and Chen open what comes.
 * @param {{ suite?: any }} options - the suite of Chen's keys, the classical one unless given
 * @returns {Promise<Agreed>}
 */
export async function agree({ suite } = {}) {
  const now = epochSeconds(new Date())
  // Chen began an epoch ago, so that there is a key of the epoch before, as there always will be.
  const keys = must(createKeys({ now: now - days(28), epochs: 3, ...(suite && { suite }) }))
  const catalogue = publish(keys, now, suite)
  const intake = must(readIntake(ashaAnswers, catalogue.vocabulary))
  const { matches } = match(intake, catalogue, { now })
  const proposal = must(propose(intake, matches[0], { purpose: 'referral', share, expiresIn: days(7) }, { now }))
  const consent = must(grant(proposal, { now }))
  const { token } = must(seal(consent))
  const received = await createInbox(memoryStore()).receive(must(openToken(token, keys, { now })))
  return { now, consent, keys, disclosure: must(received).disclosure, token }
}

/**
 * Makes the referral that everybody seals.
 * @returns {Promise<Referral>}
 */
export async function makeReferral() {
  const agreed = await agree()
  // What the body holds of the consent besides, in the lengths it has there; JSON has no bytes, so base64url.
  const text = (/** @type {number} */ length) =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(length))).toString('base64url')
  const claims = { ...agreed.disclosure, consent: { id: text(16), salt: text(32), termsHash: text(32) } }
  return {
    ...agreed,
    today: Math.floor(agreed.now / 86_400),
    claims,
    json: new TextEncoder().encode(JSON.stringify(claims)),
    body: await bodyOf(agreed),
  }
}

/** The sizes to which entrenous fills up its content. */
const BUCKETS = [512, 1024, 2048]

/**
 * The referral as others would have to seal it to hide its length as entrenous does: filled up to the next of our sizes.
 * @param {Referral} referral
 * @returns {Referral}
 */
export function withHiddenLength(referral) {
  const bytesOf = (/** @type {string} */ padding) => {
    return new TextEncoder().encode(JSON.stringify({ ...referral.claims, padding }))
  }
  const { length } = bytesOf('')
  const size = BUCKETS.find((bucket) => bucket >= length) ?? length
  const padding = ' '.repeat(size - length)
  return { ...referral, claims: { ...referral.claims, padding }, json: bytesOf(padding) }
}

/** The one catalogue with Chen in it, opened as Asha's device opens it. */
function publish(/** @type {any} */ keys, /** @type {any} */ now, /** @type {any} */ suite) {
  const communityKeys = must(createCommunityKeys())
  const named = { name: 'Harbour', contact: 'dora@harbour.example', charterHash: '11'.repeat(32) }
  const root = must(createCommunity({ ...named, policy: { approvalsRequired: 1 } }, communityKeys, { now }))
  const draft = must(draftDescriptor(chenSays, { vocabulary: coreVocabulary, keys }))
  const descriptor = signDescriptor(draft, keys, { now })
  const presence = must(confirmPresence(keys, { capacity: 'capacity', accepting: true }, { now }))
  const statements = [descriptor, presence, must(approve(descriptor, communityKeys, { now }))]
  const publishing = { vocabulary: coreVocabulary, publishingKey: communityKeys.publishing, now }
  const { bytes } = must(publishCatalogue({ root, statements, ...publishing }))
  const suites = suite && { suites: [suite] }
  return must(openCatalogue(bytes, { trust: [communityKeys.root.publicKey], lastSeen: 'first-use', now, ...suites }))
}

/** The padded plaintext of a token, opened as plain HPKE by another implementation. */
async function bodyOf(/** @type {Agreed} */ { token, keys }) {
  const kem = new DhkemX25519HkdfSha256()
  const suite = new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Chacha20Poly1305() })
  const secret = Buffer.from(JSON.parse(unsafeExportKeys(/** @type {any} */ (keys))).opening[CURRENT].secretKey, 'hex')
  const recipientKey = await kem.deserializePrivateKey(new Uint8Array(secret))
  const info = new TextEncoder().encode('entrenous/1/referral\u0001')
  const opening = { recipientKey, enc: token.slice(5, 37), info }
  return new Uint8Array(await suite.open(opening, token.slice(69), token.slice(0, 69)))
}
