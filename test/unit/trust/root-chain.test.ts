import { describe, expect, it } from 'vitest'
import { createSigningKey } from '../../../src/community/keys.js'
import { encodeCbor } from '../../../src/kernel/cbor.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import { openManifest } from '../../../src/trust/anchor.js'
import { communityName, encodeRoot, MAX_ROOT_BYTES, readRoot } from '../../../src/trust/root-chain.js'
import { codeOf } from '../../support/cast.js'
import { must, NOW, seeded } from '../../support/catalogue.js'
import { signRaw } from '../../support/forge.js'
import {
  ben,
  chen,
  dora,
  harbour,
  linkOf,
  linksOf,
  manifestBy,
  rawRoot,
  rising,
  root,
  says,
} from '../../support/hostile-catalogues/cast.js'

const failureOf = (received: Uint8Array) => {
  const read = readRoot(received)
  return read.ok ? 'ok' : read.error
}
const invalid = (field: string) => ({ code: 'root_invalid', detail: { field } })
const open = (received: Uint8Array, now = NOW) => codeOf(openManifest(received, { anchor: harbour, now }))

describe('a root', () => {
  it('is read into its manifests, with everybody who signed each', () => {
    const { name, links, last } = must(readRoot(root))
    expect(name).toEqual(harbour)
    expect(links).toEqual([last])
    expect(last.manifest).toEqual(says)
    expect(last.signers.map(toHex)).toEqual([dora, ben].map(({ publicKey }) => toHex(publicKey)))
  })

  it('is written as it was read', () => {
    expect(encodeRoot(must(readRoot(root)).links)).toEqual(root)
    expect(rawRoot(...linksOf(root))).toEqual(root)
  })

  it('has co-signers in rising order only', () => {
    const others = rising(ben, chen)
    expect(failureOf(rawRoot(linkOf(manifestBy(dora), ...others)))).toBe('ok')
    expect(failureOf(rawRoot(linkOf(manifestBy(dora), ...[...others].reverse())))).toEqual(invalid('signatures'))
  })

  it.each([
    ['nothing', new Uint8Array(0)],
    ['no list', encodeCbor(1)],
    ['an empty list', encodeCbor([])],
    ['a list of something else', encodeCbor([1])],
    ['a member that is not ours', encodeCbor([new Map([[9, 1]])])],
    ['a byte behind its end', Uint8Array.from([...root, 0])],
  ])('is not %s', (_, received) => {
    expect(failureOf(received)).toMatchObject({ code: 'root_invalid' })
  })

  it('holds manifests and no other statement', () => {
    const head = signRaw('head', 'catalogue', encodeCbor(1), dora)
    expect(failureOf(rawRoot({ statement: head, signatures: [] }))).toEqual(invalid('statement'))
    expect(failureOf(rawRoot({ statement: Uint8Array.of(1), signatures: [] }))).toEqual(invalid('statement'))
    expect(failureOf(rawRoot(linkOf(manifestBy(dora, { name: '' }))))).toEqual(invalid('name'))
    const unsorted = [...says.rootKeys].reverse()
    expect(failureOf(rawRoot(linkOf(manifestBy(dora, { rootKeys: unsorted }))))).toEqual(invalid('rootKeys'))
    expect(failureOf(rawRoot(linkOf(manifestBy(dora, { rootThreshold: 4 }))))).toEqual(invalid('rootThreshold'))
  })

  it('is bounded in bytes', () => {
    const long = { ownConsentFromAge: Array.from({ length: 80 }, () => ({ region: 'US-WA', age: 13 })) }
    const links = Array.from({ length: 40 }, (_, index) =>
      linkOf(manifestBy(dora, { policy: { approvalsRequired: 0, ...long } }, { sequence: index + 1 })),
    )
    const received = rawRoot(...links)
    expect(received.length).toBeGreaterThan(MAX_ROOT_BYTES)
    expect(failureOf(received)).toEqual(invalid(''))
    expect(failureOf(rawRoot(...links.slice(0, 20)))).toBe('ok')
  })
})

describe('the name of a community', () => {
  const keys = says.rootKeys

  it('is the key where there is one, and binds all of them and the threshold where there are several', () => {
    expect(communityName({ rootKeys: keys.slice(0, 1), rootThreshold: 1 })).toEqual(keys[0])
    const names = [1, 2, 3].flatMap((rootThreshold) => [
      communityName({ rootKeys: keys, rootThreshold }),
      communityName({ rootKeys: keys.slice(1), rootThreshold }),
    ])
    expect(new Set(names.map(toHex)).size).toBe(names.length)
    expect(names.every((name) => name.length === 32)).toBe(true)
  })
})

describe('the age of a root', () => {
  it('is that of its last manifest', () => {
    const [first] = linksOf(root)
    if (first === undefined) throw new Error('a root has a first manifest')
    const later = { sequence: 2, issued: after(NOW, days(700)), expires: after(NOW, days(900)) }
    const chain = rawRoot(first, linkOf(manifestBy(dora, {}, later), ben))
    expect(open(chain, after(NOW, days(800)))).toBe('ok')
    expect(open(root, after(NOW, days(800)))).toBe('root_expired')
    expect(openManifest(chain, { anchor: harbour, now: NOW })).toEqual({ ok: false, error: invalid('issued') })
  })

  it('is asked after everything else', () => {
    const eve = must(createSigningKey({ random: seeded('Eve') }))
    const forged = rawRoot(linkOf(manifestBy(dora), eve))
    expect(open(forged, after(NOW, days(800)))).toBe('root_signer_unknown')
  })
})
