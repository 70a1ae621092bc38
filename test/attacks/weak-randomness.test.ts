import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { runInNewContext } from 'node:vm'
import type tweetnacl from 'tweetnacl'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createCommunityKeys } from '../../src/community/keys.js'
import { grant } from '../../src/consent/grant.js'
import { createKeys } from '../../src/descriptor/keys.js'
import type { RandomSource } from '../../src/kernel/random.js'
import { seal } from '../../src/token/seal.js'
import { codeOf, NOW, proposalOf, value } from '../support/cast.js'

// An engine without a random source, or one whose shim loads late (React Native), makes keys that Eve can compute.
// tweetnacl looks for a source once, while it is imported, and takes zeros from one that gives nothing.
// Here the source is looked for at every call, there is no other to fall back on, and a source that throws or gives
// another length ends the call with randomness_absent: no key and no token comes of it.

/** tweetnacl as it is where there is neither `self` nor `require`, in a world of its own. */
function tweetnaclWithout() {
  const source = readFileSync(createRequire(import.meta.url).resolve('tweetnacl/nacl-fast.js'), 'utf8')
  const world: Record<string, unknown> = { module: { exports: {} } }
  runInNewContext(source, world)
  // The module has filled in its exports.
  const { exports: nacl } = world['module'] as { exports: typeof tweetnacl }
  return { nacl, world }
}

const broken: readonly [string, RandomSource][] = [
  [
    'throws',
    () => {
      throw new Error('no entropy: planted secret')
    },
  ],
  ['gives nothing', () => new Uint8Array(0)],
  ['gives a byte too few', (length) => new Uint8Array(length - 1)],
  ['gives a byte too many', (length) => new Uint8Array(length + 1)],
  // What plain JavaScript may bring.
  ['gives an array', (length) => Array(length).fill(1) as unknown as Uint8Array],
  ['gives a promise', (length) => Promise.resolve(new Uint8Array(length)) as unknown as Uint8Array],
]
const absent = { ok: false, error: { code: 'randomness_absent', detail: {} } }

describe('an engine without randomness', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('succeeds against tweetnacl: a source that comes after the import is never found', () => {
    const { nacl, world } = tweetnaclWithout()
    world['self'] = { crypto: globalThis.crypto }
    expect(() => nacl.box.keyPair()).toThrow('no PRNG')
  })
  it('succeeds against tweetnacl: a source that gives nothing makes the key of all zeros', () => {
    const { nacl } = tweetnaclWithout()
    nacl.setPRNG(() => undefined)
    expect([...nacl.box.keyPair().secretKey]).toEqual(Array(32).fill(0))
  })
  it.each(broken)(
    'fails here: with a source that %s no key is made, nothing granted and nothing sealed',
    (_, random) => {
      expect(createKeys({ now: NOW, random })).toEqual(absent)
      expect(createCommunityKeys({ random })).toEqual(absent)
      expect(grant(proposalOf(), { now: NOW, random })).toEqual(absent)
      expect(seal(grant(proposalOf(), { now: NOW }), { random })).toEqual(absent)
    },
  )
  it('fails here: without any source nothing is sealed, and one that comes later is found', () => {
    const consent = value(grant(proposalOf(), { now: NOW }))
    const { crypto } = globalThis
    for (const none of [undefined, null, {}, { getRandomValues: 'yes' }]) {
      vi.stubGlobal('crypto', none)
      expect(seal(consent)).toEqual(absent)
    }
    vi.stubGlobal('crypto', crypto)
    expect(codeOf(seal(consent))).toBe('ok')
  })
})
