import { expect, it } from 'vitest'
import * as entry from '../../src/board.js'
import { createSigningKey } from '../../src/community.js'
import { recordOf } from '../support/board.js'
import { must } from '../support/catalogue.js'

it('the entry has what is public about a board, and nothing that opens', () => {
  expect(Object.keys(entry).filter((name) => /open|seal|key|secret/i.test(name))).toEqual(['openSegment'])
})

it('a key of the community’s entry signs what the board’s entry reads', () => {
  const signer = must(createSigningKey())
  const origin = 'board.harbour.example'
  const tree = entry.createHashTree()
  for (const number of [0, 1, 2]) entry.addLeafHash(tree, entry.leafHashOf(recordOf(number)))
  const text = entry.signCheckpoint({ origin, size: entry.treeSizeOf(tree), root: entry.treeRootOf(tree) }, signer)
  const receipt = entry.writeReceipt({ index: 1, hashes: entry.proveInclusion(tree, 1) }, text)
  const read = must(entry.readReceipt(receipt, { origin, key: signer.publicKey }))
  expect(must(entry.verifyInclusion(recordOf(1), read, read.checkpoint))).toBe(1)
})
