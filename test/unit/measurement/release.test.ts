import { describe, expect, it } from 'vitest'
import { type CborValue, decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { days, epochSeconds } from '../../../src/kernel/time.js'
import { toWire } from '../../../src/kernel/wire.js'
import { bandOf, sayable } from '../../../src/measurement/bands.js'
import { measurementKeys } from '../../../src/measurement/messages.js'
import { metricOf } from '../../../src/measurement/metric-table.js'
import { signReleases, verifyRelease } from '../../../src/measurement/release.js'
import { signStatement } from '../../../src/statement/sign.js'
import { readStatement } from '../../../src/statement/statement.js'
import { codeOf, dora, value } from '../../support/cast.js'
import { COUNTED, community, devicesOf, EPOCH, type Held, hold, journalOf, lead } from '../../support/measurement.js'

const now = { now: COUNTED }
const held = hold(
  devicesOf(
    Array.from({ length: 8 }, (_, nth) => journalOf(20, 10, `${nth}`)),
    'release',
  ),
  {
    metrics: [
      { metric: 'first-session', epsilonMilli: 1000 },
      { metric: 'referral-to-session', epsilonMilli: 500 },
      { metric: 'attendance', epsilonMilli: 500 },
    ],
  },
)
const evidenceOf = ({ file, joins, rollFile, reports, closingFile, answers }: Held) => ({
  round: file,
  joins,
  roll: rollFile,
  reports,
  closing: closingFile,
  answers,
})
const released = signReleases(held.sum, lead, { ...now, previous: [] })
const bytesOf = (nth: number) => {
  const release = released[nth]?.release
  if (!release?.ok) throw new Error('nothing was released')
  return release.value
}
const [first] = released
if (!first?.release.ok) throw new Error('nothing was released')
const release = first.release.value

describe('a release of a round', () => {
  it('says the share with its interval, and what it is made of', () => {
    const said = value(verifyRelease(release, { community, ...now, evidence: evidenceOf(held) }))
    expect(said).toMatchObject({
      metric: 'first-session',
      epoch: EPOCH,
      mechanism: 'secure-sum',
      epsilonMilli: 1000,
      members: 8,
      reports: 8,
      people: '100-or-more',
      band: 'most',
    })
    const { permille = 0, low = 0, high = 0, counts = [] } = said
    expect(low).toBeLessThan(667)
    expect(high).toBeGreaterThan(667)
    expect(permille).toBeGreaterThan(low)
    expect(permille).toBeLessThan(high)
    expect(counts.map(({ cell }) => cell)).toEqual([0, 1])
    for (const { count, low: least, high: most } of counts) expect(least < count && count < most).toBe(true)
  })

  it('is withheld where too few were counted, and the reason names no number of them', () => {
    expect(released[2]?.release).toEqual({ ok: false, error: { code: 'release_withheld', detail: { least: 20 } } })
  })

  it('shows where the middle one of them lies', () => {
    const said = value(verifyRelease(bytesOf(1), { community, ...now }))
    expect(metricOf('referral-to-session').cells[said.middle ?? 0]).toBe('8-14')
  })

  it('is not believed of another community, another key, another time, or another round', () => {
    const verify = (bytes: Uint8Array, changes: object = {}) =>
      codeOf(verifyRelease(bytes, { community, ...now, ...changes }))
    expect(verify(release)).toBe('ok')
    expect(verify(release, { community: { ...community, key: 'ab'.repeat(32) } })).toBe('measurement_foreign')
    expect(verify(release, { community: { ...community, publishingKeys: [dora.publicKey] } })).toBe(
      'measurement_foreign',
    )
    expect(verify(release, { now: epochSeconds(COUNTED + days(1830)) })).toBe('statement_expired')
    expect(verify(release, { now: epochSeconds(COUNTED - days(1)) })).toBe('measurement_invalid')
    expect(verify(release.map((byte, at) => (at === release.length - 1 ? byte ^ 1 : byte)))).toBe('statement_forged')
    expect(verify(held.file)).toBe('measurement_invalid')
    expect(verify(new Uint8Array(9))).toBe('measurement_invalid')
    const other = hold(
      devicesOf(
        Array.from({ length: 8 }, (_, nth) => journalOf(21, 10, `${nth}`)),
        'other',
      ),
    )
    expect(verify(release, { evidence: evidenceOf(other) })).toBe('release_mismatch')
    expect(verify(release, { evidence: { ...evidenceOf(held), answers: [] } })).toBe('measurement_too_few')
  })

  it('cannot be made by hand to say more than its number of people allows', () => {
    const said = value(verifyRelease(release, { community, ...now }))
    const sign = (changes: object) => {
      const { kind, subject, sequence, issued, expires } = value(readStatement(release))
      const members = Object.fromEntries(Object.entries({ ...said, ...changes }).filter(([, one]) => one !== undefined))
      const body = encodeCbor(toWire(members, measurementKeys))
      return codeOf(
        verifyRelease(signStatement({ kind, subject, sequence, issued, expires, body }, lead.publishing), {
          community,
          ...now,
        }),
      )
    }
    const count = { cell: 0, count: 20, low: 10, high: 30 }
    const plain = { counts: undefined, permille: undefined, low: undefined, high: undefined }
    expect(sign({})).toBe('ok')
    expect(sign(plain)).toBe('ok')
    expect(sign({ ...plain, people: '20-99' })).toBe('ok')
    expect(sign({ people: '20-99' })).toBe('measurement_invalid')
    expect(sign({ ...plain, people: '20-99', permille: 500 })).toBe('measurement_invalid')
    expect(sign({ counts: [count, { ...count, cell: 1, count: 19 }] })).toBe('measurement_invalid')
    expect(sign({ counts: [count] })).toBe('measurement_invalid')
    expect(sign({ ...plain, counts: [count] })).toBe('ok')
    expect(sign({ ...plain, counts: [count, count] })).toBe('measurement_invalid')
    expect(sign({ ...plain, counts: [{ ...count, cell: 2 }] })).toBe('measurement_invalid')
    expect(sign({ mechanism: 'self-reported' })).toBe('measurement_invalid')
    expect(sign({ reports: 5 })).toBe('measurement_invalid')
    expect(sign({ epsilonMilli: 2001 })).toBe('measurement_invalid')
  })

  it('has no place for a note, a text of somebody’s own or a practitioner', () => {
    const { kind, subject, sequence, issued, expires, body } = value(readStatement(release))
    const wire = decodeCbor(body)
    if (!(wire instanceof Map)) throw new Error('a body is a map')
    const sign = (members: ReadonlyMap<number, CborValue>) => {
      const said = encodeCbor(new Map([...members].sort(([one], [other]) => one - other)))
      const signed = signStatement({ kind, subject, sequence, issued, expires, body: said }, lead.publishing)
      return codeOf(verifyRelease(signed, { community, ...now }))
    }
    expect(sign(wire)).toBe('ok')
    for (let field = 0; field < measurementKeys.names.length + 3; field++) {
      for (const one of ['She cried when she spoke of her brother.', 'ab'.repeat(32)]) {
        expect(sign(new Map([...wire, [field, one]])), measurementKeys.names[field]).toBe('measurement_invalid')
      }
    }
  })

  it('passes over what others sign in the community’s name', () => {
    const { kind, subject, sequence, issued, expires, body } = value(readStatement(release))
    const forged = signStatement({ kind, subject, sequence, issued, expires, body }, dora)
    expect(codeOf(verifyRelease(release, { community, ...now, others: [forged, release, new Uint8Array(3)] }))).toBe(
      'ok',
    )
  })
})

describe('the bands', () => {
  it('change at their edges', () => {
    expect([0, 399, 400, 599, 600, 849, 850, 1000].map((permille) => bandOf(permille))).toEqual([
      'under-half',
      'under-half',
      'about-half',
      'about-half',
      'most',
      'most',
      'nearly-all',
      'nearly-all',
    ])
  })
  it('stay until an edge has been passed by 30 thousandths', () => {
    expect([570, 569, 879, 880].map((permille) => bandOf(permille, 'most'))).toEqual([
      'most',
      'about-half',
      'most',
      'nearly-all',
    ])
    expect([429, 430].map((permille) => bandOf(permille, 'under-half'))).toEqual(['under-half', 'about-half'])
    expect([820, 819, 1000].map((permille) => bandOf(permille, 'nearly-all'))).toEqual([
      'nearly-all',
      'most',
      'nearly-all',
    ])
  })
  it('begin at 20 people, numbers at 100', () => {
    const say = (yes: number, no: number) => sayable('rate', [yes, no], { variance: 1 })
    expect(say(10, 9)).toBeUndefined()
    expect(say(10, 10)).toEqual({ people: '20-99', band: 'about-half' })
    expect(say(59, 40)).toEqual({ people: '20-99', band: 'about-half' })
    expect(say(60, 40)).toMatchObject({ people: '100-or-more', permille: 600 })
    expect(say(81, 19)).toEqual({ people: '100-or-more', band: 'most' })
    expect(say(-3, 103)).toEqual({ people: '100-or-more', band: 'under-half' })
  })
})
