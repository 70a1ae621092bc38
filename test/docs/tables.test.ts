import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as person from 'entrenous'
import * as audit from 'entrenous/audit'
import * as board from 'entrenous/board'
import * as callSheet from 'entrenous/call-sheet'
import * as cards from 'entrenous/cards'
import * as community from 'entrenous/community'
import * as epochReport from 'entrenous/epoch-report'
import * as federation from 'entrenous/federation'
import * as followUp from 'entrenous/follow-up'
import * as consentRecord from 'entrenous/interop/consent-record'
import * as calendar from 'entrenous/interop/ical'
import * as labels from 'entrenous/labels/en'
import * as spanish from 'entrenous/labels/es'
import * as french from 'entrenous/labels/fr'
import * as measurement from 'entrenous/measurement'
import * as passphrase from 'entrenous/passphrase'
import * as personLedger from 'entrenous/person-ledger'
import * as pieces from 'entrenous/pieces'
import * as postQuantum from 'entrenous/post-quantum'
import * as practitioner from 'entrenous/practitioner'
import * as rehearsal from 'entrenous/rehearsal'
import * as safety from 'entrenous/safety'
import * as browserStore from 'entrenous/store/browser'
import * as nodeStore from 'entrenous/store/node'
import * as testing from 'entrenous/testing'
import * as ticket from 'entrenous/ticket'
import * as trust from 'entrenous/trust'
import * as webCrypto from 'entrenous/web-crypto'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { purposes, sharedFields } from '../../src/consent/disclosure.js'
import { type FailureCode, failureCodes } from '../../src/kernel/failure.js'
import { en } from '../../src/labels/en.js'
import { facets } from '../../src/vocabulary/concept.js'
import { coreWords } from '../../src/vocabulary/core/all.js'

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort()

/** Every text of a value, with the way to it. */
function texts(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return [[path, '']]
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, `${path}.${key}`))
}

describe('docs/reference/failures.md', () => {
  const path = join(root, 'docs', 'reference', 'failures.md')
  const page = existsSync(path) ? readFileSync(path, 'utf8') : ''
  const rows = page.split('\n').filter((line) => /^\|\s*`\w+_\w+`/.test(line))
  const codes = rows.map((row) => /`(\w+)`/.exec(row)?.[1] ?? '')

  it('has one row for every failure, in alphabetical order', () => expect(codes).toEqual(sorted(failureCodes)))
  it('leaves no cell of a row empty', () =>
    expect(
      rows.filter((row) =>
        row
          .split('|')
          .slice(1, -1)
          .some((cell) => cell.trim() === ''),
      ),
    ).toEqual([]))

  it('repeats the words of the English labels', () =>
    expect(
      rows.map((row) =>
        row
          .split('|')
          .slice(5, 7)
          .map((cell) => cell.trim()),
      ),
    ).toEqual(
      sorted(failureCodes).map((code) => {
        // The codes are the keys of the labels' failures by type; sorting forgets it.
        const { person, practitioner } = en.failures[code as FailureCode]
        return [person, practitioner]
      }),
    ))
})

describe('the command line’s own codes', () => {
  it('stand in docs/reference/failures.md, and no other', () => {
    const folder = join(root, 'src', 'cli')
    const code = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
    const refused = code.flatMap((text) => [...text.matchAll(/\brefuse\(\s*'(\w+)'/g)].map(([, name = '']) => name))
    const page = readFileSync(join(root, 'docs', 'reference', 'failures.md'), 'utf8')
    const [, own = ''] = page.split('## On the command line')
    const told = own
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .flatMap((line) => [...line.matchAll(/`(\w+_\w+)`/g)].map(([, name = '']) => name))
    const library: readonly string[] = failureCodes
    expect(sorted(told)).toEqual(sorted(new Set(refused.filter((name) => !library.includes(name)))))
  })
})

describe('docs/privacy/claims.md', () => {
  it('numbers its claims from 1 on, each once', () => {
    const page = readFileSync(join(root, 'docs', 'privacy', 'claims.md'), 'utf8')
    const numbers = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, number]) => Number(number))
    expect(numbers.length).toBeGreaterThan(0)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  })
})

describe('docs/reference/api.md', () => {
  const page = readFileSync(join(root, 'docs', 'reference', 'api.md'), 'utf8')
  const sections = page.split(/^## /m).slice(1)
  const ticked = (text: string) => [...text.matchAll(/`(\w+)`/g)].map((one) => one[1] ?? '')
  const modules = { entrenous: person, 'entrenous/practitioner': practitioner, 'entrenous/community': community }

  const others = {
    'entrenous/trust': trust,
    'entrenous/federation': federation,
    'entrenous/interop/ical': calendar,
    'entrenous/post-quantum': postQuantum,
    'entrenous/web-crypto': webCrypto,
    'entrenous/board': board,
    'entrenous/follow-up': followUp,
    'entrenous/cards': cards,
    'entrenous/pieces': pieces,
    'entrenous/passphrase': passphrase,
    'entrenous/ticket': ticket,
    'entrenous/store/node': nodeStore,
    'entrenous/store/browser': browserStore,
    'entrenous/interop/consent-record': consentRecord,
    'entrenous/safety': safety,
    'entrenous/call-sheet': callSheet,
    'entrenous/rehearsal': rehearsal,
    'entrenous/measurement': measurement,
    'entrenous/epoch-report': epochReport,
    'entrenous/person-ledger': personLedger,
    'entrenous/audit': audit,
    'entrenous/testing': testing,
    'entrenous/labels/en': labels,
    'entrenous/labels/es': spanish,
    'entrenous/labels/fr': french,
  }

  it.each(Object.entries({ ...modules, ...others }))(
    'names every function and value of %s, and no other',
    (entry, module) => {
      const section = sections.find((one) => one.startsWith(`${entry}\n`)) ?? ''
      const rows = section.split('\n').flatMap((line) => /^\| `(\w+)` \|/.exec(line)?.[1] ?? [])
      const shared = ticked(/Also here, as above: ([^.]*)\./.exec(section)?.[1] ?? '')
      expect(sorted([...rows, ...shared])).toEqual(sorted(Object.keys(module)))
    },
  )
  it('calls main types only what the entries export', () => {
    const exported = ['index', 'practitioner', 'community'].map((name) =>
      readFileSync(join(root, 'src', `${name}.ts`), 'utf8'),
    )
    const wrong = sections.slice(0, 3).flatMap((section, index) => {
      const named = ticked(/Main types: ([^.]*)\./.exec(section)?.[1] ?? '')
      return named.filter((name) => !new RegExp(`\\b${name}\\b`).test(exported[index] ?? ''))
    })
    expect(wrong).toEqual([])
  })
})

describe('docs/design/dependencies.md', () => {
  it('gives every dependency its reason, and no other', () => {
    // Our own package.json.
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, object>
    const page = readFileSync(join(root, 'docs', 'design', 'dependencies.md'), 'utf8')
    const cells = page.split('\n').flatMap((line) => /^\| (`[^|]*) \|/.exec(line)?.[1] ?? [])
    const named = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
    const { dependencies = {}, devDependencies = {} } = manifest
    expect(sorted(named)).toEqual(sorted([...Object.keys(dependencies), ...Object.keys(devDependencies)]))
  })
})

describe('the English labels', () => {
  it('have words for every failure, for each side', () => {
    expect(sorted(Object.keys(en.failures))).toEqual(sorted(failureCodes))
  })
  it.each(facets)('have a word for every concept of %s', (facet) =>
    expect(sorted(Object.keys(en.concepts[facet]))).toEqual(sorted(coreWords[facet])),
  )
  it('have words for every field of a preview and every purpose', () => {
    expect(sorted(Object.keys(en.preview.field))).toEqual(sorted(sharedFields))
    expect(sorted(Object.keys(en.preview.purpose))).toEqual(sorted(purposes))
  })
  it('leave nothing empty, and no space at an end', () =>
    expect(texts(en, 'en').filter(([, text]) => text === '' || text !== text.trim())).toEqual([]))
})
