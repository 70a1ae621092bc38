import type { accessFeatures } from '../../vocabulary/core/access.js'
import type { ageGroups } from '../../vocabulary/core/age-groups.js'
import type { clothing } from '../../vocabulary/core/clothing.js'
import type { eventKinds } from '../../vocabulary/core/event-kinds.js'
import type { feeModels } from '../../vocabulary/core/fee-models.js'
import type { forWhom } from '../../vocabulary/core/for-whom.js'
import type { formats } from '../../vocabulary/core/formats.js'
import type { genders } from '../../vocabulary/core/genders.js'
import type { insurers } from '../../vocabulary/core/insurers.js'
import type { sessions } from '../../vocabulary/core/sessions.js'
import type { styles } from '../../vocabulary/core/styles.js'
import type { Words } from '../../vocabulary/labels.js'

/** How it feels to work with somebody. Said of the way of working, so that no word has a gender. */
export const stylesWords: Words<typeof styles> = {
  warm: 'Avec chaleur',
  gentle: 'Avec douceur',
  direct: 'Dit les choses simplement',
  challenging: 'Me bouscule un peu',
  structured: 'Avec un cadre et un plan',
  'open-ended': 'Suit le chemin que je prends',
  practical: 'Des outils pratiques',
  reflective: 'Cherche les raisons profondes',
  listening: 'Écoute surtout',
  talkative: 'Parle et explique',
  collaborative: 'Décide avec moi',
  'goal-focused': 'Travaille vers des buts',
  'slow-paced': 'Lentement, à mon rythme',
  'short-term': 'Quelques séances',
  'long-term': 'De la place pour longtemps',
  exercises: 'Des exercices entre les séances',
  'no-homework': 'Rien à faire à la maison',
  humour: 'Avec humour',
  calm: 'Avec calme',
  energetic: 'Avec énergie',
  'trauma-aware': 'Avec précaution face aux traumatismes',
  'body-aware': 'Attention portée au corps',
  creative: 'Avec créativité',
  spiritual: 'Ouverture à la spiritualité',
  'culture-aware': 'Intérêt pour ma culture',
  affirming: 'Me soutient dans qui je suis',
  'explains-each-step': 'Explique d’abord chaque étape',
  'asks-before-touch': 'Demande avant chaque contact',
  'light-touch': 'Toucher léger',
  'firm-pressure': 'Pression ferme',
  'quiet-session': 'Au calme, en parlant peu',
}

/** How and where people meet. Whatever lies under `online` is judged by the licence, everything else by the place. */
export const formatsWords: Words<typeof formats> = {
  'in-person': 'Sur place',
  'in-person.home-visit': 'Chez moi',
  'in-person.outdoors': 'En plein air',
  'in-person.mobile': 'À l’école, au travail ou ailleurs',
  online: 'À distance',
  'online.video': 'En vidéo',
  'online.phone': 'Par téléphone',
  'online.messages': 'Par messages écrits',
  'day-programme': 'Un programme de jour',
  stay: 'Un séjour avec nuits',
  'stay.residential': 'Une maison d’accueil',
  'stay.hospital': 'Un hôpital',
}

/** Who is in the room. */
export const sessionsWords: Words<typeof sessions> = {
  one: 'En tête à tête',
  couple: 'En couple',
  family: 'En famille',
  group: 'En groupe',
}

/** Whom the help is for. */
export const forWhomWords: Words<typeof forWhom> = {
  self: 'Pour moi',
  child: 'Pour mon enfant',
  couple: 'Pour notre couple',
  family: 'Pour notre famille',
  other: 'Pour quelqu’un d’autre',
}

/** Ages, as people say them. */
export const ageGroupsWords: Words<typeof ageGroups> = {
  infant: 'Bébés (moins de 2 ans)',
  child: 'Enfants (2 à 12 ans)',
  teen: 'Ados (13 à 17 ans)',
  'young-adult': 'Jeunes adultes (18 à 25 ans)',
  adult: 'Adultes (26 à 64 ans)',
  'older-adult': 'Personnes âgées (65 ans et plus)',
}

/** What a person may say of themselves, for practitioners' own rules only. */
export const gendersWords: Words<typeof genders> = {
  woman: 'Femme',
  man: 'Homme',
  'non-binary': 'Personne non binaire',
  another: 'Un autre genre',
}

/** What makes a place or a session possible for somebody. */
export const accessFeaturesWords: Words<typeof accessFeatures> = {
  'step-free': 'Aucune marche',
  'step-free.lift': 'Un ascenseur assez large pour un fauteuil roulant',
  'accessible-toilet': 'Toilettes accessibles',
  'neutral-toilet': 'Toilettes pour tous les genres',
  parking: 'Stationnement',
  'parking.accessible': 'Stationnement accessible',
  'public-transport': 'Près des transports en commun',
  'sign-language': 'Langue des signes',
  'hearing-loop': 'Boucle magnétique',
  captions: 'Sous-titres en direct',
  'text-only': 'Uniquement par écrit',
  'camera-off': 'La caméra peut rester éteinte',
  quiet: 'Un lieu calme',
  'low-light': 'Lumière douce',
  'low-scent': 'Ni parfum ni odeurs fortes',
  'large-print': 'Gros caractères',
  'easy-read': 'Textes faciles à lire',
  'screen-reader': 'Fonctionne avec un lecteur d’écran',
  'assistance-animals': 'Animaux d’assistance bienvenus',
  companion: 'Je peux venir avec quelqu’un',
  'wide-seating': 'Des sièges pour tous les corps',
  'adjustable-table': 'Une table qui s’abaisse',
  hoist: 'Un lève-personne',
  breaks: 'Des pauses quand il le faut',
  'short-sessions': 'Des séances plus courtes',
  'children-welcome': 'Les enfants peuvent venir',
  'private-entrance': 'Une entrée discrète',
  evenings: 'Le soir',
  weekends: 'Le samedi ou le dimanche',
  'walk-in': 'Sans rendez-vous',
}

/** How the price is made. */
export const feeModelsWords: Words<typeof feeModels> = {
  fixed: 'Un prix fixe',
  sliding: 'Un prix selon les revenus',
  'pay-what-you-can': 'On donne ce que l’on peut',
  free: 'Gratuit',
  voucher: 'Un bon ou l’aide d’un fonds',
}

/** Who may pay besides the person. An open list: any id of this form is allowed. */
export const insurersWords: Words<typeof insurers> = {
  'private-insurance': 'Assurance santé privée ou mutuelle',
  'us-medicare': 'Medicare (États-Unis)',
  'us-medicaid': 'Medicaid (États-Unis)',
  'us-military': 'Assurance des militaires (États-Unis)',
  'us-veterans': 'Veterans Affairs (États-Unis)',
  'us-state-plan': 'Régime de santé d’un État (États-Unis)',
  'us-indian-health': 'Indian Health Service (États-Unis)',
  'employee-assistance': 'Le programme d’aide de mon employeur',
  'student-plan': 'Une assurance santé étudiante',
  'accident-insurance': 'Assurance accident ou accident du travail',
  'victim-support': 'Un fonds pour les victimes de crimes',
  'public-health-service': 'Le service public de santé',
}

/** First steps in company. */
export const eventKindsWords: Words<typeof eventKinds> = {
  workshop: 'Atelier',
  'pop-up': 'Rendez-vous éphémère',
  'group-intake': 'Premiers pas ensemble',
  'peer-learning': 'Apprendre entre pairs',
  class: 'Cours',
  'support-group': 'Groupe de soutien',
  talk: 'Conférence',
  'open-house': 'Portes ouvertes',
  'drop-in': 'Accueil libre',
  retreat: 'Retraite',
}

/** What is worn during hands-on work. */
export const clothingWords: Words<typeof clothing> = {
  'fully-clothed': 'On garde ses habits de tous les jours',
  sportswear: 'Habits amples ou de sport',
  'undressed-as-comfortable': 'On se déshabille autant qu’on le souhaite',
  'covered-by-towel': 'Sans habits, sous une serviette',
}
