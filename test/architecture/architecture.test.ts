import { describe, expect, it } from 'vitest'
import { bannedForms, bannedGlobals, functionsOver, moduleState, tooLong } from './code.js'
import { limits } from './import-table.js'
import { barrels, cycles, forbiddenImports, forbiddenReach, openedHolders, tooDeep } from './imports.js'
import { parse, readSources, type Sources } from './sources.js'
import { undocumented, unspokenWords } from './words.js'

const sources = readSources()

describe('the code of src', () => {
  it('is looked at in full', () => {
    expect(sources.size).toBeGreaterThan(10)
    expect(parse(sources).flatMap((file) => file.imports).length).toBeGreaterThan(sources.size)
  })
  it('imports only what the table allows, types included', () => expect(forbiddenImports(sources)).toEqual([]))
  it('has no cycle, types included', () => expect(cycles(sources)).toEqual([]))
  it('lets no entry reach a room that is not its own', () => expect(forbiddenReach(sources)).toEqual([]))
  it('hands on no way into an opaque holder', () => expect(openedHolders(sources)).toEqual([]))
  it('has no barrels and no names that say nothing', () => expect(barrels(sources)).toEqual([]))
  it('is at most eight imports deep', () => expect(tooDeep(sources)).toEqual([]))
  it('touches no network, storage, screen, clock or chance', () => expect(bannedGlobals(sources)).toEqual([]))
  it('has no default exports, enums, classes, any, non-null claims or unexplained casts', () =>
    expect(bannedForms(sources)).toEqual([]))
  it('keeps no state between calls', () => expect(moduleState(sources)).toEqual([]))
  it('has no file or function too long to be read', () => expect(tooLong(sources)).toEqual([]))
  it('has few functions longer than the aim', () =>
    expect(functionsOver(sources, limits.functionAim).length).toBeLessThanOrEqual(limits.functionsOverAim))
  it('documents every export, and the privacy of every exported function', () =>
    expect(undocumented(sources)).toEqual([]))
  it('uses none of the words for what it never does', () => expect(unspokenWords(sources)).toEqual([]))
})

type Check = (sources: Sources) => readonly string[]
type Planted = {
  readonly file: string
  readonly code: string
  readonly check: Check
  readonly extra?: Record<string, string>
}

/** A small library of its own, in which every rule holds: what a planted file adds is the only thing wrong. */
const clean = new Map(
  Object.entries({
    'kernel/result': '/** A. */\nexport type Result = { readonly ok: boolean }\n',
    'kernel/random': '/** A.\n * Privacy: none. */\nexport const random = (): unknown => globalThis\n',
    'schema/convert': "export { array } from 'zod/mini'\n",
    'vocabulary/concept':
      "import type { Result } from '../kernel/result.js'\n/** A. */\nexport type Concept = Result\n",
    'intake/answers': "import { array } from '../schema/convert.js'\n/** A. */\nexport const answers = array\n",
    'catalogue/entry': '/** A. */\nexport type Entry = string\n',
    'catalogue/open': '/** A. */\nexport type Open = string\n',
    'matching/match': "import type { Entry } from '../catalogue/entry.js'\n/** A. */\nexport type Match = Entry\n",
    'matching/gate': "import { answers } from '../intake/answers.js'\n/** A. */\nexport const gate = answers\n",
    'consent/disclosure': '/** A. */\nexport const purposes = []\n',
    'consent/granted': "import { purposes } from './disclosure.js'\n/** A. */\nexport const granted = purposes\n",
    'consent/propose': "import { answers } from '../intake/answers.js'\n/** A. */\nexport const propose = answers\n",
    'token/seal': "import { granted } from '../consent/granted.js'\n/** A. */\nexport const seal = granted\n",
    'practice/inbox': "import { seal } from '../token/seal.js'\n/** A. */\nexport const inbox = seal\n",
    'labels/en':
      "import type { Concept } from '../vocabulary/concept.js'\n/** A. */\nexport const en: Concept[] = []\n",
    index: "export { gate } from './matching/gate.js'\nexport { propose } from './consent/propose.js'\n",
    practitioner: "export { inbox } from './practice/inbox.js'\n",
    community: "export type { Open } from './catalogue/open.js'\n",
    cli: "import { en } from './labels/en.js'\nconsole.log(en, process.argv)\n",
  }),
)

const lines = (count: number, line: string): string => `${line}\n`.repeat(count)

const planted: Record<string, Planted> = {
  // One forbidden import for each row of the table.
  'kernel importing a room': {
    file: 'kernel/x',
    code: "import { array } from '../schema/convert.js'",
    check: forbiddenImports,
  },
  'a conversion importing what was disclosed': {
    file: 'interop/consent-record/x',
    code: "import { granted } from '../../consent/granted.js'",
    check: forbiddenImports,
  },
  'a conversion importing intake': {
    file: 'interop/consent-record/x',
    code: "import type { answers } from '../../intake/answers.js'",
    check: forbiddenImports,
  },
  'an entry of a conversion importing a token': {
    file: 'interop/consent-record',
    code: "export { seal } from '../token/seal.js'",
    check: forbiddenImports,
  },
  'an entry of a conversion handing on a holder': {
    file: 'interop/consent-record',
    code: "export { granted } from '../consent/granted.js'",
    check: openedHolders,
  },
  'a conversion reaching practice': {
    file: 'interop/consent-record',
    code: "import '../practice/inbox.js'",
    check: forbiddenReach,
  },
  'kernel importing a package of another': { file: 'kernel/x', code: "import 'zod'", check: forbiddenImports },
  'schema importing a room': {
    file: 'schema/x',
    code: "import type { Entry } from '../catalogue/entry.js'",
    check: forbiddenImports,
  },
  'vocabulary importing intake': {
    file: 'vocabulary/x',
    code: "import '../intake/answers.js'",
    check: forbiddenImports,
  },
  'labels importing a value': {
    file: 'labels/fr',
    code: "import { random } from '../kernel/random.js'",
    check: forbiddenImports,
  },
  'labels importing intake': {
    file: 'labels/fr',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'a room importing labels': {
    file: 'matching/x',
    code: "import { en } from '../labels/en.js'",
    check: forbiddenImports,
  },
  'statement importing vocabulary': {
    file: 'statement/x',
    code: "import type { Concept } from '../vocabulary/concept.js'",
    check: forbiddenImports,
  },
  'descriptor importing catalogue': {
    file: 'descriptor/x',
    code: "import type { Entry } from '../catalogue/entry.js'",
    check: forbiddenImports,
  },
  'trust importing catalogue': {
    file: 'trust/x',
    code: "import type { Entry } from '../catalogue/entry.js'",
    check: forbiddenImports,
  },
  'catalogue importing intake': {
    file: 'catalogue/x',
    code: "import { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'the catalogue’s leaf importing its room': {
    file: 'catalogue/entry',
    code: "import type { Open } from './open.js'",
    check: forbiddenImports,
  },
  'intake importing matching': {
    file: 'intake/x',
    code: "import type { Match } from '../matching/match.js'",
    check: forbiddenImports,
  },
  'matching importing consent': {
    file: 'matching/x',
    code: "import { propose } from '../consent/propose.js'",
    check: forbiddenImports,
  },
  'the leaf of matching importing a value': {
    file: 'matching/match',
    code: "import { random } from '../kernel/random.js'",
    check: forbiddenImports,
  },
  'the leaf of matching importing intake': {
    file: 'matching/match',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'a leaf of consent importing intake': {
    file: 'consent/disclosure',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'the other leaf of consent importing its room': {
    file: 'consent/granted',
    code: "import './propose.js'",
    check: forbiddenImports,
  },
  'another file of consent importing intake': {
    file: 'consent/grant',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'another file of consent importing propose': {
    file: 'consent/grant',
    code: "import { propose } from './propose.js'",
    check: forbiddenImports,
  },
  'propose importing the whole of matching': {
    file: 'consent/propose',
    code: "import { gate } from '../matching/gate.js'",
    check: forbiddenImports,
  },
  'propose importing the whole of catalogue': {
    file: 'consent/propose',
    code: "import type { Open } from '../catalogue/open.js'",
    check: forbiddenImports,
  },
  'token importing intake': {
    file: 'token/x',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'token importing propose': {
    file: 'token/x',
    code: "import { propose } from '../consent/propose.js'",
    check: forbiddenImports,
  },
  'practice importing matching': {
    file: 'practice/x',
    code: "import { gate } from '../matching/gate.js'",
    check: forbiddenImports,
  },
  'another room importing whom to turn to': {
    file: 'token/x',
    code: "import { contacts } from '../safety/contacts.js'",
    extra: { 'safety/contacts': '/** A. */\nexport const contacts = 2\n' },
    check: forbiddenImports,
  },
  'the person’s entry importing whom to turn to': {
    file: 'index',
    code: "export type { contacts } from './safety/contacts.js'",
    extra: { 'safety/contacts': '/** A. */\nexport const contacts = 2\n' },
    check: forbiddenImports,
  },
  'whom to turn to importing a record': {
    file: 'safety/x',
    code: "import type { granted } from '../consent/granted.js'",
    check: forbiddenImports,
  },
  'a call sheet importing intake': {
    file: 'call-sheet/x',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'a call sheet importing propose': {
    file: 'call-sheet/x',
    code: "import { propose } from '../consent/propose.js'",
    check: forbiddenImports,
  },
  'a rehearsal importing the reader of raw answers': {
    file: 'rehearsal/x',
    code: "import { rawAnswers } from '../intake/intake.js'",
    extra: { 'intake/intake': '/** A. */\nexport const rawAnswers = 2\n' },
    check: forbiddenImports,
  },
  'a rehearsal importing a gate of matching': {
    file: 'rehearsal/x',
    code: "import { gate } from '../matching/gate.js'",
    check: forbiddenImports,
  },
  'what is shown of a recipient importing intake': {
    file: 'consent/preview',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'store importing token': {
    file: 'store/x',
    code: "import { seal } from '../token/seal.js'",
    check: forbiddenImports,
  },
  'community’s room importing token': {
    file: 'community/x',
    code: "import { seal } from '../token/seal.js'",
    check: forbiddenImports,
  },
  'the person’s entry importing practice': {
    file: 'index',
    code: "export { inbox } from './practice/inbox.js'",
    check: forbiddenImports,
  },
  'the practitioner’s entry importing intake': {
    file: 'practitioner',
    code: "export { answers } from './intake/answers.js'",
    check: forbiddenImports,
  },
  'the community’s entry importing intake': {
    file: 'community',
    code: "export { answers } from './intake/answers.js'",
    check: forbiddenImports,
  },
  'a room without a row': { file: 'utilities/x', code: 'export {}', check: forbiddenImports },
  'cryptography outside the kernel': {
    file: 'token/x',
    code: "import { sha256 } from '@noble/hashes/sha2.js'",
    check: forbiddenImports,
  },
  'post-quantum cryptography elsewhere in the kernel': {
    file: 'kernel/x',
    code: "import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'",
    check: forbiddenImports,
  },
  'tweetnacl outside the kernel': {
    file: 'statement/x',
    code: "import nacl from 'tweetnacl'",
    check: forbiddenImports,
  },
  'tweetnacl where signatures are verified': {
    file: 'kernel/signature',
    code: "import nacl from 'tweetnacl'",
    check: forbiddenImports,
  },
  'zod outside schema': { file: 'intake/x', code: "import * as z from 'zod/mini'", check: forbiddenImports },
  'Node in the core': { file: 'kernel/x', code: "import { readFileSync } from 'node:fs'", check: forbiddenImports },
  'a package in the command': { file: 'cli', code: "import 'chalk'", check: forbiddenImports },
  'an import without its extension': {
    file: 'token/x',
    code: "import { seal } from './seal'",
    check: forbiddenImports,
  },
  'an import of a file that is not there': { file: 'token/x', code: "import './nowhere.js'", check: forbiddenImports },
  // Every form an import can take.
  'an import type': {
    file: 'token/x',
    code: "import type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'an inline type': {
    file: 'token/x',
    code: "import { type answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'an export from': {
    file: 'token/x',
    code: "export { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'an export star': { file: 'token/x', code: "export * from '../intake/answers.js'", check: forbiddenImports },
  'an export type': {
    file: 'token/x',
    code: "export type { answers } from '../intake/answers.js'",
    check: forbiddenImports,
  },
  'a type written as import()': {
    file: 'token/x',
    code: "type A = import('../intake/answers.js').Answers",
    check: forbiddenImports,
  },
  'a typeof import()': {
    file: 'token/x',
    code: "type A = typeof import('../intake/answers.js')",
    check: forbiddenImports,
  },
  'a dynamic import': {
    file: 'token/x',
    code: "const a = () => import('../intake/answers.js')",
    check: forbiddenImports,
  },
  'an import for its effect': { file: 'token/x', code: "import '../intake/answers.js'", check: forbiddenImports },
  'an import equals': { file: 'token/x', code: "import a = require('../intake/answers.js')", check: forbiddenImports },
  // The graph.
  'a cycle of values': {
    file: 'vocabulary/a',
    code: "import './b.js'",
    extra: { 'vocabulary/b': "import './a.js'" },
    check: cycles,
  },
  'a cycle of types': {
    file: 'vocabulary/a',
    code: "import type { B } from './b.js'",
    extra: { 'vocabulary/b': "import type { A } from './a.js'" },
    check: cycles,
  },
  'a file that imports itself': { file: 'vocabulary/a', code: "import './a.js'", check: cycles },
  'a way from the practitioner to intake': {
    file: 'practice/inbox',
    code: "import type { propose } from '../consent/propose.js'",
    check: forbiddenReach,
  },
  'a way from the community to intake': {
    file: 'catalogue/open',
    code: "import { gate } from '../matching/gate.js'",
    check: forbiddenReach,
  },
  'a way from the person to the post-quantum suite': {
    file: 'index',
    code: "export { hybrid } from './kernel/x-wing.js'",
    extra: { 'kernel/x-wing': '/** A. */\nexport const hybrid = 2\n' },
    check: forbiddenReach,
  },
  'a way from the person to what signs': {
    file: 'catalogue/open',
    code: "import type { signBytes } from '../kernel/signing.js'",
    extra: {
      'kernel/signing': '/** A. */\nexport const signBytes = 2\n',
      index: "export type { Open } from './catalogue/open.js'\n",
    },
    check: forbiddenReach,
  },
  'a chain nine deep': {
    file: 'vocabulary/a0',
    code: "import './a1.js'",
    extra: Object.fromEntries(
      Array.from({ length: 9 }, (_, at) => [`vocabulary/a${at + 1}`, at < 8 ? `import './a${at + 2}.js'` : '']),
    ),
    check: tooDeep,
  },
  'an entry that hands on the reader of raw answers': {
    file: 'index',
    code: "export { type Intake, rawAnswers } from './intake/intake.js'",
    check: openedHolders,
  },
  'an index in a folder': { file: 'vocabulary/index', code: 'export {}', check: barrels },
  'a re-export in a room': { file: 'vocabulary/x', code: "export { a } from './concept.js'", check: barrels },
  'a file of helpers': { file: 'vocabulary/helpers', code: 'export {}', check: barrels },
  'a folder of utils': { file: 'vocabulary/utils/text', code: 'export {}', check: barrels },
  // Forms of the language.
  'a default export': { file: 'token/x', code: 'export default 1', check: bannedForms },
  'a default function': { file: 'token/x', code: 'export default function f() {}', check: bannedForms },
  'an enum': { file: 'token/x', code: 'enum A { B }', check: bannedForms },
  'a namespace': { file: 'token/x', code: 'namespace A {}', check: bannedForms },
  'a class': { file: 'token/x', code: 'class A {}', check: bannedForms },
  'a class expression': { file: 'token/x', code: 'const a = class {}', check: bannedForms },
  'an any': { file: 'token/x', code: 'const a: any = 1', check: bannedForms },
  'a non-null claim': { file: 'token/x', code: 'const a = [1][0]!', check: bannedForms },
  'a cast in angle brackets': { file: 'token/x', code: 'const a = <string>b', check: bannedForms },
  'a cast without a reason': { file: 'token/x', code: '\n\nconst a = b as string\n', check: bannedForms },
  'a cast whose docstring is no reason': {
    file: 'token/x',
    code: '/** A. */\nexport const a = b as string\n',
    check: bannedForms,
  },
  'a silenced compiler': { file: 'token/x', code: '// @ts-ignore\nconst a = 1', check: bannedForms },
  'a variable of the module': { file: 'token/x', code: 'let a = 1', check: moduleState },
  'a list that a function grows': {
    file: 'token/x',
    code: 'const a: number[] = []\nexport const f = () => a.push(1)',
    check: moduleState,
  },
  'a record that a function writes': {
    file: 'token/x',
    code: 'const a = { b: 1 }\nfunction f() { a.b = 2 }',
    check: moduleState,
  },
  'a record that a function thins': {
    file: 'token/x',
    code: 'const a = { b: 1 }\nfunction f() { delete a.b }',
    check: moduleState,
  },
  'a file of 301 lines': { file: 'token/x', code: lines(301, 'export {}'), check: tooLong },
  'a function of 61 lines': { file: 'token/x', code: `function f() {\n${lines(59, '0')}}`, check: tooLong },
  'an export without a docstring': { file: 'token/x', code: 'export const a = 1', check: undocumented },
  'a function without a Privacy line': {
    file: 'token/x',
    code: '/** A. */\nexport function f() {}',
    check: undocumented,
  },
  'a function listed below': { file: 'token/x', code: '/** A. */\nfunction f() {}\nexport { f }', check: undocumented },
  'an arrow without a Privacy line': {
    file: 'token/x',
    code: '/** A. */\nexport const f = () => 1',
    check: undocumented,
  },
}

const bannedUses = [
  'fetch("x")',
  'globalThis.fetch',
  'globalThis["fetch"]',
  'new XMLHttpRequest()',
  'new WebSocket("x")',
  'document.title',
  'window.name',
  'localStorage.x',
  'sessionStorage.x',
  'indexedDB',
  'console.log(1)',
  'Date.now()',
  'Date["now"]()',
  'new Date()',
  'new Date',
  'Date()',
  'Math.random()',
  'Math["random"]()',
  'setTimeout(f)',
  'setInterval(f)',
  'process.env',
  'Buffer.from("")',
  'new TextEncoder()',
  'new TextDecoder()',
  'new URL("x")',
  'Intl.NumberFormat',
  'structuredClone(1)',
  'eval("1")',
  'new Function("1")',
  'Function("1")',
  'import("x")',
  'import.meta.url',
  'require("x")',
  'navigator.sendBeacon',
  'performance.now()',
  'nacl.randomBytes(32)',
  'nacl.sign.keyPair()',
  'nacl.box.keyPair()',
  '({ fetch })',
  '[1].map((a) => fetch(a))',
  'const { fetch: f } = globalThis',
]

const unspokenCodes = [
  'const diagnosis = 1',
  'const patientName = 1',
  'const riskScore = 1',
  'const a = "the best treatment"',
  'const a = `triage of ${1}`',
  'const severity = 1',
  'const a = { patient_id: 1 }',
  'const a = `${1} for patients`',
]

function plant({ file, code, extra }: Pick<Planted, 'file' | 'code' | 'extra'>): Sources {
  return new Map([...clean, [file, `${clean.get(file) ?? ''}\n${code}`], ...Object.entries(extra ?? {})])
}

describe('the guards', () => {
  const checks = {
    forbiddenImports,
    cycles,
    forbiddenReach,
    openedHolders,
    barrels,
    tooDeep,
    bannedGlobals,
    bannedForms,
    moduleState,
    tooLong,
    undocumented,
    unspokenWords,
  }
  it.each(Object.entries(checks))('%s finds nothing wrong in a clean library', (_, check) =>
    expect(check(clean)).toEqual([]),
  )
  it.each(Object.entries(planted))('see %s', (_, one) => expect(one.check(plant(one)).length).toBeGreaterThan(0))
  it.each(bannedUses)('see the use of %s', (use) =>
    expect(
      bannedGlobals(plant({ file: 'token/x', code: /^const/.test(use) ? use : `export const a = () => ${use}` }))
        .length,
    ).toBeGreaterThan(0),
  )
  it.each(unspokenCodes)('see the word in %s', (code) =>
    expect(unspokenWords(plant({ file: 'token/x', code })).length).toBeGreaterThan(0),
  )
  it.each([
    'const a = new Date(0)',
    'const a = { fetch: 1 }.fetch',
    'const a = nacl.sign.keyPair.fromSeed(b)',
    'type A = Date',
    'const a = (window: number) => window + 1',
  ])('let %s pass', (code) => expect(bannedGlobals(plant({ file: 'token/x', code }))).toEqual([]))
  it.each([
    'const a = b as string // checked above',
    '// checked above\nconst a = b as string',
    'const a = [1] as const',
  ])('let the cast of %s pass', (code) => expect(bannedForms(plant({ file: 'token/x', code }))).toEqual([]))
  it.each(['const a = "outpatient"', '// a patient reader\nconst a = 1'])('let the words of %s pass', (code) =>
    expect(unspokenWords(plant({ file: 'token/x', code }))).toEqual([]),
  )
})
