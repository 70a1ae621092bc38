import type { Facet } from '../concept.js'
import type { coreWords } from '../core/all.js'

/** A concept that a foreign code stands for; a level only where the code says how well somebody knows a concern. */
export type CrosswalkTarget = {
  [F in Facet]: { readonly facet: F; readonly id: (typeof coreWords)[F][number]; readonly level?: 1 | 2 | 3 | 4 }
}[Facet]

/**
 * Why a code has no counterpart. Every rule is about what the code is, never about how often it occurs.
 *
 * - `block-grant`, `institution-funds`: money between offices; nobody pays for a session with it
 * - `court-order`: ordered by a court, not looked for by a person
 * - `emergency-service`: to be called at once, never matched; help contacts live in the safety entry
 * - `facility-licence`: a legal form or certificate of the building
 * - `laboratory-testing`: a test of blood or skin
 * - `ownership`: whom the building belongs to
 * - `screening`: a questionnaire or routine check
 * - `single-medicine`: one substance; whether there are medicines at all is `medical.medication`
 * - `smoking-policy`: where one may smoke or vape
 * - `unspecific`: says that there is more, not what
 */
export type SetAsideRule =
  | 'block-grant'
  | 'court-order'
  | 'emergency-service'
  | 'facility-licence'
  | 'laboratory-testing'
  | 'ownership'
  | 'institution-funds'
  | 'screening'
  | 'single-medicine'
  | 'smoking-policy'
  | 'unspecific'

/** What every code means here, or by which rule it is set aside. */
export type SamhsaCrosswalk = Readonly<Record<string, readonly CrosswalkTarget[] | SetAsideRule>>

/**
 * The 176 service codes of the SAMHSA directory of mental health treatment facilities of 2022, category by category.
 *
 * Levels: a special programme or group counts as experienced (3), a service as trained (2), and "mental health
 * treatment" as *asks first* (1) for the two things every such service is asked about.
 *
 * @see https://findtreatment.gov (service codes are US Government work, in the public domain)
 */
export const samhsaCodes: SamhsaCrosswalk = {
  // Type of care
  SA: [{ facet: 'concern', id: 'substance', level: 2 }],
  MH: [
    { facet: 'concern', id: 'anxiety', level: 1 },
    { facet: 'concern', id: 'mood', level: 1 },
  ],
  SUMH: [{ facet: 'concern', id: 'substance.with-mental-health', level: 2 }],

  // Service setting
  HI: [{ facet: 'format', id: 'stay.hospital' }],
  OP: [{ facet: 'format', id: 'in-person' }],
  PHDT: [{ facet: 'format', id: 'day-programme' }],
  RES: [{ facet: 'format', id: 'stay.residential' }],

  // Facility type
  CMHC: 'facility-licence',
  CBHC: 'facility-licence',
  MSMH: 'facility-licence',
  OMH: [{ facet: 'format', id: 'in-person' }],
  ORES: [{ facet: 'format', id: 'stay.residential' }],
  PH: [{ facet: 'format', id: 'day-programme' }],
  PSY: [{ facet: 'format', id: 'stay.hospital' }],
  RTCA: [
    { facet: 'format', id: 'stay.residential' },
    { facet: 'age-group', id: 'adult' },
  ],
  RTCC: [
    { facet: 'format', id: 'stay.residential' },
    { facet: 'age-group', id: 'child' },
    { facet: 'age-group', id: 'teen' },
  ],
  IPSY: [{ facet: 'format', id: 'stay.hospital' }],
  SHP: [{ facet: 'format', id: 'stay.hospital' }],
  VAHC: [{ facet: 'population', id: 'military.veterans' }],

  // Pharmacotherapies
  CHLOR: 'single-medicine',
  DROPE: 'single-medicine',
  FLUPH: 'single-medicine',
  HALOP: 'single-medicine',
  LOXAP: 'single-medicine',
  PERPH: 'single-medicine',
  PIMOZ: 'single-medicine',
  PROCH: 'single-medicine',
  THIOT: 'single-medicine',
  THIOR: 'single-medicine',
  TRIFL: 'single-medicine',
  ARIPI: 'single-medicine',
  ASENA: 'single-medicine',
  BREXP: 'single-medicine',
  CARIP: 'single-medicine',
  CLOZA: 'single-medicine',
  ILOPE: 'single-medicine',
  LURAS: 'single-medicine',
  OLANZ: 'single-medicine',
  OLANZF: 'single-medicine',
  PALIP: 'single-medicine',
  QUETI: 'single-medicine',
  RISPE: 'single-medicine',
  ZIPRA: 'single-medicine',
  NRT: 'single-medicine',
  NSC: 'single-medicine',
  ANTPYCH: [{ facet: 'modality', id: 'medical.medication' }],

  // Treatment approaches
  AT: [{ facet: 'modality', id: 'creative' }],
  CBT: [{ facet: 'modality', id: 'cbt' }],
  CRT: [{ facet: 'modality', id: 'skills.thinking' }],
  CFT: [
    { facet: 'modality', id: 'systemic' },
    { facet: 'session', id: 'couple' },
    { facet: 'session', id: 'family' },
  ],
  DBT: [{ facet: 'modality', id: 'cbt.dbt' }],
  ECT: [{ facet: 'modality', id: 'medical.brain-stimulation' }],
  EMDR: [{ facet: 'modality', id: 'trauma-work.emdr' }],
  GT: [{ facet: 'session', id: 'group' }],
  IDD: [{ facet: 'concern', id: 'substance.with-mental-health', level: 2 }],
  IPT: [{ facet: 'session', id: 'one' }],
  KIT: 'single-medicine',
  TMS: [{ facet: 'modality', id: 'medical.brain-stimulation' }],
  TELE: [{ facet: 'format', id: 'online' }],
  AIM: 'screening',

  // Emergency mental health services
  CIT: 'emergency-service',
  PEON: 'emergency-service',
  PEOFF: 'emergency-service',
  WI: 'emergency-service',

  // Facility operation
  DDF: 'ownership',
  LCCG: 'ownership',
  IH: 'ownership',
  PVTP: 'ownership',
  PVTN: 'ownership',
  STG: 'ownership',
  TBG: 'ownership',
  FED: 'ownership',
  VAMC: 'ownership',

  // Licence, certification, accreditation
  FQHC: 'facility-licence',
  MHC: 'facility-licence',

  // Payment, insurance, funding accepted
  CLF: 'institution-funds',
  CMHG: 'block-grant',
  CSBG: 'block-grant',
  FG: 'institution-funds',
  ITU: [{ facet: 'insurer', id: 'us-indian-health' }],
  MC: [{ facet: 'insurer', id: 'us-medicare' }],
  MD: [{ facet: 'insurer', id: 'us-medicaid' }],
  MI: [{ facet: 'insurer', id: 'us-military' }],
  OSF: 'institution-funds',
  PI: [{ facet: 'insurer', id: 'private-insurance' }],
  PCF: 'institution-funds',
  SCJJ: 'institution-funds',
  SEF: 'institution-funds',
  SF: [{ facet: 'fee-model', id: 'fixed' }],
  SI: [{ facet: 'insurer', id: 'us-state-plan' }],
  SMHA: 'institution-funds',
  SWFS: 'institution-funds',
  VAF: [{ facet: 'insurer', id: 'us-veterans' }],

  // Payment assistance
  PA: [{ facet: 'fee-model', id: 'voucher' }],
  SS: [{ facet: 'fee-model', id: 'sliding' }],

  // Special programmes and groups
  TAY: [{ facet: 'population', id: 'life-stage.young-adults' }],
  SE: [{ facet: 'population', id: 'life-stage.older' }],
  GL: [{ facet: 'population', id: 'lgbtq' }],
  VET: [{ facet: 'population', id: 'military.veterans' }],
  ADM: [{ facet: 'population', id: 'military.serving' }],
  MF: [{ facet: 'population', id: 'military.families' }],
  CJ: [{ facet: 'population', id: 'justice' }],
  CO: [{ facet: 'concern', id: 'substance.with-mental-health', level: 3 }],
  HV: [
    { facet: 'concern', id: 'health.hiv', level: 3 },
    { facet: 'population', id: 'long-term-conditions.hiv' },
  ],
  DV: [
    { facet: 'concern', id: 'violence.partner', level: 3 },
    { facet: 'population', id: 'survivors.violence' },
  ],
  TRMA: [{ facet: 'concern', id: 'trauma', level: 3 }],
  TBI: [
    { facet: 'concern', id: 'memory.brain-injury', level: 3 },
    { facet: 'population', id: 'disabled.brain-injury' },
  ],
  ALZ: [{ facet: 'concern', id: 'memory.dementia', level: 3 }],
  PED: [{ facet: 'concern', id: 'eating', level: 3 }],
  PEFP: [{ facet: 'concern', id: 'unusual-experiences.first-time', level: 3 }],
  PTSD: [{ facet: 'concern', id: 'trauma.flashbacks', level: 3 }],
  SED: [{ facet: 'concern', id: 'children.high-support', level: 3 }],
  SMI: [{ facet: 'population', id: 'long-term-conditions.mental' }],

  // Assessment and testing
  STU: 'screening',
  HIVT: 'laboratory-testing',
  STDT: 'laboratory-testing',
  TBS: 'laboratory-testing',
  MST: 'laboratory-testing',
  HBT: 'laboratory-testing',
  HCT: 'laboratory-testing',
  LABT: 'laboratory-testing',

  // Recovery support, education and counselling
  HS: [{ facet: 'concern', id: 'practical.housing', level: 2 }],
  PEER: [{ facet: 'modality', id: 'peer' }],
  TCC: [{ facet: 'concern', id: 'substance.smoking', level: 2 }],

  // Smoking and vaping
  SMON: 'smoking-policy',
  SMOP: 'smoking-policy',
  SMPD: 'smoking-policy',
  VAPN: 'smoking-policy',
  VAPP: 'smoking-policy',
  VPPD: 'smoking-policy',

  // Age groups
  ADLT: [{ facet: 'age-group', id: 'adult' }],
  CHLD: [
    { facet: 'age-group', id: 'child' },
    { facet: 'age-group', id: 'teen' },
  ],
  SNR: [{ facet: 'age-group', id: 'older-adult' }],
  YAD: [{ facet: 'age-group', id: 'young-adult' }],

  // Languages. "Creole" alone stands for Haitian Creole in this directory.
  SP: [{ facet: 'language', id: 'es' }],
  AH: [{ facet: 'access', id: 'sign-language' }],
  NX: [{ facet: 'language', id: 'nai' }],
  FX: 'unspecific',
  F4: [{ facet: 'language', id: 'ar' }],
  F17: [{ facet: 'language', id: 'zh' }],
  F19: [{ facet: 'language', id: 'ht' }],
  F25: [{ facet: 'language', id: 'fa' }],
  F28: [{ facet: 'language', id: 'fr' }],
  F30: [{ facet: 'language', id: 'de' }],
  F31: [{ facet: 'language', id: 'el' }],
  F35: [{ facet: 'language', id: 'he' }],
  F36: [{ facet: 'language', id: 'hi' }],
  F37: [{ facet: 'language', id: 'hmn' }],
  F42: [{ facet: 'language', id: 'it' }],
  F43: [{ facet: 'language', id: 'ja' }],
  F47: [{ facet: 'language', id: 'ko' }],
  F66: [{ facet: 'language', id: 'pl' }],
  F67: [{ facet: 'language', id: 'pt' }],
  F70: [{ facet: 'language', id: 'ru' }],
  F81: [{ facet: 'language', id: 'tl' }],
  F92: [{ facet: 'language', id: 'vi' }],
  N24: [{ facet: 'language', id: 'oj' }],
  N40: [{ facet: 'language', id: 'ypk' }],

  // Ancillary services
  ACT: [{ facet: 'modality', id: 'community.outreach' }],
  AOT: 'court-order',
  CDM: [{ facet: 'concern', id: 'health.long-term-illness', level: 2 }],
  COOT: 'court-order',
  DEC: [{ facet: 'concern', id: 'health.food-and-movement', level: 2 }],
  FPSY: [{ facet: 'modality', id: 'systemic.family-education' }],
  ICM: [
    { facet: 'concern', id: 'practical.coordination', level: 3 },
    { facet: 'modality', id: 'community.coordination' },
  ],
  IMR: [{ facet: 'modality', id: 'skills.self-management' }],
  LAD: [{ facet: 'concern', id: 'practical.legal.rights', level: 2 }],
  PRS: [
    { facet: 'concern', id: 'practical.daily-living', level: 2 },
    { facet: 'modality', id: 'skills.daily-living' },
  ],
  SEMP: [{ facet: 'concern', id: 'practical.work.supported', level: 2 }],
  SH: [{ facet: 'concern', id: 'practical.housing.supported', level: 2 }],
  TPC: [{ facet: 'concern', id: 'practical.fostering', level: 2 }],
  VRS: [{ facet: 'concern', id: 'practical.work.training', level: 2 }],
  CM: [
    { facet: 'concern', id: 'practical.coordination', level: 2 },
    { facet: 'modality', id: 'community.coordination' },
  ],
  IPC: [{ facet: 'concern', id: 'practical.doctor', level: 2 }],
  SPS: [{ facet: 'concern', id: 'dark-thoughts.suicide', level: 2 }],
  ES: [{ facet: 'concern', id: 'practical.education', level: 2 }],
}

/** A code that became nothing, and why. */
export type DroppedCode = { readonly code: string; readonly rule: SetAsideRule | 'unknown_code' }

/**
 * Turns the service codes of one SAMHSA listing into concepts.
 *
 * @param codes - codes of one listing, in any order, with or without repetitions. Public.
 * @returns `value`: each concept once, with the highest level any code gave it, in the order first met; `dropped`: each
 * code without a counterpart once, with its rule.
 * Privacy: reads a public directory's codes only.
 * Cost: O(codes). @since 0.1
 */
export function fromSamhsaCodes(codes: readonly string[]): {
  readonly value: readonly CrosswalkTarget[]
  readonly dropped: readonly DroppedCode[]
} {
  const value = new Map<string, CrosswalkTarget>()
  const dropped: DroppedCode[] = []
  for (const code of new Set(codes)) {
    const meaning = Object.hasOwn(samhsaCodes, code) ? samhsaCodes[code] : undefined
    if (meaning === undefined) dropped.push({ code, rule: 'unknown_code' })
    else if (typeof meaning === 'string') dropped.push({ code, rule: meaning })
    else for (const target of meaning) keepHighest(value, target)
  }
  return { value: [...value.values()], dropped }
}

function keepHighest(value: Map<string, CrosswalkTarget>, target: CrosswalkTarget): void {
  const key = `${target.facet} ${target.id}`
  if ((value.get(key)?.level ?? 0) < (target.level ?? 1)) value.set(key, target)
}
