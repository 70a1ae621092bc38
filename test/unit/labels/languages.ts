import { en } from '../../../src/labels/en.js'
import { es } from '../../../src/labels/es.js'
import { fr } from '../../../src/labels/fr.js'
import type { Facet } from '../../../src/vocabulary/concept.js'
import type { Labels } from '../../../src/vocabulary/labels.js'

/** A language the library has words for, and what its words are held to. */
export type Language = {
  readonly labels: Labels
  /** Where days are written as these labels write them, as Intl names it. */
  readonly locale: string
  /** Words this library never says. */
  readonly banned: RegExp
  /** Marks that belong to another language. */
  readonly foreign: RegExp
  /** Facets whose words begin with a small letter, because they stand within a sentence. */
  readonly small: readonly Facet[]
  /** Words that are the same as in English. */
  readonly same: readonly string[]
}

/** Every language. A new one joins with one member here. */
export const languages: readonly Language[] = [
  {
    labels: en,
    locale: 'en-GB',
    banned:
      /\b(diagnos\w*|triage\w*|severity|severe|risk scores?|best treatments?|patients?|clients?|(?<!wheelchair )users?|symptoms?|disorders?|PHQ|GAD|DSM|ICD)\b/i,
    foreign: /["«»]/,
    small: [],
    same: [],
  },
  {
    labels: es,
    locale: 'es',
    banned:
      /(diagn[oó]st|triaje|gravedad|\bgraves?\b|sever[oai]|puntuaci[oó]n|puntaje|mejor(es)? tratamiento|pacientes?\b|clientes?\b|usuari[oa]|s[ií]ntoma|trastorno|\b(PHQ|GAD|DSM|CIE)\b)/iu,
    foreign: /["“”]/,
    small: ['language'],
    same: [
      ...['Brainspotting', 'EMDR', 'Diabetes', 'Pelvis', 'Trauma'],
      ...['hausa', 'hindi', 'hmong', 'igbo', 'lao', 'navajo', 'ojibwa', 'tamil', 'telugu', 'urdu', 'yoruba', 'yupik'],
    ],
  },
  {
    labels: fr,
    locale: 'fr',
    banned:
      /diagnos|\btriages?\b|gravité|\bgraves?\b|sévér|\bscores?\b|\brisques?\b|meilleurs? (?:traitement|soin)|\bpatient|\bclient|\busag[eè]r|utilisat|symptôme|\btroubles?\b|\b(?:DSM|CIM|PHQ|GAD)\b/iu,
    foreign: /["“”]/,
    small: ['language'],
    same: [
      ...['Acupuncture', 'Biofeedback', 'Brainspotting', 'Cancer', 'Cannabis', 'Coach', 'Coaching', 'Doula', 'EMDR'],
      ...['Feldenkrais', 'LGBTQ+', 'Massage', 'Parents', 'Pilates', 'Posture', 'Profession', 'Shiatsu', 'Sport'],
      ...['Stress', 'Tics', 'Trans'],
      ...['basque', 'bengali', 'catalan', 'gujarati', 'hindi', 'hmong', 'igbo', 'khmer', 'marathi', 'navajo', 'samoan'],
      ...['somali', 'swahili', 'tagalog', 'yiddish', 'yoruba', 'yupik'],
    ],
  },
]

/** Every language but English, against which the others are compared. */
export const others: readonly Language[] = languages.filter(({ labels }) => labels !== en)

/** Every text of a value with the path that leads to it. */
export function texts(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(Object(value)).flatMap(([key, member]) => texts(member, `${path}/${key}`))
}
