import type { Labels } from '../../vocabulary/labels.js'

/** A list as it is written. */
export const listWords: Labels['list'] = { comma: '{list}, {last}', and: '{list} et {last}' }

/** Headings of the facets. */
export const facetWords: Labels['facets'] = {
  concern: 'De quoi il s’agit',
  'body-area': 'Zones du corps',
  modality: 'Façons de travailler',
  population: 'Publics bien connus',
  practitioner: 'La personne qui vous reçoit',
  style: 'Comment cela se passe ensemble',
  format: 'Où vous vous voyez',
  session: 'Qui est là',
  'for-whom': 'Pour qui',
  'age-group': 'Âge',
  gender: 'Genre',
  access: 'Ce qui rend la rencontre possible pour vous',
  'fee-model': 'Comment le prix est fixé',
  language: 'Langues',
  insurer: 'Qui peut payer',
  'event-kind': 'Événements',
  clothing: 'Habits',
}

/** Everything the person reads before agreeing. */
export const previewWords: Labels['preview'] = {
  purpose: {
    enquiry: 'demander s’il y a de la place',
    referral: 'demander de l’aide',
    'first-conversation': 'demander un premier échange',
    'waiting-list': 'entrer sur la liste d’attente',
    event: 'venir à un événement',
    consultation: 'demander conseil',
    arrived: 'dire que vous avez utilisé sa carte',
  },
  field: {
    needs: 'De quoi il s’agit',
    availability: 'Quand vous avez du temps',
    language: 'Vos langues',
    format: 'Comment vous aimeriez vous voir',
    ageGroup: 'Votre tranche d’âge',
    sessions: 'Qui sera là',
    for: 'Pour qui',
    payment: 'Comment vous paieriez',
    access: 'Ce qui rend la rencontre possible pour vous',
    body: 'Zones du corps',
    noTouch: 'Où ne pas toucher',
    about: 'À propos de vous',
    area: 'Où vous serez',
    contact: 'Comment vous joindre',
    story: 'Vos propres mots',
    source: 'Par quelle voie vous venez',
  },
  level: {
    none: 'non partagé',
    category: 'le sujet en général',
    concept: 'en détail',
    'part-of-day': 'moments de la journée',
    slots: 'heures exactes',
    stated: 'comme vous avez répondu',
    region: 'la région',
    postal: 'la zone postale',
    name: 'votre nom',
    email: 'votre adresse électronique',
    phone: 'votre numéro de téléphone',
    text: 'mot pour mot',
  },
  delivery: {
    board:
      'Cela va sur un tableau public où tous les messages se ressemblent. La personne qui le gère voit votre adresse réseau et l’heure.',
    'inbox-link':
      'Cela va dans la boîte de réception de la personne choisie. Qui gère cette boîte voit votre adresse réseau et l’heure.',
    'in-person': 'Vous le remettez en main propre, sous forme de code ou de fichier.',
  },
  line: {
    title: 'Voici tout ce qui sera partagé',
    recipient: 'Destinataire : {name}',
    practice: 'Cabinet : {name}',
    community: 'Vient de la communauté : {name}',
    event: 'À propos de l’événement : {name}',
    purpose: 'Dans quel but : {purpose}',
    shared: 'Partagé :',
    nothingShared: 'Aucune de vos réponses n’est partagée.',
    field: '{field} : {value}',
    notShared: 'Non partagé : {fields}',
    opens: 'Peut être ouvert par : {names}',
    expires: 'Peut être ouvert jusqu’à la fin du {date} (UTC)',
    controller: 'Responsable de vos données : {controller}, {contact} ; droit applicable : {jurisdiction}',
    notice: 'Comment vos données y sont protégées : {link}',
    delivery: 'En chemin : {delivery}',
    canAnswer: 'On peut vous répondre par le moyen de contact que vous partagez.',
    cannotAnswer:
      'Vous ne partagez aucun moyen de contact : la réponse arrive par le ticket. Gardez-le, ici ou dans un fichier ; sans lui, aucune réponse ne vous parvient.',
    final:
      'Avec le ticket, vous pouvez tout reprendre jusqu’à ce jour : la boîte de réception l’efface alors. Personne ne peut faire oublier ce qui a été lu, et sans le ticket rien ne peut être repris.',
    size: 'Ce qui part fait {bytes} octets, quelles que soient vos réponses.',
    guardian: 'Un parent ou la personne qui a l’autorité parentale est d’accord avec vous.',
    more: 'Cela s’ajoute à votre premier envoi : on y voit que les deux viennent de la même personne.',
  },
  days: {
    answers: {
      one: 'Réponse annoncée en un jour au plus.',
      other: 'Réponse annoncée en {count} jours au plus.',
    },
    retention: { one: 'Conservé un jour au plus', other: 'Conservé {count} jours au plus' },
  },
  time: { part: '{day} {part}', slot: '{day} de {from} à {to}' },
  payment: { insurer: 'Par une assurance', budget: 'De ma poche', notSure: 'Je ne sais pas encore' },
  source: {
    person: 'de mon propre chef',
    colleague: 'par quelqu’un d’autre qui reçoit',
    physician: 'par un cabinet médical',
    school: 'par un établissement scolaire',
    faith: 'par une communauté religieuse',
    legal: 'par un cabinet juridique',
    'community-organisation': 'par une association',
    event: 'par un événement',
    other: 'par une autre voie',
  },
}

/** What is said after something was sent. */
export const conversationWords: Labels['conversation'] = {
  state: {
    waiting: 'C’est envoyé. Pas encore de réponse.',
    'no-answer-yet':
      'Pas encore de réponse, alors que le délai annoncé est passé. Vous pouvez reprendre votre demande et l’adresser à quelqu’un d’autre.',
    expired: 'Aucune réponse n’est venue à temps. Ce que vous avez envoyé ne peut plus être ouvert.',
    withdrawn:
      'Vous avez repris votre demande. Dès que la boîte de réception le sait, elle efface ce que vous avez partagé.',
    accepted: 'La réponse est oui.',
    declined: 'Votre demande ne peut pas être acceptée.',
    'waiting-list': 'On peut vous mettre sur la liste d’attente.',
    'times-offered': 'On vous propose plusieurs moments. À vous de choisir.',
    'more-asked': 'On aimerait en savoir plus avant de vous répondre. C’est vous qui décidez.',
  },
  reason: {
    'no-room': 'Il n’y a pas de place en ce moment.',
    'outside-my-field': 'Ce n’est pas son domaine.',
    'not-licensed-there': 'Le droit d’exercer là où vous êtes lui manque.',
    'times-do-not-fit': 'Vos horaires et les siens ne se rejoignent pas.',
    'payment-does-not-fit': 'Les façons de payer ne correspondent pas.',
    'knows-the-person': 'Vous vous connaissez peut-être d’ailleurs : mieux vaut quelqu’un d’autre.',
    'ask-somebody-else': 'Quelqu’un d’autre vous conviendrait mieux, à son avis.',
    other: 'Aucune raison n’est donnée. Cela ne dit rien de vous.',
  },
  line: {
    from: 'Réponse signée {name}',
    reason: 'Pourquoi : {reason}',
    time: 'Proposé : {date}, {time}, {minutes} minutes',
    asked: 'On vous demande : {fields}',
    colleague: 'Vous pourriez demander à {name}',
    colleagueUnknown: 'On vous indique quelqu’un qui n’est pas dans votre liste.',
    note: 'On vous écrit : {note}',
  },
  weeks: { one: 'Environ une semaine', other: 'Environ {count} semaines' },
}

/** The states of a referral, as the practitioner reads them. */
export const referralWords: Labels['referral'] = {
  requested: 'Nouveau : pas encore de réponse',
  accepted: 'Vous avez dit oui',
  'on-hold': 'Vous avez répondu ; la personne décide',
  'in-progress': 'Commencé',
  completed: 'Terminé',
  rejected: 'Vous avez dit non',
  failed: 'Cela ne s’est pas fait',
  cancelled: 'Repris ou annulé',
}

/** How things stand this month. */
export const capacityWords: Labels['capacity'] = {
  capacity: 'Il y a de la place',
  'no-capacity': 'Pas de place en ce moment',
  waitlist: 'Il y a une liste d’attente',
  'additional-assessment-required': 'Souhaite d’abord en parler',
  unknown: 'On ne sait pas : posez la question',
  paused: 'En pause',
}

/** When a first appointment is possible. */
export const firstAppointmentWords: Labels['firstAppointment'] = {
  'within-a-week': 'Premier rendez-vous en moins d’une semaine',
  'within-two-weeks': 'Premier rendez-vous en moins de deux semaines',
  'within-a-month': 'Premier rendez-vous en moins d’un mois',
  longer: 'Premier rendez-vous dans plus d’un mois',
}

/** How much room an event has. */
export const placesWords: Labels['places'] = { open: 'Il reste de la place', few: 'Peu de places', full: 'Complet' }

/** Days of the week. */
export const dayWords: Labels['day'] = {
  mon: 'lundi',
  tue: 'mardi',
  wed: 'mercredi',
  thu: 'jeudi',
  fri: 'vendredi',
  sat: 'samedi',
  sun: 'dimanche',
}

/** Parts of a day. */
export const partOfDayWords: Labels['partOfDay'] = { morning: 'matin', afternoon: 'après-midi', evening: 'soir' }

/** A date as it is written: only the first of a month is an ordinal. */
export const dateWords: Labels['date'] = { one: '1er {month} {year}', other: '{day} {month} {year}' }

/** Months, as they stand in a date. */
export const monthWords: Labels['month'] = {
  '01': 'janvier',
  '02': 'février',
  '03': 'mars',
  '04': 'avril',
  '05': 'mai',
  '06': 'juin',
  '07': 'juillet',
  '08': 'août',
  '09': 'septembre',
  '10': 'octobre',
  '11': 'novembre',
  '12': 'décembre',
}
