import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import type { VectorFile } from '../support/token-vectors.js'

const vectors = join(root, 'test', 'vectors', 'token', 'suite-1.json')
const opener = join(root, 'test', 'interop', 'open_token.py')

/** The first Python that has Debian's `cryptography`, or one of the same name. */
function python(): string {
  const found = ['/usr/bin/python3', 'python3'].find(
    (one) => spawnSync(one, ['-c', 'import cryptography.hazmat.primitives.ciphers.aead']).status === 0,
  )
  if (found === undefined) throw new Error('no python3 has cryptography: apt-get install python3-cryptography')
  return found
}

describe('a reader in Python, written from the format page', () => {
  // The text is the one our generator writes; the verdicts are those of the script beside this test.
  const { opens, fails } = JSON.parse(readFileSync(vectors, 'utf8')) as VectorFile
  const verdicts = JSON.parse(execFileSync(python(), [opener, vectors], { encoding: 'utf8' })) as Record<
    string,
    unknown
  >

  it('has an answer for every vector and every form of it', () =>
    expect(Object.keys(verdicts).sort()).toEqual([...opens, ...fails].map(({ name }) => name).sort()))
  it.each(opens.map((vector) => [vector.name, vector] as const))('reads the same: %s', (name, vector) => {
    const found = { opens: vector.opens }
    expect(verdicts[name]).toEqual([found, found, found]) // as bytes, as a link, as the text of a QR code
  })
  it.each(fails.map((vector) => [vector.name, vector] as const))('refuses for the same reason: %s', (name, vector) =>
    expect(verdicts[name]).toEqual([{ fails: vector.fails }]),
  )
})
