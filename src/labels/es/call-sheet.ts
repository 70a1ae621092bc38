import type { Labels } from '../../vocabulary/labels.js'

/** What to say on the telephone: for somebody nervous, to be read out word for word. */
export const callSheetWords: Labels['callSheet'] = {
  title: 'Tu llamada: {name}',
  heading: {
    reach: 'Cómo comunicarte',
    opening: 'Di primero',
    looking: 'Lo que busco',
    practical: 'Cuándo, dónde y cómo',
    paying: 'Cómo pagaría',
    words: 'Con mis propias palabras',
    reachable: 'Cómo comunicarse conmigo',
    questions: 'Mis preguntas',
    write: 'Anota',
    know: 'Conviene saber',
  },
  reach: {
    phone: 'Teléfono: {at}',
    address: 'Dirección: {at}',
    contact: 'Contacto que indica: {at}',
    booking: 'Para pedir cita: {at}',
    none: 'Aquí no aparece ningún número. Busca en su propia página, o pregunta donde encontraste su nombre.',
  },
  opening: {
    practitioner: 'Hola. Busco ayuda, y encontré su nombre en la lista de su comunidad.',
    event: 'Hola. Me gustaría saber más sobre «{name}».',
    listing: 'Hola. Busco ayuda, y encontré su nombre en una lista pública: {source}.',
  },
  name: 'Me llamo {name}.',
  ease: 'El teléfono me da un poco de nervios, así que anoté lo que quiero decir.',
  say: {
    needs: 'Se trata de esto: {words}',
    availability: 'Tengo tiempo: {words}',
    language: 'Hablo: {words}',
    format: 'Me gustaría que nos viéramos: {words}',
    ageGroup: 'Mi grupo de edad: {words}',
    sessions: 'Quién participaría: {words}',
    for: 'Para quién es: {words}',
    payment: 'Pagaría: {words}',
    access: 'Necesito: {words}',
    body: 'Zonas del cuerpo: {words}',
    noTouch: 'Por favor, no toque: {words}',
    about: 'Sobre mí: {words}',
    area: 'Estaré aquí: {words}',
    contact: 'Se puede comunicar conmigo aquí: {words}',
    story: '{words}',
    source: 'Cómo llegué: {words}',
  },
  ask: [
    '¿Hay lugar para alguien más, o una lista de espera?',
    '¿Cuándo se puede empezar?',
    '¿Cuánto cuesta, y cómo puedo pagar?',
    '¿Qué pasa la primera vez?',
  ],
  write: [
    'Con quién hablaste, y cuándo:',
    '¿Hay lugar? ¿Desde cuándo?',
    'Cuánto cuesta:',
    'La primera vez: día, hora, lugar:',
    'Qué llevar, o qué hacer después:',
  ],
  machine: {
    callBack:
      'Si responde un contestador, basta con esto: «Hola, llámeme, por favor». Luego di cómo comunicarse contigo.',
    nothing:
      'Si responde un contestador, puedes colgar y llamar otra vez. Otras personas pueden oír lo que dejes grabado.',
  },
  note: {
    chosen: 'Aquí solo está lo que elegiste compartir. No tienes que decirlo todo.',
    kept: 'Esta hoja está solo en tu dispositivo. Si la imprimes, guárdala donde quieras que se vea.',
    pause: 'Puedes parar en cualquier momento: «Gracias, lo pensaré y volveré a llamar».',
  },
}
