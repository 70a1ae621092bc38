import { describe, expect, it } from 'vitest'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { answerClosing, openReport } from '../../../src/measurement/answer.js'
import { measurementKeyOf } from '../../../src/measurement/book.js'
import { joinRound } from '../../../src/measurement/join.js'
import { addCells, maskOf } from '../../../src/measurement/masks.js'
import { answerFormat, openMessage, reportFormat, signMessage } from '../../../src/measurement/messages.js'
import { verifyOpening } from '../../../src/measurement/opening.js'
import { pairMasks } from '../../../src/measurement/pair-masks.js'
import { maskedReport, noiseOf, reportToRound } from '../../../src/measurement/report.js'
import { callRoll, closeRound, openClosing, openRoll } from '../../../src/measurement/roll.js'
import { draftRound, openRound } from '../../../src/measurement/round.js'
import { joinSecret, secretsOf } from '../../../src/measurement/secrets.js'
import { sumRound } from '../../../src/measurement/sum.js'
import { codeOf, value } from '../../support/cast.js'
import {
  answer,
  COUNTED,
  community,
  type Device,
  devicesOf,
  EPOCH,
  hold,
  join,
  journalOf,
  lead,
  membersOfDevices,
  report,
  roundOf,
} from '../../support/measurement.js'
import { flatten, lyingReport, membersIn, openedMasks } from '../../support/measurement-attacks.js'
import { seededRandom } from '../../support/random.js'

const now = { now: COUNTED }
const someone = (devices: readonly Device[], nth: number): Device => {
  const device = devices[nth]
  if (device === undefined) throw new Error('no such device')
  return device
}
const journals = (count: number, reached = 3) =>
  Array.from({ length: count }, (_, nth) => journalOf(reached, 2, `${nth}`))

describe('a curious collector, who has every public file', () => {
  // The mask of a report is a stream of HKDF: with another number behind it, the report is another random number.
  it('sees numbers that do not depend on what was counted: over many rounds each bit is as often 0 as 1', () => {
    const bits = new Map<number, number>()
    const { round, roll } = hold(devicesOf(journals(8)))
    for (let nth = 0; nth < 48; nth++) {
      // Always the same counts, each time under another secret.
      const secrets = secretsOf(seededRandom(`bits ${nth}`)(32))
      const cells = maskedReport(round, roll, { place: 0, counts: [3, 2], secrets })
      for (let bit = 0; bit < 32; bit++) bits.set(bit, (bits.get(bit) ?? 0) + (((cells?.[0] ?? 0) >>> bit) & 1))
    }
    // Of 48 tosses between 8 and 40 are heads, but once in half a million.
    for (const heads of bits.values()) {
      expect(heads).toBeGreaterThan(8)
      expect(heads).toBeLessThan(40)
    }
  })

  it('cannot take off the mask of somebody whom it calls absent: their own mask stays', () => {
    const devices = devicesOf(journals(9))
    const { round } = roundOf(devices)
    const joins = devices.map((device) => join(device, round))
    const roll = value(openRoll(round, value(callRoll(round, joins, lead.publishing, now)).statement, joins, now))
    const reports = devices.map((device) => report(device, round, roll))
    // All reported; the lead hides one and asks for the masks with them.
    const [hidden = new Uint8Array(0), ...others] = reports
    const closing = value(
      openClosing(round, roll, value(closeRound(round, roll, others, lead.publishing, now)).statement, now),
    )
    const answers = devices.map((device) => answer(device, round, roll, closing))
    const victim = flatten(round, roll, { device: someone(devices, 0), report: hidden, closing, answers })
    // With their key put together, every mask with another falls off; what is left is not the count.
    expect(victim.withoutPairMasks).not.toEqual(victim.truth)
    expect(victim.withoutOwnMask).toEqual(victim.truth)
  })

  it('gets no second answer out of a device by signing a second closing, and the two are its proof', () => {
    const devices = devicesOf(journals(9))
    const { round } = roundOf(devices)
    const joins = devices.map((device) => join(device, round))
    const roll = value(openRoll(round, value(callRoll(round, joins, lead.publishing, now)).statement, joins, now))
    const reports = devices.map((device) => report(device, round, roll))
    const close = (some: readonly Uint8Array[]) =>
      value(openClosing(round, roll, value(closeRound(round, roll, some, lead.publishing, now)).statement, now))
    const all = close(reports)
    const without = close(reports.slice(1))
    const device = someone(devices, 1)
    answer(device, round, roll, all)
    expect(codeOf(answerClosing(round, roll, without, device, now))).toBe('measurement_repeated')
    // The same closing again gives the same bytes.
    expect(answer(device, round, roll, all)).toEqual(answer(device, round, roll, all))
  })

  it('learns nobody by telling two halves two stories: neither half has shares enough', () => {
    const devices = devicesOf(journals(9))
    const { round } = roundOf(devices)
    const joins = devices.map((device) => join(device, round))
    const roll = value(openRoll(round, value(callRoll(round, joins, lead.publishing, now)).statement, joins, now))
    const reports = devices.map((device) => report(device, round, roll))
    const close = (some: readonly Uint8Array[]) =>
      value(openClosing(round, roll, value(closeRound(round, roll, some, lead.publishing, now)).statement, now))
    const [all, without] = [close(reports), close(reports.slice(1))]
    const half = devices.slice(0, 5).map((device) => answer(device, round, roll, all))
    const other = devices.slice(5).map((device) => answer(device, round, roll, without))
    expect(codeOf(sumRound(round, roll, all, { reports, answers: [...half, ...other] }))).toBe('measurement_too_few')
    expect(codeOf(sumRound(round, roll, without, { reports, answers: [...half, ...other] }))).toBe(
      'measurement_too_few',
    )
    // Five shares of six put nothing together.
    const secret = secretsOf(revealSecret(openedMasks(someone(devices, 0)))).seed
    expect(joinSecret(membersIn(round, roll, all, half, 0))).not.toEqual(secret)
  })
})

describe('a curious member', () => {
  it('takes off the mask with itself, and what is left of another’s report is still masked by all others', () => {
    const devices = devicesOf(journals(8))
    const { round, roll, reports, closing, answers } = hold(devices)
    const victim = flatten(round, roll, {
      device: someone(devices, 0),
      report: reports[0] ?? new Uint8Array(0),
      closing,
      answers,
    })
    // After the answers everybody knows the own mask of who reported; one member knows one mask more.
    const curious = secretsOf(revealSecret(openedMasks(someone(devices, 1))))
    const left = Uint32Array.from(victim.withoutSeed)
    const mine = pairMasks(round, roll, victim.place, victim.secretKey, new Set([victim.placeOf(someone(devices, 1))]))
    expect(curious.publicKey).toHaveLength(32)
    addCells(left, mine ?? new Uint32Array(left.length), -1)
    expect(Array.from(left, (cell) => cell | 0)).not.toEqual(victim.truth)
  })

  it('cannot report twice under one mask: what was said is said again, whatever the journal holds now', () => {
    const devices = devicesOf(journals(8))
    const { round, roll } = hold(devices)
    const device = someone(devices, 2)
    const again = value(reportToRound(round, roll, journalOf(50, 0), device, now))
    expect(again.statement).toEqual(value(reportToRound(round, roll, device.journal, device, now)).statement)
  })
})

describe('all but one, together with the collector', () => {
  it('learn what the last one has counted with their share of the noise, and no more: that is the limit', () => {
    const devices = devicesOf(journals(8))
    const { round, roll, reports, closing, answers } = hold(devices)
    const victim = flatten(round, roll, {
      device: someone(devices, 0),
      report: reports[0] ?? new Uint8Array(0),
      closing,
      answers,
    })
    // Everybody else's keys make every mask of the last one.
    const known = Uint32Array.from(victim.withoutSeed)
    for (const other of devices.slice(1)) {
      const { secretKey } = secretsOf(revealSecret(openedMasks(other)))
      const mask = pairMasks(round, roll, victim.placeOf(other), secretKey, new Set([victim.place]))
      addCells(known, mask ?? new Uint32Array(known.length), 1)
    }
    expect(Array.from(known, (cell) => cell | 0)).toEqual(victim.truth)
  })

  it('need every mask: with two honest members left, each report is one of a pair whose sum alone is known', () => {
    const devices = devicesOf(journals(8))
    const { round, roll, reports, closing, answers } = hold(devices)
    const [one, two] = [0, 1].map((nth) => {
      const device = someone(devices, nth)
      const at = value(openMessage(reports[nth] ?? new Uint8Array(0), reportFormat, undefined))
      expect(at.issuer).toEqual(device.identity.publicKey)
      return flatten(round, roll, { device, report: reports[nth] ?? new Uint8Array(0), closing, answers })
    })
    if (one === undefined || two === undefined) throw new Error('two were asked for')
    const strip = (victim: typeof one) => {
      const left = Uint32Array.from(victim.withoutSeed)
      for (const other of devices.slice(2)) {
        const { secretKey } = secretsOf(revealSecret(openedMasks(other)))
        const mask = pairMasks(round, roll, victim.placeOf(other), secretKey, new Set([victim.place]))
        addCells(left, mask ?? new Uint32Array(left.length), 1)
      }
      return left
    }
    const [left, right] = [strip(one), strip(two)]
    expect(Array.from(left, (cell) => cell | 0)).not.toEqual(one.truth)
    const sum = Uint32Array.from(left)
    addCells(sum, right, 1)
    expect(Array.from(sum, (cell) => cell | 0)).toEqual(one.truth.map((cell, nth) => cell + (two.truth[nth] ?? 0)))
  })
})

describe('a lying member', () => {
  it('makes a sum that cannot be, and is found by opening: nobody can open to something else', () => {
    const devices = devicesOf(journals(8))
    const { round } = roundOf(devices)
    const joins = devices.map((device) => join(device, round))
    const roll = value(openRoll(round, value(callRoll(round, joins, lead.publishing, now)).statement, joins, now))
    const liar = someone(devices, 3)
    const reports = devices.map((device) => report(device, round, roll))
    reports[3] = lyingReport(liar, round, roll)
    const closing = value(
      openClosing(round, roll, value(closeRound(round, roll, reports, lead.publishing, now)).statement, now),
    )
    const answers = devices.map((device) => answer(device, round, roll, closing))
    expect(codeOf(sumRound(round, roll, closing, { reports, answers }))).toBe('measurement_sum_wrong')
    const opened = devices.map((device, nth) => {
      const opening = value(openReport(round, roll, device, now))
      return value(verifyOpening(round, roll, { report: reports[nth] ?? opening, opening }))
    })
    expect(opened.map(({ isPossible }) => isPossible)).toEqual([true, true, true, false, true, true, true, true])
    expect(opened[3]?.counts[0]).toBe(1_000_000)
    expect(opened[0]?.counts).toEqual([3, 2])
    // Another secret is not the one that was joined with.
    const other = value(openReport(round, roll, { ...liar, book: someone(devices, 4).book }, now))
    expect(codeOf(verifyOpening(round, roll, { report: reports[3] ?? other, opening: other }))).toBe(
      'measurement_sum_wrong',
    )
    // Somebody else's opening opens nothing of theirs.
    const foreign = value(openReport(round, roll, someone(devices, 4), now))
    expect(codeOf(verifyOpening(round, roll, { report: reports[3] ?? other, opening: foreign }))).toBe(
      'measurement_foreign',
    )
  })

  it('is overruled where it answers with wrong shares and there is an answer to spare', () => {
    const devices = devicesOf(journals(9))
    const { round, roll, closing, reports, answers, sum } = hold(devices)
    const { issuer, body } = value(openMessage(answers[0] ?? new Uint8Array(0), answerFormat, undefined))
    const signer = someone(devices, 0).identity
    expect(issuer).toEqual(signer.publicKey)
    const shares = body.shares.map((byte) => byte ^ 1)
    const lie = signMessage(answerFormat, { ...body, shares }, { signer, epoch: EPOCH, now: COUNTED })
    const summed = (some: readonly Uint8Array[]) => sumRound(round, roll, closing, { reports, answers: some })
    expect(value(summed([lie, ...answers.slice(1)])).metrics).toEqual(sum.metrics)
    // Six of nine are enough, and then every one must be right.
    expect(value(summed(answers.slice(3))).metrics).toEqual(sum.metrics)
    expect(codeOf(summed(answers.slice(4)))).toBe('measurement_too_few')
    expect(codeOf(summed([lie, ...answers.slice(4)]))).toBe('measurement_sum_wrong')
  })

  it('counts no more than one may count', () => {
    const devices = devicesOf([journalOf(40, 0, 'many'), ...journals(7)])
    const { round, roll } = hold(devices, { most: 5 })
    const place = round.body.members.findIndex(({ id }) =>
      id.every((byte, at) => byte === devices[0]?.identity.publicKey[at]),
    )
    const opening = value(openReport(round, roll, someone(devices, 0), now))
    const report = value(reportToRound(round, roll, [], someone(devices, 0), now)).statement
    expect(value(verifyOpening(round, roll, { report, opening }))).toEqual({ place, counts: [5, 0], isPossible: true })
  })
})

describe('a lead who surrounds one practitioner', () => {
  const devices = devicesOf(journals(8))

  it('is refused: members must be those of the device’s own catalogue, with their own keys', () => {
    const { file } = roundOf(devices)
    const members = membersOfDevices(devices)
    const open = (known: typeof members, of = community) =>
      codeOf(openRound(file, { community: of, members: known, ...now }))
    expect(open(members)).toBe('ok')
    expect(open(members.slice(1))).toBe('measurement_foreign')
    expect(open(members.map((one, nth) => (nth === 2 ? { ...one, key: new Uint8Array(32).fill(9) } : one)))).toBe(
      'measurement_foreign',
    )
    expect(open(members, { ...community, key: '00'.repeat(32) })).toBe('measurement_foreign')
    expect(open(members, { ...community, publishingKeys: [] })).toBe('measurement_foreign')
  })

  it('cannot hold a round of fewer than 8, of more than 100, or under keys that everybody shares', () => {
    const draft = (members: ReturnType<typeof membersOfDevices>) =>
      draftRound({ epoch: EPOCH, metrics: [{ metric: 'first-session', epsilonMilli: 1000 }], members }, lead, now)
    const members = membersOfDevices(devices)
    expect(draft(members.slice(1))).toEqual({
      ok: false,
      error: { code: 'measurement_too_few', detail: { count: 7, least: 8 } },
    })
    expect(codeOf(draft(members))).toBe('ok')
    const many = membersOfDevices(devicesOf(journals(101), 'many'))
    expect(codeOf(draft(many.slice(0, 100)))).toBe('ok')
    expect(codeOf(draft(many))).toBe('measurement_invalid')
    const weak = members.map((one, nth) => (nth === 1 ? { ...one, key: new Uint8Array(32) } : one))
    expect(codeOf(draft(weak))).toBe('measurement_invalid')
  })

  it('cannot ask for more than the budget, for one count twice, or before its window has ended', () => {
    const members = membersOfDevices(devices)
    const draft = (metrics: Parameters<typeof draftRound>[0]['metrics'], at = COUNTED) =>
      codeOf(draftRound({ epoch: EPOCH, metrics, members }, lead, { now: at }))
    expect(
      draft([
        { metric: 'first-session', epsilonMilli: 1000 },
        { metric: 'completed', epsilonMilli: 1000 },
      ]),
    ).toBe('ok')
    expect(
      draft([
        { metric: 'first-session', epsilonMilli: 1000 },
        { metric: 'completed', epsilonMilli: 1001 },
      ]),
    ).toBe('measurement_invalid')
    expect(
      draft([
        { metric: 'first-session', epsilonMilli: 500 },
        { metric: 'first-session', epsilonMilli: 500 },
      ]),
    ).toBe('measurement_invalid')
    expect(draft([{ metric: 'completed', epsilonMilli: 1000 }], (COUNTED - 1) as typeof COUNTED)).toBe(
      'measurement_early',
    )
  })

  it('gets no second count of the same weeks out of any device', () => {
    const some = devicesOf(journals(8), 'again')
    hold(some, { metrics: [{ metric: 'first-session', epsilonMilli: 500 }] })
    const device = someone(some, 0)
    const next = (metric: 'completed' | 'first-session', epsilonMilli: number) => {
      const { round } = roundOf(some, [{ metric, epsilonMilli }], 199)
      return codeOf(joinRound(round, device.book, device.identity, { ...now, random: seededRandom('next') }))
    }
    expect(next('first-session', 500)).toBe('measurement_budget_spent')
    expect(next('completed', 1501)).toBe('measurement_budget_spent')
    expect(next('completed', 1500)).toBe('ok')
  })
})

it('says nothing for somebody whom the round does not name, or whose key is gone', () => {
  const devices = devicesOf(journals(8))
  const { round } = roundOf(devices)
  const [stranger] = devicesOf(journals(1), 'stranger')
  if (stranger === undefined) throw new Error('one was asked for')
  expect(measurementKeyOf(stranger.book)).toBeDefined()
  expect(codeOf(joinRound(round, stranger.book, stranger.identity, now))).toBe('measurement_foreign')
  const forgetful = { ...someone(devices, 0), book: { ...someone(devices, 0).book, keys: [] } }
  expect(codeOf(joinRound(round, forgetful.book, forgetful.identity, now))).toBe('measurement_foreign')
  expect(noiseOf(round, new Uint8Array(32).fill(1))).toHaveLength(2)
  expect(maskOf(new Uint8Array(32).fill(1), 3)).toHaveLength(3)
})
