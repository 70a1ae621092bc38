import { plainText } from '../descriptor/fields.js'
import { keyCommitmentsSchema } from '../descriptor/key-commitments.js'
import { compareBytes } from '../kernel/bytes.js'
import { wireKeys } from '../kernel/wire.js'
import { region } from '../schema/fields.js'
import * as shape from '../schema/shape.js'

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
  'community',
  'keyCommitments',
  'epoch',
  'suite',
  'hash',
  'keyCoolDownDays',
  'rootKeys',
  'rootThreshold',
  'joining',
])

/** The age from which a person consents alone, in one region. Below it a guardian is needed. */
const ownConsent = shape.record({ region, age: shape.whole(0, 25) })

const policySchema = shape.record(
  {
    /** How many approvers must stand behind a practitioner. 0: the community lists without vouching, and `whyListed` says so. */
    approvalsRequired: shape.whole(0, 15),
  },
  {
    ownConsentFromAge: shape.list(ownConsent, 80),
    /** How long keys that replace others wait before they count, in days: time for their owner to object. 7 unless told. */
    keyCoolDownDays: shape.whole(1, 28),
    /** By what rules somebody joins: bytes that devices need not read (`trust/joining`). */
    joining: shape.bytes(1, 1024),
  },
)

/** Most root keys of one community. */
export const MAX_ROOT_KEYS = 15

/** Keys in rising order, each once: a key that stands twice must not count twice. */
const rootKeys = shape.where(shape.list(shape.bytes(32), MAX_ROOT_KEYS, 1), isRising)

/** A root manifest: who this community is, who may publish and approve for it, and by what rules. Signed by root keys. */
const manifestSchema = shape.where(
  shape.record({
    name: plainText(80),
    contact: plainText(160),
    charterHash: shape.bytes(32),
    publishingKeys: shape.list(shape.bytes(32), 5, 1),
    approvers: shape.list(shape.bytes(32), 15, 1),
    policy: policySchema,
    /** Who signs manifests, this one and the next. Kept offline. */
    rootKeys,
    /** How many of them have to. */
    rootThreshold: shape.whole(1, MAX_ROOT_KEYS),
  }),
  (manifest) => manifest.rootThreshold <= manifest.rootKeys.length,
  'rootThreshold',
)

/** Who a community is and by what rules it lists. Public. */
export type Manifest = shape.ValueOf<typeof manifestSchema>
/** By what rules a community lists. Public. */
export type CommunityPolicy = shape.ValueOf<typeof policySchema>

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

/**
 * Tells whether keys stand in rising order, each once: the one spelling of a set of keys.
 *
 * @param list - 32-byte keys.
 * @returns true when they do.
 * Privacy: reads public keys.
 * Cost: O(keys). @since 0.1
 */
export function isRising(list: readonly Uint8Array[]): boolean {
  return list.every((key, index) => index === 0 || compareBytes(list[index - 1] ?? key, key) < 0)
}

/** How a root manifest travels. */
export const manifestFormat = { keys, schema: manifestSchema }
/** The community for which an approver speaks: a key that approves in two counts in each for itself. */
const community = shape.bytes(32)

/** How an approval travels: the identity key in its subject, with exactly these opening keys. */
export const approvalFormat = { keys, schema: shape.record({ community, keyCommitments: keyCommitmentsSchema }) }
/** How a revocation of the identity key in its subject travels. */
export const revocationFormat = {
  keys,
  schema: shape.record({ community, category: shape.oneOf(revocationCategories) }),
}
