import { describe, expect, it } from 'vitest'
import { covers, readLanguage, readStated } from '../../../src/matching/state.js'
import { all, any, ofFlag } from '../../../src/matching/verdict.js'

const verdict = (list: Parameters<typeof readStated>[0], wanted = 'cbt.act') => readStated(list, wanted).verdict

describe('readStated', () => {
  it('knows nothing of an absent list', () => expect(verdict(undefined)).toBe('unknown'))
  it('knows nothing of a value that is not listed', () =>
    expect(verdict({ yes: ['mood'], no: ['sleep'] })).toBe('unknown'))
  it('takes the value itself as a yes', () => {
    expect(readStated({ yes: ['cbt', 'cbt.act'] }, 'cbt.act')).toEqual({ verdict: 'pass', matched: 'cbt.act' })
  })
  it('takes something under the value as a yes', () => {
    expect(readStated({ yes: ['cbt.dbt', 'cbt.act'] }, 'cbt')).toEqual({ verdict: 'pass', matched: 'cbt.act' })
  })
  it('does not take something wider as a yes, even in a complete list', () => {
    expect(verdict({ yes: ['cbt'] })).toBe('unknown')
    expect(verdict({ yes: ['cbt'], complete: true })).toBe('unknown')
  })
  it('takes a no to the value, or to something wider, as a no', () => {
    expect(verdict({ no: ['cbt.act'] })).toBe('fail')
    expect(verdict({ no: ['cbt'] })).toBe('fail')
  })
  it('does not take a no to something narrower as a no', () =>
    expect(verdict({ no: ['cbt.act'] }, 'cbt')).toBe('unknown'))
  it('takes silence in a complete list as a no', () => expect(verdict({ yes: ['mood'], complete: true })).toBe('fail'))
  it('believes the yes of somebody who says both', () =>
    expect(verdict({ yes: ['cbt.act'], no: ['cbt.act'] })).toBe('pass'))
})

describe('covers', () => {
  it('goes by whole words', () => {
    expect([covers('cbt', 'cbt'), covers('cbt', 'cbt.act'), covers('cb', 'cbt'), covers('cbt.act', 'cbt')]).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

describe('readLanguage', () => {
  it('lets a language and its region meet in both directions, in any case', () => {
    expect(readLanguage({ yes: ['es-MX'] }, 'ES').verdict).toBe('pass')
    expect(readLanguage({ yes: ['es'] }, 'es-mx')).toEqual({ verdict: 'pass', matched: 'es' })
  })
  it('does not confuse languages that begin alike', () =>
    expect(readLanguage({ yes: ['ast'] }, 'as').verdict).toBe('unknown'))
  it('takes a no to the language as a no to its regions, not the reverse', () => {
    expect(readLanguage({ no: ['es'] }, 'es-MX').verdict).toBe('fail')
    expect(readLanguage({ no: ['es-MX'] }, 'es').verdict).toBe('unknown')
  })
})

describe('judgements', () => {
  it('are as bad as the worst where all are needed', () => {
    expect([all(['pass', 'unknown']), all(['unknown', 'barred']), all(['barred', 'fail']), all([])]).toEqual([
      'unknown',
      'barred',
      'fail',
      'pass',
    ])
  })
  it('are as good as the best where one is enough', () => {
    expect([any(['fail', 'barred']), any(['barred', 'unknown']), any(['unknown', 'pass']), any([])]).toEqual([
      'barred',
      'unknown',
      'pass',
      'fail',
    ])
  })
  it('take an absent flag as unknown', () =>
    expect([undefined, true, false].map(ofFlag)).toEqual(['unknown', 'pass', 'fail']))
})
