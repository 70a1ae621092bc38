import type { CardWords } from '../../vocabulary/card-words.js'

/** Ce qui est dit d’une carte que quelqu’un a remise. À part de `fr`, parce que la plupart des pages n’en ouvrent aucune. */
export const frCards: CardWords = {
  language: 'fr',
  referrer: {
    physician: 'un cabinet médical',
    school: 'un établissement scolaire',
    faith: 'une communauté religieuse',
    legal: 'un cabinet juridique',
    'community-organisation': 'une association',
  },
  recommended: 'Recommandé par {organisation}, {referrer}. {community} l’a confirmé.',
  suggested: 'Suggéré par {name}.',
  guide:
    '{name} est guide de {community} : quelqu’un à qui demander vers qui se tourner. Cette personne ne reçoit pas elle-même.',
  choose:
    'Elle ne lit que ce que vous choisissez d’envoyer et répond par trois noms au plus. Vous décidez à qui écrire, et elle ne l’apprend pas.',
  unchanged:
    'Chaque personne est jugée de la même façon, selon ce que vous demandez ; une suggestion est seulement placée devant.',
  unheard: 'On n’y apprend ni que vous avez regardé, ni ce que vous répondez, ni qui vous choisissez.',
  notFound: 'Également suggéré, et absent de ce qui a été trouvé : {names}.',
}
