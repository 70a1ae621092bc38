import type { MeasurementWords } from '../../vocabulary/measurement-words.js'

/** What a lead reads of a question to a cohort, in Spanish. */
export const esMeasurement: MeasurementWords = {
  language: 'es',
  question: {
    more: '¿Bastarían {people} personas para mostrar que dice que sí el {other} % en vez del {baseline} %?',
    fewer: '¿Bastarían {people} personas para mostrar que solo dice que sí el {other} % en vez del {baseline} %?',
    faster: '¿Bastarían {people} personas para mostrar que la de en medio espera un {faster} % menos?',
  },
  verdict: {
    yes: 'Sí. Si es verdad, lo verías {power} veces de cada 100.',
    hardly: 'Apenas. Si es verdad, lo verías {power} veces de cada 100 y las demás se te escaparía.',
    no: 'No. Si es verdad, lo verías solo {power} veces de cada 100. No ver nada no te diría nada.',
  },
  smallest: 'La menor diferencia que tantas personas pueden mostrar es del {change} %.',
  smallestNone: 'Tan pocas personas no pueden mostrar ninguna diferencia.',
  needed: 'Hacen falta {needed} personas, la mitad de cada lado.',
  neededNone: 'Para una diferencia tan pequeña no basta ningún número de personas.',
  weeks: 'Con {perWeek} personas por semana son {weeks} semanas.',
  noise: 'El ruido que protege a cada una ya está contado.',
}
