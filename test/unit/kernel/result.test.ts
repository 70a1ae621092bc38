import { expect, test } from 'vitest'
import { failureCodes } from '../../../src/kernel/failure.js'
import { fail, ok } from '../../../src/kernel/result.js'

test('a success holds its value as it is', () => {
  const value = { a: 1 }
  expect(ok(value).value).toBe(value)
})

test('a failure is plain data that survives a copy', () => {
  const failure = fail('inbox_full', { limit: 3 })
  expect(JSON.parse(JSON.stringify(failure))).toEqual({
    ok: false,
    error: { code: 'inbox_full', detail: { limit: 3 } },
  })
})

test('the codes are noun_adjective words in alphabetical order', () => {
  expect([...failureCodes].sort()).toEqual(failureCodes)
  for (const code of failureCodes) expect(code).toMatch(/^[a-z]+(_[a-z]+)+$/)
})
