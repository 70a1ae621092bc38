import type { HelpFailure } from '../../vocabulary/help-words.js'
import type { Labels } from '../../vocabulary/labels.js'

/** What somebody reads who needs help now: short words, one thing a line. */
export const helpWords: Labels['help'] = {
  action: 'Necesito ayuda ahora',
  title: 'Ayuda ahora',
  danger: 'Si estás en peligro ahora, llama al {number}.',
  or: '{list} o al {last}',
  dangerAnywhere: 'Si estás en peligro ahora, llama al número del lugar donde estás.',
  numberOf: '{region}: {number}',
  region: '¿Dónde estás?',
  contacts: 'A quién puedes acudir',
  reach: {
    call: 'Llama al {at}',
    text: 'Envía un mensaje de texto al {at}',
    chat: 'Escribe por chat: {at}',
    visit: 'Ve a esta dirección: {at}',
  },
  hours: 'Horario: {hours}',
  languages: 'Idiomas: {languages}',
  checked: 'Comprobado el {date}',
  lapsed: 'Algunos contactos no se muestran. Nadie los ha comprobado últimamente, así que pueden estar mal.',
  none: 'No tenemos aquí ningún contacto comprobado hace poco. El número de emergencias también es para ti.',
  sample: 'Estos contactos son inventados, para mostrar cómo funciona esta página. No los llames.',
  kept: 'Tu paso por esta página no se guarda, no se cuenta y no se envía.',
  back: 'Volver a mis respuestas',
  leave: 'Salir rápido',
}

const localNumber = 'Si hay peligro, llama al número de emergencias de tu zona.'

/** What to say to each side when the help contacts of a page are not right. */
export const helpFailureWords: Pick<Labels['failures'], HelpFailure> = {
  help_invalid: {
    person: `Los contactos de ayuda de esta página no se pueden leer. ${localNumber}`,
    practitioner: 'El campo {field} de los contactos de ayuda no encaja.',
  },
  help_lapsing: {
    person: `Algunos contactos de ayuda de esta página ya no están al día. ${localNumber}`,
    practitioner:
      'El contacto de ayuda {index}, contado desde 0, solo vale hasta el {until}. Compruébalo y ponle una fecha nueva.',
  },
  help_missing: {
    person: `Esta página no conoce ningún contacto de ayuda para el lugar donde estás. ${localNumber}`,
    practitioner:
      'La región {index}, contada desde 0, no tiene número de emergencias o no tiene ningún contacto de ayuda que valga ahora.',
  },
  help_sample: {
    person: `Los contactos de ayuda de esta página son inventados. ${localNumber}`,
    practitioner:
      'Los contactos de ayuda son de muestra. Pon los tuyos, comprobados y con fecha, antes de que se use la página.',
  },
}
