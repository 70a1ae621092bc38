import type { CardWords } from '../../vocabulary/card-words.js'

/** Lo que se dice de una tarjeta que alguien entregó. Aparte de `es`, porque la mayoría de las páginas no abre ninguna. */
export const esCards: CardWords = {
  language: 'es',
  referrer: {
    physician: 'una consulta médica',
    school: 'un centro educativo',
    faith: 'una comunidad religiosa',
    legal: 'un despacho jurídico',
    'community-organisation': 'una organización comunitaria',
  },
  recommended: 'Recomendado por {organisation}, {referrer}. {community} lo ha confirmado.',
  suggested: 'Sugerido por {name}.',
  guide: '{name} es guía de {community}: alguien a quien preguntar a quién acudir. No atiende a nadie.',
  choose:
    'Solo lee lo que tú eliges enviar y responde con hasta tres nombres. Tú decides a quién escribir, y no se entera.',
  unchanged: 'A todas las personas se las mide igual por lo que pides; una sugerencia solo aparece primero.',
  unheard: 'No se enteran de que has mirado, de lo que respondes ni de a quién eliges.',
  notFound: 'También se sugirió, y no está entre lo encontrado: {names}.',
}
