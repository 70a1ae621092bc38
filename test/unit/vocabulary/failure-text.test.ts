import { describe, expect, it } from 'vitest'
import { type FailureCode, type FailureDetails, failureCodes } from '../../../src/kernel/failure.js'
import type { Failure } from '../../../src/kernel/result.js'
import { epochSeconds } from '../../../src/kernel/time.js'
import { en } from '../../../src/labels/en.js'
import { textOfFailure } from '../../../src/vocabulary/failure-text.js'

describe('the text of a failure', () => {
  it('calls a field of the preview by its heading', () => {
    const failure: Failure = { code: 'disclosure_empty', detail: { field: 'needs' } }
    expect(textOfFailure(failure, en, 'person')).toContain('(What it is about)')
  })
  it('keeps the path of any other field', () => {
    const failure: Failure = { code: 'descriptor_invalid', detail: { field: 'fees.0.from' } }
    expect(textOfFailure(failure, en, 'practitioner')).toContain('fees.0.from')
  })
  it('writes a time as a date', () => {
    const labels = {
      ...en,
      failures: { ...en.failures, token_expired: { person: '{expired}', practitioner: '{expired}' } },
    }
    const expired = epochSeconds(new Date('2026-11-29T00:00:00Z'))
    expect(textOfFailure({ code: 'token_expired', detail: { expired } }, labels, 'person')).toBe('29 November 2026')
    const cooling: Failure = { code: 'keys_cooling_down', detail: { until: expired } }
    expect(textOfFailure(cooling, en, 'person')).toContain('before 29 November 2026')
  })
  it.each(failureCodes)('has a sentence for each side for %s', (code: FailureCode) => {
    // A detail with every member any code has, so that every placeholder can be filled.
    const detail = {
      field: 'f',
      index: 1,
      limit: 1,
      rule: 'r',
      issued: 1,
      expired: 1,
      until: 1,
      found: 1,
      expected: 2,
      signed: 1,
      witnessed: 1,
      required: 2,
      count: 1,
      least: 2,
      most: 2,
    } as unknown as FailureDetails[typeof code]
    for (const reader of ['person', 'practitioner'] as const) {
      expect(textOfFailure({ code, detail } as Failure, en, reader)).toMatch(/^[^{}]{10,}$/)
    }
  })
})
