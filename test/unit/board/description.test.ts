import { describe, expect, it } from 'vitest'
import { readBoard } from '../../../src/board/description.js'
import { board, descriptionOf } from '../../support/board.js'
import { must } from '../../support/catalogue.js'

const fieldOf = (text: string): string => {
  const read = readBoard(text)
  return read.ok ? 'ok' : `${read.error.code} ${read.error.detail.field}`
}

describe('the description of a board', () => {
  it('is read as it stands', () => expect(must(readBoard(descriptionOf()))).toEqual(board))

  it('states a suite, and the record bytes that follow from it', () => {
    expect(must(readBoard(descriptionOf({ suite: 2, recordBytes: 3232 }))).recordBytes).toBe(3232)
    expect(fieldOf(descriptionOf({ suite: 2 }))).toBe('board_invalid recordBytes')
    expect(fieldOf(descriptionOf({ recordBytes: 2145 }))).toBe('board_invalid recordBytes')
  })

  it.each([
    [{ format: 'entrenous-board-2' }, 'format'],
    [{ origin: 'https://board.harbour.example' }, 'origin'],
    [{ origin: 'board harbour' }, 'origin'],
    [{ origin: `a${'.a'.repeat(128)}` }, 'origin'],
    [{ key: '00'.repeat(32) }, 'key'],
    [{ key: '01'.padEnd(64, '0') }, 'key'],
    [{ key: 'AB'.repeat(32) }, 'key'],
    [{ key: 'ab'.repeat(31) }, 'key'],
    [{ suite: 3 }, 'suite'],
    [{ suite: '1' }, 'suite'],
    [{ mostRecords: 0 }, 'mostRecords'],
    [{ mostRecords: 65_537 }, 'mostRecords'],
    [{ keepDays: 29 }, 'keepDays'],
    [{ keepDays: 367 }, 'keepDays'],
    [{ keepDays: 35.5 }, 'keepDays'],
    [{ address: 'http://board.harbour.example/' }, 'address'],
    [{ address: 'https://board.harbour.example' }, 'address'],
    [{ address: 'https://board.harbour.example/?to=' }, 'address'],
    [{ address: 'https://asha@board.harbour.example/' }, 'address'],
    [{ address: 'javascript:alert(1)/' }, 'address'],
    [{ more: 1 }, ''],
    [{ key: undefined }, 'key'],
  ])('does not fit with %j', (changes, field) => {
    expect(fieldOf(descriptionOf(changes))).toBe(`board_invalid ${field}`)
  })

  it.each([
    { mostRecords: 1 },
    { mostRecords: 65_536 },
    { keepDays: 30 },
    { keepDays: 366 },
    { address: 'https://harbour.example:8443/a/board/' },
    { address: 'http://127.0.0.1:8080/' },
    { address: `http://${'a'.repeat(56)}.onion/` },
    { origin: 'harbour.example/boards/1' },
  ])('fits with %j', (changes) => expect(fieldOf(descriptionOf(changes))).toBe('ok'))

  it('is JSON of at most 4,096 characters', () => {
    for (const text of ['', '{', 'null', '[]', '7', '"a"', '{}']) expect(readBoard(text).ok).toBe(false)
    const text = descriptionOf()
    expect(readBoard(text.padEnd(4096)).ok).toBe(true)
    expect(fieldOf(text.padEnd(4097))).toBe('board_invalid ')
  })
})
