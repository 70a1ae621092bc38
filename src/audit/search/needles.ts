import type { Answer } from '../planted.js'
import { bytesOf, textOf } from './bytes.js'
import { availableDigests, type Digest } from './digests.js'
import { encodings } from './encodings.js'
import { type Entry, type GramTable, gramTable, wordAt } from './gram-table.js'
import { MIN_PLANTED_CHARACTERS } from './planted-text.js'
import { hexadecimal, writeRadix } from './radix.js'
import { reversed } from './shifts.js'
import { keyedStreams, plainStream, type Stream } from './streams.js'

/** The most answers that are looked for at once. */
export const MAX_ANSWERS = 1000
/** The most bytes of one. */
export const MAX_ANSWER_BYTES = 1024
/** The fewest bytes of a needle: what is shorter would be met by chance. */
const FEWEST = 12

/** A planted answer in one written form. */
export type Needle = {
  readonly answer: number
  readonly names: readonly string[]
  readonly bytes: Uint8Array
  /** What its stream is from `from` on. */
  readonly stream: Uint8Array
  readonly from: number
  /** The place that shows whether a key changed anything. */
  readonly shows: number
}

/** The needles of one stream. */
export type NeedleSet = { readonly stream: Stream; readonly needles: readonly Needle[]; readonly table: GramTable }

/** Everything that is looked for, made once for many searches. */
export type PreparedSearch = {
  readonly fields: readonly string[]
  /** The answers as UTF-8, and with small letters. */
  readonly texts: readonly Uint8Array[]
  readonly folded: readonly Uint8Array[]
  /** Every four bytes of every answer: where they begin in which. */
  readonly fragments: GramTable
  readonly plain: NeedleSet
  readonly keyed: readonly NeedleSet[]
  /** The first eight bytes of every digest; a value is the answer times the number of chains, and the chain. */
  readonly digests: GramTable
  readonly chains: readonly { readonly names: readonly string[]; readonly length: number }[]
  /** Digests that this build of OpenSSL lacks: they are not looked for, and a report has to say so. */
  readonly missing: readonly string[]
}

type Form = { readonly names: readonly string[]; readonly bytes: Uint8Array }

/** A text in plain and in every encoding. */
function writtenForms(text: Uint8Array): readonly Form[] {
  return [{ names: [], bytes: text }, ...encodings.map(({ name, write }) => ({ names: [name], bytes: write(text) }))]
}

/** The written forms of a text and what of them does not depend on neighbours, and the same from end to front. */
function formsOf(text: Uint8Array, written: readonly Form[]): readonly Form[] {
  const cores = encodings.flatMap(({ name, cores: of }) =>
    (of?.(text) ?? []).map((bytes) => ({ names: [name], bytes })),
  )
  const forms = [...written, ...cores]
  const seen = new Set<string>()
  return forms
    .flatMap((form) => [form, { names: ['reverse', ...form.names], bytes: reversed(form.bytes) }])
    .filter(({ bytes }) => {
      const key = textOf(bytes)
      return bytes.length >= FEWEST && !seen.has(key) && seen.add(key) !== undefined
    })
}

function needleSet(stream: Stream, forms: readonly (Form & { readonly answer: number })[]): NeedleSet {
  const needles = forms.flatMap(({ answer, names, bytes }): Needle[] => {
    const from = stream.from(bytes)
    const own = stream.of(bytes).subarray(from)
    const isClear = own.length >= FEWEST - 1 && stream.shows(bytes) >= 0
    return isClear ? [{ answer, names, bytes, stream: own, from, shows: stream.shows(bytes) }] : []
  })
  const entries = needles.map(
    (needle, value): Entry => ({ high: wordAt(needle.stream, 0), low: wordAt(needle.stream, 4), value }),
  )
  return { stream, needles, table: gramTable(8, entries) }
}

function fragmentTable(texts: readonly Uint8Array[]): GramTable {
  const entries = texts.flatMap((text, answer) =>
    Array.from({ length: text.length - 3 }, (_, offset): Entry => {
      return { high: 0, low: wordAt(text, offset), value: answer * MAX_ANSWER_BYTES + offset }
    }),
  )
  return gramTable(4, entries)
}

/** The forms that any digest may be of. */
const usualForms: ReadonlySet<string> = new Set([
  'upper case',
  'title case',
  'base64',
  'hexadecimal',
  'json',
  'utf16le',
])

// What a digest is of, when it is of another digest.
const rewritten: readonly Form['names'][number][] = ['', 'hexadecimal', 'hexadecimal (capitals)', 'base64']

function rewrite(how: string, digest: Uint8Array): Uint8Array {
  if (how === '') return digest
  if (how === 'base64') return Buffer.from(Buffer.from(digest).toString('base64'))
  const hex = writeRadix(hexadecimal, digest)
  return bytesOf(how === 'hexadecimal' ? hex : hex.toUpperCase())
}

/** The digests of one text: of each of its written forms, and of each of its digests. Always the same ones in the same order. */
function digestsOf(forms: readonly Form[], digests: readonly Digest[]): readonly Form[] {
  const usual = digests.filter((digest) => !digest.rare)
  const single = forms.flatMap(({ names, bytes }) =>
    (names.every((one) => usualForms.has(one)) ? digests : usual).map((digest) => ({
      names: [digest.name, ...names],
      bytes: digest.of(bytes),
    })),
  )
  const twice = single.slice(0, digests.length).flatMap((inner) =>
    rewritten.flatMap((how) =>
      usual.map((outer) => ({
        names: [outer.name, ...(how === '' ? [] : [how]), ...inner.names],
        bytes: outer.of(rewrite(how, inner.bytes)),
      })),
    ),
  )
  return [...single, ...twice]
}

function checked(answers: readonly Answer[]): readonly Answer[] {
  const planted = answers.filter((answer) => answer.planted)
  if (planted.length > MAX_ANSWERS)
    throw new RangeError(`at most ${MAX_ANSWERS} planted answers are looked for at once`)
  for (const { field, text } of planted) {
    const clear = text.replaceAll(/[^A-Za-z0-9]/g, '').length
    if (clear < MIN_PLANTED_CHARACTERS || Buffer.byteLength(text) > MAX_ANSWER_BYTES) {
      throw new RangeError(
        `the planted answer of ${field} needs ${MIN_PLANTED_CHARACTERS} letters and digits, and at most ${MAX_ANSWER_BYTES} bytes`,
      )
    }
  }
  return planted
}

/**
 * Makes everything that is looked for of planted answers. Answers that are not planted are left out: a closed choice is
 * met everywhere by chance, and only the comparison of visits speaks about it.
 *
 * @param answers - of one visit; at most `MAX_ANSWERS` of them planted.
 * @returns needles for `search`, any number of times.
 * @throws RangeError when a planted answer has fewer than 12 letters and digits or is longer than `MAX_ANSWER_BYTES`, or there
 * are too many.
 * Privacy: holds the planted answers, which are made up.
 * Cost: about two thousand digests for each answer: some milliseconds. @since 0.1
 */
export function prepareSearch(answers: readonly Answer[]): PreparedSearch {
  const planted = checked(answers)
  const texts = planted.map(({ text }) => Uint8Array.from(Buffer.from(text)))
  const written = texts.map(writtenForms)
  const forms = texts.flatMap((text, answer) =>
    formsOf(text, written[answer] ?? []).map((form) => ({ ...form, answer })),
  )
  const { digests, missing } = availableDigests()
  const digested = written.map((own) => digestsOf(own, digests))
  const chains = (digested[0] ?? []).map(({ names, bytes }) => ({ names, length: bytes.length }))
  const digestEntries = digested.flatMap((ofOne, answer) =>
    ofOne.map(({ bytes }, chain): Entry => {
      return { high: wordAt(bytes, 0), low: wordAt(bytes, 4), value: answer * chains.length + chain }
    }),
  )
  const folded = texts.map(plainStream.of)
  return {
    fields: planted.map(({ field }) => field),
    texts,
    folded,
    fragments: fragmentTable(folded),
    plain: needleSet(
      plainStream,
      forms.filter(({ names }) => names.length > 0),
    ),
    keyed: keyedStreams.map((stream) => needleSet(stream, forms)),
    digests: gramTable(8, digestEntries),
    chains,
    missing,
  }
}
