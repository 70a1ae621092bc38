import { describe, expect, it } from 'vitest'
import type { Columns } from '../../../src/catalogue/columns.js'
import { FIELD, fieldOfList } from '../../../src/catalogue/fields.js'
import { fragmentIn } from '../../../src/catalogue/fragment.js'
import { rowOf } from '../../../src/catalogue/row.js'
import { conceptsIn, feesIn, licencesIn, slotsIn, statedIn, textIn } from '../../../src/catalogue/stated.js'
import type { Offer } from '../../../src/descriptor/offer.js'
import { bytesOf, columnsOf, fact, rowAt } from '../../support/columns.js'
import { conceptOf, eventOf, listing, now, practitioner } from '../../support/offers.js'

/** The columns of one listing that offers this. */
const offering = (offer: Offer): Columns => columnsOf([rowOf(listing(offer), now)])
/** The columns of one row that states these facts of a field, as no honest publisher compiles them. */
const claiming = (field: number, ...texts: readonly string[]): Columns =>
  columnsOf([rowAt(0, { facts: texts.map((text) => fact(field, text)) })])
const valuesOf = <Value>(stated: readonly { readonly value: Value }[]) => stated.map(({ value }) => value)

describe('statedIn', () => {
  it('gives every fact of its field with its number, and no other', () => {
    const columns = columnsOf([rowAt(0, { facts: [fact(1, 'event'), fact(2, 'a 1'), fact(2, 'b 1'), fact(3, 'c')] })])
    expect(statedIn(columns, 2, textIn)).toEqual([
      { fact: 1, value: 'a 1' },
      { fact: 2, value: 'b 1' },
    ])
    expect(statedIn(columns, 4, textIn)).toEqual([])
  })

  it('leaves out what says nothing, and reads every field once', () => {
    const columns = claiming(3, 'a', 'b', 'c')
    let reads = 0
    const read = (bytes: Uint8Array) => {
      reads++
      return bytes[0] === 0x62 ? undefined : bytes[0]
    }
    const first = statedIn(columns, 3, read)
    expect(first).toEqual([
      { fact: 0, value: 0x61 },
      { fact: 2, value: 0x63 },
    ])
    expect(statedIn(columns, 3, read)).toBe(first)
    expect(reads).toBe(3)
  })

  it('keeps what it read apart from what other catalogues say', () => {
    expect(valuesOf(statedIn(claiming(3, 'a'), 3, textIn))).toEqual(['a'])
    expect(valuesOf(statedIn(claiming(3, 'b'), 3, textIn))).toEqual(['b'])
  })
})

describe('textIn', () => {
  it('makes one character of every byte', () => {
    expect(textIn(Uint8Array.of(0x45, 0x4e, 0, 0x80, 0xff))).toBe('EN\u0000\u0080\u00ff')
    expect(textIn(new Uint8Array(0))).toBe('')
  })

  it.each([4095, 4096, 4097, 1_000_000])('reads a fact of %i bytes', (length) => {
    const text = textIn(new Uint8Array(length).fill(0x61))
    expect([text.length, text.replaceAll('a', '')]).toEqual([length, ''])
  })
})

describe('conceptsIn', () => {
  const conceptsOf = (columns: Columns, field: number = FIELD.concept) =>
    Object.fromEntries(
      [...conceptsIn(columns, field)].map(([word, concepts]) => [
        word,
        concepts.map(({ concept, levels }) => [concept, ...levels.map(({ level }) => level)]),
      ]),
    )

  it('reads what was stated by its first word, a concept’s levels together', () => {
    const concepts = [1, 4, 2].map((level) => ({ concept: conceptOf('anxiety.panic'), level }))
    const others = ['anxiety', 'mood'].map((id) => ({ concept: conceptOf(id), level: 3 }))
    expect(conceptsOf(offering({ concepts: [...concepts, ...others] }))).toEqual({
      anxiety: [
        ['anxiety', 3],
        ['anxiety.panic', 1, 2, 4],
      ],
      mood: [['mood', 3]],
    })
  })

  it('gives concepts of a list without levels the highest', () => {
    const columns = offering({ modalities: { yes: [conceptOf('cbt.act')] } })
    expect(conceptsOf(columns, fieldOfList('modalities'))).toEqual({ cbt: [['cbt.act', 4]] })
  })

  it('reads nothing from levels that nobody can state, and from no level at all', () => {
    const texts = [
      '',
      '4',
      ' ',
      ' 4',
      'mood',
      'mood ',
      'mood 0',
      'mood 5',
      'mood /',
      'mood :',
      'mood 4 ',
      'mood \u00b2',
    ]
    expect(conceptsOf(claiming(FIELD.concept, ...texts))).toEqual({})
  })

  it('reads nothing where something else than a space stands before the level', () => {
    expect(conceptsOf(claiming(FIELD.concept, 'mood.4', 'mood44', 'mood\u00004'))).toEqual({})
  })
})

describe('feesIn', () => {
  it('reads every price as it was stated', () => {
    const fees: NonNullable<Offer['fees']> = [
      { model: 'fixed', currency: 'USD', from: 0, to: 100_000_000, session: conceptOf('one') },
      { model: 'sliding', currency: undefined, from: 6000, to: undefined, session: undefined },
      { model: 'sliding', currency: 'EUR', from: undefined, to: 0xffff_ff, session: undefined },
      { model: 'pay-what-you-can', currency: undefined, from: undefined, to: undefined, session: undefined },
      { model: 'free', currency: undefined, from: undefined, to: undefined, session: undefined },
      { model: 'voucher', currency: 'GBP', from: 0, to: undefined, session: conceptOf('group') },
    ]
    const read = valuesOf(feesIn(offering({ fees })))
    expect(read).toHaveLength(fees.length)
    expect(read).toEqual(expect.arrayContaining(fees))
  })

  it('reads nothing from what is too short, or of no model', () => {
    const whole = `\u0000\u0003USD${'\u0000'.repeat(8)}`
    expect(feesIn(claiming(FIELD.fee, whole))).toHaveLength(1)
    expect(
      feesIn(
        claiming(FIELD.fee, '', '\u0000', whole.slice(0, -1), `\u0005${whole.slice(1)}`, `\u00ff${whole.slice(1)}`),
      ),
    ).toEqual([])
  })

  it('reads the largest amount that four bytes can say as a number above nothing', () => {
    const [fee] = valuesOf(feesIn(claiming(FIELD.fee, `\u0000\u0003USD${'\u00ff'.repeat(8)}`)))
    expect(fee).toMatchObject({ from: 0xffff_ffff, to: 0xffff_ffff })
  })
})

describe('licencesIn', () => {
  it('tells held from not held, and takes the end from an event’s host', () => {
    const own = [
      { region: 'GB', status: 'not-held' as const },
      { region: 'US', status: 'not-required' as const },
      { region: 'US-WA', status: 'stated' as const },
    ]
    const forever = Number.POSITIVE_INFINITY
    expect(valuesOf(licencesIn(offering({ licences: own })))).toEqual([
      { region: 'GB', isHeld: false, until: forever },
      { region: 'US', isHeld: true, until: forever },
      { region: 'US-WA', isHeld: true, until: forever },
    ])
    const host = practitioner({ licences: own.slice(2) })
    const hosted = columnsOf([rowOf(eventOf({}, { host }), now)])
    expect(valuesOf(licencesIn(hosted))).toEqual([{ region: 'US-WA', isHeld: true, until: host.expires }])
  })

  it('takes an end that is no number as none that lies ahead', () => {
    const ends = valuesOf(licencesIn(claiming(FIELD.licence, 'GB stated x', 'GB stated ', 'GB stated NaN')))
    expect(ends.filter(({ until }) => until > now)).toEqual([])
  })
})

describe('slotsIn', () => {
  it('reads seconds since Monday', () => {
    const slots = [
      { day: 'mon' as const, fromMinute: 0, toMinute: 1 },
      { day: 'sun' as const, fromMinute: 1439, toMinute: 1440 },
    ]
    expect(valuesOf(slotsIn(offering({ slots })))).toEqual([
      { from: 0, to: 60 },
      { from: 10_079 * 60, to: 10_080 * 60 },
    ])
  })

  it('reads nothing of any other length', () => {
    expect(slotsIn(claiming(FIELD.slot, '', 'abc', 'abcde'))).toEqual([])
  })

  it('reads stretches that end within the week and after they begin, and no others', () => {
    // 10,080 minutes are 0x2760.
    const whole = '\u0000\u0000\u0027\u0060'
    const pastSunday = '\u0000\u0000\u0027\u0061'
    const backwards = '\u0000\u0002\u0000\u0001'
    const empty = '\u0000\u0001\u0000\u0001'
    expect(valuesOf(slotsIn(claiming(FIELD.slot, whole, pastSunday, empty, backwards)))).toEqual([
      { from: 0, to: 604_800 },
    ])
  })
})

describe('fragmentIn', () => {
  it('reads nothing from what is no canonical CBOR of known members', () => {
    for (const text of [
      '',
      '\u00a0\u0000',
      '\u00a1\u0018\u0000\u0001',
      '\u00ff',
      '\u0080',
      '\u00a1\u0000\u0061a',
      'constructor',
    ]) {
      expect(fragmentIn(bytesOf(text)), JSON.stringify(text)).toBeUndefined()
    }
    expect(fragmentIn(bytesOf('\u00a0'))).toEqual({})
  })

  it('reads nothing from a number of CBOR values that is not there', () => {
    expect(fragmentIn(bytesOf('\u00bb\u0000\u001f\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff'))).toBeUndefined()
    expect(fragmentIn(bytesOf('\u009f'.repeat(100_000)))).toBeUndefined()
    expect(fragmentIn(bytesOf('\u0081'.repeat(100_000)))).toBeUndefined()
  })
})
