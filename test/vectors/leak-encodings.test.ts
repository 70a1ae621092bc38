import * as crypto from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import lz from 'lz-string'
import { describe, expect, it } from 'vitest'
import { prepareSearch } from '../../src/audit/search/needles.js'
import { plantedText } from '../../src/audit/search/planted-text.js'
import { search } from '../../src/audit/search/search.js'
import { dataFolder } from '../support/data-folder.js'

type Entry = { readonly encoding: string; readonly kind: 'reversible' | 'hash' | 'keyed-or-encrypted' }

// The names are the list's; what they mean is written here once more, without anything of the search.
const text = plantedText((count) => crypto.randomBytes(count))
const raw = Buffer.from(text)
const base = (alphabet: string, size: bigint): string => {
  let number = BigInt(`0x${raw.toString('hex')}`)
  let written = ''
  for (; number > 0n; number /= size) written = alphabet.charAt(Number(number % size)) + written
  return written
}
const base32 = (): string =>
  [...raw]
    .map((byte) => byte.toString(2).padStart(8, '0'))
    .join('')
    .match(/.{1,5}/g)
    ?.map((bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(Number.parseInt(bits.padEnd(5, '0'), 2)))
    .join('') ?? ''
const digest = (name: string) => (): string => {
  const [algorithm, form] = name.endsWith('-b64') ? [name.slice(0, -4), 'base64' as const] : [name, 'hex' as const]
  return crypto.createHash(algorithm).update(text).digest(form)
}

const writers: Readonly<Record<string, () => string | Buffer>> = {
  plain: () => text,
  upper: () => text.toUpperCase(),
  base64url: () => raw.toString('base64url'),
  base32,
  base58: () => base('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', 58n),
  urlall: () => raw.toString('hex').replaceAll(/../g, '%$&'),
  html: () => [...raw].map((byte) => `&#${byte};`).join(''),
  brotli: () => brotliCompressSync(raw),
  lzuri: () => lz.compressToEncodedURIComponent(text),
  lzb64: () => lz.compressToBase64(text),
  rot13: () => text.replaceAll(/[a-z]/g, (of) => String.fromCharCode(((of.charCodeAt(0) - 97 + 13) % 26) + 97)),
  reverse: () => [...text].reverse().join(''),
  utf16le: () => Buffer.from(text, 'utf16le'),
  charcodes: () => [...raw].join(','),
  xor1: () => Buffer.from(raw.map((byte) => byte ^ 1)),
  spaced: () => [...text].join(' '),
  'sha256-salted': () => crypto.createHash('sha256').update(`${crypto.randomUUID()}${text}`).digest('hex'),
  'hmac-known-key': () => crypto.createHmac('sha256', 'a key of the page').update(text).digest('hex'),
  'aes-random': () => {
    const cipher = crypto.createCipheriv('aes-256-gcm', crypto.randomBytes(32), crypto.randomBytes(12))
    return Buffer.concat([cipher.update(raw), cipher.final(), cipher.getAuthTag()]).toString('base64')
  },
}

const list: { readonly encodings: readonly Entry[] } = JSON.parse(
  readFileSync(`${dataFolder()}/leaks/pages.json`, 'utf8'),
)
const prepared = prepareSearch([{ field: 'note', text, planted: true, consented: false }])
const isFound = ({ encoding, kind }: Entry): boolean => {
  const write = kind === 'hash' ? digest(encoding) : writers[encoding]
  if (write === undefined) throw new Error(`the list names ${encoding}, which is not written here`)
  const written = Buffer.from(write())
  return [written, Buffer.concat([Buffer.from('{"a":"'), written, Buffer.from('"}')])].every(
    (blob) => search(prepared, blob).hits.length > 0,
  )
}
const of = (...kinds: readonly Entry['kind'][]): readonly Entry[] =>
  list.encodings.filter(({ kind }) => kinds.includes(kind))

describe('the encodings of the published list', () => {
  it('are all of a kind that is known here', () =>
    expect(of('reversible', 'hash', 'keyed-or-encrypted')).toEqual(list.encodings))
  it.each(of('reversible', 'hash'))('$encoding is found', (entry) => expect(isFound(entry)).toBe(true))
  // What was salted, keyed or encrypted is random bytes to whoever has no key: the comparison of visits speaks about it.
  it.each(of('keyed-or-encrypted'))('$encoding cannot be found by a search', (entry) =>
    expect(isFound(entry)).toBe(false),
  )
})
