import { describe, expect, it } from 'vitest'
import { headOf } from '../../../src/board/checkpoint.js'
import { emptyRoot, type InclusionClaim, isConsistent, isIncluded, leafHashOf } from '../../../src/board/merkle.js'
import { openNote, signatureLineOf } from '../../../src/board/note.js'
import { proveConsistency, proveInclusion, treeRootOf } from '../../../src/board/tree.js'
import { fromBase64, toBase64 } from '../../../src/kernel/base64.js'
import { signBytes, signingKeyFromSeed } from '../../../src/kernel/signing.js'
import { fromHex, utf8Encode } from '../../../src/kernel/text.js'
import { treeOf } from '../../support/board.js'

const hex = (text: string): Uint8Array => {
  const bytes = fromHex(text)
  if (bytes === undefined) throw new Error('not hexadecimal')
  return bytes
}

// The tree that Certificate Transparency's implementations are tested with: leaves, roots and proofs as they stand in
// github.com/transparency-dev/merkle, proof/verify_test.go (Apache-2.0), after google/certificate-transparency.
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f']
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map(hex)
const nodes = {
  first: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  second: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  firstTwo: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  nextTwo: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  firstFour: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  fifth: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  fifthAndSixth: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  seventh: 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  lastTwo: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  lastFour: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
} as const
type Node = keyof typeof nodes
const inclusions: readonly (readonly [index: number, size: number, proof: readonly Node[]])[] = [
  [0, 1, []],
  [0, 8, ['second', 'nextTwo', 'lastFour']],
  [5, 8, ['fifth', 'lastTwo', 'firstFour']],
  [2, 3, ['firstTwo']],
  [1, 5, ['first', 'nextTwo', 'fifth']],
]
const consistencies: readonly (readonly [older: number, newer: number, proof: readonly Node[]])[] = [
  [1, 1, []],
  [1, 8, ['second', 'nextTwo', 'lastFour']],
  [6, 8, ['fifthAndSixth', 'lastTwo', 'firstFour']],
  [2, 5, ['nextTwo', 'fifth']],
  [6, 7, ['fifthAndSixth', 'seventh', 'firstFour']],
]
const someHash = hex('abacaba000000000000000000000000000000000000000000060061e00123456')

const hashes = leaves.map((leaf) => leafHashOf(hex(leaf)))
const tree = treeOf(hashes)
const rootAt = (size: number): Uint8Array => roots[size - 1] ?? emptyRoot
const hashAt = (index: number): Uint8Array => hashes[index] ?? emptyRoot
const proofOf = (names: readonly Node[]): readonly Uint8Array[] => names.map((name) => hex(nodes[name]))
const flipped = (proof: readonly Uint8Array[], at: number, bit: number): readonly Uint8Array[] =>
  proof.map((hash, place) => (place === at ? hash.map((byte, index) => (index === 0 ? byte ^ bit : byte)) : hash))

describe('the classic tree of eight leaves', () => {
  it('has the published roots, and the empty one has that of nothing', () => {
    expect(emptyRoot).toEqual(hex('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'))
    expect(roots.map((_, at) => treeRootOf(tree, at + 1))).toEqual(roots)
    expect(treeRootOf(tree, 0)).toEqual(emptyRoot)
  })

  it.each(inclusions)('has the published proof of leaf %i of %i', (index, size, names) => {
    const proof = proofOf(names)
    expect(proveInclusion(tree, index, size)).toEqual(proof)
    expect(isIncluded({ index, size, leafHash: hashAt(index), root: rootAt(size) }, proof)).toBe(true)
  })

  it.each(consistencies)('has the published proof that %i leaves became %i', (older, newer, names) => {
    const proof = proofOf(names)
    expect(proveConsistency(tree, older, newer)).toEqual(proof)
    const claim = { older: { size: older, root: rootAt(older) }, newer: { size: newer, root: rootAt(newer) } }
    expect(isConsistent(claim, proof)).toBe(true)
  })
})

// The kinds of wrong proofs in that repository's testdata/, all of which must fail.
describe.each(inclusions)('a proof of leaf %i of %i is refused with', (index, size, names) => {
  const proof = proofOf(names)
  const [leafHash, root] = [hashAt(index), rootAt(size)]
  const right: InclusionClaim = { index, size, leafHash, root }
  const wrong: Record<string, readonly [InclusionClaim, readonly Uint8Array[]]> = {
    'leafIndex - 1': [{ ...right, index: index - 1 }, proof],
    'leafIndex + 1': [{ ...right, index: index + 1 }, proof],
    'leafIndex ^ 2': [{ ...right, index: index ^ 2 }, proof],
    'treeSize * 2': [{ ...right, size: size * 2 }, proof],
    'treeSize / 2': [{ ...right, size: Math.floor(size / 2) }, proof],
    'wrong leaf': [{ ...right, leafHash: utf8Encode('WrongLeaf') }, proof],
    'empty root': [{ ...right, root: emptyRoot }, proof],
    'random root': [{ ...right, root: someHash }, proof],
    'trailing garbage': [right, [...proof, new Uint8Array(0)]],
    'trailing root': [right, [...proof, root]],
    'preceding garbage': [right, [new Uint8Array(0), ...proof]],
    'preceding root': [right, [root, ...proof]],
    'inserted component': [right, [...proof.slice(0, 1), someHash, ...proof.slice(1)]],
    ...Object.fromEntries(
      proof.map((_, at) => [`modified proof[${at}] bit 3`, [right, flipped(proof, at, 8)] as const]),
    ),
    ...(proof.length > 0 && { 'removed component': [right, proof.slice(0, -1)] }),
  }
  it.each(Object.entries(wrong))('%s', (_, [claim, hashesGiven]) => expect(isIncluded(claim, hashesGiven)).toBe(false))
})

describe.each(consistencies.slice(1))('a proof that %i leaves became %i is refused with', (older, newer, names) => {
  const proof = proofOf(names)
  const [root1, root2] = [rootAt(older), rootAt(newer)]
  const claim = (sizes: readonly [number, number], one = root1, two = root2) => ({
    older: { size: sizes[0], root: one },
    newer: { size: sizes[1], root: two },
  })
  const right = claim([older, newer])
  const wrong = {
    'size1 - 1': [claim([older - 1, newer]), proof],
    'size1 + 1': [claim([older + 1, newer]), proof],
    'size1 ^ 2': [claim([older ^ 2, newer]), proof],
    'size2 * 2': [claim([older, newer * 2]), proof],
    'size2 / 2': [claim([older, Math.floor(newer / 2)]), proof],
    'wrong root1': [claim([older, newer], utf8Encode('WrongRoot')), proof],
    'wrong root2': [claim([older, newer], root1, utf8Encode('WrongRoot')), proof],
    // Ours: the wrong roots above have not even the length of one.
    'random root1': [claim([older, newer], someHash), proof],
    'random root2': [claim([older, newer], root1, someHash), proof],
    'swapped roots': [claim([older, newer], root2, root1), proof],
    'empty proof': [right, []],
    'trailing garbage': [right, [...proof, new Uint8Array(0)]],
    'trailing root1': [right, [...proof, root1]],
    'trailing root2': [right, [...proof, root2]],
    'preceding garbage': [right, [new Uint8Array(0), ...proof]],
    'preceding root1': [right, [root1, ...proof]],
    'preceding root2': [right, [root2, ...proof]],
    'preceding proof[0]': [right, [...proof.slice(0, 1), ...proof]],
    'truncated proof': [right, proof.slice(0, -1)],
    ...Object.fromEntries(proof.map((_, at) => [`modified proof[${at}] bit 4`, [right, flipped(proof, at, 16)]])),
  } as const
  it.each(Object.entries(wrong))('%s', (_, [given, hashesGiven]) =>
    expect(isConsistent(given, hashesGiven)).toBe(false),
  )
})

describe('trees of which nothing need be proved', () => {
  const root = { empty: emptyRoot, some: someHash, one: rootAt(1) }
  it.each([
    [0, 0, root.empty, root.empty, true],
    [0, 1, root.empty, root.one, true],
    [1, 1, root.one, root.one, true],
    [0, 0, root.empty, root.some, false],
    [0, 0, root.some, root.some, false],
    [0, 1, root.some, root.one, false],
    [1, 1, root.one, root.some, false],
    [1, 0, root.one, root.empty, false],
    [2, 1, rootAt(2), root.one, false],
    [1, 2, root.one, rootAt(2), false],
  ] as const)('%i leaves and %i', (older, newer, one, two, expected) => {
    const claim = { older: { size: older, root: one }, newer: { size: newer, root: two } }
    expect(isConsistent(claim, [])).toBe(expected)
    expect(isConsistent(claim, [emptyRoot])).toBe(false)
  })
})

// golang.org/x/mod, sumdb/note/note_test.go (BSD-3-Clause).
const peter = { name: 'PeterNeumann', key: keyIn('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW') }
const enoch = { name: 'EnochRoot', key: keyIn('ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop') }
const peterSeed = 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz'
const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n'
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n'

/** Go writes a key as its kind and its bytes. */
function keyIn(base64: string): Uint8Array {
  return fromBase64(base64)?.slice(1) ?? new Uint8Array(0)
}

function codeOf(note: string, signer = peter): string {
  const opened = openNote(note, signer)
  return opened.ok ? 'ok' : opened.error.code
}

describe('the signed notes of Go', () => {
  it('open under the key of each signer, beside the other', () => {
    expect(openNote(`${text}\n${peterLine}${enochLine}`, peter)).toEqual({ ok: true, value: text })
    expect(openNote(`${text}\n${peterLine}${enochLine}`, enoch)).toEqual({ ok: true, value: text })
    expect(openNote(`${text}\n${peterLine}${peterLine}`, peter).ok).toBe(true)
    expect(codeOf(`${text}\n${peterLine}`, enoch)).toBe('board_checkpoint_foreign')
  })

  it('are signed to the byte', () => {
    const { publicKey, secretKey } = signingKeyFromSeed(keyIn(peterSeed))
    expect(publicKey).toEqual(peter.key)
    expect(signatureLineOf(peter, signBytes(utf8Encode(text), secretKey))).toBe(peterLine)
  })

  it('are refused as there where they are malformed', () => {
    const malformed = [
      text,
      `${text}\n`,
      `${text}\n${peterLine.slice(0, -1)}`,
      `\u0001${text}\n${peterLine}`,
      `\ud800${text}\n${peterLine}`,
      `${text}\n${peterLine.replace('PeterNeumann', 'Bad Name')}`,
      `${text}\n${peterLine}Unexpected line.\n`,
      `${text}\n${peterLine.repeat(101)}`,
    ]
    for (const note of malformed) expect(codeOf(note)).toBe('board_checkpoint_invalid')
  })

  it('are refused where the signature is not this key’s or does not fit', () => {
    expect(codeOf(`${text}\n${peterLine.replace('PeterNeumann', 'CarmenSandiego')}`)).toBe('board_checkpoint_foreign')
    expect(codeOf(`${text}\n${peterLine.replace('x08g', 'xxxx')}`)).toBe('board_checkpoint_foreign')
    expect(codeOf(`${text}\n${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`)).toBe('board_checkpoint_forged')
    const bad = peterLine.replace('IAQ', 'IAR')
    expect(codeOf(`${text}\n${bad}${peterLine}`)).toBe('board_checkpoint_forged')
  })
})

// The checkpoint of the example in C2SP's tlog-checkpoint.md (CC BY 4.0) is one of Go's checksum database, under other names.
// Its key is the one every `go` command is built with.
describe('a checkpoint of Go’s checksum database', () => {
  const head = 'go.sum database tree\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
  const line =
    '— sum.golang.org Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n'
  const go = { name: 'sum.golang.org', key: keyIn('Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8') }

  it('is one to us', () => {
    expect(openNote(`${head}\n${line}`, go)).toEqual({ ok: true, value: head })
    const read = headOf(head)
    expect([read?.origin, read?.size, toBase64(read?.root ?? emptyRoot)]).toEqual([
      'go.sum database tree',
      20_852_163,
      'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=',
    ])
  })

  it('is none under the names of the example', () => {
    const origin = 'example.com/behind-the-sofa'
    const example = `${head.replace('go.sum database tree', origin)}\n${line.replace('sum.golang.org', origin)}`
    expect(codeOf(example, { name: origin, key: go.key })).toBe('board_checkpoint_foreign')
    expect(headOf(example.slice(0, example.indexOf('\n\n') + 1))?.size).toBe(20_852_163)
  })
})
