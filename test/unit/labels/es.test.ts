import { describe, expect, it } from 'vitest'
import { textOf } from '../../../src/consent/text.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { es } from '../../../src/labels/es.js'
import { textOfMatch } from '../../../src/matching/text.js'
import { textOfExcluded, textOfRelaxation } from '../../../src/matching/text-counts.js'
import type { Answer } from '../../../src/token/answer.js'
import { textOfReply } from '../../../src/token/reply-text.js'
import { textOfFailure } from '../../../src/vocabulary/failure-text.js'
import { everything, proposalOf } from '../../support/cast.js'
import { run } from '../../support/match-run.js'
import { conceptOf, known, placeNear, practitioner } from '../../support/offers.js'

// One of each kind of sentence, to be read by whoever reads Spanish: a test on parts would not see how they fit.

describe('a preview in Spanish', () => {
  it('reads from top to bottom', () => {
    expect(textOf(proposalOf({ share: everything }).preview, es).split('\n')).toEqual([
      'Esto es todo lo que se va a compartir',
      'Para: Chen',
      'Donde atiende: Harbour Street Practice',
      'En la comunidad: Harbour Collective',
      'Para qué: pedir ayuda',
      'Se comparte:',
      '  De qué se trata: Ataques de pánico (en detalle), Duelo y pérdida (en detalle), No puedo dormirme o seguir durmiendo (en detalle)',
      '  Cuándo tienes tiempo: martes de 09:00 a 10:00, martes de 11:00 a 13:00, jueves de 17:00 a 19:00, UTC−08:00',
      '  Tus idiomas: lengua de señas americana (ASL), inglés, español',
      '  Dónde te gustaría que sea: En persona, A distancia',
      '  Tu grupo de edad: Personas adultas (de 26 a 64 años)',
      '  Quién va a participar: A solas con quien me atiende',
      '  Para quién es: Para mí',
      '  Cómo pagarías: De mi bolsillo, Con un seguro, Aún no lo sé',
      '  Lo que necesitas para poder ir: Un lugar tranquilo, Sin escalones',
      '  Zonas del cuerpo: Parte alta del vientre',
      '  Dónde no tocar: Una cicatriz en el vientre',
      '  Sobre ti: Mujer, Harbour Choir',
      '  Dónde vas a estar: 98101',
      '  Cómo comunicarse contigo: Asha, asha@mail.example, +1 206 555 0100',
      '  Tus propias palabras: It began in spring.',
      '  Cómo llegaste aquí: por una consulta médica',
      'Quién lo puede abrir: Chen',
      'Se puede abrir hasta el final del 28 de noviembre de 2026 (UTC)',
      'Dice que responde en un plazo de 5 días.',
      'Responde por ello: Chen Bodywork Ltd, privacy@chen.example, según las leyes de US-WA',
      'Lo guarda 90 días como máximo',
      'Su aviso de privacidad: https://chen.example/privacy',
      `Cómo llega: ${es.preview.delivery['inbox-link']}`,
      `Cómo llega: ${es.preview.delivery['in-person']}`,
      es.preview.line.canAnswer,
      es.preview.line.final,
      'Lo que sale mide 2133 bytes, digan lo que digan tus respuestas.',
    ])
  })
  it('names parts of a day', () => {
    expect(textOf(proposalOf({ share: { availability: 'part-of-day' } }).preview, es)).toContain(
      'Cuándo tienes tiempo: martes por la mañana, martes por la tarde, jueves por la noche\n',
    )
  })
})

describe('a match in Spanish', () => {
  it('reads from top to bottom', () => {
    const answers = {
      needs: [{ concept: 'anxiety.panic', importance: 3 }, { concept: 'mood.numb' }],
      where: { place: { latitude: 47.606, longitude: -122.332, withinKm: 10 }, formats: ['in-person'] },
      languages: { anyOf: ['es'] },
      access: ['step-free', 'quiet', 'evenings'],
      prefer: { modalities: ['cbt.act'], style: ['warm', 'direct'] },
      must: ['languages' as const],
    }
    const offer = {
      concepts: [
        { concept: conceptOf('anxiety.panic'), level: 4 },
        { concept: conceptOf('mood'), level: 2 },
      ],
      locations: [{ region: 'US-WA', point: { ...placeNear, coarsenessMetres: 0 } }],
      formats: { yes: known('in-person') },
      languages: { yes: ['es', 'en'] },
      modalities: { yes: known('cbt'), complete: true },
      styles: { yes: known('warm'), no: known('direct') },
      access: { yes: known('step-free') },
    }
    const { matches } = run(answers, [practitioner(offer, { name: 'Chen Wei' })])
    expect(matches.map((one) => textOfMatch(one, es, undefined, matches))).toEqual([
      {
        why: [
          'Es especialista en «Ataques de pánico»',
          'Tiene formación para ayudar con «Ánimo bajo», que incluye «Sentir vacío o no sentir nada»',
          'Como pediste: «En persona» y también «Sin escalones»',
          'Tan cerca como pediste',
          'Ofrece «Terapia cognitivo-conductual (TCC)», que incluye «Terapia de aceptación y compromiso (ACT)»',
          'Trabaja como te gusta: «Con calidez»',
        ],
        against: ['No trabaja así: «Dice las cosas con claridad»'],
        ask: ['¿Es posible esto: «Por la tarde y la noche» y también «Un lugar tranquilo»?'],
        change: undefined,
        know: ['Son sus propias palabras; las confirmó por última vez el 11 de noviembre de 2026'],
      },
    ])
  })
  it('names languages as they stand in a sentence', () => {
    const answers = { needs: [{ concept: 'anxiety.panic' }], languages: { anyOf: ['en'] }, must: [] }
    const offer = {
      concepts: [{ concept: conceptOf('anxiety.panic'), level: 3 }],
      languages: { yes: ['en'] },
    }
    const [best] = run(answers, [practitioner(offer)]).matches
    expect(best && textOfMatch(best, es).why).toContain('Habla inglés')
  })
  it('counts', () => {
    expect(textOfExcluded({ total: 9015, byGate: { where: 8990, access: 26 } }, es)).toEqual([
      '9\u202f015 quedaron fuera, a veces por más de una razón',
      '8\u202f990 por el lugar donde estás',
      '26 por la accesibilidad',
    ])
    expect(textOfExcluded({ total: 1, byGate: { languages: 1 } }, es)).toEqual(['1 quedó fuera', '1 por el idioma'])
    expect(textOfRelaxation({ gate: 'languages', change: 'drop', gained: 2 }, es)).toBe(
      'Sin tu condición sobre el idioma, habría 2 opciones más',
    )
    expect(textOfRelaxation({ gate: 'where', change: 'loosen', gained: 1 }, es)).toBe(
      'Si pudieras ir el doble de lejos, habría 1 opción más',
    )
  })
})

describe('an answer in Spanish', () => {
  const linesOf = (answer: Answer): readonly string[] =>
    textOfReply({ id: '', answer, number: 0, issuedOn: 0 as never, by: { key: '', name: 'Chen' } }, es).split('\n') // no day is said

  it('reads from top to bottom', () => {
    const times = [{ starts: epochSeconds(new Date('2026-12-01T02:30:00Z')), minutes: 50 }]
    expect(linesOf({ kind: 'times-offered', times })).toEqual([
      'Respuesta de Chen',
      'Te ofrece horas para elegir.',
      'Te ofrece: 1 de diciembre de 2026, 02:30, 50 minutos',
    ])
    expect(linesOf({ kind: 'more-asked', fields: ['language', 'format'], note: 'Con gusto' })).toEqual([
      'Respuesta de Chen',
      'Quiere saber algo más antes de responder. Tú decides.',
      'Pregunta sobre: Tus idiomas, Dónde te gustaría que sea',
      'Escribe: Con gusto',
    ])
    expect(linesOf({ kind: 'declined', reason: 'no-room' }).slice(1)).toEqual([
      'No puede atenderte con esto.',
      'Por qué: No tiene lugar ahora.',
    ])
    expect(linesOf({ kind: 'waiting-list', weeks: 1 }).at(-1)).toBe('Cerca de una semana')
    expect(linesOf({ kind: 'waiting-list', weeks: 6 }).at(-1)).toBe('Cerca de 6 semanas')
  })
})

describe('a failure in Spanish', () => {
  it('tells each side what it can do', () => {
    const until = epochSeconds(new Date('2026-12-05T00:00:00Z'))
    expect(textOfFailure({ code: 'keys_cooling_down', detail: { until } }, es, 'person')).toBe(
      'Esta persona tiene claves nuevas. Por seguridad, no se le puede enviar nada antes del 5 de diciembre de 2026.',
    )
    expect(textOfFailure({ code: 'disclosure_empty', detail: { field: 'needs' } }, es, 'person')).toBe(
      'Elegiste compartir algo que no has respondido (De qué se trata).',
    )
  })
})
