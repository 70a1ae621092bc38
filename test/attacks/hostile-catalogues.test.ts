import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { failureCodes } from '../../src/kernel/failure.js'
import { codeOf } from '../support/cast.js'
import type { Attempt } from '../support/hostile-catalogues/cast.js'
import { fileMistakes } from '../support/hostile-catalogues/files.js'
import { headMistakes } from '../support/hostile-catalogues/heads.js'
import { rootMistakes } from '../support/hostile-catalogues/roots.js'
import { witnessMistakes } from '../support/hostile-catalogues/witnesses.js'

// What went wrong in programs that update themselves and in transparency logs, and was published, made once more as a
// catalogue each. Eve holds what each story gives her: a web server, a publishing key, one root key of three, a witness.
// Every catalogue is refused with the code of its mistake, and the same catalogue made honestly opens.

const corpus = [...fileMistakes, ...headMistakes, ...rootMistakes, ...witnessMistakes]
const opened = ({ bytes, options }: Attempt) => codeOf(openCatalogue(bytes, options))
const naive = corpus.filter((one) => one.naive !== undefined)

describe('a reader that makes the mistake', () => {
  it.each(naive)('succeeds against it: $mistake', (one) => expect(one.naive?.()).toBe(true))
})

describe('a hostile catalogue', () => {
  it.each(corpus)('fails here with $code: $mistake', ({ code, hostile }) => expect(opened(hostile)).toBe(code))
  it.each(corpus)('opens when it is made honestly, without $mistake', ({ honest }) => expect(opened(honest)).toBe('ok'))
})

describe('the corpus', () => {
  const page = readFileSync(join(root, 'docs', 'privacy', 'hostile-catalogues.md'), 'utf8')
  const cells = page
    .split('\n')
    .filter((line) => /^\|.*`(catalogue|root)_\w+` \|$/.test(line))
    .map((row) =>
      row
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )

  it('is what docs/privacy/hostile-catalogues.md lists, each with its source, its making and its code', () => {
    const listed = cells.map(([attack, mistake, , , code]) => [attack, mistake, code])
    const made = corpus.map(({ attack, mistake, code }) => [attack, mistake, `\`${code}\``])
    expect(listed).toEqual(made)
    for (const row of cells) expect([row[1], row.length, row.includes('')]).toEqual([row[1], 5, false])
  })
  it('says no mistake twice', () => expect(new Set(corpus.map(({ mistake }) => mistake)).size).toBe(corpus.length))
  it('has one code for each class of attack, and no code for two', () => {
    const classes = new Map(corpus.map(({ attack, code }) => [attack, code]))
    expect(corpus.filter(({ attack, code }) => classes.get(attack) !== code)).toEqual([])
    expect(new Set(classes.values()).size).toBe(classes.size)
  })
  it('meets every code that refuses a whole catalogue', () => {
    const met = new Set<string>(corpus.map(({ code }) => code))
    // A row that its statements do not make fails alone, when it is asked for.
    const ways = failureCodes.filter((code) => /^(catalogue|root)_/.test(code) && code !== 'catalogue_row_mismatch')
    expect(ways.filter((code) => !met.has(code))).toEqual([])
  })
})
