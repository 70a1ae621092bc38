import type { accessFeatures } from '../../vocabulary/core/access.js'
import type { ageGroups } from '../../vocabulary/core/age-groups.js'
import type { clothing } from '../../vocabulary/core/clothing.js'
import type { eventKinds } from '../../vocabulary/core/event-kinds.js'
import type { feeModels } from '../../vocabulary/core/fee-models.js'
import type { forWhom } from '../../vocabulary/core/for-whom.js'
import type { formats } from '../../vocabulary/core/formats.js'
import type { genders } from '../../vocabulary/core/genders.js'
import type { insurers } from '../../vocabulary/core/insurers.js'
import type { sessions } from '../../vocabulary/core/sessions.js'
import type { styles } from '../../vocabulary/core/styles.js'
import type { Words } from '../../vocabulary/labels.js'

/** How it feels to work with somebody. */
export const stylesWords: Words<typeof styles> = {
  warm: 'Con calidez',
  gentle: 'Con suavidad',
  direct: 'Dice las cosas con claridad',
  challenging: 'Me plantea retos',
  structured: 'Con estructura y un plan',
  'open-ended': 'Sigue hacia donde yo voy',
  practical: 'Herramientas prácticas',
  reflective: 'Busca las razones de fondo',
  listening: 'Sobre todo escucha',
  talkative: 'Habla y explica',
  collaborative: 'Decide conmigo',
  'goal-focused': 'Trabaja hacia metas',
  'slow-paced': 'Despacio, a mi ritmo',
  'short-term': 'Pocas sesiones',
  'long-term': 'Con tiempo para un proceso largo',
  exercises: 'Ejercicios entre sesiones',
  'no-homework': 'Sin tareas',
  humour: 'Con humor',
  calm: 'Con calma',
  energetic: 'Con energía',
  'trauma-aware': 'Con cuidado ante el trauma',
  'body-aware': 'Presta atención al cuerpo',
  creative: 'Con creatividad',
  spiritual: 'Con apertura a lo espiritual',
  'culture-aware': 'Con interés por mi cultura',
  affirming: 'Afirma quien soy',
  'explains-each-step': 'Explica cada paso antes',
  'asks-before-touch': 'Pregunta antes de cada contacto',
  'light-touch': 'Contacto ligero',
  'firm-pressure': 'Presión firme',
  'quiet-session': 'En silencio, con pocas palabras',
}

/** How and where people meet. Whatever lies under `online` is judged by the licence, everything else by the place. */
export const formatsWords: Words<typeof formats> = {
  'in-person': 'En persona',
  'in-person.home-visit': 'En mi casa',
  'in-person.outdoors': 'Al aire libre',
  'in-person.mobile': 'En la escuela, el trabajo u otro lugar',
  online: 'A distancia',
  'online.video': 'Por video',
  'online.phone': 'Por teléfono',
  'online.messages': 'Por mensajes escritos',
  'day-programme': 'Un programa de día',
  stay: 'Quedándome a dormir',
  'stay.residential': 'Una casa residencial',
  'stay.hospital': 'Un hospital',
}

/** Who is in the room. */
export const sessionsWords: Words<typeof sessions> = {
  one: 'A solas con quien me atiende',
  couple: 'En pareja',
  family: 'En familia',
  group: 'En grupo',
}

/** Whom the help is for. */
export const forWhomWords: Words<typeof forWhom> = {
  self: 'Para mí',
  child: 'Para mi hija o mi hijo',
  couple: 'Para mi pareja y para mí',
  family: 'Para nuestra familia',
  other: 'Para otra persona',
}

/** Ages, as people say them. */
export const ageGroupsWords: Words<typeof ageGroups> = {
  infant: 'Bebés (menos de 2 años)',
  child: 'Niñas y niños (de 2 a 12 años)',
  teen: 'Adolescentes (de 13 a 17 años)',
  'young-adult': 'Personas adultas jóvenes (de 18 a 25 años)',
  adult: 'Personas adultas (de 26 a 64 años)',
  'older-adult': 'Personas mayores (65 años o más)',
}

/** What a person may say of themselves, for practitioners' own rules only. */
export const gendersWords: Words<typeof genders> = {
  woman: 'Mujer',
  man: 'Hombre',
  'non-binary': 'Persona no binaria',
  another: 'Otro género',
}

/** What makes a place or a session possible for somebody. */
export const accessFeaturesWords: Words<typeof accessFeatures> = {
  'step-free': 'Sin escalones',
  'step-free.lift': 'Ascensor donde cabe una silla de ruedas',
  'accessible-toilet': 'Baño accesible',
  'neutral-toilet': 'Baño para todos los géneros',
  parking: 'Estacionamiento',
  'parking.accessible': 'Estacionamiento accesible',
  'public-transport': 'Cerca del transporte público',
  'sign-language': 'Lengua de señas (de signos)',
  'hearing-loop': 'Bucle magnético para audífonos',
  captions: 'Subtítulos en directo',
  'text-only': 'Solo por escrito',
  'camera-off': 'Se puede dejar la cámara apagada',
  quiet: 'Un lugar tranquilo',
  'low-light': 'Luz suave',
  'low-scent': 'Sin perfume ni olores fuertes',
  'large-print': 'Letra grande',
  'easy-read': 'Textos de lectura fácil',
  'screen-reader': 'Funciona con lector de pantalla',
  'assistance-animals': 'Se aceptan animales de asistencia',
  companion: 'Puedo llevar a alguien',
  'wide-seating': 'Asientos para todos los cuerpos',
  'adjustable-table': 'Una camilla que se puede bajar',
  hoist: 'Una grúa para pasar de la silla',
  breaks: 'Pausas cuando hagan falta',
  'short-sessions': 'Sesiones más cortas',
  'children-welcome': 'Se puede ir con niñas y niños',
  'private-entrance': 'Una entrada discreta',
  evenings: 'Por la tarde y la noche',
  weekends: 'Fines de semana',
  'walk-in': 'Sin cita',
}

/** How the price is made. */
export const feeModelsWords: Words<typeof feeModels> = {
  fixed: 'Un precio fijo',
  sliding: 'Un precio según los ingresos',
  'pay-what-you-can': 'Paga lo que puedas',
  free: 'Gratis',
  voucher: 'Un vale o la ayuda de un fondo',
}

/** Who may pay besides the person. An open list: any id of this form is allowed. */
export const insurersWords: Words<typeof insurers> = {
  'private-insurance': 'Seguro médico privado',
  'us-medicare': 'Medicare (EE. UU.)',
  'us-medicaid': 'Medicaid (EE. UU.)',
  'us-military': 'Seguro militar (EE. UU.)',
  'us-veterans': 'Asuntos de Veteranos (EE. UU.)',
  'us-state-plan': 'Un plan de salud estatal (EE. UU.)',
  'us-indian-health': 'Servicio de Salud Indígena (EE. UU.)',
  'employee-assistance': 'El programa de mi empresa',
  'student-plan': 'Un plan de salud para estudiantes',
  'accident-insurance': 'Seguro de accidentes o de trabajo',
  'victim-support': 'Un fondo para víctimas de delitos',
  'public-health-service': 'La salud pública',
}

/** First steps in company. */
export const eventKindsWords: Words<typeof eventKinds> = {
  workshop: 'Taller',
  'pop-up': 'Encuentro por un día',
  'group-intake': 'Empezar en grupo',
  'peer-learning': 'Aprender entre iguales',
  class: 'Clase',
  'support-group': 'Grupo de apoyo',
  talk: 'Charla',
  'open-house': 'Puertas abiertas',
  'drop-in': 'Llegar sin avisar',
  retreat: 'Retiro',
}

/** What is worn during hands-on work. */
export const clothingWords: Words<typeof clothing> = {
  'fully-clothed': 'Con la ropa de diario',
  sportswear: 'Ropa suelta o de deporte',
  'undressed-as-comfortable': 'Sin ropa, hasta donde haya comodidad',
  'covered-by-towel': 'Sin ropa, bajo una toalla',
}
