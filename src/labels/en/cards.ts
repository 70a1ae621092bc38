import type { CardWords } from '../../vocabulary/card-words.js'

/** What is said of a card that was handed on. Apart from `en`, because most pages open no card. */
export const enCards: CardWords = {
  language: 'en',
  referrer: {
    physician: 'a medical practice',
    school: 'a school',
    faith: 'a faith community',
    legal: 'a legal practice',
    'community-organisation': 'a community organisation',
  },
  recommended: 'Recommended by {organisation}, {referrer}. {community} has confirmed this.',
  suggested: 'Suggested by {name}.',
  guide: '{name} is a guide of {community}: somebody to ask where to turn. They see nobody themselves.',
  choose:
    'They read only what you choose to send, and answer with up to three names. You decide whom to write to, and they do not learn it.',
  unchanged: 'Everybody is judged alike by what you ask for; a suggestion only stands first.',
  unheard: 'They do not learn that you looked, what you answer, or whom you choose.',
  notFound: 'Suggested too, and not among what was found: {names}.',
}
