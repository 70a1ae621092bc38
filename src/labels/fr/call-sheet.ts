import type { Labels } from '../../vocabulary/labels.js'

/** What to say on the telephone: for somebody nervous, to be read out word for word. */
export const callSheetWords: Labels['callSheet'] = {
  title: 'Votre appel : {name}',
  heading: {
    reach: 'Pour les joindre',
    opening: 'À dire d’abord',
    looking: 'Ce que je cherche',
    practical: 'Quand, où et comment',
    paying: 'Comment je paierais',
    words: 'Avec mes propres mots',
    reachable: 'Comment me joindre',
    questions: 'Mes questions',
    write: 'À noter',
    know: 'Bon à savoir',
  },
  reach: {
    phone: 'Téléphone : {at}',
    address: 'Adresse : {at}',
    contact: 'Contact indiqué : {at}',
    booking: 'Pour prendre rendez-vous : {at}',
    none: 'Aucun numéro n’est donné ici. Cherchez sur le site de cette personne, ou demandez là où vous l’avez trouvée.',
  },
  opening: {
    practitioner: 'Bonjour. Je cherche de l’aide, et j’ai trouvé votre nom dans la liste de votre communauté.',
    event: 'Bonjour. J’aimerais en savoir plus sur « {name} ».',
    listing: 'Bonjour. Je cherche de l’aide, et j’ai trouvé votre nom dans une liste publique : {source}.',
  },
  name: 'Je m’appelle {name}.',
  ease: 'Le téléphone m’intimide un peu, alors j’ai noté ce que je veux dire.',
  say: {
    needs: 'Il s’agit de ceci : {words}',
    availability: 'J’ai du temps : {words}',
    language: 'Je parle : {words}',
    format: 'J’aimerais qu’on se voie : {words}',
    ageGroup: 'Ma tranche d’âge : {words}',
    sessions: 'Qui serait là : {words}',
    for: 'Pour qui : {words}',
    payment: 'Je paierais : {words}',
    access: 'J’ai besoin de ceci : {words}',
    body: 'Zones du corps : {words}',
    noTouch: 'Merci de ne pas toucher : {words}',
    about: 'À propos de moi : {words}',
    area: 'Je serai ici : {words}',
    contact: 'Vous pouvez me joindre ici : {words}',
    story: '{words}',
    source: 'Comment je viens vers vous : {words}',
  },
  ask: [
    'Y a-t-il de la place pour quelqu’un de nouveau, ou une liste d’attente ?',
    'Quand peut-on commencer ?',
    'Combien cela coûte-t-il, et comment puis-je payer ?',
    'Comment se passe la première fois ?',
  ],
  write: [
    'À qui vous avez parlé, et quand :',
    'Y a-t-il de la place ? À partir de quand ?',
    'Ce que cela coûte :',
    'La première fois : jour, heure, lieu :',
    'Ce qu’il faut apporter, ou faire ensuite :',
  ],
  machine: {
    callBack:
      'Si un répondeur décroche, ceci suffit : « Bonjour, rappelez-moi s’il vous plaît. » Puis dites comment vous joindre.',
    nothing:
      'Si un répondeur décroche, vous pouvez raccrocher et rappeler. D’autres peuvent entendre ce que vous y laissez.',
  },
  note: {
    chosen: 'Il n’y a ici que ce que vous avez choisi de partager. Vous n’avez pas à tout dire.',
    kept: 'Cette feuille n’est que sur votre appareil. Si vous l’imprimez, gardez-la là où vous voulez bien qu’on la voie.',
    pause: 'Vous pouvez arrêter à tout moment : « Merci, je vais y réfléchir et je rappellerai. »',
  },
}
