import type { HelpFailure } from '../../vocabulary/help-words.js'
import type { Labels } from '../../vocabulary/labels.js'

/** What somebody reads who needs help now: short words, one thing a line. */
export const helpWords: Labels['help'] = {
  action: 'J’ai besoin d’aide maintenant',
  title: 'De l’aide maintenant',
  danger: 'Si vous êtes en danger maintenant, appelez le {number}.',
  or: '{list} ou le {last}',
  dangerAnywhere: 'Si vous êtes en danger maintenant, appelez le numéro du lieu où vous êtes.',
  numberOf: '{region} : {number}',
  region: 'Où êtes-vous ?',
  contacts: 'À qui vous pouvez parler',
  reach: {
    call: 'Appelez le {at}',
    text: 'Envoyez un texto au {at}',
    chat: 'Écrivez en direct : {at}',
    visit: 'Allez à cette adresse : {at}',
  },
  hours: 'Ouvert : {hours}',
  languages: 'Langues : {languages}',
  checked: 'Vérifié le {date}',
  lapsed: 'Certains contacts ne sont pas montrés. Personne ne les a vérifiés récemment ; ils sont peut-être faux.',
  none: 'Nous n’avons ici aucun contact vérifié récemment. Le numéro d’urgence est aussi pour vous.',
  sample: 'Ces contacts sont inventés, pour montrer comment marche cette page. Ne les appelez pas.',
  kept: 'Votre passage sur cette page n’est ni gardé, ni compté, ni envoyé.',
  back: 'Revenir à mes réponses',
  leave: 'Quitter vite',
}

const localNumber = 'En cas de danger, appelez le numéro d’urgence local.'

/** What to say to each side when the help contacts of a page are not right. */
export const helpFailureWords: Pick<Labels['failures'], HelpFailure> = {
  help_invalid: {
    person: `Les contacts d’aide de cette page sont illisibles. ${localNumber}`,
    practitioner: 'Le champ « {field} » des contacts d’aide ne convient pas.',
  },
  help_lapsing: {
    person: `Certains contacts d’aide de cette page ne sont plus à jour. ${localNumber}`,
    practitioner:
      'Le contact d’aide {index}, compté à partir de 0, n’est valable que jusqu’au {until}. Vérifiez-le et datez-le de nouveau.',
  },
  help_missing: {
    person: `Cette page ne connaît aucun contact d’aide pour le lieu où vous êtes. ${localNumber}`,
    practitioner:
      'La région {index}, comptée à partir de 0, n’a pas de numéro d’urgence ou pas de contact d’aide valable en ce moment.',
  },
  help_sample: {
    person: `Les contacts d’aide de cette page sont inventés. ${localNumber}`,
    practitioner:
      'Les contacts d’aide sont des exemples. Mettez les vôtres, vérifiés et datés, avant que des gens utilisent la page.',
  },
}
