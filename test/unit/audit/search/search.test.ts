import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib'
import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { encodings } from '../../../../src/audit/search/encodings.js'
import { searchLimits } from '../../../../src/audit/search/limits.js'
import { MAX_ANSWER_BYTES, MAX_ANSWERS, prepareSearch } from '../../../../src/audit/search/needles.js'
import { search } from '../../../../src/audit/search/search.js'
import { randomBlobs, realBlobs } from '../../../support/clean-blobs.js'
import { bytes, planted, plantedAnswers, together } from '../../../support/planted.js'

const { text, prepared } = planted()
const secret = bytes(text)
const hitsIn = (blob: string | Uint8Array) => search(prepared, typeof blob === 'string' ? bytes(blob) : blob).hits
const bytesOfAnyKind = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.string({ maxLength: 300 }).map((of) => Uint8Array.from(Buffer.from(of))),
  fc.json({ maxDepth: 3 }).map((of) => Uint8Array.from(Buffer.from(of))),
)

describe('a planted text', () => {
  test.prop([bytesOfAnyKind, bytesOfAnyKind])('is found in any place of any blob', (before, after) => {
    const { hits } = search(prepared, together(before, secret, after))
    expect(hits.some(({ field, encoding }) => field === 'field 0' && encoding[0] === 'plain')).toBe(true)
  })
  test.prop([fc.integer({ min: 1, max: 255 }), bytesOfAnyKind])('is found under every single key', (key, before) => {
    expect(
      hitsIn(
        together(
          before,
          secret.map((byte) => byte ^ key),
        ),
      ),
    ).not.toEqual([])
    expect(
      hitsIn(
        together(
          before,
          secret.map((byte) => byte + key),
        ),
      ),
    ).not.toEqual([])
    const places = 1 + (key % 25)
    const turned = text.replaceAll(/[a-z]/g, (of) => String.fromCharCode(97 + ((of.charCodeAt(0) - 97 + places) % 26)))
    expect(hitsIn(together(before, turned))).not.toEqual([])
  })
  const words = fc.stringMatching(/^[a-z ]{0,40}$/)
  test.prop([fc.constantFrom(...encodings), words, words])(
    'is found in every encoding, with words beside it',
    (encoding, before, after) => {
      expect(hitsIn(encoding.write(bytes(`${before} ${text} ${after}`)))).not.toEqual([])
    },
  )
  it('is found at each alignment of base64 and base32, however deep in a word', () => {
    for (const encoding of encodings.filter(({ cores }) => cores !== undefined)) {
      for (let before = 0; before < 8; before++) {
        expect(hitsIn(together('ab', encoding.write(bytes(`${'x'.repeat(before) + text}yz`))))).not.toEqual([])
      }
    }
  })
  it('is told from another field', () => {
    const answers = plantedAnswers(100)
    const many = prepareSearch(answers)
    for (const answer of [answers[0], answers[57], answers[99]]) {
      const blob = bytes(JSON.stringify({ a: Buffer.from(answer?.text ?? '').toString('base64') }))
      expect(search(many, blob).hits.map(({ field }) => field)).toEqual([answer?.field])
    }
  })
  it('is met in pieces: in JSON, a query, a list and labels of a name', () => {
    const [one, two] = [text.slice(0, 9), text.slice(9)]
    const three = [text.slice(0, 7), text.slice(7, 13), text.slice(13)]
    const blobs = [
      `{"a":"${one}","b":"${two}"}`,
      `/x?second=${two}&first=${one}&z=1`,
      JSON.stringify(three),
      `${three.join('.')}.sink.test`,
      JSON.stringify([...text]),
      `{"a":"${Buffer.from(one).toString('base64')}","b":"${Buffer.from(two).toString('base64')}"}`,
      three.map((of) => Buffer.from(of).toString('hex')).join('|'),
    ]
    for (const blob of blobs) expect(hitsIn(blob).length, blob).toBeGreaterThan(0)
  })
  it('is met where it was cut off after twelve characters, and not where it was cut off after six', () => {
    expect(hitsIn(`v=${text.slice(0, 14)}`)).not.toEqual([])
    expect(hitsIn(`v=${text.slice(0, 6)}`)).toEqual([])
  })
  it('of few characters is found too', () => {
    const short = planted(12)
    const blob = bytes(`v=${Buffer.from(short.text).toString('base64')}`)
    expect(search(short.prepared, blob).hits).not.toEqual([])
  })
})

describe('where nothing is', () => {
  const many = prepareSearch(plantedAnswers(20))
  // A thousand of each are tried in test/slow.
  it('nothing is found: random blobs in five forms, and pieces of real scripts, prose and JSON', () => {
    for (const blob of [...randomBlobs(30), ...realBlobs(150)]) expect(search(many, blob).hits).toEqual([])
  })
  it('an answer that is not planted is not looked for', () => {
    const closed = prepareSearch([{ field: 'age', text: '42', planted: false, consented: false }])
    expect(closed.fields).toEqual([])
    expect(search(closed, bytes('age=42')).hits).toEqual([])
  })
})

describe('an excerpt', () => {
  const places = fc.constantFrom(...encodings)
  test.prop([places, fc.stringMatching(/^[ -~]{0,60}$/), fc.stringMatching(/^[ -~]{0,60}$/)])(
    'shows no planted text in any encoding',
    (encoding, before, after) => {
      const blob = together(before, ' ', encoding.write(secret), ' ', after, ' ', text)
      const { hits } = search(prepared, blob)
      expect(hits.length).toBeGreaterThan(0)
      for (const { excerpt } of hits) {
        expect(excerpt).toContain('▒')
        expect(excerpt.length).toBeLessThanOrEqual(80)
        expect(excerpt).toMatch(/^[ -~▒·]*$/)
        expect(hitsIn(Uint8Array.from(Buffer.from(excerpt)))).toEqual([])
        for (let at = 0; at + 5 <= text.length; at++)
          expect(excerpt.toLowerCase()).not.toContain(text.slice(at, at + 5))
      }
    },
  )
  it('shows what stood around', () => {
    expect(hitsIn(`POST note=${text}&lang=en`)[0]?.excerpt).toBe('POST note=▒&lang=en')
    expect(hitsIn(`{"note":"${Buffer.from(`{"a":"${text}"}`).toString('base64')}"}`)[0]?.excerpt).toContain(
      '{"note":"▒',
    )
    const digest = Buffer.from(randomBytes(4)).toString('hex')
    expect(
      hitsIn(
        `k=${digest}&n=%${Buffer.from(text)
          .toString('hex')
          .replaceAll(/..(?=.)/g, '$&%')}&z`,
      )[0]?.excerpt,
    ).toBe(`k=${digest}&n=▒&z`)
  })
  it('masks the other fields too', () => {
    const answers = plantedAnswers(3)
    const own = prepareSearch(answers)
    const { hits } = search(own, bytes(answers.map((answer, at) => `f${at}=${answer.text}`).join('&')))
    expect(hits).toHaveLength(3)
    for (const { excerpt } of hits) for (const answer of answers) expect(excerpt).not.toContain(answer.text.slice(0, 5))
  })
})

describe('limits', () => {
  it('of the bytes of a blob', () => {
    const limits = { ...searchLimits, bytes: 100 }
    const at = (place: number) => search(prepared, together('.'.repeat(place - text.length), secret), limits)
    expect(at(100)).toMatchObject({ hits: [{ encoding: ['plain'] }], exhausted: false })
    expect(at(120)).toEqual({ hits: [], exhausted: true })
  })
  it('of layers, views and work', () => {
    const written = bytes(Buffer.from(gzipSync(Buffer.from(gzipSync(secret)).toString('base64'))).toString('base64'))
    expect(search(prepared, written, { ...searchLimits, layers: 2 }).hits).toEqual([])
    expect(search(prepared, together('a', gzipSync(together('key ', secret)))).exhausted).toBe(false)
    expect(search(prepared, written, { ...searchLimits, views: 1 })).toEqual({ hits: [], exhausted: true })
    expect(search(prepared, written, { ...searchLimits, work: 10 })).toEqual({ hits: [], exhausted: true })
    expect(search(prepared, secret, { ...searchLimits, work: 10 }).hits).not.toEqual([])
    expect(search(prepared, written, { ...searchLimits, unpacked: 0 }).exhausted).toBe(true)
    expect(search(prepared, together(secret, secret), { ...searchLimits, fragments: 1 }).exhausted).toBe(true)
  })
  it('of what is unpacked: a bomb is left out, and what is beside it is found', () => {
    const bomb = Buffer.alloc(8 * 1024 * 1024)
    for (const packed of [gzipSync(bomb), deflateRawSync(bomb), brotliCompressSync(bomb)]) {
      expect(search(prepared, packed).hits).toEqual([])
      expect(search(prepared, together(packed, secret)).hits).not.toEqual([])
    }
  })
  it('of answers, in number and length', () => {
    const answer = { field: 'note', planted: true, consented: false }
    expect(() => prepareSearch([{ ...answer, text: 'b2c3d4f5g6h' }])).toThrow(RangeError)
    expect(prepareSearch([{ ...answer, text: 'b2c3d4f5g6h7' }]).fields).toEqual(['note'])
    expect(prepareSearch([{ ...answer, text: 'b2c3d4f5g6h7'.padEnd(MAX_ANSWER_BYTES, 'x') }]).fields).toEqual(['note'])
    expect(() => prepareSearch([{ ...answer, text: 'b2'.padEnd(MAX_ANSWER_BYTES + 1, 'x') }])).toThrow(RangeError)
    expect(() => prepareSearch(new Array(MAX_ANSWERS + 1).fill({ ...answer, text: 'b2c3d4f5g6h7' }))).toThrow(
      RangeError,
    )
  })
})

describe('hostile bytes', () => {
  test.prop([fc.uint8Array({ maxLength: 2000, size: 'max' })])('never throw', (blob) => {
    expect(search(prepared, blob).hits).toEqual([])
  })
  it.each([
    ['nothing', ''],
    ['one quotation mark for each byte', '"'.repeat(20_000)],
    ['backslashes', '\\'.repeat(20_000)],
    ['escapes of nothing', '%&#;\\u{=+<~'.repeat(2000)],
    ['code points that are none', '&#x110000;&#9999999;\\u{ffffff}\\Uffffffff'.repeat(200)],
    ['one letter', 'a'.repeat(50_000)],
    ['beginnings of UTF-7', '+abc'.repeat(100_000)],
    ['one digit', '0'.repeat(50_000)],
    ['numbers', '7 '.repeat(20_000)],
    ['nested lists', '['.repeat(20_000) + ']'.repeat(20_000)],
    ['a long literal', `"${'a\\n'.repeat(100_000)}"`],
    ['half of a packed text', textOfBytes(gzipSync('x'.repeat(400)).subarray(0, 15))],
  ])('such as %s are read to the end', (_, blob) => {
    expect(search(prepared, together(blob, secret)).hits.length).toBeGreaterThan(0)
  })
  it('of a large script are read within the limits', () => {
    const script = readFileSync(
      join(import.meta.dirname, '..', '..', '..', '..', 'node_modules/typescript/lib/typescript.js'),
    ).subarray(0, 512 * 1024)
    const clean = search(prepared, script)
    expect(clean).toEqual({ hits: [], exhausted: false })
    expect(search(prepared, together(script, Buffer.from(text).toString('base64'), script)).hits).toHaveLength(1)
  })
})

function textOfBytes(of: Uint8Array): string {
  return Buffer.from(of).toString('latin1')
}
