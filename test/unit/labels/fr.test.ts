import { describe, expect, it } from 'vitest'
import { dayOf, epochSeconds } from '../../../src/kernel/time.js'
import { fr, frEpochReport, frRehearsal } from '../../../src/labels/fr.js'
import { countText, dateText, fill, listText } from '../../../src/vocabulary/sentence.js'
import { texts } from './languages.js'

const NO_BREAK = '\u00a0'

const all = texts([fr, frRehearsal, frEpochReport])
const matching = (pattern: RegExp) => all.filter(([, text]) => pattern.test(text))

describe('the French words', () => {
  it('keep : ; ? ! and the inside of « » on one line, with one kind of no-break space', () => {
    expect(matching(new RegExp(`(?<!${NO_BREAK})[:;?!»]|«(?!${NO_BREAK})`))).toEqual([])
    expect(
      matching(new RegExp(`${NO_BREAK}(?![:;?!»%{\\p{L}])`, 'u')).filter(([path]) => path !== '/0/thousands'),
    ).toEqual([])
    expect(matching(/[\u202f\u2007]/)).toEqual([])
  })

  it('are written with ’ and without straight quotation marks', () => expect(matching(/['"“”]/)).toEqual([]))

  it('elide where a vowel follows', () => {
    const vowel = '[aeiouyàâéèêëîïôùûœ]'
    expect(matching(new RegExp(`(?<![\\p{L}’-])(?:de|le|la|que|ne|se|je|me|te|ce|jusque) ${vowel}`, 'iu'))).toEqual([])
    const { above, higher } = fr.match.line
    const changes = Object.values(fr.match.change).flatMap((change) =>
      [above, higher].map((line) => fill(line, { change })),
    )
    expect(changes.filter((line) => /\bsi ils?\b/i.test(line))).toEqual([])
  })

  it('put no name where it would have to be elided or contracted', () => {
    expect(
      matching(/(?<!\p{L})(?:de|du|des|que|le|la|au) \{(?:name|names|source|controller|jurisdiction|fields?)\}/iu),
    ).toEqual([])
  })

  it('give nobody a gender that is not meant', () => {
    expect(matching(/·|\(e\)|\b(?:praticiens?|professionnels?|chers?|il ou elle|iels?)\b/i)).toEqual([])
    // What is said of the practitioner and of the person has no subject with a gender; "elle" of a list or a card is another matter.
    const said = [fr.match, fr.preview, fr.conversation, fr.capacity, fr.callSheet].flatMap((part) => texts(part))
    expect(
      said.filter(([, text]) =>
        /(?<!\p{L})(?:ils?|elles?) (?:est|a|parle|travaille|peut|propose|répond|dit)(?!\p{L})/iu.test(text),
      ),
    ).toEqual([])
  })

  it('say "vous" to whoever reads', () => expect(matching(/(?<!\p{L})(?:tu|toi|ton|ta|tes)(?!\p{L})/iu)).toEqual([]))

  it('leave days, months and languages in small letters', () => {
    for (const words of [fr.day, fr.month, fr.partOfDay, fr.concepts.language]) {
      for (const [path, word] of texts(words)) expect(word, path).toMatch(/^\p{Ll}/u)
    }
  })
})

describe('French sentences', () => {
  it('write only the first of a month as an ordinal', () => {
    const text = (date: string) => dateText(dayOf(epochSeconds(new Date(date))), fr)
    expect(['2026-12-01', '2027-08-02', '2027-02-21'].map(text)).toEqual([
      '1er décembre 2026',
      '2 août 2027',
      '21 février 2027',
    ])
  })

  it('have one and many, and a no-break space between thousands', () => {
    expect(countText(fr.match.leftOut, 1, fr)).toBe('1 résultat a été écarté')
    expect(countText(fr.match.leftOut, 1500, fr)).toBe(`1${NO_BREAK}500 résultats ont été écartés`)
  })

  it('join a list with "et"', () => {
    expect(listText(['a', 'b', 'c'], fr, 'and')).toBe('a, b et c')
  })
})
