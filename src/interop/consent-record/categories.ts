import type { SharedField } from '../../consent/disclosure.js'
import type { SharedLevel } from '../../consent/record-facts.js'
import type { JsonLd } from './context.js'

/** What data of a field is to DPV: of a kind, and in which care. */
type Category = {
  /** Terms of DPV-PD; none where none of them fits. */
  readonly broader: readonly string[]
  readonly care: 'dpv:PersonalData' | 'dpv:SensitivePersonalData' | 'dpv:SpecialCategoryPersonalData'
}

const plain = (...broader: readonly string[]): Category => ({ broader, care: 'dpv:PersonalData' })
/** DPV puts everything below pd:MedicalHealth into its special categories. */
const health = (term: string): Category => ({ broader: [term], care: 'dpv:SpecialCategoryPersonalData' })

// By field and level alone, never by value: a need of the mind and one of the body give the same record. Where a field
// may hold more than its term says, the more careful term stands.
const categories: Readonly<Record<SharedField, Readonly<Record<string, Category>>>> = {
  needs: { category: health('pd:Health'), concept: health('pd:Health') },
  availability: { 'part-of-day': plain(), slots: plain() },
  language: { stated: plain('pd:Language') },
  format: { stated: plain('pd:Preference') },
  ageGroup: { stated: plain('pd:AgeRange') },
  sessions: { stated: plain('pd:Preference') },
  for: { stated: plain('pd:Family') },
  payment: { stated: plain('pd:Financial') },
  access: { stated: health('pd:Disability') },
  body: { stated: health('pd:PhysicalHealth') },
  noTouch: { stated: health('pd:PhysicalHealth') },
  about: { stated: plain('pd:Gender', 'pd:GroupMembership') },
  area: { region: plain('pd:Region'), postal: plain('pd:PostalCode') },
  contact: { name: plain('pd:Name'), email: plain('pd:EmailAddress'), phone: plain('pd:TelephoneNumber') },
  story: { text: { broader: ['pd:Communication'], care: 'dpv:SensitivePersonalData' } },
  // No term of DPV-PD fits. A faith community or a legal service says more of somebody than most kinds.
  source: { stated: { broader: [], care: 'dpv:SensitivePersonalData' } },
}

/**
 * Finds the category of what was shared.
 *
 * @param shared - a field and a level. Untrusted.
 * @returns the category; undefined where there is no such field or level.
 * Privacy: reads a field's name and a level.
 * Cost: O(1). @since 0.1
 */
export function categoryOf({ field, level }: SharedLevel): Category | undefined {
  // Its own members only: a level called `constructor` is none.
  if (!Object.hasOwn(categories, field) || !Object.hasOwn(categories[field], level)) return undefined
  return categories[field][level]
}

/**
 * Writes what was shared as DPV's personal data: kind, field and level.
 *
 * @param shared - fields with their levels, each in the table.
 * @returns one node each, in order; where DPV-PD has no term, a node that is personal data and no more.
 * Privacy: tells fields and levels, no values.
 * Cost: O(fields). @since 0.1
 */
export function personalData(shared: readonly SharedLevel[]): readonly JsonLd[] {
  return shared.map((one) => {
    const { broader = [], care = 'dpv:PersonalData' } = categoryOf(one) ?? {}
    return {
      '@type': care,
      ...(broader.length === 0 ? {} : { 'skos:broader': broader }),
      'dct:title': one.field,
      'dct:description': one.level,
    }
  })
}
