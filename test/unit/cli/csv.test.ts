import { fc, test as property } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { readCsv } from '../../../src/cli/csv.js'

describe('comma-separated text', () => {
  test('holds commas, quotes and line breaks inside of quotes', () =>
    expect(readCsv('a,b\n"x, ""y""","two\nlines"\n')).toEqual([{ a: 'x, "y"', b: 'two\nlines' }]))
  test('may end in a line break or not, and break lines either way', () => {
    expect(readCsv('a,b\r\n1,2\r\n')).toEqual([{ a: '1', b: '2' }])
    expect(readCsv('a,b\n1,2')).toEqual([{ a: '1', b: '2' }])
  })
  test('has empty cells, at the end too', () => expect(readCsv('a,b,c\n1,,\n')).toEqual([{ a: '1', b: '', c: '' }]))
  test('is nothing for nothing', () => expect(readCsv('')).toEqual([]))

  const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é') })
  property.prop([fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 1 })])(
    'gives back what was written',
    (rows) => {
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
      const text = ['k,a,b', ...rows.map((row) => row.map(quoted).join(','))].join('\n')
      expect(readCsv(text)).toEqual(rows.map(([k, a, b]) => ({ k, a, b })))
    },
  )
})
