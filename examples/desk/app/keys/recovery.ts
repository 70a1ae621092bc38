import { type PractitionerKeys, readKeys, unsafeExportKeys } from 'entrenous/practitioner'
import { checkOf, fromBase32, toBase32 } from './base32.js'

// What a recovery sheet holds: who the practitioner is and every opening key there is, packed to a third of the keys
// file so that the code on paper is coarse enough for any camera. It is sealed under the passphrase before it is shown.
//
//   0   1  version, 1
//   1   4  the latest epoch the keys were used in
//   5  32  secret of the identity
//  37  37  for each opening key: epoch 4 · suite 1, plus 128 where it was replaced · secret 32

/** What the passphrase seals this for. */
export const SHEET_PURPOSE = 'recovery-sheet'
const QR_PREFIX = 'ENTRENOUS-KEYS:'
const VERSION = 1
const HEAD = 37
const ROW = 37
const REPLACED = 128
const LINE = 40
const CHECK = 2

type KeysFile = {
  readonly seen: number
  readonly identity: string
  readonly opening: readonly {
    readonly epoch: number
    readonly suite: number
    readonly secretKey: string
    readonly retired?: boolean
  }[]
}

/** Packs keys for a sheet. Secret: seal the result at once. */
export function packKeys(keys: PractitionerKeys): Uint8Array {
  const file: KeysFile = JSON.parse(unsafeExportKeys(keys)) // the library's own text
  const packed = new Uint8Array(HEAD + ROW * file.opening.length)
  const view = new DataView(packed.buffer)
  packed[0] = VERSION
  view.setUint32(1, file.seen)
  packed.set(bytesOfHex(file.identity), 5)
  for (const [index, key] of file.opening.entries()) {
    const at = HEAD + ROW * index
    view.setUint32(at, key.epoch)
    packed[at + 4] = key.suite + (key.retired === true ? REPLACED : 0)
    packed.set(bytesOfHex(key.secretKey), at + 5)
  }
  return packed
}

/** Reads what a sheet held, after it was opened; undefined where it is no such thing. */
export function unpackKeys(packed: Uint8Array): PractitionerKeys | undefined {
  if (packed[0] !== VERSION || packed.length < HEAD || (packed.length - HEAD) % ROW !== 0) return undefined
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  const opening = Array.from({ length: (packed.length - HEAD) / ROW }, (_, index) => {
    const at = HEAD + ROW * index
    const mark = view.getUint8(at + 4)
    const key = {
      epoch: view.getUint32(at),
      suite: mark % REPLACED,
      secretKey: hexOf(packed.subarray(at + 5, at + ROW)),
    }
    return mark >= REPLACED ? { ...key, retired: true } : key
  })
  const identity = hexOf(packed.subarray(5, HEAD))
  const keys = readKeys(JSON.stringify({ format: 'entrenous-keys-1', seen: view.getUint32(1), identity, opening }))
  return keys.ok ? keys.value : undefined
}

/** The text of the sheet's QR code. */
export function sheetCode(sealed: Uint8Array): string {
  return QR_PREFIX + toBase32(sealed)
}

/** The same for a person who types it: groups of five, and two letters at the end of each line that tell a slip. */
export function sheetLines(sealed: Uint8Array): readonly string[] {
  const lines = toBase32(sealed).match(new RegExp(`.{1,${LINE}}`, 'g')) ?? []
  return lines.map((line) => `${line.replace(/.{5}(?=.)/g, '$& ')} ${checkOf(line)}`)
}

/** What was read off a sheet: the sealed bytes, or the number of the first line with a slip, 0 where it is no sheet. */
export type ReadSheet = { readonly sealed: Uint8Array } | { readonly wrongLine: number }

/** Reads the text of a sheet's code, or its typed lines, with or without their numbers. */
export function readSheet(text: string): ReadSheet {
  const code = text.trim()
  if (code.toUpperCase().startsWith(QR_PREFIX)) return whole(fromBase32(code.slice(QR_PREFIX.length)))
  const lines = code
    .slice(0, 8192)
    .split('\n')
    .map((line) => typed(line.replace(/^\s*\d{1,2}\s*[.)]\s*/, '')))
    .filter((line) => line !== '')
  const wrong = lines.findIndex((line) => line.slice(-CHECK) !== checkOf(line.slice(0, -CHECK)))
  if (wrong >= 0) return { wrongLine: lines.length === 1 ? 0 : wrong + 1 }
  return whole(fromBase32(lines.map((line) => line.slice(0, -CHECK)).join('')))
}

function whole(sealed: Uint8Array | undefined): ReadSheet {
  return sealed === undefined || sealed.length === 0 ? { wrongLine: 0 } : { sealed }
}

function typed(line: string): string {
  return line.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')
}

function bytesOfHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
