import { isStrongPublicKey } from '../kernel/signature.js'
import * as shape from '../schema/shape.js'
import { httpsLink, plainText } from './fields.js'
import { keyCommitmentsSchema } from './key-commitments.js'
import { noticeSchema, offerFields } from './offer.js'

/** Who opens what is sealed to this descriptor; a role holder with a key answers under it, so that it shows who did. */
const opener = shape.record(
  { role: shape.oneOf(['self', 'role-holder']), name: plainText(80) },
  { key: shape.where(shape.bytes(32), isStrongPublicKey) },
)

/**
 * What a practitioner says of themselves. Signed by the identity key, approved by the community, valid for at most 180 days.
 * Facets of special categories (faith, orientation, ethnicity, health) need `publishesSpecialCategories: true`.
 */
export const descriptorSchema = shape.record(
  {
    name: plainText(80),
    summary: plainText(600),
    delivery: shape.list(shape.oneOf(['board', 'inbox-link', 'in-person']), 3, 1),
    answersWithinDays: shape.whole(1, 60),
    openers: shape.list(opener, 10, 1),
    keyCommitments: keyCommitmentsSchema,
  },
  {
    practice: shape.record({ name: plainText(120) }, { members: shape.list(plainText(80), 40) }),
    ...offerFields,
    publishesSpecialCategories: shape.flag,
    cancellation: plainText(200),
    bookingLink: httpsLink,
    notice: noticeSchema,
  },
)

/** What a practitioner says of themselves. Public once published. */
export type Descriptor = shape.ValueOf<typeof descriptorSchema>

/** A promise of one coming epoch's encryption key. */
export type KeyCommitment = shape.ValueOf<typeof keyCommitmentsSchema>[number]
