import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { en as deskEnglish } from '../../../examples/desk/words/en.js'
import { es as deskSpanish } from '../../../examples/desk/words/es.js'
import { fr as deskFrench } from '../../../examples/desk/words/fr.js'
import { words as widgetEnglish } from '../../../examples/widget/words/en.js'
import { words as widgetSpanish } from '../../../examples/widget/words/es.js'
import { words as widgetFrench } from '../../../examples/widget/words/fr.js'
import { languages, texts } from '../labels/languages.js'
import { gradeOf, sentencesOf, wordsOf } from '../labels/reading.js'

// The examples' own sentences, held to what the library's are held to.

const sets = { desk: [deskEnglish, deskSpanish, deskFrench], widget: [widgetEnglish, widgetSpanish, widgetFrench] }
const cases = Object.entries(sets).flatMap(([part, [english, ...others]]) =>
  others.map((own, nth) => [part, ['es', 'fr'][nth] ?? '', own, english] as const),
)
const all = Object.entries(sets).flatMap(([part, words]) =>
  words.map((own, nth) => [part, ['en', 'es', 'fr'][nth] ?? '', own] as const),
)
/** Tags and directions are no sentences, names of files hold what every disk takes. */
const technical = /^\/(language|direction)$|\/fileName$/
const saidIn = (value: unknown) => texts(value).filter(([path]) => !technical.test(path))
const placeholders = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort().join()
const languageFor = (tag: string) => {
  const found = languages.find(({ labels }) => labels.language === tag)
  if (found === undefined) throw new Error(`expected what ${tag} is held to`)
  return found
}

/** What is the same in two languages, and means it. */
const same: Readonly<Record<string, readonly string[]>> = {
  'desk es': ['no'],
  'desk fr': ['Pages', 'Minutes', '{day} {date}, {time}', '{minutes} minutes', '{count} minutes'],
  'widget es': [],
  'widget fr': [],
}

describe.each(cases)('%s in %s', (part, tag, own, english) => {
  const before = new Map(texts(english))

  it('says everything that is said in English, with the same placeholders', () => {
    expect(texts(own).map(([path]) => path)).toEqual(texts(english).map(([path]) => path))
    expect(texts(own).filter(([path, text]) => placeholders(text) !== placeholders(before.get(path) ?? ''))).toEqual([])
  })

  it('is not English, but for what both share', () => {
    const left = saidIn(own).filter(([path, text]) => text !== '' && before.get(path) === text)
    expect([...new Set(left.map(([, text]) => text))]).toEqual(same[`${part} ${tag}`])
  })
})

describe.each(all)('%s in %s', (_, tag, own) => {
  const { banned, foreign } = languageFor(tag)
  const matching = (pattern: RegExp) => saidIn(own).filter(([, text]) => pattern.test(text))

  it('uses none of the words that are never said, and no mark of another language', () => {
    expect(matching(banned)).toEqual([])
    expect(matching(foreign)).toEqual([])
    expect(matching(/['"]/)).toEqual([])
  })

  it('has no space at an end, none doubled, and nothing that hides or reorders', () =>
    expect(
      saidIn(own).filter(([, text]) => text !== text.trim() || /\s\s|[\u200b-\u200f\u202a-\u202e]/.test(text)),
    ).toEqual([]))
})

describe('French', () => {
  it.each([
    ['desk', deskFrench],
    ['widget', widgetFrench],
  ] as const)('keeps : ; ? ! and the inside of « » on one line: %s', (_, own) =>
    expect(saidIn(own).filter(([, text]) => /(?<![\u00a0/])[:;?!»](?!\/\/)|«(?!\u00a0)/.test(text))).toEqual([]),
  )
  it('says "vous" at the desk and in the widget, and gives nobody a gender that is not meant', () => {
    const both = [...saidIn(deskFrench), ...saidIn(widgetFrench)]
    expect(both.filter(([, text]) => /(?<!\p{L})(?:tu|toi|ton|tes)(?!\p{L})/iu.test(text))).toEqual([])
    expect(
      saidIn(deskFrench).filter(([, text]) =>
        /·|\(e\)|\b(?:praticiens?|professionnels?|chers?|il ou elle|iels?)\b/i.test(text),
      ),
    ).toEqual([])
  })
})

describe('the English of the examples', () => {
  const bodies = Object.entries(sets).map(
    ([part, [english]]) => [part, saidIn(english).map(([, text]) => text)] as const,
  )

  it.each(bodies)('is at grade 6 or below as a whole: %s', (_, body) =>
    expect(gradeOf(body.join('\n'))).toBeLessThanOrEqual(6),
  )
  it.each(bodies)('is at grade 9 or below in every sentence of five words or more: %s', (_, body) =>
    expect(body.flatMap(sentencesOf).filter((one) => wordsOf(one).length >= 5 && gradeOf(one) > 9)).toEqual([]),
  )
})

describe('the desk before its script runs', () => {
  const page = readFileSync('examples/desk/index.html', 'utf8')
  it('says in each language that it needs one', () => {
    for (const [tag, words] of Object.entries({ en: deskEnglish, es: deskSpanish, fr: deskFrench })) {
      expect(page).toContain(`<p class="page" lang="${tag}">${words.app.noScript}</p>`)
    }
  })
  it('has a file of words for every language it lists, and no other', () => {
    const build = readFileSync('examples/desk/build.js', 'utf8')
    const listed = /const languages = \[(.*)\]/.exec(build)?.[1]?.match(/\w\w/g)
    const files = readdirSync('examples/desk/words').filter((name) => name !== 'words.ts')
    expect(files.map((name) => name.replace('.ts', '')).sort()).toEqual(listed?.toSorted())
  })
})
