import { describe, expect, test } from 'vitest'
import { grouped, pairs, wrap } from '../../../src/cli/terminal.js'

describe('wrapping', () => {
  test('keeps lines within the width, indent included', () =>
    expect(wrap('one two three four', 9, '  ')).toBe('  one two\n  three\n  four'))
  test('leaves a word that is too long whole', () =>
    expect(wrap('a incomprehensible b', 6)).toBe('a\nincomprehensible\nb'))
  test('keeps line breaks and the indent of lists', () => expect(wrap('a\n\n  b c', 5)).toBe('a\n\n  b c'))
})

describe('pairs', () => {
  test('stand beside each other where there is room', () =>
    expect(
      pairs(
        [
          ['a', 'one two'],
          ['bbb', 'three'],
        ],
        14,
      ),
    ).toBe('  a    one two\n  bbb  three'))
  test('stand below each other where there is none', () =>
    expect(pairs([['a long name', 'x']], 16)).toBe('  a long name\n    x'))
})

test('numbers are grouped in threes', () => {
  expect([0, 597, 1000, 126_952, 1_234_567].map(grouped)).toEqual(['0', '597', '1,000', '126,952', '1,234,567'])
})
