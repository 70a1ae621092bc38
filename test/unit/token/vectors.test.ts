import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../../scripts/build.js'
import { bodyKeys } from '../../../src/consent/disclosure.js'
import { decodeCbor } from '../../../src/kernel/cbor.js'
import { holdSecret, type OpeningKey } from '../../../src/kernel/secret-key.js'
import { classical } from '../../../src/kernel/suite.js'
import type { EpochSeconds, KeyEpoch } from '../../../src/kernel/time.js'
import { hybrid } from '../../../src/kernel/x-wing.js'
import { readToken, toLink, toQrText } from '../../../src/token/forms.js'
import { openToken } from '../../../src/token/open.js'
import { readOpened } from '../../../src/token/opened.js'
import { codeOf, value } from '../../support/cast.js'
import { isOf, readCddl } from '../../support/cddl.js'
import { openByHand } from '../../support/token/by-hand.js'
import { failingShapes } from '../../support/token/shapes.js'
import { chenKey } from '../../support/token/vector.js'
import { type PublishedKey, type VectorFile, vectorFiles } from '../../support/token-vectors.js'
import { bytesOf } from '../../support/vectors.js'

const folder = join(root, 'test', 'vectors', 'token')
const texts = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
const suites = { 1: classical, 2: hybrid }

describe('the published vectors', () => {
  it('are what their generator makes: node scripts/token-vectors.js writes them', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(vectorFiles()).sort())
    for (const [name, text] of Object.entries(vectorFiles())) expect(texts[name] === text, name).toBe(true)
  })
})

function openingKey({ suite, epoch, publicKey, secretKey }: PublishedKey): OpeningKey {
  return {
    epoch: epoch as KeyEpoch, // counted as the vectors say
    suite: suites[suite],
    publicKey: bytesOf(publicKey),
    secretKey: holdSecret(suites[suite].kem.keyPairOf(bytesOf(secretKey)).secretKey),
  }
}

describe.each(Object.entries(texts))('%s', (_, text) => {
  // The text is the one our generator writes, see above.
  const { keys, opens, fails } = JSON.parse(text) as VectorFile
  const held = new Map(Object.entries(keys).map(([name, key]) => [name, openingKey(key)]))
  const ring = ({ keys: names }: { readonly keys: readonly string[] }) => ({
    openingKeys: names.flatMap((name) => held.get(name) ?? []),
  })
  const at = ({ now }: { readonly now: number }) => ({ now: now as EpochSeconds }) // whole seconds, as the vectors say

  it('has more tokens that fail than tokens that open', () => expect(fails.length).toBeGreaterThan(opens.length))
  it('has every key its vectors name', () => {
    const named = [...opens, ...fails].flatMap((vector) => vector.keys)
    expect([...new Set(named)].sort()).toEqual(Object.keys(keys).sort())
  })
  it('gives every vector a name of its own', () => {
    const names = [...opens, ...fails].map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(opens.map((vector) => [vector.name, vector] as const))('opens: %s', (_, vector) => {
    const token = bytesOf(vector.token)
    for (const received of [token, vector.link, vector.qr]) {
      const { id, disclosure, consent } = readOpened(value(openToken(received, ring(vector), at(vector))))
      expect({ disclosure, tokenId: id, consentDigest: consent }).toEqual(vector.opens)
      expect(value(readToken(received))).toEqual(token)
    }
    expect(toLink(token, 'https://harbour.example/open')).toBe(vector.link)
    expect(toQrText(token)).toBe(vector.qr)
  })

  it.each(fails.map((vector) => [vector.name, vector] as const))('fails: %s', (_, vector) => {
    const received = vector.text ?? bytesOf(vector.token ?? '')
    expect(codeOf(openToken(received, ring(vector), at(vector)))).toBe(vector.fails)
  })
})

describe('docs/reference/token-format', () => {
  const read = (ending: string) => readFileSync(join(root, 'docs', 'reference', `token-format.${ending}`), 'utf8')
  const members = (text: string, line: RegExp) =>
    [...text.matchAll(line)].map(({ groups }) => `${groups?.['key']} ${groups?.['name']}${groups?.['may'] ? ' ?' : ''}`)
  const page = members(read('md'), /^\| (?<key>\d+)(?<may> \?)? \| `(?<name>\w+)` \|/gm)
  const cddl = members(read('cddl'), /^ {2}(?<may>\? )?(?<key>\d+): .*; (?<name>\w+)$/gm)
  const names = bodyKeys.names.map((name, key) => `${key} ${name}`)

  it.each([
    ['the page', page],
    ['its CDDL', cddl],
  ])('gives every member the integer of the code: %s', (_, listed) =>
    expect([...new Set(listed.map((member) => member.replace(' ?', '')))].sort()).toEqual([...names].sort()),
  )
  it('tells the same members, and which may be absent, in both', () =>
    expect([...cddl].sort()).toEqual([...page].sort()))
  it('tells the first integer that is free', () =>
    expect(read('md')).toContain(`; ${names.length} is the first that is free`))

  const rules = readCddl(read('cddl'))
  const isReferral = (body: Uint8Array) => isOf(rules, 'referral', decodeCbor(body))
  const { opens } = JSON.parse(texts['suite-1.json'] ?? '') as VectorFile // as above

  it.each(opens.map(({ name, body }) => [name, body] as const))('has a CDDL that fits what opens: %s', (_, body) =>
    expect(isReferral(bytesOf(body))).toBe(true),
  )
  it('has a CDDL that fits nothing else, but for what its comments leave to the page', () => {
    const fitting = failingShapes().filter(({ token }) => isReferral(openByHand(bytesOf(token ?? ''), chenKey).body))
    expect(fitting.map(({ why }) => why).filter((why) => !leftToThePage.test(why))).toEqual([])
  })
})

/** Bounds in UTF-16 units, what characters a line has, and what relates two members or elements: CDDL says none of it. */
const leftToThePage =
  /^(at most \d+|UTF-16 units are counted|1 to 28 days|it ends after|the bucket is|a body out of shape|in order|one line|what is there)/
