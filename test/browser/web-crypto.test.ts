import { createInbox, epochSeconds, memoryStore, openToken, unsafeExportKeys } from 'entrenous/practitioner'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../support/browser.js'
import { bareHtml, bundle, openPage } from '../support/page.js'
import { type StaticServer, serve } from '../support/static-server.js'
import { ashaAnswers, makeWorld, must } from '../support/world.js'

// Asha's side in a real browser, bundled from the built package as a page's own build would do it, sealing with the
// browser's X25519. Chen's side is here, and on the page too, to open with it.

const now = epochSeconds(new Date())
const world = makeWorld(now)
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const script = `
import { days, epochSeconds, grant, match, openCatalogue, openTokensWithWebCrypto, propose, readIntake, readKeys, seal, sealWithWebCrypto } from '/entrenous.js'
const must = (result) => { if (!result.ok) throw new Error(JSON.stringify(result.error)); return result.value }
const fromHex = (text) => Uint8Array.from(text.match(/../g), (pair) => parseInt(pair, 16))
const bytes = new Uint8Array(await (await fetch('/catalogue')).arrayBuffer())
const calls = {}
for (const name of ['generateKey', 'importKey', 'deriveBits']) {
  const real = SubtleCrypto.prototype[name]
  SubtleCrypto.prototype[name] = function (...given) { calls[name] = (calls[name] ?? 0) + 1; return real.apply(this, given) }
}
const called = () => { const seen = { ...calls }; for (const name in calls) delete calls[name]; return seen }
const counting = () => { let state = 7; return (length) => Uint8Array.from({ length }, () => (state = (state * 31 + 11) % 251)) }
globalThis.sealed = async (answers, trust) => {
  const now = epochSeconds(new Date())
  const catalogue = must(openCatalogue(bytes, { trust: [fromHex(trust)], lastSeen: 'first-use', now }))
  const intake = must(readIntake(answers, catalogue.vocabulary))
  const best = match(intake, catalogue, { now }).matches.find((one) => one.sealable)
  const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }] }
  const consent = must(grant(must(propose(intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now })), { now }))
  const fresh = must(await sealWithWebCrypto(consent)).token
  const callsOfFresh = called()
  const seeded = must(await sealWithWebCrypto(consent, { random: counting() })).token
  const callsOfSeeded = called()
  const alike = must(seal(consent, { random: counting() })).token
  return { fresh: Array.from(fresh), callsOfFresh, seeded: Array.from(seeded), callsOfSeeded, alike: Array.from(alike) }
}
globalThis.opened = async (tokens, keys) => {
  const now = epochSeconds(new Date())
  const results = must(await openTokensWithWebCrypto(tokens.map((one) => Uint8Array.from(one)), must(readKeys(keys)), { now }))
  return { codes: results.map((one) => one.ok ? 'ok' : one.error.code), calls: called() }
}
globalThis.ready = true`

/** What the page's script returns. */
type SealedThere = {
  readonly fresh: number[]
  readonly callsOfFresh: Readonly<Record<string, number>>
  readonly seeded: number[]
  readonly callsOfSeeded: Readonly<Record<string, number>>
  readonly alike: number[]
}

const entries = ['entrenous', 'entrenous/practitioner', 'entrenous/web-crypto']
let server: StaticServer
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  server = await serve({
    '/': { type: 'text/html', body: bareHtml },
    '/page.js': { type: 'text/javascript', body: script },
    '/entrenous.js': {
      type: 'text/javascript',
      body: bundle(entries.map((entry) => `export * from '${entry}'`).join('\n')),
    },
    '/catalogue': { type: 'application/octet-stream', body: world.bytes },
  })
  browser = await launchBrowser()
  page = await openPage(browser, server.origin, complaints)
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('the browser’s own X25519', () => {
  let there: SealedThere
  beforeAll(async () => {
    const call = `sealed(${JSON.stringify(ashaAnswers)}, '${hex(world.communityKey)}')`
    there = (await page.evaluate(call)) as SealedThere // the shape the page's script returns
  })

  it('seals, with a key of its own making, what Chen opens', async () => {
    expect(there.callsOfFresh).toEqual({ generateKey: 1, importKey: 1, deriveBits: 1 })
    const opened = must(openToken(Uint8Array.from(there.fresh), world.chen, { now }))
    const { disclosure } = must(await createInbox(memoryStore()).receive(opened))
    expect(disclosure?.fields).toEqual({ needs: [{ concept: 'anxiety', level: 'category' }] })
  })
  it('seals the bytes that JavaScript seals of the same chance', () => {
    expect(there.callsOfSeeded['deriveBits']).toBe(2)
    expect(there.seeded).toEqual(there.alike)
  })
  it('opens on Chen’s page what is for him, and refuses what is not', async () => {
    const foreign = there.fresh.with(90, (there.fresh[90] ?? 0) ^ 1)
    const call = `opened(${JSON.stringify([there.fresh, foreign, there.seeded])}, ${JSON.stringify(unsafeExportKeys(world.chen))})`
    // The shape the page's script returns.
    const { codes, calls } = (await page.evaluate(call)) as { codes: string[]; calls: Record<string, number> }
    expect(codes).toEqual(['ok', 'token_unopenable', 'ok'])
    // Two live keys, each imported once; three tokens, tried with both.
    expect(calls).toEqual({ importKey: 2 + 3 * 2, deriveBits: 3 * 2 })
  })
  it('is used without a word on the console', () => {
    expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([])
  })
})
