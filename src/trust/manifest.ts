import { bytesOf, plainText, region, whole } from '../descriptor/fields.js'
import { wireKeys } from '../kernel/wire.js'
import * as z from '../schema/schema.js'

// Member names of what a community says about itself and its members. Append only.
const keys = wireKeys([
  'name',
  'contact',
  'charterHash',
  'publishingKeys',
  'approvers',
  'policy',
  'approvalsRequired',
  'ownConsentFromAge',
  'region',
  'age',
  'category',
])

/** The age from which a person consents alone, in one region. Below it a guardian is needed. */
const ownConsent = z.strictObject({ region, age: whole(0, 25) })

const policySchema = z.strictObject({
  /** How many approvers must stand behind a practitioner. 0: the community lists without vouching, and `whyListed` says so. */
  approvalsRequired: whole(0, 1),
  ownConsentFromAge: z.optional(z.array(ownConsent).check(z.maxLength(80))),
})

/** The root manifest: who this community is, who may publish and approve for it, and by what rules. Signed by the root key. */
const manifestSchema = z.strictObject({
  name: plainText(80),
  contact: plainText(160),
  charterHash: bytesOf(32),
  publishingKeys: z.array(bytesOf(32)).check(z.minLength(1), z.maxLength(5)),
  approvers: z.array(bytesOf(32)).check(z.minLength(1), z.maxLength(15)),
  policy: policySchema,
})

/** Who a community is and by what rules it lists. Public. */
export type Manifest = z.output<typeof manifestSchema>
/** By what rules a community lists. Public. */
export type CommunityPolicy = z.output<typeof policySchema>

/** Why a key was revoked: a category and nothing else is ever published. */
export const revocationCategories = [
  'key-lost',
  'key-stolen',
  'left',
  'conduct',
  'credentials',
  'deceased',
  'other',
] as const

/** Why a key was revoked. Public. */
export type RevocationCategory = (typeof revocationCategories)[number]

/** How a root manifest travels. */
export const manifestFormat = { keys, schema: manifestSchema }
/** How an approval travels: its subject, the hex of the identity key, says everything. */
export const approvalFormat = { keys, schema: z.strictObject({}) }
/** How a revocation of the identity key in its subject travels. */
export const revocationFormat = { keys, schema: z.strictObject({ category: z.enum(revocationCategories) }) }
