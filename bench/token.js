import { readFileSync } from 'node:fs'
import { cpus, loadavg } from 'node:os'
import { contenders as age } from './contenders/age.js'
import { contenders as entrenous } from './contenders/entrenous.js'
import { contenders as hpkeCore } from './contenders/hpke-core.js'
import { contenders as jose } from './contenders/jose.js'
import { contenders as panvaHpke } from './contenders/panva-hpke.js'
import { measure } from './measure.js'
import { makeReferral, withHiddenLength } from './referral.js'
import { judge } from './requirements.js'

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
  return { machine: about, settings, versions: versions(), plaintext, measured, verdicts: judge(measured) }
}

/** @returns {import('./report.js').Machine} as it is before the run adds to its load */
function machine() {
  const all = cpus()
  const processor = (all[0]?.model ?? 'unknown processor')
    .replaceAll(/\((R|TM)\)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const date = new Date().toISOString().slice(0, 10)
  return { node: process.versions.node, cores: all.length, processor, date, load: loadavg()[0] ?? 0 }
}

/** @returns {Record<string, string>} the pinned versions, by package */
function versions() {
  return JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')).dependencies
}
