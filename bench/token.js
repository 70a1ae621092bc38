import { contenders as age } from './contenders/age.js'
import { contenders as entrenous } from './contenders/entrenous.js'
import { contenders as hpkeCore } from './contenders/hpke-core.js'
import { contenders as jose } from './contenders/jose.js'
import { contenders as panvaHpke } from './contenders/panva-hpke.js'
import { machine, versionsOf } from './machine.js'
import { measure } from './measure.js'
import { makeReferral, withHiddenLength } from './referral.js'
import { judge } from './requirements.js'

const packages = [
  '@hpke/chacha20poly1305',
  '@hpke/core',
  '@hpke/dhkem-x25519',
  '@hpke/hybridkem-x-wing',
  '@panva/hpke-noble',
  'age-encryption',
  'hpke',
  'jose',
]
const contenders = [...entrenous, ...hpkeCore, ...panvaHpke, ...age, ...jose]

/**
 * Compares sealing and opening a token with what other libraries offer for the same.
 * @param {{ quick: boolean }} options
 * @param {(done: number, all: number, seconds: number) => void} progress - rounds done, of all, seconds left
 * @returns {Promise<import('./report.js').Run>}
 */
export async function run({ quick }, progress) {
  const settings = quick ? { rounds: 5, sliceMs: 40 } : { rounds: 25, sliceMs: 80 }
  const secondsPerRound = (contenders.length * 2 * settings.sliceMs) / 1000
  const about = machine()
  const referral = await makeReferral()
  const referrals = /** @type {const} */ ([referral, withHiddenLength(referral)])
  const measured = await measure(contenders, referrals, settings, (done, all) =>
    progress(done, all, (all - done) * secondsPerRound),
  )
  const { json, body, keys } = referral
  // The padding is one 0x80 and zeros.
  const content = { json: json.length, cbor: body.lastIndexOf(0x80), body: body.length }
  const plaintext = { ...content, liveKeys: keys.openingKeys.length }
  return { machine: about, settings, versions: versionsOf(packages), plaintext, measured, verdicts: judge(measured) }
}
