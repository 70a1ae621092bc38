import type { MeasurementWords } from '../../vocabulary/measurement-words.js'

/** What a lead reads of a question to a cohort, in French. */
export const frMeasurement: MeasurementWords = {
  language: 'fr',
  question: {
    more: '{people} personnes suffiraient-elles à montrer que {other} % disent oui au lieu de {baseline} % ?',
    fewer:
      '{people} personnes suffiraient-elles à montrer que {other} % seulement disent oui au lieu de {baseline} % ?',
    faster: '{people} personnes suffiraient-elles à montrer que celle du milieu attend {faster} % de moins ?',
  },
  verdict: {
    yes: 'Oui. Si c’est vrai, vous le verriez {power} fois sur 100.',
    hardly: 'À peine. Si c’est vrai, vous le verriez {power} fois sur 100, et le manqueriez les autres fois.',
    no: 'Non. Si c’est vrai, vous ne le verriez que {power} fois sur 100. Ne rien voir ne vous dirait rien.',
  },
  smallest: 'La plus petite différence que tant de personnes peuvent montrer est de {change} %.',
  smallestNone: 'Si peu de personnes ne peuvent montrer aucune différence.',
  needed: 'Il faut {needed} personnes, la moitié de chaque côté.',
  neededNone: 'Pour une différence aussi petite, aucun nombre de personnes ne suffit.',
  weeks: 'Avec {perWeek} personnes par semaine, cela fait {weeks} semaines.',
  noise: 'Le bruit qui protège chacune est compté.',
}
