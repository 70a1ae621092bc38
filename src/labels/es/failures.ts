import type { CommunityFailure } from '../../vocabulary/community-failure.js'
import type { HelpFailure } from '../../vocabulary/help-words.js'
import type { Labels } from '../../vocabulary/labels.js'

const notYours = 'No se pudo abrir este mensaje.'
const unsafeList = 'No se puede confiar en esta lista de profesionales, así que no se usó.'
const tell = 'Avisa a la coordinación de la comunidad.'
const tellNow = 'Avisa enseguida a la coordinación de la comunidad.'
const lookAtForm = 'Quienes mantienen la página deberían revisarlo.'

/** What to say to each side when something did not work; what is said of help contacts stands in help.ts, of communities in community-failures.ts. */
export const failureWords: Omit<Labels['failures'], HelpFailure | CommunityFailure> = {
  answer_invalid: {
    person: 'No se pudo escribir la respuesta.',
    practitioner: 'Esta respuesta no encaja. Una nota es una línea de 300 caracteres como máximo.',
  },
  answers_exhausted: {
    person: 'Ya te envió todas las respuestas que se pueden enviar.',
    practitioner: 'Ya respondiste a esta persona todas las veces que se puede.',
  },
  answers_invalid: {
    person: 'Una de tus respuestas no está completa. Vuelve a mirarla, por favor.',
    practitioner: `El formulario envió una respuesta que no encaja. ${lookAtForm}`,
  },
  answers_too_large: {
    person: 'Tus respuestas son más largas de lo que admite esta página. Acórtalas, por favor.',
    practitioner: `El formulario envió más de lo permitido. ${lookAtForm}`,
  },
  board_checkpoint_foreign: {
    person: 'El tablero de mensajes que respondió no es el que usa tu comunidad.',
    practitioner: 'El punto de control no lleva la firma del tablero que se esperaba.',
  },
  board_checkpoint_forged: {
    person: 'Ahora no se puede confiar en el tablero de mensajes, así que no se usó nada de él.',
    practitioner: `La firma del punto de control del tablero no encaja. ${tell}`,
  },
  board_checkpoint_invalid: {
    person: 'El tablero de mensajes envió algo que no se puede leer. Inténtalo más tarde, por favor.',
    practitioner: 'El punto de control del tablero no se puede leer. Avisa a quien mantiene el tablero.',
  },
  board_equivocal: {
    person: 'El tablero de mensajes contó dos historias distintas. No se usó; avisa a la comunidad, por favor.',
    practitioner: `El tablero firmó dos listas distintas del mismo largo. ${tellNow}`,
  },
  board_inconsistent: {
    person: 'El tablero de mensajes no continúa lo que dijo antes. No se usó; avisa a la comunidad, por favor.',
    practitioner: `La lista del tablero no continúa la que se vio antes. ${tell}`,
  },
  board_invalid: {
    person: 'El tablero de mensajes de esta comunidad no está bien configurado.',
    practitioner: 'El campo {field} de la descripción del tablero no encaja.',
  },
  board_list_invalid: {
    person: 'El tablero de mensajes envió algo que no se puede leer. Inténtalo más tarde, por favor.',
    practitioner: 'La lista de archivos del tablero no se puede leer. Avisa a quien mantiene el tablero.',
  },
  board_not_included: {
    person: 'El tablero de mensajes no mostró que recibió tu mensaje. Envíalo otra vez, por favor.',
    practitioner: 'El tablero no probó que recibió el registro. Publícalo otra vez.',
  },
  board_receipt_invalid: {
    person: 'El tablero de mensajes no dio una respuesta válida. Envíalo otra vez, por favor.',
    practitioner: 'La respuesta del tablero no se puede leer. Publica otra vez.',
  },
  board_rolled_back: {
    person: 'El tablero de mensajes mostró un estado más antiguo que antes. No se usó.',
    practitioner: 'El tablero muestra una lista más antigua que la que se vio antes. Inténtalo más tarde.',
  },
  board_segment_invalid: {
    person: 'El tablero de mensajes envió algo que no llegó entero. Cárgalo otra vez, por favor.',
    practitioner: 'Un archivo del tablero no está entero. Descárgalo otra vez.',
  },
  board_segment_mismatch: {
    person: 'El tablero de mensajes envió algo que no llegó entero. Cárgalo otra vez, por favor.',
    practitioner: 'Un archivo del tablero no es el de su lista. Descarga los dos otra vez.',
  },
  catalogue_chain_broken: {
    person: 'Faltan listas entre la que tenías y esta. No se usó.',
    practitioner: 'Faltan listas entre la que se vio antes y esta. Pídelas a la coordinación de la comunidad.',
  },
  catalogue_clock_behind: {
    person: 'Parece que el reloj de este dispositivo va atrasado. Ajústalo e inténtalo otra vez, por favor.',
    practitioner:
      'El reloj de este dispositivo va por detrás de la lista de profesionales. Ajústalo e inténtalo otra vez.',
  },
  catalogue_equivocal: {
    person: 'Dos listas distintas dicen ser la misma. No se usó; avisa a la comunidad, por favor.',
    practitioner: `Se publicaron dos listas distintas con el mismo número. ${tellNow}`,
  },
  catalogue_expired: {
    person: 'Esta lista de profesionales ya no está al día. Cárgala otra vez, por favor.',
    practitioner:
      'La lista publicada ya no está al día. Pide a la coordinación de la comunidad que la publique otra vez.',
  },
  catalogue_foreign: {
    person: 'Esta lista es de otra comunidad, no de la que tenías. No se usó.',
    practitioner: 'La lista es de otra comunidad, no de la que se vio antes. Revisa de dónde se cargó.',
  },
  catalogue_forged: {
    person: unsafeList,
    practitioner: `La firma de la lista publicada no encaja. ${tell}`,
  },
  catalogue_hash_mismatch: {
    person: unsafeList,
    practitioner: `Una parte de la lista publicada se cambió después de firmarla. ${tell}`,
  },
  catalogue_headless: {
    person: unsafeList,
    practitioner: `El archivo publicado empieza con algo que no es una lista. ${tell}`,
  },
  catalogue_invalid: {
    person: 'Esta lista de profesionales está dañada, así que no se usó.',
    practitioner:
      'Una parte de la lista publicada no se puede leer. Pide a la coordinación de la comunidad que la publique otra vez.',
  },
  catalogue_other_region: {
    person: 'Llegó una lista de profesionales de otra región. No se usó.',
    practitioner: 'La lista publicada es de otra región, no de la que se pidió.',
  },
  catalogue_overlong: {
    person: 'Esta lista de profesionales está dañada, así que no se usó.',
    practitioner: `Se añadió algo a la lista publicada después de firmarla. ${tell}`,
  },
  catalogue_reader_too_old: {
    person: 'Esta página es demasiado antigua para la lista de profesionales. Vuelve a cargarla, por favor.',
    practitioner: 'Este programa es demasiado antiguo para la lista publicada. Actualízalo.',
  },
  catalogue_rolled_back: {
    person: 'Llegó una lista de profesionales más antigua que la que ya tenías. No se usó.',
    practitioner: `Se entregó una lista más antigua que la que se vio antes. ${tell}`,
  },
  catalogue_row_mismatch: {
    person: 'La lista dice de alguien algo distinto de lo que esa persona firmó. Esa persona quedó fuera.',
    practitioner: `La lista publicada dice de alguien algo distinto de lo que esa persona firmó. ${tell}`,
  },
  catalogue_too_large: {
    person: 'Esta lista de profesionales es demasiado grande para esta página.',
    practitioner: `La lista publicada es más grande de lo que se acepta al leerla. ${tell}`,
  },
  catalogue_truncated: {
    person: 'Esta lista de profesionales no llegó entera. Cárgala otra vez, por favor.',
    practitioner: 'La lista publicada está cortada. Pide a la coordinación de la comunidad que la publique otra vez.',
  },
  catalogue_undelegated: {
    person: unsafeList,
    practitioner: `La lista está firmada con una clave que la comunidad no nombró. ${tell}`,
  },
  catalogue_unsupported: {
    person: 'Esta página no puede leer esta lista de profesionales. Vuelve a cargar la página, por favor.',
    practitioner: 'La lista publicada tiene una forma que este programa no conoce. Actualízalo.',
  },
  catalogue_untrusted: {
    person: 'Esta lista de profesionales viene de una comunidad que esta página no conoce.',
    practitioner: 'La lista está firmada por una comunidad en la que este programa no tiene orden de confiar.',
  },
  catalogue_unwitnessed: {
    person:
      'Muy pocos testigos han visto esta lista de profesionales, así que no se usó. Inténtalo más tarde, por favor.',
    practitioner:
      'De {required} testigos necesarios, solo han visto esta lista {witnessed}. Pregunta a la coordinación de la comunidad.',
  },
  consent_facts_invalid: {
    person: 'Lo que se guarda sobre este consentimiento está dañado, así que no se puede dejar constancia de él.',
    practitioner:
      'El campo {field} de lo que se guarda sobre este consentimiento no encaja, así que no se puede dejar constancia.',
  },
  consent_guardian_missing: {
    person:
      'A tu edad, tu madre, tu padre o quien te tiene a su cargo tiene que estar de acuerdo. Aun así puedes mirar quién está.',
    practitioner: 'La ley de este lugar pide el acuerdo de quien tiene a la persona a su cargo. Nadie lo ha dado.',
  },
  consent_notice_missing: {
    person: 'No ha dicho cómo cuida lo que le envías, así que no se le puede enviar nada.',
    practitioner: 'Tu descripción no tiene aviso de privacidad. Sin él nadie te puede escribir.',
  },
  consent_rule_broken: {
    person: 'Esto no se envió, porque no era lo que aceptaste.',
    practitioner: 'No se cumplió una regla del consentimiento ({rule}), así que no se envió nada.',
  },
  descriptor_expired: {
    person: 'No ha renovado su ficha. Por ahora elige a otra persona, por favor.',
    practitioner: 'Tu descripción ha vencido. Fírmala otra vez y pide que la aprueben.',
  },
  descriptor_invalid: {
    person: 'Esta ficha está dañada. Por ahora elige a otra persona, por favor.',
    practitioner: 'El campo {field} de la descripción no encaja.',
  },
  descriptor_revoked: {
    person: 'Esta persona ya no forma parte de la comunidad.',
    practitioner: 'La comunidad ha retirado su aprobación de esta ficha.',
  },
  descriptor_unapproved: {
    person: 'La comunidad todavía no ha aprobado esta ficha.',
    practitioner: 'La descripción todavía no está aprobada. Pregunta a la coordinación de la comunidad.',
  },
  descriptor_unclaimed: {
    person: 'Esta ficha viene de un directorio público. Puedes llamar; desde aquí no se puede enviar nada.',
    practitioner: 'Nadie ha reclamado esta ficha, así que no se le puede sellar nada.',
  },
  disclosure_empty: {
    person: 'Elegiste compartir algo que no has respondido ({field}).',
    practitioner: 'Se iba a compartir algo que no se respondió ({field}).',
  },
  disclosure_too_large: {
    person: 'Lo que quieres compartir es demasiado largo. Acorta tus propias palabras, por favor.',
    practitioner: 'Lo que se iba a compartir no cabe en un mensaje.',
  },
  inbox_full: {
    person: 'Ahora no puede recibir más mensajes.',
    practitioner: 'Tu buzón está lleno. Responde o borra algunas derivaciones.',
  },
  keys_cooling_down: {
    person: 'Esta persona tiene claves nuevas. Por seguridad, no se le puede enviar nada antes del {until}.',
    practitioner: 'Tus claves nuevas están aprobadas. Por seguridad, nadie te puede escribir antes del {until}.',
  },
  keys_exhausted: {
    person: 'No ha renovado su ficha. Por ahora elige a otra persona, por favor.',
    practitioner: 'Las claves preparadas se han acabado. Prepara otras y pide que aprueben la descripción.',
  },
  keys_invalid: {
    person: 'Este archivo de claves no se puede leer.',
    practitioner: 'Este archivo de claves no se puede leer. Usa tu copia de seguridad.',
  },
  presence_stale: {
    person: 'Hace tiempo que no dice cómo está su agenda, así que ahora no se le puede enviar nada.',
    practitioner: 'Confirma cómo está tu agenda este mes. Hasta entonces nadie te puede escribir.',
  },
  randomness_absent: {
    person: 'Este dispositivo no puede crear números al azar seguros, así que no se envió nada.',
    practitioner: 'Este dispositivo no puede crear números al azar seguros. Usa otro.',
  },
  recipient_other: {
    person: 'Aceptaste compartir esto con otra persona, así que no se envió.',
    practitioner: `El formulario confundió a dos destinatarios. ${lookAtForm}`,
  },
  referral_closed: {
    person: 'Esta conversación ha llegado a su fin.',
    practitioner: 'Esta derivación está cerrada; no se envía nada más.',
  },
  referral_unknown: {
    person: 'Esta conversación ya no está aquí.',
    practitioner: 'Esta derivación no está aquí: terminó y se borró, o llegó a otro dispositivo.',
  },
  reply_forged: {
    person: 'Alguien respondió en nombre de esta persona. La respuesta no se muestra. Avisa a la comunidad, por favor.',
    practitioner: 'Una respuesta llevaba una firma que no es tuya ni de quienes trabajan contigo.',
  },
  reply_malformed: {
    person: 'Esto no es una respuesta, o no está entera.',
    practitioner: 'Esto no es una respuesta, o no está entera.',
  },
  reply_unopenable: {
    person: 'Este mensaje no es de esta conversación, o se cambió por el camino.',
    practitioner: 'La persona no pudo abrir esta respuesta.',
  },
  root_equivocal: {
    person:
      'Esta comunidad dijo dos cosas distintas sobre sí misma. La lista no se usó; avisa a la comunidad, por favor.',
    practitioner: `Dos manifiestos distintos tienen el mismo número. ${tellNow}`,
  },
  root_expired: {
    person: 'Esta lista de profesionales ya no está al día. Cárgala otra vez, por favor.',
    practitioner:
      'El manifiesto de la comunidad ha vencido. Pide a la coordinación de la comunidad que lo haga firmar otra vez.',
  },
  root_foreign: {
    person: unsafeList,
    practitioner: `Entre los manifiestos hay uno de otra comunidad. ${tell}`,
  },
  root_forged: {
    person: unsafeList,
    practitioner: `Una firma del manifiesto de la comunidad no encaja. ${tell}`,
  },
  root_invalid: {
    person: 'Esta lista de profesionales está dañada, así que no se usó.',
    practitioner: 'El campo {field} del manifiesto de la comunidad no encaja.',
  },
  root_rolled_back: {
    person: 'Llegó una lista de profesionales más antigua que la que ya tenías. No se usó.',
    practitioner: `Se entregó un manifiesto más antiguo que el que se vio antes. ${tell}`,
  },
  root_rotation_unapproved: {
    person: unsafeList,
    practitioner:
      'De {required} claves raíz anteriores necesarias, solo {signed} firmaron el manifiesto nuevo. Pide más firmas.',
  },
  root_signer_repeated: {
    person: unsafeList,
    practitioner: `Una clave firmó dos veces el manifiesto de la comunidad. ${tell}`,
  },
  root_signer_unknown: {
    person: unsafeList,
    practitioner: `Una clave que no es clave raíz firmó el manifiesto de la comunidad. ${tell}`,
  },
  root_skipped: {
    person: unsafeList,
    practitioner: `El manifiesto de la comunidad tiene el número {found} y debería seguir el {expected}. ${tell}`,
  },
  root_threshold_unmet: {
    person: unsafeList,
    practitioner:
      'De {required} claves raíz necesarias, solo {signed} firmaron el manifiesto de la comunidad. Pide más firmas.',
  },
  root_too_long: {
    person: 'Esta lista de profesionales es demasiado grande para esta página.',
    practitioner: `El manifiesto de la comunidad cambió más de {limit} veces. ${tell}`,
  },
  root_untrusted: {
    person: 'Esta lista de profesionales viene de una comunidad que esta página no conoce.',
    practitioner: 'Las primeras claves raíz no son aquellas en las que este programa tiene orden de confiar.',
  },
  statement_expired: {
    person: 'Esta ficha ya no está al día.',
    practitioner: 'Esta declaración ha vencido. Fírmala otra vez.',
  },
  statement_forged: {
    person: 'No se puede confiar en esta ficha, así que no se usó.',
    practitioner: 'La firma de esta declaración no encaja.',
  },
  statement_invalid: {
    person: 'Esta ficha está dañada, así que no se usó.',
    practitioner: 'El campo {field} de esta declaración no encaja.',
  },
  statement_unheeded: {
    person: 'Algo en esta lista lo dijo alguien a quien no le toca decirlo, y se dejó fuera.',
    practitioner:
      'A quien firmó esto no le toca decirlo: no es miembro, no aprueba, o hizo más presentaciones de las que caben en un periodo.',
  },
  store_unavailable: {
    person: 'Este dispositivo no pudo guardar lo que debía. Inténtalo otra vez, por favor.',
    practitioner: 'No se pudo escribir en tu buzón. No se ha perdido nada; inténtalo otra vez.',
  },
  store_unopenable: {
    person: 'Lo que guardó este dispositivo no se puede abrir con esta clave. No se cambió nada.',
    practitioner:
      'Tu buzón no se puede abrir con esta clave, o alguien lo cambió. No se perdió nada por intentarlo; busca la clave correcta.',
  },
  suite_unsupported: {
    person:
      'Esta persona usa un tipo de clave más nuevo de lo que esta página conoce. Elige otra forma de comunicarte, por favor.',
    practitioner: 'Algunas de estas claves son de un tipo que este programa no conoce. Ábrelas con uno más nuevo.',
  },
  ticket_malformed: {
    person: 'Este no es el archivo que se guardó, o no está entero.',
    practitioner: 'Esto no es un comprobante guardado, o no está entero.',
  },
  ticket_unopenable: {
    person: 'No se pudo abrir. Revisa las palabras que elegiste, por favor.',
    practitioner: 'Este comprobante no se pudo abrir con esta clave.',
  },
  token_awaits_referral: {
    person: 'Esto es de un mensaje que todavía no ha llegado.',
    practitioner: 'Esto es de una derivación que todavía no te ha llegado. Se guarda hasta que llegue.',
  },
  token_conflict: {
    person: notYours,
    practitioner: 'Ya llegó otro mensaje con el mismo número. No hagas nada con este.',
  },
  token_early: {
    person: 'Parece que el reloj de este dispositivo no va bien. Ajústalo e inténtalo otra vez, por favor.',
    practitioner: 'Este mensaje tiene una fecha futura. Revisa el reloj de este dispositivo.',
  },
  token_expired: {
    person: 'Este mensaje ha vencido. Puedes escribir otro.',
    practitioner: 'Este mensaje ha vencido. Lo que había en él ya no te toca leerlo.',
  },
  token_malformed: {
    person: 'Este mensaje no llegó entero. Prueba otra vez con el enlace o el código, por favor.',
    practitioner: 'Esto no es un mensaje entero. Prueba otra vez con el enlace o el código.',
  },
  token_replayed: {
    person: 'Este mensaje ya se recibió.',
    practitioner: 'Ya recibiste este mensaje.',
  },
  token_unopenable: {
    person: notYours,
    practitioner: 'Este mensaje no es para tus claves, o se cambió por el camino.',
  },
  token_unsupported: {
    person: 'Esta página no puede leer este tipo de mensaje. Vuelve a cargarla, por favor.',
    practitioner: 'Este programa es demasiado antiguo para este mensaje. Actualízalo.',
  },
  token_withdrawn: {
    person: 'Retiraste esto. No se envía nada más.',
    practitioner: 'La persona retiró esto. No se muestra nada de ello.',
  },
  vocabulary_unsupported: {
    person: 'Esta página no puede leer las palabras de esta lista. Vuelve a cargar la página, por favor.',
    practitioner: 'La lista publicada usa un vocabulario de una forma que este programa no conoce. Actualízalo.',
  },
}
