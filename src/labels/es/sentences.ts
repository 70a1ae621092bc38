import type { Labels } from '../../vocabulary/labels.js'

/** A list as it is written. "Y también" and not "y", which would have to be "e" before the sound of an "i". */
export const listWords: Labels['list'] = { comma: '{list}, {last}', and: '{list} y también {last}' }

/** Headings of the facets. */
export const facetWords: Labels['facets'] = {
  concern: 'De qué se trata',
  'body-area': 'Zonas del cuerpo',
  modality: 'Formas de trabajar',
  population: 'Personas que conoce bien',
  practitioner: 'Sobre la persona que atiende',
  style: 'Cómo se siente trabajar en conjunto',
  format: 'Dónde se ven',
  session: 'Quién participa',
  'for-whom': 'Para quién es',
  'age-group': 'Edad',
  gender: 'Género',
  access: 'Lo que necesitas para poder ir',
  'fee-model': 'Cómo se calcula el precio',
  language: 'Idiomas',
  insurer: 'Quién puede pagar',
  'event-kind': 'Eventos',
  clothing: 'Ropa',
}

/** Everything the person reads before agreeing. */
export const previewWords: Labels['preview'] = {
  purpose: {
    enquiry: 'preguntar si hay lugar',
    referral: 'pedir ayuda',
    'first-conversation': 'pedir una primera conversación',
    'waiting-list': 'entrar en la lista de espera',
    event: 'ir a un evento',
    consultation: 'pedir consejo',
    arrived: 'avisar de que usaste su tarjeta',
  },
  field: {
    needs: 'De qué se trata',
    availability: 'Cuándo tienes tiempo',
    language: 'Tus idiomas',
    format: 'Dónde te gustaría que sea',
    ageGroup: 'Tu grupo de edad',
    sessions: 'Quién va a participar',
    for: 'Para quién es',
    payment: 'Cómo pagarías',
    access: 'Lo que necesitas para poder ir',
    body: 'Zonas del cuerpo',
    noTouch: 'Dónde no tocar',
    about: 'Sobre ti',
    area: 'Dónde vas a estar',
    contact: 'Cómo comunicarse contigo',
    story: 'Tus propias palabras',
    source: 'Cómo llegaste aquí',
  },
  level: {
    none: 'no se comparte',
    category: 'el tema en general',
    concept: 'en detalle',
    'part-of-day': 'partes del día',
    slots: 'horas exactas',
    stated: 'como respondiste',
    region: 'la región',
    postal: 'la zona postal',
    name: 'tu nombre',
    email: 'tu correo electrónico',
    phone: 'tu número de teléfono',
    text: 'palabra por palabra',
  },
  delivery: {
    board:
      'Va a un tablero público donde todos los mensajes se ven iguales. Quien lo mantiene ve tu dirección de red y la hora.',
    'inbox-link': 'Va al buzón de quien te atendería. Quien mantiene ese buzón ve tu dirección de red y la hora.',
    'in-person': 'Lo entregas tú, como código o como archivo.',
  },
  line: {
    title: 'Esto es todo lo que se va a compartir',
    recipient: 'Para: {name}',
    practice: 'Donde atiende: {name}',
    community: 'En la comunidad: {name}',
    event: 'Sobre el evento: {name}',
    purpose: 'Para qué: {purpose}',
    shared: 'Se comparte:',
    nothingShared: 'No se comparte ninguna de tus respuestas.',
    field: '{field}: {value}',
    notShared: 'No se comparte: {fields}',
    opens: 'Quién lo puede abrir: {names}',
    expires: 'Se puede abrir hasta el final del {date} (UTC)',
    controller: 'Responde por ello: {controller}, {contact}, según las leyes de {jurisdiction}',
    notice: 'Su aviso de privacidad: {link}',
    delivery: 'Cómo llega: {delivery}',
    canAnswer: 'Te puede responder por el medio que compartes para comunicarse contigo.',
    cannotAnswer:
      'No compartes cómo comunicarse contigo: la respuesta llega al comprobante. Guárdalo, aquí o como archivo; sin él no te llega ninguna respuesta.',
    final:
      'Con el comprobante puedes retirar esto hasta ese día. Entonces su buzón lo borra. Nadie puede hacer que una persona olvide lo que leyó. Sin el comprobante no se puede retirar nada.',
    size: 'Lo que sale mide {bytes} bytes, digan lo que digan tus respuestas.',
    guardian: 'Tu madre, tu padre o quien te tiene a su cargo está de acuerdo contigo.',
    more: 'Esto se suma a lo que ya enviaste: se ve que viene de la misma persona.',
  },
  days: {
    answers: { one: 'Dice que responde en un día.', other: 'Dice que responde en un plazo de {count} días.' },
    retention: { one: 'Lo guarda un día como máximo', other: 'Lo guarda {count} días como máximo' },
  },
  time: { part: '{day} por la {part}', slot: '{day} de {from} a {to}' },
  payment: { insurer: 'Con un seguro', budget: 'De mi bolsillo', notSure: 'Aún no lo sé' },
  source: {
    person: 'por mi cuenta',
    colleague: 'por otra persona que atiende',
    physician: 'por una consulta médica',
    school: 'por un centro educativo',
    faith: 'por una comunidad religiosa',
    legal: 'por un despacho jurídico',
    'community-organisation': 'por una organización comunitaria',
    event: 'por un evento',
    other: 'de otra manera',
  },
}

/** What is said after something was sent. */
export const conversationWords: Labels['conversation'] = {
  state: {
    waiting: 'Enviado. Todavía no hay respuesta.',
    'no-answer-yet':
      'Todavía no hay respuesta, y los días de plazo ya pasaron. Puedes retirarlo y preguntar a otra persona.',
    expired: 'No llegó respuesta a tiempo. Lo que enviaste ya no se puede abrir.',
    withdrawn: 'Lo retiraste. Cuando el aviso llegue a su buzón, se borra lo que compartiste.',
    accepted: 'Te dice que sí.',
    declined: 'No puede atenderte con esto.',
    'waiting-list': 'Te puede poner en su lista de espera.',
    'times-offered': 'Te ofrece horas para elegir.',
    'more-asked': 'Quiere saber algo más antes de responder. Tú decides.',
  },
  reason: {
    'no-room': 'No tiene lugar ahora.',
    'outside-my-field': 'No es con lo que trabaja.',
    'not-licensed-there': 'No tiene permiso para trabajar donde tú estás.',
    'times-do-not-fit': 'Sus horas y las tuyas no coinciden.',
    'payment-does-not-fit': 'Las formas de pago no coinciden.',
    'knows-the-person': 'Puede que te conozca de otro lado, y es mejor que te atienda otra persona.',
    'ask-somebody-else': 'Cree que otra persona te puede servir mejor.',
    other: 'No dio una razón. No dice nada sobre ti.',
  },
  line: {
    from: 'Respuesta de {name}',
    reason: 'Por qué: {reason}',
    time: 'Te ofrece: {date}, {time}, {minutes} minutos',
    asked: 'Pregunta sobre: {fields}',
    colleague: 'Podrías preguntar a: {name}',
    colleagueUnknown: 'Menciona a alguien que no está en tu lista.',
    note: 'Escribe: {note}',
  },
  weeks: { one: 'Cerca de una semana', other: 'Cerca de {count} semanas' },
}

/** The states of a referral, as the practitioner reads them. */
export const referralWords: Labels['referral'] = {
  requested: 'Nueva: sin respuesta todavía',
  accepted: 'Dijiste que sí',
  'on-hold': 'Respondiste; decide la persona',
  'in-progress': 'En marcha',
  completed: 'Terminada',
  rejected: 'Dijiste que no',
  failed: 'No llegó a empezar',
  cancelled: 'Retirada o cancelada',
}

/** How things stand this month. */
export const capacityWords: Labels['capacity'] = {
  capacity: 'Tiene lugar',
  'no-capacity': 'No tiene lugar ahora',
  waitlist: 'Tiene lista de espera',
  'additional-assessment-required': 'Prefiere conversar antes',
  unknown: 'No se sabe: pregunta',
  paused: 'Está en pausa',
}

/** When a first appointment is possible. */
export const firstAppointmentWords: Labels['firstAppointment'] = {
  'within-a-week': 'Primera cita en una semana',
  'within-two-weeks': 'Primera cita en dos semanas',
  'within-a-month': 'Primera cita en un mes',
  longer: 'Primera cita en más de un mes',
}

/** How much room an event has. */
export const placesWords: Labels['places'] = { open: 'Hay lugar', few: 'Quedan pocos lugares', full: 'Completo' }

/** Days of the week. */
export const dayWords: Labels['day'] = {
  mon: 'lunes',
  tue: 'martes',
  wed: 'miércoles',
  thu: 'jueves',
  fri: 'viernes',
  sat: 'sábado',
  sun: 'domingo',
}

/** Parts of a day. */
export const partOfDayWords: Labels['partOfDay'] = { morning: 'mañana', afternoon: 'tarde', evening: 'noche' }

/** A date as it is written. */
export const dateWords: Labels['date'] = {
  one: '1 de {month} de {year}',
  other: '{day} de {month} de {year}',
}

/** Months, as they stand in a date. */
export const monthWords: Labels['month'] = {
  '01': 'enero',
  '02': 'febrero',
  '03': 'marzo',
  '04': 'abril',
  '05': 'mayo',
  '06': 'junio',
  '07': 'julio',
  '08': 'agosto',
  '09': 'septiembre',
  '10': 'octubre',
  '11': 'noviembre',
  '12': 'diciembre',
}
