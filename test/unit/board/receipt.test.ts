import { describe, expect, it } from 'vitest'
import { leafHashOf } from '../../../src/board/merkle.js'
import { readReceipt, writeReceipt } from '../../../src/board/receipt.js'
import { proveInclusion } from '../../../src/board/tree.js'
import { verifyInclusion } from '../../../src/board/verify.js'
import { board, boardSigner, checkpointTextOf, recordOf, treeOf } from '../../support/board.js'
import { must } from '../../support/catalogue.js'

const records = Array.from({ length: 7 }, (_, at) => recordOf(at))
const tree = treeOf(records.map(leafHashOf))
const textOf = (index: number): string =>
  writeReceipt({ index, hashes: proveInclusion(tree, index) }, checkpointTextOf(tree))
const text = textOf(4)
const codeOf = (given: string): string => {
  const read = readReceipt(given, board)
  if (!read.ok) return read.error.code
  const verified = verifyInclusion(recordOf(4), read.value, read.value.checkpoint)
  return verified.ok ? 'ok' : verified.error.code
}

describe('a receipt', () => {
  it('proves each record to be where it is', () => {
    for (const [index, record] of records.entries()) {
      const receipt = must(readReceipt(textOf(index), board))
      expect(must(verifyInclusion(record, receipt, receipt.checkpoint))).toBe(index)
    }
  })

  it('is of the form that C2SP gives it', () => {
    expect(text.split('\n').slice(0, 2)).toEqual(['c2sp.org/tlog-proof@v1', 'index 4'])
    expect(text.split('\n\n')).toHaveLength(3)
  })

  it('proves nothing of another record, or of one with a changed bit', () => {
    const receipt = must(readReceipt(text, board))
    const changed = recordOf(4)
    changed[2143] = (changed[2143] ?? 0) ^ 1
    for (const record of [recordOf(3), changed, recordOf(4).subarray(1), new Uint8Array(0)]) {
      expect(verifyInclusion(record, receipt, receipt.checkpoint)).toEqual({
        ok: false,
        error: { code: 'board_not_included', detail: {} },
      })
    }
  })

  it('is refused with any of its characters changed or left out', () => {
    for (let at = 0; at < text.length; at++) {
      const other = text[at] === '3' ? '5' : '3'
      expect(codeOf(text.slice(0, at) + other + text.slice(at + 1))).not.toBe('ok')
      expect(codeOf(text.slice(0, at) + text.slice(at + 1))).not.toBe('ok')
      expect(codeOf(text.slice(0, at))).not.toBe('ok')
    }
  })

  it('is refused with a line of extra data, another version, an index that is none, or a hash too many', () => {
    const lines = text.split('\n')
    const wrong = [
      ['c2sp.org/tlog-proof@v2', ...lines.slice(1)],
      [...lines.slice(0, 1), 'extra AAAA', ...lines.slice(1)],
      [...lines.slice(0, 1), 'index 04', ...lines.slice(2)],
      [...lines.slice(0, 1), 'index', ...lines.slice(2)],
      [...lines.slice(0, 1), ...lines.slice(2)],
      [...lines.slice(0, 2), 'AAAA', ...lines.slice(2)],
      [...lines.slice(0, 2), ...Array.from({ length: 65 }, () => lines[2] ?? ''), ...lines.slice(2)],
      [''],
      ['', '', ''],
    ]
    for (const one of wrong) expect(codeOf(one.join('\n'))).toBe('board_receipt_invalid')
    expect(codeOf('x'.repeat(131_073))).toBe('board_receipt_invalid')
    const doubled = [...lines.slice(0, 2), lines[2] ?? '', ...lines.slice(2)].join('\n')
    expect(codeOf(doubled)).toBe('board_not_included')
  })

  it('says of its checkpoint what readCheckpoint says', () => {
    const read = readReceipt(text, { ...board, key: boardSigner('eve').publicKey })
    expect(read.ok || read.error.code).toBe('board_checkpoint_foreign')
  })
})
