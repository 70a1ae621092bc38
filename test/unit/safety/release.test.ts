import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { days, type EpochSeconds, epochSeconds } from '../../../src/kernel/time.js'
import { readHelpContacts } from '../../../src/safety/contacts.js'
import { checkHelpForRelease } from '../../../src/safety/release.js'
import { contact, helpOf } from '../../support/help.js'

const at = (text: string) => epochSeconds(new Date(text))
const now = at('2026-11-29T12:00:00Z')
const later = (count: number) => epochSeconds(now + days(count))
const check = (members: object, terms: object = {}) =>
  checkHelpForRelease(helpOf({ ...members }), { now, until: later(14), regions: ['US'], ...terms })

describe('checkHelpForRelease', () => {
  it('lets dated, current contacts pass, and hands them on', () => {
    const help = helpOf()
    expect(checkHelpForRelease(help, { now, until: later(14), regions: ['US'] })).toEqual({ ok: true, value: help })
    expect(check({}, { regions: ['US-WA', 'US'] }).ok).toBe(true)
  })

  it('refuses the sample, whatever its dates', () => {
    expect(check({ sample: true })).toEqual({ ok: false, error: { code: 'help_sample', detail: {} } })
    const sample = readHelpContacts(JSON.parse(readFileSync('examples/help/sample-contacts.json', 'utf8')))
    if (!sample.ok) throw new Error(sample.error.detail.field)
    const checked = checkHelpForRelease(sample.value, { now, until: later(14), regions: ['US'] })
    expect(!checked.ok && checked.error.code).toBe('help_sample')
  })

  it('refuses a contact that ends before the page is built again, and says which and when', () => {
    const ending = contact({ validUntil: '2026-12-12' })
    expect(check({ contacts: [contact(), ending] })).toEqual({
      ok: false,
      error: { code: 'help_lapsing', detail: { index: 1, until: at('2026-12-12T00:00:00Z') } },
    })
    expect(check({ contacts: [contact(), contact({ validUntil: '2026-12-13' })] }).ok).toBe(true)
  })

  it.each([
    ['no contact', { contacts: [] }, ['US'], 0],
    ['a contact that is checked tomorrow', { contacts: [contact({ verifiedOn: '2026-11-30' })] }, ['US'], 0],
    ['a contact of another state', { contacts: [contact({ region: 'US-OR' })] }, ['US-WA'], 0],
    ['no number of the second region', { contacts: [contact(), contact({ region: 'GB' })] }, ['US', 'GB'], 1],
    [
      'no contact of the second region',
      {
        emergency: [
          { region: 'US', number: '911' },
          { region: 'GB', number: '999' },
        ],
      },
      ['US', 'GB'],
      1,
    ],
  ])('refuses %s', (_, members, regions, index) =>
    expect(check(members, { regions })).toEqual({ ok: false, error: { code: 'help_missing', detail: { index } } }),
  )

  it.each([
    ['an until before now', { until: later(0) - 1 }],
    ['a time that is none', { now: NaN as EpochSeconds }],
    ['no region', { regions: [] }],
  ])('blames its caller for %s', (_, terms) => expect(() => check({}, terms)).toThrow(RangeError))
})
