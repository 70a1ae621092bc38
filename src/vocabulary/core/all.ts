import type { Facet } from '../concept.js'
import { accessFeatures } from './access.js'
import { ageGroups } from './age-groups.js'
import { bodyAreas } from './body-areas.js'
import { clothing } from './clothing.js'
import { bodyConcerns } from './concerns-body.js'
import { lifeConcerns } from './concerns-life.js'
import { mindConcerns } from './concerns-mind.js'
import { practicalConcerns } from './concerns-practical.js'
import { eventKinds } from './event-kinds.js'
import { feeModels } from './fee-models.js'
import { forWhom } from './for-whom.js'
import { formats } from './formats.js'
import { genders } from './genders.js'
import { insurers } from './insurers.js'
import { languages } from './languages.js'
import { handsOnModalities } from './modalities-hands-on.js'
import { talkingModalities } from './modalities-talking.js'
import { populations } from './populations.js'
import { practitionerTraits } from './practitioner-traits.js'
import { sessions } from './sessions.js'
import { styles } from './styles.js'

/** Every word of the core vocabulary by facet. Raise `CORE_VERSION` when a word is added; never rename or reuse one. */
// Called, and marked pure: a bundler cannot leave out a spread that nobody asks for.
export const coreWords = /* @__PURE__ */ gather()

function gather() {
  return {
    concern: [...mindConcerns, ...lifeConcerns, ...bodyConcerns, ...practicalConcerns],
    'body-area': bodyAreas,
    modality: [...talkingModalities, ...handsOnModalities],
    population: populations,
    practitioner: practitionerTraits,
    style: styles,
    format: formats,
    session: sessions,
    'for-whom': forWhom,
    'age-group': ageGroups,
    gender: genders,
    access: accessFeatures,
    'fee-model': feeModels,
    language: languages,
    insurer: insurers,
    'event-kind': eventKinds,
    clothing,
  } as const satisfies Readonly<Record<Facet, readonly string[]>>
}

/** The release of the core words. Readers never refuse a newer one. */
export const CORE_VERSION = 1
