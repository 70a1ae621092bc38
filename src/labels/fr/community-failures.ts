import type { CommunityFailure } from '../../vocabulary/community-failure.js'
import type { Labels } from '../../vocabulary/labels.js'

const formFault = 'Prévenez les personnes qui gèrent la page.'

/** What to say to each side when a community's own work did not: members, cards, counting, publishing. */
export const communityFailureWords: Pick<Labels['failures'], CommunityFailure> = {
  card_foreign: {
    person: 'Cette carte n’est pas pour cette liste, elle n’a donc pas été utilisée. Vous pouvez chercher sans elle.',
    practitioner:
      'La carte est pour une autre liste, ou personne qui en ait le droit ne l’a signée. Demandez-en une nouvelle à qui l’a remise.',
  },
  card_invalid: {
    person: 'Cette carte ne peut pas être lue, elle n’a donc pas été utilisée. Vous pouvez chercher sans elle.',
    practitioner: 'La carte ne peut pas être lue, ou diffère de celle que les autres reçoivent. Refaites-en une.',
  },
  heads_consistent: {
    person: 'Ces deux listes ne se contredisent pas.',
    practitioner: 'Ces deux listes peuvent être justes toutes les deux : elles ne prouvent rien contre la communauté.',
  },
  measurement_budget_spent: {
    person: 'Cet appareil en a assez dit pour ces semaines. Rien de plus n’a été envoyé.',
    practitioner:
      'Cet appareil a donné ce qu’il peut donner pour ces huit semaines. Il participera de nouveau aux suivantes.',
  },
  measurement_early: {
    person: 'Il est trop tôt pour compter cela. Rien n’a été envoyé.',
    practitioner: 'Il est trop tôt pour compter cela. Réessayez après le {until}.',
  },
  measurement_foreign: {
    person: 'Ce décompte n’est pas celui de votre communauté. Rien n’a été envoyé.',
    practitioner:
      'Ce décompte nomme des personnes ou des clés que votre liste de thérapeutes ne connaît pas. Demandez à la personne responsable de la communauté avant de participer.',
  },
  measurement_invalid: {
    person: 'Un décompte n’a pas pu être lu. Rien n’a été envoyé.',
    practitioner:
      'Une partie de ce décompte est illisible. Téléchargez-la de nouveau ou prévenez la personne responsable de la communauté.',
  },
  measurement_repeated: {
    person: 'On y a déjà répondu. Rien de plus n’a été envoyé.',
    practitioner:
      'Ce décompte a été clos deux fois, de deux façons. Rien n’a été envoyé. Gardez les deux fichiers et prévenez votre communauté.',
  },
  measurement_sum_wrong: {
    person: 'Les nombres de ce décompte ne concordent pas. Aucun n’est montré.',
    practitioner: 'Les nombres de ce décompte ne concordent pas. Demandez aux membres d’ouvrir leurs rapports.',
  },
  measurement_too_few: {
    person: 'Ils sont trop peu nombreux pour compter sans montrer quelqu’un. Rien n’est montré.',
    practitioner: 'Il y en a {count}, et il en faut {least}. Avec moins, quelqu’un pourrait être reconnu.',
  },
  measurement_too_noisy: {
    person: 'Si peu de personnes pourraient répondre que le résultat serait surtout du hasard. Rien n’a été envoyé.',
    practitioner:
      'Le résultat s’écarterait de {expected} points, plus de {most} : surtout du hasard. On ne le demande pas.',
  },
  member_key_replaced: {
    person: 'Cette personne a maintenant une autre clé. Cherchez-la dans la liste d’aujourd’hui.',
    practitioner: 'Cette clé a été remplacée par une autre, qui figure à sa place dans la liste.',
  },
  member_key_waiting: {
    person: 'La nouvelle clé de cette personne n’est pas encore utilisée. Regardez de nouveau dans quelques jours.',
    practitioner:
      'Cette clé doit en remplacer une autre et attend son délai, pour que la personne qui a l’ancienne puisse s’y opposer.',
  },
  member_unattested: {
    person: 'La communauté n’a pas encore fini de faire connaissance avec cette personne.',
    practitioner: 'Des points de la liste de la communauté ne sont pas encore attestés pour cette clé.',
  },
  member_unintroduced: {
    person: 'Personne dans la communauté n’a présenté cette personne.',
    practitioner:
      'Aucune présentation de cette clé ne vaut maintenant : il n’y en a pas, ou elle repose sur une personne qui ne peut plus en présenter d’autres.',
  },
  publish_invalid: {
    person: 'Cette liste de thérapeutes n’a pas pu être faite.',
    practitioner: 'La fiche numéro {index} ne peut pas être publiée : son champ « {field} » ne convient pas.',
  },
  release_mismatch: {
    person: 'Ces nombres ne sont pas ceux qui ont été comptés. Ils ne sont pas montrés.',
    practitioner:
      'Cette publication n’est pas la somme de ses fichiers. Prévenez la personne responsable de la communauté.',
  },
  release_repeated: {
    person: 'Ces semaines ont déjà été publiées, avec d’autres nombres. Ils ne sont pas montrés.',
    practitioner:
      'Ces semaines ont déjà été publiées. On n’en fait pas une seconde publication, car la différence pourrait montrer quelqu’un.',
  },
  release_withheld: {
    person: 'Ils étaient trop peu nombreux pour être montrés. Rien n’est montré.',
    practitioner:
      'Moins de {least} ont été comptés : rien n’en est publié. Avec plus de temps ou plus de communautés, ce sera peut-être possible.',
  },
  round_invalid: {
    person: 'Ces questions ne peuvent pas être posées ensemble.',
    practitioner: `Le formulaire a réuni des questions qui ne vont pas ensemble. ${formFault}`,
  },
  work_aborted: {
    person: 'Arrêté. Rien n’a changé.',
    practitioner: 'Arrêté. Rien n’a changé.',
  },
}
