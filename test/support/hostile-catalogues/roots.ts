import { compareBytes } from '../../../src/kernel/bytes.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { toHex } from '../../../src/kernel/text.js'
import { after, days } from '../../../src/kernel/time.js'
import type { Signer } from '../../../src/statement/sign.js'
import { readStatement, verifyCosignature } from '../../../src/statement/statement.js'
import { MAX_MANIFESTS } from '../../../src/trust/root-chain.js'
import { must, NOW } from '../catalogue.js'
import { resign } from '../forge.js'
import {
  type Attempt,
  attempt,
  ben,
  chen,
  dora,
  eve,
  eveRoot,
  type Hostile,
  linkOf,
  linksOf,
  manifestBy,
  publish,
  publisher,
  type RawLink,
  rawRoot,
  rising,
  root,
  rotated,
  says,
  seen,
} from './cast.js'
import { countsEntries, countsSignatures, naiveKeys, naiveLinks, naiveSignatures } from './naive.js'

// Mistakes about who may change a community's keys: thresholds, rotations, numbers, ends.

const file = publish()
const honest = attempt(file.bytes)
/** A list as it should be, under any chain of manifests. */
const under = (chain: Uint8Array, options: Parameters<typeof attempt>[1] = {}): Attempt =>
  attempt(resign(file.bytes, { signer: publisher, body: { root: chain } }), options)

const [first] = linksOf(root)
if (first === undefined) throw new Error('a root has a first manifest')
const link = (signer: Signer, changes: object, others: readonly Signer[], sequence = 2): RawLink =>
  linkOf(manifestBy(signer, changes, { sequence }), ...rising(...others))

/** Chen's key was lost; Eve wants hers in its place. */
const withEve = { rootKeys: rising(dora, ben, eve).map(({ publicKey }) => publicKey) }
const honestRotation = under(rotated(root, withEve))
const twice = rawRoot({ ...link(dora, {}, [], 1), signatures: link(dora, {}, [dora], 1).signatures })
const byEve = rawRoot(link(dora, {}, [eve], 1))
const oneOfThree = { rootThreshold: 1 }
const noThreshold = rawRoot(first, link(eve, { rootThreshold: 0 }, []))
const keyTwice = rawRoot(first, link(dora, { rootKeys: [dora.publicKey, dora.publicKey], rootThreshold: 2 }, []))
const onlyNew = rawRoot(first, link(dora, { ...withEve, rootThreshold: 2 }, [eve]))
const onlyOld = rawRoot(first, link(ben, { rootKeys: [eve.publicKey], rootThreshold: 1 }, [dora]))
const downgraded = rawRoot(first, link(dora, oneOfThree, []))
const skipping = rawRoot(first, link(dora, {}, [ben], 3))
const forged = { key: chen.publicKey, signature: new Uint8Array(64).fill(1) }
const crowd = Array.from({ length: 300 }, (_, index) => ({
  key: sha256(Uint8Array.of(index >> 8, index)),
  signature: forged.signature,
})).sort((a, b) => compareBytes(a.key, b.key))
/** Ben signs below words of Eve's under Dora's name. */
const unsigned = manifestBy(dora)
unsigned.fill(1, unsigned.length - 64)
const inDorasName = rawRoot(linkOf(unsigned, ben))
const [ofFirst] = first.signatures

/** Whether whoever is named before has signed: what remains when one of the two questions is left out. */
const oldOnly = (chain: Uint8Array): boolean => {
  const [before, next] = naiveLinks(chain)
  return before !== undefined && next !== undefined && countsEntries(next, naiveKeys(before))
}
const newOnly = (chain: Uint8Array): boolean => {
  const next = naiveLinks(chain)[1]
  return next !== undefined && countsEntries(next)
}
const lastOf = (chain: Uint8Array): RawLink => naiveLinks(chain).at(-1) ?? first

/** Renewed as often as there is room for. */
function longest(): readonly RawLink[] {
  const links = [...linksOf(root)]
  while (links.length < MAX_MANIFESTS) links.push(link(dora, {}, [ben], links.length + 1))
  return links
}

const ended = { sequence: 2, expires: after(NOW, days(1)) }
const endedChain = rawRoot(first, linkOf(manifestBy(dora, {}, ended), ben))
const lately = { lastSeen: seen(honestRotation) }
const forked = rawRoot(first, link(ben, { ...withEve, name: 'Another Harbour' }, [dora]))

export const rootMistakes: readonly Hostile[] = [
  {
    attack: 'replaced root',
    mistake: 'manifests of the thief’s own under the community’s name',
    code: 'root_untrusted',
    hostile: under(eveRoot),
    honest,
    // It is signed by the key that it names.
    naive: () => countsSignatures(lastOf(eveRoot)),
  },
  {
    attack: 'replaced root',
    mistake: 'one stolen key of several, and a first manifest that names it alone',
    code: 'root_untrusted',
    hostile: under(rawRoot(link(dora, { rootKeys: [dora.publicKey], rootThreshold: 1 }, [], 1))),
    honest,
    // It pinned the first key instead of all of them and their threshold.
    naive: () =>
      [dora.publicKey].some((pinned) => toHex(must(readStatement(first.statement)).issuer) === toHex(pinned)),
  },
  {
    attack: 'replaced root',
    mistake: 'a first manifest that asks for fewer of the same keys',
    code: 'root_untrusted',
    hostile: under(rawRoot(link(dora, oneOfThree, [], 1))),
    honest,
    // It pinned the keys, and not how many of them must sign.
    naive: () => countsSignatures(link(dora, oneOfThree, [], 1)),
  },
  {
    attack: 'borrowed manifest',
    mistake: 'a manifest of another community in the chain',
    code: 'root_foreign',
    hostile: under(rawRoot(first, linkOf(manifestBy(dora, {}, { sequence: 2, subject: toHex(eve.publicKey) }), ben))),
    honest: under(rawRoot(first, link(dora, {}, [ben]))),
    naive: () => countsSignatures(linkOf(manifestBy(dora, {}, { sequence: 2, subject: toHex(eve.publicKey) }), ben)),
  },
  {
    attack: 'forged manifest',
    mistake: 'a signature that does not fit, counted',
    code: 'root_forged',
    hostile: under(rawRoot({ statement: manifestBy(dora), signatures: [forged] })),
    honest,
    naive: () => 1 + [forged].length >= says.rootThreshold,
  },
  {
    attack: 'forged manifest',
    mistake: 'a manifest in the name of a root key that has not signed it',
    code: 'root_forged',
    hostile: under(inDorasName),
    honest,
    // Its co-signer has signed, and it looks at the co-signers.
    naive: () =>
      naiveSignatures(lastOf(inDorasName))
        .slice(1)
        .every(([, fits]) => fits),
  },
  {
    attack: 'doubled signature',
    mistake: 'one signature, counted twice',
    code: 'root_signer_repeated',
    hostile: under(twice),
    honest,
    naive: () => countsSignatures(lastOf(twice)),
  },
  {
    attack: 'unauthorised signer',
    mistake: 'the signature of a key that is no root key, counted',
    code: 'root_signer_unknown',
    hostile: under(byEve),
    honest,
    naive: () => countsSignatures(lastOf(byEve)),
  },
  {
    attack: 'malformed root',
    mistake: 'one key that stands twice among the root keys',
    code: 'root_invalid',
    hostile: under(keyTwice),
    honest: under(rawRoot(first, link(dora, { rootKeys: withEve.rootKeys.slice(0, 2), rootThreshold: 2 }, [ben, eve]))),
    naive: () => countsEntries(lastOf(keyTwice)),
  },
  {
    attack: 'malformed root',
    mistake: 'a threshold of none',
    code: 'root_invalid',
    hostile: under(noThreshold),
    honest: under(rawRoot(first, link(dora, oneOfThree, [ben]))),
    naive: () => countsSignatures({ ...lastOf(noThreshold), signatures: [] }),
  },
  {
    attack: 'malformed root',
    mistake: 'signatures without end',
    code: 'root_invalid',
    hostile: under(rawRoot({ ...first, signatures: crowd })),
    honest,
    // It verifies them all, one by one, before it says no.
    naive: () => naiveSignatures({ ...first, signatures: crowd }).length > 300,
  },
  {
    attack: 'unmet threshold',
    mistake: 'fewer signatures than the threshold',
    code: 'root_threshold_unmet',
    hostile: under(rawRoot({ ...first, signatures: [] })),
    honest,
    // For it, one good signature is a signature.
    naive: () =>
      ofFirst !== undefined &&
      verifyCosignature(must(readStatement(first.statement)), ben.publicKey, ofFirst.signature),
  },
  {
    attack: 'unmet threshold',
    mistake: 'a rotation that the new keys have not signed',
    code: 'root_threshold_unmet',
    hostile: under(onlyOld),
    honest: under(rawRoot(first, link(ben, { rootKeys: [eve.publicKey], rootThreshold: 1 }, [dora, eve]))),
    naive: () => oldOnly(onlyOld),
  },
  {
    attack: 'unapproved rotation',
    mistake: 'a rotation that the old keys have not signed',
    code: 'root_rotation_unapproved',
    hostile: under(onlyNew),
    honest: honestRotation,
    naive: () => newOnly(onlyNew),
  },
  {
    attack: 'unapproved rotation',
    mistake: 'a lower threshold, decided by the lower threshold',
    code: 'root_rotation_unapproved',
    hostile: under(downgraded),
    honest: under(rawRoot(first, link(dora, oneOfThree, [ben]))),
    naive: () => newOnly(downgraded),
  },
  {
    attack: 'skipped number',
    mistake: 'a rotation that skips a number',
    code: 'root_skipped',
    hostile: under(skipping),
    honest: under(rawRoot(first, link(dora, {}, [ben]))),
    naive: () => must(readStatement(lastOf(skipping).statement)).sequence >= 2 && oldOnly(skipping),
  },
  {
    attack: 'endless rotation',
    mistake: 'a chain of manifests without end',
    code: 'root_too_long',
    hostile: under(rawRoot(...longest(), link(dora, {}, [ben], MAX_MANIFESTS + 1))),
    honest: under(rawRoot(...longest())),
  },
  {
    attack: 'expired root',
    mistake: 'a manifest whose end nobody looks at',
    code: 'root_expired',
    hostile: under(endedChain, { now: after(NOW, days(1)) }),
    // An earlier one may have ended: that is why there is a later one.
    honest: under(rawRoot(first, linkOf(manifestBy(dora, {}, ended), ben), link(dora, {}, [ben], 3)), {
      now: after(NOW, days(1)),
    }),
    naive: () => oldOnly(endedChain) && newOnly(endedChain),
  },
  {
    attack: 'rollback past a rotation',
    mistake: 'a manifest from before a rotation',
    code: 'root_rolled_back',
    hostile: under(root, lately),
    honest: under(rotated(root, withEve), lately),
    // Head and signatures are right; it compares the heads' numbers alone.
    naive: () => countsSignatures(lastOf(root)),
  },
  {
    attack: 'forked root',
    mistake: 'two manifests of one number',
    code: 'root_equivocal',
    hostile: under(forked, lately),
    honest: under(rotated(root, withEve), lately),
    // Both follow from the first.
    naive: () => oldOnly(forked) && newOnly(forked),
  },
]
