import { describe, expect, test } from 'vitest'
import { type CborValue, decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { sha256 } from '../../../src/kernel/hash.js'
import {
  decodeVocabulary,
  encodeVocabulary,
  MAX_VOCABULARY_BYTES,
  vocabularyHash,
} from '../../../src/vocabulary/section.js'
import { coreVocabulary, extendVocabulary, hasConcept } from '../../../src/vocabulary/vocabulary.js'

const extended = extendVocabulary(coreVocabulary, [
  { facet: 'modality', id: 'massage.kelp', labels: [{ language: 'en', text: 'Kelp wraps' }] },
  { facet: 'concern', id: 'sea', labels: [{ language: 'en', text: 'The sea' }] },
])
if (!extended.ok) throw new Error('the extension of this test is wrong')
const bytes = encodeVocabulary(extended.value)

/** Changes entries of the section and hashes it again as its own publisher would, so that the parser behind is reached. */
function forged(changes: readonly (readonly [number, CborValue])[], hash?: CborValue): Uint8Array {
  const content = decodeCbor(bytes)
  if (!(content instanceof Map)) throw new Error('expected a map')
  const changed = new Map<number, CborValue>([...content, ...changes])
  changed.delete(3)
  return encodeCbor(new Map([...changed, [3, hash ?? sha256(encodeCbor(changed))]]))
}
const invalid = { ok: false, error: { code: 'catalogue_invalid', detail: { section: 'vocabulary' } } }

describe('the vocabulary section', () => {
  test('is read as it was written, extensions and their words included', () => {
    const read = decodeVocabulary(bytes)
    if (!read.ok) throw new Error(read.error.code)
    expect(encodeVocabulary(read.value)).toEqual(bytes)
    expect(hasConcept(read.value, 'concern', 'sea')).toBe(true)
    expect(read.value.labels.map(({ text }) => text)).toEqual(['The sea', 'Kelp wraps'])
  })

  test('does not depend on the order of extensions', () => {
    const other = extendVocabulary(coreVocabulary, [
      { facet: 'concern', id: 'sea', labels: [{ language: 'en', text: 'The sea' }] },
      { facet: 'modality', id: 'massage.kelp', labels: [{ language: 'en', text: 'Kelp wraps' }] },
    ])
    expect(other.ok && encodeVocabulary(other.value)).toEqual(bytes)
  })

  test('has another hash with other words', () => {
    expect(vocabularyHash(extended.value)).not.toEqual(vocabularyHash(coreVocabulary))
    expect(vocabularyHash(coreVocabulary)).toHaveLength(32)
  })

  test('of a newer version, with facets and words that this release does not know, is read', () => {
    const read = decodeVocabulary(
      forged([
        [2, 99],
        [
          4,
          [
            ['concern', ['anxiety', 'zest']],
            ['weather', ['rain']],
          ],
        ],
        [5, []],
      ]),
    )
    expect(read.ok && read.value.version).toBe(99)
    expect(read.ok && hasConcept(read.value, 'concern', 'zest')).toBe(true)
    expect(read.ok && hasConcept(read.value, 'concern', 'rain')).toBe(false)
    expect(read.ok && hasConcept(read.value, 'modality', 'cbt')).toBe(false)
  })

  test('of another format is refused by its number', () => {
    expect(decodeVocabulary(forged([[0, 2]]))).toEqual({
      ok: false,
      error: { code: 'vocabulary_unsupported', detail: { format: 2 } },
    })
  })

  const hostile: readonly (readonly [string, Uint8Array])[] = [
    ['nothing', new Uint8Array()],
    ['something else', encodeCbor('vocabulary')],
    ['a part', bytes.subarray(0, bytes.length - 1)],
    ['too much', new Uint8Array(MAX_VOCABULARY_BYTES + 1)],
    ['a wrong hash', forged([], new Uint8Array(32))],
    ['no hash', forged([], 'none')],
    ['an entry more', forged([[6, true]])],
    ['a version of nothing', forged([[2, 0]])],
    ['a name that is no id', forged([[1, 'Core!']])],
    [
      'a facet twice',
      forged([
        [
          4,
          [
            ['concern', ['a']],
            ['concern', ['b']],
          ],
        ],
        [5, []],
      ]),
    ],
    [
      'facets out of order',
      forged([
        [
          4,
          [
            ['modality', ['a']],
            ['concern', ['b']],
          ],
        ],
        [5, []],
      ]),
    ],
    [
      'ids out of order',
      forged([
        [4, [['concern', ['b', 'a']]]],
        [5, []],
      ]),
    ],
    [
      'an id twice',
      forged([
        [4, [['concern', ['a', 'a']]]],
        [5, []],
      ]),
    ],
    [
      'an id without its parent',
      forged([
        [4, [['concern', ['a.b']]]],
        [5, []],
      ]),
    ],
    [
      'an id of another form',
      forged([
        [4, [['concern', ['__proto__']]]],
        [5, []],
      ]),
    ],
    [
      'a facet that is no word',
      forged([
        [4, [['con cern', ['a']]]],
        [5, []],
      ]),
    ],
    [
      'concepts that are no list',
      forged([
        [4, [['concern', 'anxiety']]],
        [5, []],
      ]),
    ],
    [
      'concepts without end',
      forged([
        [4, [['concern', Array.from({ length: 9000 }, (_, at) => `a${at}`).sort()]]],
        [5, []],
      ]),
    ],
    ['words for a concept that is not there', forged([[5, [['concern', 'weather', 'en', 'Rain']]]])],
    ['words that turn the text around', forged([[5, [['concern', 'sea', 'en', 'S\u202eea']]]])],
    ['words that are too long', forged([[5, [['concern', 'sea', 'en', 'S'.repeat(81)]]]])],
    [
      'words out of order',
      forged([
        [
          5,
          [
            ['modality', 'massage.kelp', 'en', 'K'],
            ['concern', 'sea', 'en', 'S'],
          ],
        ],
      ]),
    ],
    [
      'words twice',
      forged([
        [
          5,
          [
            ['concern', 'sea', 'en', 'S'],
            ['concern', 'sea', 'en', 'S'],
          ],
        ],
      ]),
    ],
    ['words that are numbers', forged([[5, [['concern', 'sea', 'en', 1]]]])],
  ]
  for (const [what, section] of hostile) {
    test(`with ${what} is refused`, () => expect(decodeVocabulary(section)).toEqual(invalid))
  }
})
