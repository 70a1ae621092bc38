import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createSigningKey } from '../../src/community/keys.js'
import { copyBytes } from '../../src/kernel/bytes.js'
import { failureCodes } from '../../src/kernel/failure.js'
import { toHex } from '../../src/kernel/text.js'
import { encodeBody } from '../../src/statement/body.js'
import { cosignStatement } from '../../src/statement/sign.js'
import { readStatement } from '../../src/statement/statement.js'
import { openManifest } from '../../src/trust/anchor.js'
import { type Manifest, manifestFormat } from '../../src/trust/manifest.js'
import { communityName, readRoot } from '../../src/trust/root-chain.js'
import { codeOf } from '../support/cast.js'
import { must, NOW, seeded } from '../support/catalogue.js'
import { signRaw } from '../support/forge.js'
import { rawRoot, says } from '../support/hostile-catalogues/cast.js'

// The rules of rotation once more, from the page of the format and in sets of names: whatever chain of manifests people
// draw up, the library opens it exactly when these rules say so.

const people = ['Asha', 'Ben', 'Chen', 'Dora']
const keys = people
  .map((name) => must(createSigningKey({ random: seeded(`root ${name}`) })))
  .sort((a, b) => (toHex(a.publicKey) < toHex(b.publicKey) ? -1 : 1))

/** Who is named, how many must sign, who signs (the first is the issuer), and whether the number is the next one. */
type Step = {
  readonly named: readonly number[]
  readonly threshold: number
  readonly signers: readonly number[]
  readonly skips: boolean
}

const some = fc.uniqueArray(fc.nat({ max: people.length - 1 }), { minLength: 1, maxLength: 3 })
const step: fc.Arbitrary<Step> = fc
  .record({ named: some, signers: some, least: fc.nat({ max: 3 }), luck: fc.nat({ max: 19 }) })
  .map(({ named, signers, least, luck }) => ({
    named: [...named].sort((a, b) => a - b),
    threshold: 1 + (least % named.length),
    signers,
    skips: luck === 0,
  }))
/** Random people rarely agree: every other chain is signed by all who are asked. */
const agreed = (steps: readonly Step[]): readonly Step[] =>
  steps.map((one, index) => ({ ...one, signers: [...new Set([...one.named, ...(steps[index - 1]?.named ?? [])])] }))
const chains = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([steps, agree]) => (agree ? agreed(steps) : steps))

const alone = (who: number, skips = false): Step => ({ named: [who], threshold: 1, signers: [who], skips })
/** One chain for each rule, because chance may break none of the rarest: skipped, unknown, too few, not agreed to before. */
const broken: readonly (readonly Step[])[] = [
  [alone(0), alone(0, true)],
  [{ named: [0], threshold: 1, signers: [0, 1], skips: false }],
  [{ named: [0, 1], threshold: 2, signers: [0], skips: false }],
  [alone(0), alone(1)],
]

const signed = new Map<string, Uint8Array>()
function once(name: string, make: () => Uint8Array): Uint8Array {
  const known = signed.get(name) ?? make()
  signed.set(name, known)
  return known
}

const saysOf = ({ named, threshold }: Step): Manifest => ({
  ...says,
  rootKeys: named.map((index) => keys[index]?.publicKey ?? new Uint8Array(32)),
  rootThreshold: threshold,
})

function written(steps: readonly Step[]): { readonly root: Uint8Array; readonly name: Uint8Array } {
  const [first] = steps
  const name = communityName(saysOf(first ?? { named: [], threshold: 1, signers: [], skips: false }))
  const links = steps.map((one, index) => {
    const [issuer, ...others] = one.signers.map((signer) => keys[signer] ?? must(createSigningKey()))
    const sequence = index + 1 + (one.skips ? 1 : 0)
    const about = JSON.stringify([one.named, one.threshold, one.signers[0], sequence, toHex(name)])
    const statement = once(about, () =>
      signRaw('root', toHex(name), encodeBody(manifestFormat, saysOf(one)), issuer ?? must(createSigningKey()), {
        sequence,
      }),
    )
    const read = must(readStatement(statement))
    const signatures = [...others]
      .sort((a, b) => keys.indexOf(a) - keys.indexOf(b))
      .map((other) => ({
        key: other.publicKey,
        signature: once(`${about} ${toHex(other.publicKey)}`, () => cosignStatement(read, other)),
      }))
    return { statement, signatures }
  })
  return { root: rawRoot(...links), name }
}

/** The rules, in sets. */
function holds(steps: readonly Step[]): boolean {
  return steps.every(({ named, threshold, signers, skips }, index) => {
    const before = steps[index - 1]
    const among = (who: readonly number[]) => signers.filter((signer) => who.includes(signer)).length
    const known = [...named, ...(before?.named ?? [])]
    return (
      !skips &&
      among(known) === signers.length &&
      among(named) >= threshold &&
      (before === undefined || among(before.named) >= before.threshold)
    )
  })
}

describe('a chain of manifests', () => {
  it('opens exactly when the rules hold', () => {
    const outcomes = new Set<string>()
    fc.assert(
      fc.property(chains, (steps) => {
        const { root, name } = written(steps)
        const code = codeOf(openManifest(root, { anchor: name, now: NOW }))
        outcomes.add(`${steps.length} ${code}`)
        expect(code === 'ok').toBe(holds(steps))
      }),
      { numRuns: 800, examples: broken.map((steps) => [steps]) },
    )
    // Every length opened, and every rule was broken.
    expect([...outcomes]).toEqual(expect.arrayContaining(['1 ok', '2 ok', '3 ok']))
    const codes = [...outcomes].map((outcome) => outcome.slice(2))
    for (const code of ['root_skipped', 'root_signer_unknown', 'root_threshold_unmet', 'root_rotation_unapproved']) {
      expect(codes).toContain(code)
    }
  })

  it('keeps its name, whatever follows the first manifest', () => {
    fc.assert(
      fc.property(chains, (steps) => {
        const { root, name } = written(steps)
        expect(must(readRoot(root)).name).toEqual(name)
        expect(must(readRoot(written(steps.slice(0, 1)).root)).name).toEqual(name)
      }),
      { numRuns: 200 },
    )
  })

  it('never opens with one bit changed', () => {
    const honest: readonly Step[] = agreed([
      { named: [0, 1, 2], threshold: 2, signers: [], skips: false },
      { named: [1, 2, 3], threshold: 2, signers: [], skips: false },
    ])
    const { root, name } = written(honest)
    expect(codeOf(openManifest(root, { anchor: name, now: NOW }))).toBe('ok')
    fc.assert(
      fc.property(fc.nat({ max: root.length * 8 - 1 }), (bit) => {
        const changed = copyBytes(root)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        const result = openManifest(changed, { anchor: name, now: NOW })
        expect(result.ok).toBe(false)
        expect(result.ok || failureCodes.includes(result.error.code)).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})
