import { describe, expect, test } from 'vitest'
import { disclosureLines, jsonText } from '../../../src/cli/words.js'
import type { Disclosure } from '../../../src/consent/disclosure.js'
import type { EpochDay } from '../../../src/kernel/time.js'

const received = (story: string): Disclosure => ({
  purpose: 'referral',
  fields: { story },
  community: '07'.repeat(32),
  issuedOn: 20_000 as EpochDay, // a whole day
  expiresOn: 20_007 as EpochDay, // a whole day
})
const told = (story: string) => disclosureLines(received(story)).join('\n')

describe('a received referral on a terminal', () => {
  test('shows what was told as it was told', () => {
    expect(told('It began on the ferry, می‌خواهم.')).toContain('It began on the ferry, می‌خواهم.')
  })
  test('cannot move the cursor, repaint, retitle or reorder: whoever sealed it may be Eve', () => {
    for (const trick of ['\u001b[2J', '\u009b2J', '\u0007', '\b', '\r', '\u202e', '\u2066', '\u007f']) {
      expect(told(`before${trick}after`)).not.toContain(trick)
    }
    expect(told('before\u001b[2Jafter')).toContain('before\ufffd[2Jafter')
  })
  test('keeps the lines of a story below their field, so that none can pass for a line of ours', () => {
    expect(told('one\nSealed on 2030-01-01').split('\n')).toContain('    Sealed on 2030-01-01')
  })
})

test('printed JSON holds nothing that a terminal would obey, and reads back the same', () => {
  const value = { story: 'one\u001b[2J\u009b2J\u202eowt\u2028\n' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the point
  expect(jsonText(value)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/)
  expect(JSON.parse(jsonText(value))).toEqual(value)
})
