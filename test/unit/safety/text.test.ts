import { describe, expect, it } from 'vitest'
import { epochSeconds } from '../../../src/kernel/time.js'
import { en } from '../../../src/labels/en.js'
import { helpFor } from '../../../src/safety/help.js'
import { textOfHelp } from '../../../src/safety/text.js'
import { contact, helpOf } from '../../support/help.js'

const now = epochSeconds(new Date('2026-11-29T12:00:00Z'))
const textIn = (region: string | undefined, members: object = {}) =>
  textOfHelp(helpFor(helpOf(members), { region, now }), en)
const gb = {
  emergency: [
    { region: 'GB', number: '999' },
    { region: 'GB', number: '112' },
  ],
}

describe('textOfHelp', () => {
  it('begins with the number to call in danger', () => {
    expect(textIn('US').danger).toBe('If you are in danger now, call 911.')
    expect(textIn('GB', gb).danger).toBe('If you are in danger now, call 999 or 112.')
  })

  it('names each region with its number where none is known', () => {
    const { danger, numbers } = textIn(undefined, gb)
    expect(danger).toBe(en.help.dangerAnywhere)
    expect(numbers).toEqual([
      { number: '999', line: 'GB: 999' },
      { number: '112', line: 'GB: 112' },
    ])
    const help = helpFor(helpOf(gb), { now })
    expect(textOfHelp(help, en, () => 'United Kingdom').numbers[0]?.line).toBe('United Kingdom: 999')
  })

  it('says of a contact how to reach it, when it is open, what is spoken and when it was checked', () =>
    expect(textIn('US', { contacts: [contact({ languages: ['en', 'es'], note: 'Ask for Ben.' })] }).contacts).toEqual([
      {
        name: 'Sample Line',
        reach: [{ by: 'call', at: '+1 206 555 0101', line: 'Call +1 206 555 0101' }],
        lines: ['Open: Day and night', 'Languages: English, Spanish', 'Ask for Ben.', 'Checked on 1 November 2026'],
      },
    ]))

  it('says that contacts are made up before anything else one should know', () =>
    expect(textIn('US', { sample: true }).know).toEqual([en.help.sample, en.help.kept]))

  it('says that some are left out, or that none is left', () => {
    const old = contact({ verifiedOn: '2025-01-01', validUntil: '2025-02-01' })
    expect(textIn('US', { contacts: [contact(), old] }).know).toEqual([en.help.lapsed, en.help.kept])
    expect(textIn('US', { contacts: [old] }).know).toEqual([en.help.none, en.help.kept])
    expect(textIn('US', { contacts: [] }).know).toEqual([en.help.none, en.help.kept])
  })
})
