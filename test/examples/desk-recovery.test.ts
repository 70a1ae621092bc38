import { createKeys, epochSeconds, replaceOpeningKeys, unsafeExportKeys } from 'entrenous/practitioner'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkOf, fromBase32, toBase32 } from '../../examples/desk/app/keys/base32.js'
import { packKeys, readSheet, sheetCode, sheetLines, unpackKeys } from '../../examples/desk/app/keys/recovery.js'
import { must, NOW, seeded } from '../support/catalogue.js'

const keys = must(createKeys({ now: NOW, random: seeded('sheet') }))

describe('what a recovery sheet holds', () => {
  it('is every key there is, replaced ones too, and nothing less than the keys file', () => {
    const replaced = must(replaceOpeningKeys(keys, { now: NOW, random: seeded('others') }))
    for (const one of [keys, replaced]) {
      const back = unpackKeys(packKeys(one))
      expect(back && unsafeExportKeys(back)).toBe(unsafeExportKeys(one))
    }
  })
  it('is refused when it is cut, longer, or of another version', () => {
    const packed = packKeys(keys)
    expect(unpackKeys(packed.subarray(0, -1))).toBeUndefined()
    expect(unpackKeys(Uint8Array.from([...packed, 0]))).toBeUndefined()
    expect(unpackKeys(Uint8Array.from([2, ...packed.subarray(1)]))).toBeUndefined()
    expect(unpackKeys(new Uint8Array(0))).toBeUndefined()
  })
})

describe('the sheet as text', () => {
  it('gives the same bytes by code and by typed lines, however they are typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 100, maxLength: 900 }), (sealed) => {
        const lines = sheetLines(sealed)
        const sloppy = lines.map(
          (line, at) => `${at + 1}. ${line.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')}`,
        )
        for (const text of [sheetCode(sealed), lines.join('\n'), sloppy.join('\n\n')]) {
          expect(readSheet(text)).toEqual({ sealed })
        }
      }),
    )
  })
  it('tells in which line a letter is wrong, or two have changed places', () => {
    const lines = sheetLines(seeded('sealed')(300))
    fc.assert(
      fc.property(
        fc.nat(lines.length - 2),
        fc.nat(30),
        fc.constantFrom(...'23456789ABCDEFGHJKMN'),
        (at, place, letter) => {
          const line = (lines[at] ?? '').replaceAll(' ', '')
          const mistyped = line.slice(0, place) + letter + line.slice(place + 1)
          const swapped = line.slice(0, place) + line[place + 1] + line[place] + line.slice(place + 2)
          for (const wrong of [mistyped, swapped].filter((one) => one !== line)) {
            const typed = lines.map((one, nth) => (nth === at ? wrong : one)).join('\n')
            expect(readSheet(typed)).toEqual({ wrongLine: at + 1 })
          }
        },
      ),
    )
  })
  it('is no sheet where it is something else', () => {
    for (const text of [
      '',
      'https://harbour.example/#ZW4B',
      'ENTRENOUS:ABC',
      'ENTRENOUS-KEYS:',
      'ENTRENOUS-KEYS:U',
      'x'.repeat(20_000),
    ]) {
      expect(readSheet(text)).toEqual({ wrongLine: 0 })
    }
  })
  it('reads base 32 back, and nothing that has bits left over', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        expect(fromBase32(toBase32(bytes))).toEqual(bytes)
      }),
    )
    expect(fromBase32('01')).toBeUndefined()
    expect(checkOf('ABCDE')).not.toBe(checkOf('ABDCE'))
    expect(epochSeconds(NOW)).toBe(NOW)
  })
})
