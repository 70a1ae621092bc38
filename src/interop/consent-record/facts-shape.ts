import { purposes, sharedFields } from '../../consent/disclosure.js'
import type { RecordFacts, SharedLevel } from '../../consent/record-facts.js'
import { region } from '../../schema/fields.js'
import * as shape from '../../schema/shape.js'
import { categoryOf } from './categories.js'
import { day } from './states.js'

// The facts of a record may have lain in a host's storage: they are looked at like anything that comes from outside.

const hash = shape.text(64, /^[0-9a-f]{64}$/)

const sharedLevel = shape.where(
  shape.record({ field: shape.oneOf(sharedFields), level: shape.text(20) }),
  (shared) => categoryOf(shared) !== undefined,
)

const notice = shape.record(
  {
    controller: shape.line(120),
    contact: shape.line(120),
    jurisdiction: region,
    retentionDays: shape.whole(1, 3650),
  },
  { link: shape.text(300, /^https:\/\/[a-z0-9.-]+(:[0-9]{1,5})?(\/[!-~]*)?$/), textHash: hash },
)

function isEachOnce(shared: readonly SharedLevel[]): boolean {
  return new Set(shared.map(({ field, level }) => `${field} ${level}`)).size === shared.length
}

/** What the facts of a record look like. */
export const factsShape: shape.Shape<RecordFacts> = shape.where(
  shape.record(
    {
      heldBy: shape.oneOf(['person', 'practitioner']),
      consent: hash,
      purpose: shape.oneOf(purposes),
      shared: shape.where(shape.list(sharedLevel, 20), isEachOnce),
      issuedOn: day,
      expiresOn: day,
      guardian: shape.flag,
      recipient: shape.record({ id: hash, name: shape.line(80) }, { practice: shape.line(120) }),
      community: shape.record({ key: hash }, { name: shape.line(80) }),
      openers: shape.list(shape.line(80), 10),
      notice,
    },
    {
      words: shape.record({ language: shape.text(35, /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,6}$/), hash }),
      termsHash: hash,
    },
  ),
  ({ issuedOn, expiresOn }) => issuedOn <= expiresOn,
  'expiresOn',
)
