import { equalBytes } from '../../src/kernel/bytes.js'
import { revealSecret, type SecretKey } from '../../src/kernel/secret-key.js'
import { addCells, bytesOfCells, cellsOfBytes, maskOf } from '../../src/measurement/masks.js'
import { answerFormat, openMessage, reportFormat, signMessage } from '../../src/measurement/messages.js'
import { pairMasks } from '../../src/measurement/pair-masks.js'
import { maskedReport, noiseOf } from '../../src/measurement/report.js'
import type { Closing, Roll } from '../../src/measurement/roll.js'
import { placeOf, type Round } from '../../src/measurement/round.js'
import { secretsOf } from '../../src/measurement/secrets.js'
import { tally } from '../../src/measurement/tally.js'
import { value } from './cast.js'
import { COUNTED, type Device, EPOCH } from './measurement.js'

// What somebody who wants to look into one report can take off it, step by step.

/** The secret of the one round a device is in. */
export function openedMasks({ book }: Device): SecretKey {
  const [note] = book.rounds
  if (note === undefined) throw new Error('the device has joined no round')
  return note.secret
}

/** The shares that answers give of somebody who joined. */
export function membersIn(round: Round, roll: Roll, closing: Closing, answers: readonly Uint8Array[], nth: number) {
  return answers.map((file) => {
    const { body, issuer } = value(openMessage(file, answerFormat, undefined))
    if (!equalBytes(body.closing, closing.hash) || roll.joined[nth] === undefined) throw new Error('of another closing')
    return { place: placeOf(round, issuer) ?? 0, share: body.shares.subarray(32 * nth, 32 * nth + 32) }
  })
}

/** One report with masks taken off, and what the member really put into it. */
export function flatten(
  round: Round,
  roll: Roll,
  {
    device,
    report,
  }: {
    readonly device: Device
    readonly report: Uint8Array
    readonly closing: Closing
    readonly answers: readonly Uint8Array[]
  },
) {
  const indexOf = (one: Device) => placeOf(round, one.identity.publicKey) ?? -1
  const place = indexOf(device)
  const secrets = secretsOf(revealSecret(openedMasks(device)))
  const cells = cellsOfBytes(value(openMessage(report, reportFormat, undefined)).body.cells)
  const pairs = pairMasks(round, roll, place, secrets.secretKey)
  if (pairs === undefined) throw new Error('a key cannot be used')
  const counts = value(tally('first-session', device.journal, { epoch: EPOCH, now: COUNTED }))
  const noise = noiseOf(round, secrets.noise)
  const seed = maskOf(secrets.seed, cells.length)
  const off = (...masks: readonly Uint32Array[]) => {
    const left = Uint32Array.from(cells)
    for (const mask of masks) addCells(left, mask, -1)
    return left
  }
  const signed = (left: Uint32Array) => Array.from(left, (cell) => cell | 0)
  return {
    place,
    placeOf: indexOf,
    secretKey: secrets.secretKey,
    truth: counts.map((count, nth) => count + (noise[nth] ?? 0)),
    withoutSeed: off(seed),
    withoutPairMasks: signed(off(pairs)),
    withoutOwnMask: signed(off(pairs, seed)),
  }
}

/** A report by somebody who says that a million people came, hidden as an honest one is. */
export function lyingReport(device: Device, round: Round, roll: Roll): Uint8Array {
  const place = placeOf(round, device.identity.publicKey) ?? -1
  const secrets = secretsOf(revealSecret(openedMasks(device)))
  const lie = maskedReport(round, roll, { place, counts: [0, 0], secrets }) ?? new Uint32Array(2)
  addCells(lie, Uint32Array.of(1_000_000, 0), 1)
  const body = { what: 'report' as const, roll: roll.hash, cells: bytesOfCells(lie) }
  return signMessage(reportFormat, body, { signer: device.identity, epoch: EPOCH, now: COUNTED })
}
