import { describe, expect, it } from 'vitest'
import { offsetMinutesAt, zoneTransitions } from '../../../src/descriptor/zone.js'
import { after, days, type EpochSeconds, epochSeconds } from '../../../src/kernel/time.js'

const at = (iso: string) => epochSeconds(Date.parse(iso) / 1000)
// Seattle, 2026–2027: back on 1 November at 09:00 UTC, forward on 14 March at 10:00 UTC.
const back = at('2026-11-01T09:00:00Z')
const forward = at('2027-03-14T10:00:00Z')
const seattle = (moment: EpochSeconds) => (moment >= back && moment < forward ? -480 : -420)
const zone = zoneTransitions('America/Los_Angeles', at('2026-10-01T00:00:00Z'), at('2027-04-01T00:00:00Z'), seattle)

describe('zoneTransitions', () => {
  it('finds both edges of daylight saving to the second', () => {
    expect(zone.transitions).toEqual([
      { at: at('2026-10-01T00:00:00Z'), offsetMinutes: -420 },
      { at: back, offsetMinutes: -480 },
      { at: forward, offsetMinutes: -420 },
    ])
  })

  it('lists one entry for a zone that never changes', () => {
    const from = at('2026-10-01T00:00:00Z')
    expect(zoneTransitions('Asia/Tokyo', from, after(from, days(180)), () => 540).transitions).toEqual([
      { at: from, offsetMinutes: 540 },
    ])
  })

  it('refuses a stretch that runs backwards or beyond four years', () => {
    expect(() => zoneTransitions('Asia/Tokyo', forward, back, () => 540)).toThrow(RangeError)
    expect(() => zoneTransitions('Asia/Tokyo', back, after(back, days(1500)), () => 540)).toThrow(RangeError)
  })
})

describe('offsetMinutesAt', () => {
  it.each([
    ['before the list begins', '2026-09-01T00:00:00Z', -420],
    ['a second before the clocks go back', '2026-11-01T08:59:59Z', -420],
    ['when the clocks go back', '2026-11-01T09:00:00Z', -480],
    ['a second before the clocks go forward', '2027-03-14T09:59:59Z', -480],
    ['when the clocks go forward', '2027-03-14T10:00:00Z', -420],
  ])('reads the offset %s', (_, iso, expected) => {
    expect(offsetMinutesAt(zone, at(iso))).toBe(expected)
  })
})
