import { decodeQR } from 'qr/decode.js'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { codeOf } from '../../../examples/widget/qr.js'
import { toQrText } from '../../../src/token/forms.js'
import { seededRandom } from '../../support/random.js'

/** Eight pixels a cell and a quiet zone, as a camera would see it. */
function pictureOf(cells: readonly (readonly boolean[])[]) {
  const scale = 6
  const size = (cells.length + 8) * scale
  const data = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const [y, row] of cells.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue
      for (let down = 0; down < scale; down++) {
        const start = (((y + 4) * scale + down) * size + (x + 4) * scale) * 4
        for (let at = 0; at < scale * 4; at++) if (at % 4 !== 3) data[start + at] = 0
      }
    }
  }
  return { width: size, height: size, data }
}

/** The most capitals and digits of each version at level M, as the standard lists them. */
const capacities = [
  20, 38, 61, 90, 122, 154, 178, 221, 262, 311, 366, 419, 483, 528, 600, 656, 734, 816, 909, 970, 1035, 1134, 1248,
  1326, 1451, 1542, 1637, 1732, 1839, 1994, 2113, 2238, 2369, 2506, 2632, 2780, 2894, 3054, 3220, 3391,
]

describe('the code of a token', () => {
  it.each([597, 1109, 2133])('of %i bytes is read again by somebody else', (length) => {
    const text = toQrText(seededRandom(`code ${length}`)(length))
    expect(decodeQR(pictureOf(codeOf(text)))).toBe(text)
  })
  it.each(capacities.map((most, at) => [at + 1, most]))(
    'is what another encoder draws, in version %i',
    (version, most) => {
      for (const length of [most, most - 1]) {
        const text = 'TOKEN:42$ /A'.repeat(300).slice(0, length)
        const theirs = encode(text, { ecc: 'M', maskPattern: 0, boostEcc: false, border: 0 })
        expect(theirs.version).toBe(version)
        expect(codeOf(text)).toEqual(theirs.data)
      }
    },
  )
  it('refuses what such a code cannot say', () => {
    expect(() => codeOf('a')).toThrow(RangeError)
    expect(() => codeOf('A'.repeat(3392))).toThrow(RangeError)
    expect(codeOf('A'.repeat(3391))).toHaveLength(177)
  })
})
