import { describe, expect, it } from 'vitest'
import { type Checkpoint, countOf, readCheckpoint } from '../../../src/board/checkpoint.js'
import { emptyRoot } from '../../../src/board/merkle.js'
import { MAX_NOTE_LENGTH, MAX_NOTE_SIGNATURES, signatureLineOf } from '../../../src/board/note.js'
import { signCheckpoint } from '../../../src/board/sign.js'
import { toBase64 } from '../../../src/kernel/base64.js'
import type { Result } from '../../../src/kernel/result.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { signBytes } from '../../../src/kernel/signing.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import { board, boardSigner, checkpointTextOf, leavesOf, ORIGIN, signer, treeOf } from '../../support/board.js'
import { must } from '../../support/catalogue.js'

const root = new Uint8Array(32).fill(7)
const text = signCheckpoint({ origin: ORIGIN, size: 1234, root }, signer)
const [body = '', line = ''] = text.split('\n\n').map((part, at) => (at === 0 ? `${part}\n` : part))
const codeOf = (read: Result<Checkpoint>): string => (read.ok ? 'ok' : read.error.code)
const codeFor = (given: string): string => codeOf(readCheckpoint(given, board))

/** Whatever text: signed as the board signs. */
function signedText(signed: string): string {
  const signature = signBytes(utf8Encode(signed), revealSecret(signer.secretKey))
  return `${signed}\n${signatureLineOf({ name: ORIGIN, key: signer.publicKey }, signature)}`
}

describe('a checkpoint', () => {
  it('is read as it was signed', () => {
    expect(must(readCheckpoint(text, board))).toEqual({ origin: ORIGIN, size: 1234, root })
  })

  it('is of the form that C2SP gives it', () => {
    expect(text).toMatch(
      /^board\.harbour\.example\n1234\n[A-Za-z0-9+/]{43}=\n\n— board\.harbour\.example [A-Za-z0-9+/]+={0,2}\n$/,
    )
  })

  it('is refused with any of its characters changed, left out or doubled', () => {
    let refused = 0
    for (let at = 0; at < text.length; at++) {
      const [before, after] = [text.slice(0, at), text.slice(at + 1)]
      for (const other of ['0', 'A', '\n', ' ', String.fromCharCode(text.charCodeAt(at) ^ 1)]) {
        if (other !== text[at]) expect(codeFor(before + other + after)).not.toBe('ok')
      }
      expect(codeFor(before + after)).not.toBe('ok')
      expect(codeFor(text.slice(0, at + 1) + text.slice(at))).not.toBe('ok')
      refused++
    }
    expect(refused).toBe(text.length)
  })

  it('is refused where it ends early, or more stands at an end of it', () => {
    for (let length = 0; length < text.length; length++) expect(codeFor(text.slice(0, length))).not.toBe('ok')
    for (const more of ['\n', ' ', 'x', '\n\n', body]) {
      expect(codeFor(more + text)).not.toBe('ok')
      expect(codeFor(text + more)).not.toBe('ok')
    }
  })

  it('is another board’s under another name or key', () => {
    expect(codeOf(readCheckpoint(text, { ...board, origin: 'board.hill.example' }))).toBe('board_checkpoint_foreign')
    expect(codeOf(readCheckpoint(text, { ...board, key: boardSigner('eve').publicKey }))).toBe(
      'board_checkpoint_foreign',
    )
    const others = signedText(body.replace(ORIGIN, 'board.hill.example'))
    expect(codeFor(others)).toBe('board_checkpoint_foreign')
  })

  it('is forged where Eve puts the board’s name and key id before a signature of her own', () => {
    const eve = signBytes(utf8Encode(body), revealSecret(boardSigner('eve').secretKey))
    const forged = `${body}\n${signatureLineOf({ name: ORIGIN, key: signer.publicKey }, eve)}`
    expect(codeFor(forged)).toBe('board_checkpoint_forged')
    expect(codeFor(text + forged.slice(forged.indexOf('\u2014')))).toBe('board_checkpoint_forged')
  })

  it('is read beside the signatures of witnesses, of any kind and up to 31 of them', () => {
    const witness = `\u2014 witness.example ${toBase64(new Uint8Array(76).fill(3))}\n`
    const most = MAX_NOTE_SIGNATURES - 1
    expect(codeFor(`${body}\n${witness}${line}`)).toBe('ok')
    expect(codeFor(text + witness.repeat(most))).toBe('ok')
    expect(codeFor(text + witness.repeat(most + 1))).toBe('board_checkpoint_invalid')
  })

  it('may be as long as 131,072 characters', () => {
    const room = MAX_NOTE_LENGTH - text.length - '\u2014 a \n'.length
    const witness = (length: number): string =>
      `\u2014 ${'a'.repeat(1 + (length % 4))} ${'A'.repeat(length - (length % 4))}\n`
    expect((text + witness(room)).length).toBe(MAX_NOTE_LENGTH)
    expect(codeFor(text + witness(room))).toBe('ok')
    expect(codeFor(text + witness(room + 1))).toBe('board_checkpoint_invalid')
  })

  it('has no lines beyond its three, however rightly they are signed', () => {
    expect(codeFor(signedText(body))).toBe('ok')
    for (const more of ['a mark for one reader\n', '\n', 'a\nb\n']) {
      expect(codeFor(signedText(body + more))).toBe('board_checkpoint_invalid')
    }
    expect(codeFor(signedText(`${ORIGIN}\n1234\n`))).toBe('board_checkpoint_invalid')
  })

  it.each(['01', '-1', '+1', '1e3', '0x10', '1.0', '', ' 1', '9007199254740992', '99999999999999999999'])(
    'has no size written as %j',
    (size) => {
      expect(countOf(size)).toBeUndefined()
      expect(codeFor(signedText(`${ORIGIN}\n${size}\n${toBase64(root)}\n`))).toBe('board_checkpoint_invalid')
    },
  )

  it('has a size up to 2^53 - 1', () => {
    const largest = signCheckpoint({ origin: ORIGIN, size: Number.MAX_SAFE_INTEGER, root }, signer)
    expect(must(readCheckpoint(largest, board)).size).toBe(Number.MAX_SAFE_INTEGER)
  })

  it.each([31, 33, 0])('has no root of %i bytes', (length) => {
    const signed = signedText(`${ORIGIN}\n1\n${toBase64(new Uint8Array(length))}\n`)
    expect(codeFor(signed)).toBe('board_checkpoint_invalid')
  })

  it('of no records has the root of the empty tree, and no other', () => {
    expect(codeFor(signCheckpoint({ origin: ORIGIN, size: 0, root: emptyRoot }, signer))).toBe('ok')
    expect(codeFor(signCheckpoint({ origin: ORIGIN, size: 0, root }, signer))).toBe('board_checkpoint_invalid')
  })

  it('that is no text is no checkpoint', () => {
    // What a program in plain JavaScript may hand over.
    for (const value of [undefined, null, 7, {}, []])
      expect(codeFor(value as unknown as string)).toBe('board_checkpoint_invalid')
    expect(() => readCheckpoint(text, { origin: ORIGIN, key: new Uint8Array(31) })).toThrow(RangeError)
  })

  it('of a name that is no Unicode text is nobody’s', () => {
    expect(codeOf(readCheckpoint(text, { ...board, origin: '\ud800' }))).toBe('board_checkpoint_foreign')
  })
})

describe('signing', () => {
  it('throws for what has not its form', () => {
    const head = { origin: ORIGIN, size: 1, root }
    for (const origin of ['', 'https://a.example', 'a b', 'a+b', 'a\nb', 'a/', 'A.example']) {
      expect(() => signCheckpoint({ ...head, origin }, signer)).toThrow(RangeError)
    }
    for (const size of [-1, 0.5, Number.NaN, 2 ** 53])
      expect(() => signCheckpoint({ ...head, size }, signer)).toThrow(RangeError)
    expect(() => signCheckpoint({ ...head, root: new Uint8Array(31) }, signer)).toThrow(RangeError)
    const weak = { ...signer, publicKey: new Uint8Array(32) }
    expect(() => signCheckpoint(head, weak)).toThrow(RangeError)
  })

  it('gives the same text every time', () => {
    const tree = treeOf(leavesOf(5))
    expect(checkpointTextOf(tree)).toBe(checkpointTextOf(tree))
  })
})
