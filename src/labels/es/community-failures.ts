import type { CommunityFailure } from '../../vocabulary/community-failure.js'
import type { Labels } from '../../vocabulary/labels.js'

const lookAtForm = 'Quienes mantienen la página deberían revisarlo.'

/** What to say to each side when a community's own work did not: members, cards, counting, publishing. */
export const communityFailureWords: Pick<Labels['failures'], CommunityFailure> = {
  card_foreign: {
    person: 'Esta tarjeta no es para esta lista, así que no se usó. Puedes buscar sin ella.',
    practitioner:
      'La tarjeta es para otra lista, o la firmó alguien que no puede hacerlo. Pide una nueva a quien la entregó.',
  },
  card_invalid: {
    person: 'Esta tarjeta no se puede leer, así que no se usó. Puedes buscar sin ella.',
    practitioner: 'La tarjeta no se puede leer, o es distinta de la que reciben las demás personas. Haz una nueva.',
  },
  heads_consistent: {
    person: 'Estas dos listas no se contradicen.',
    practitioner: 'Estas dos listas pueden ser correctas a la vez: no prueban nada contra la comunidad.',
  },
  measurement_budget_spent: {
    person: 'Este dispositivo ya ha dicho bastante para estas semanas. No se envió nada más.',
    practitioner:
      'Este dispositivo ya dio lo que puede dar en estas ocho semanas. Volverá a participar en las próximas.',
  },
  measurement_early: {
    person: 'Es demasiado pronto para contar esto. No se envió nada.',
    practitioner: 'Es demasiado pronto para contar esto. Vuelve a intentarlo después del {until}.',
  },
  measurement_foreign: {
    person: 'Este recuento no es de tu comunidad. No se envió nada.',
    practitioner:
      'Este recuento nombra personas o claves que tu lista de profesionales no conoce. Pregunta a la coordinación de la comunidad antes de participar.',
  },
  measurement_invalid: {
    person: 'No se pudo leer un recuento. No se envió nada.',
    practitioner:
      'Una parte de este recuento no se puede leer. Vuelve a descargarla o avisa a la coordinación de la comunidad.',
  },
  measurement_repeated: {
    person: 'Esto ya se respondió. No se envió nada más.',
    practitioner:
      'Este recuento se cerró dos veces, de dos maneras. No se envió nada. Guarda los dos archivos y avisa a tu comunidad.',
  },
  measurement_sum_wrong: {
    person: 'Los números de este recuento no encajan. No se muestra ninguno.',
    practitioner: 'Los números de este recuento no encajan. Pide a los miembros que abran sus informes.',
  },
  measurement_too_few: {
    person: 'Son demasiado pocos para contar sin mostrar a alguien. No se muestra nada.',
    practitioner: 'Hay {count} y se necesitan {least}. Con menos, se podría reconocer a alguien.',
  },
  measurement_too_noisy: {
    person: 'Podrían responder tan pocas personas que el resultado sería sobre todo azar. No se envió nada.',
    practitioner: 'El resultado se desviaría {expected} puntos, más de {most}: sería sobre todo azar. No se pregunta.',
  },
  member_key_replaced: {
    person: 'Esta persona profesional tiene ahora otra clave. Búscala en la lista de hoy.',
    practitioner: 'Esta clave fue reemplazada por otra, que está en su lugar en la lista.',
  },
  member_key_waiting: {
    person: 'La nueva clave de esta persona profesional todavía no se usa. Vuelve a mirar en unos días.',
    practitioner:
      'Esta clave va a reemplazar a otra y espera su plazo, para que quien tiene la anterior pueda oponerse.',
  },
  member_unattested: {
    person: 'La comunidad aún no ha terminado de conocer a esta persona profesional.',
    practitioner: 'Faltan puntos de la lista de la comunidad por confirmar para esta clave.',
  },
  member_unintroduced: {
    person: 'Nadie de la comunidad ha presentado a esta persona profesional.',
    practitioner:
      'Ninguna presentación de esta clave vale ahora: no hay, o depende de alguien que ya no puede presentar a nadie.',
  },
  publish_invalid: {
    person: 'No se pudo hacer esta lista de profesionales.',
    practitioner: 'La ficha {index} no se puede publicar: su {field} no encaja.',
  },
  release_mismatch: {
    person: 'Estos números no son los que se contaron. No se muestran.',
    practitioner: 'Esta publicación no es lo que suman sus archivos. Avisa a la coordinación de la comunidad.',
  },
  release_repeated: {
    person: 'Estas semanas ya se publicaron, con otros números. No se muestran.',
    practitioner:
      'Estas semanas ya se publicaron. No se hace una segunda publicación, porque la diferencia podría mostrar a alguien.',
  },
  release_withheld: {
    person: 'Fueron demasiado pocos para mostrarlo. No se muestra nada.',
    practitioner:
      'Se contaron menos de {least}, así que no se publica nada. Con más tiempo o más comunidades quizá se pueda.',
  },
  round_invalid: {
    person: 'Estas preguntas no se pueden hacer juntas.',
    practitioner: `El formulario juntó preguntas que no encajan. ${lookAtForm}`,
  },
  work_aborted: {
    person: 'Se detuvo. No se cambió nada.',
    practitioner: 'Se detuvo. No se cambió nada.',
  },
}
