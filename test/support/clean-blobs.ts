import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text))

/** Random bytes in the five forms in which pages send them. */
export function* randomBlobs(rounds: number): Generator<Uint8Array> {
  for (let round = 0; round < rounds; round++) {
    const size = 20 + ((round * 37) % 400)
    yield randomBytes(size)
    yield bytes(randomBytes(size).toString('base64'))
    yield bytes(randomBytes(size).toString('hex'))
    yield gzipSync(randomBytes(size).toString('base64'))
    const record = { id: randomBytes(16).toString('hex'), list: [...randomBytes(8)], at: 1_796_000_000 }
    yield bytes(JSON.stringify({ ...record, body: randomBytes(size).toString('base64url') }))
  }
}

const files = [
  'package-lock.json',
  'README.md',
  'node_modules/zod/v4/core/schemas.js',
  'node_modules/tweetnacl/nacl-fast.min.js',
  'docs/design/decisions.md',
  'node_modules/react-dom/cjs/react-dom-client.production.js',
  'node_modules/axe-core/axe.min.js',
]

/** Pieces of real scripts, prose and JSON. */
export function* realBlobs(count: number): Generator<Uint8Array> {
  const texts = files.map((file) => readFileSync(join(import.meta.dirname, '..', '..', file)))
  for (let round = 0; round < count; round++) {
    const text = texts[round % texts.length] ?? new Uint8Array()
    const at = (round * 7919) % Math.max(1, text.length - 600)
    yield text.subarray(at, at + 600)
  }
}
