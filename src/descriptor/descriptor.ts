import * as z from '../schema/schema.js'
import { bytesOf, httpsLink, plainText, whole } from './fields.js'
import { noticeSchema, offerFields } from './offer.js'

/** The only suite so far: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305. A key carries its suite; nothing is negotiated. */
export const SUITE_X25519 = 1

/** A promise of one coming epoch's encryption key: the presence later reveals the key that hashes to this. */
const keyCommitment = z.strictObject({ epoch: whole(0, 100_000), suite: whole(1, 255), hash: bytesOf(32) })

/** Who opens what is sealed to this descriptor. */
const opener = z.strictObject({ role: z.enum(['self', 'role-holder']), name: plainText(80) })

/**
 * What a practitioner says of themselves. Signed by the identity key, approved by the community, valid for at most 180 days.
 * Facets of special categories (faith, orientation, ethnicity, health) need `publishesSpecialCategories: true`.
 */
export const descriptorSchema = z.strictObject({
  name: plainText(80),
  summary: plainText(600),
  practice: z.optional(
    z.strictObject({ name: plainText(120), members: z.optional(z.array(plainText(80)).check(z.maxLength(40))) }),
  ),
  ...offerFields,
  publishesSpecialCategories: z.optional(z.boolean()),
  cancellation: z.optional(plainText(200)),
  bookingLink: z.optional(httpsLink),
  delivery: z.array(z.enum(['board', 'inbox-link', 'in-person'])).check(z.minLength(1), z.maxLength(3)),
  answersWithinDays: whole(1, 60),
  openers: z.array(opener).check(z.minLength(1), z.maxLength(10)),
  notice: z.optional(noticeSchema),
  keyCommitments: z.array(keyCommitment).check(z.minLength(1), z.maxLength(16)),
})

/** What a practitioner says of themselves. Public once published. */
export type Descriptor = z.output<typeof descriptorSchema>

/** A promise of one coming epoch's encryption key. */
export type KeyCommitment = z.output<typeof keyCommitment>
