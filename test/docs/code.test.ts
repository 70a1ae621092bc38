import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, sep } from 'node:path'
import esbuild from 'esbuild'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entryNames, root } from '../../scripts/build.js'
import { examplesOf, exportedDeclarations } from '../../scripts/docstrings.js'
import { blocksOf, documents } from './markdown.js'
import { moduleOf, type Provided } from './snippet.js'
import { createSnippetRunner } from './snippet-runner.js'

// Every block of code a reader may copy is compiled against the published types and run. Names it uses without saying
// where they come from (`bytes`, `answers`, `show`) come from story.ts; an `@example` finds
// every step before it taken, in example-story.ts, and may use the public functions without importing them.

const folder = join(root, '.entrenous', 'docs')
type Snippet = { readonly where: string; readonly file: string; readonly text: string }

const storyNames = ['measurement-story', 'federation-story', 'story', 'example-measurement', 'example-story'] as const
const storyFile = (story: string) => join(root, 'test', 'docs', `${story}.ts`)
const entryFile = (entry: string) =>
  join(root, 'dist', `${entry === 'entrenous' ? 'index' : entry.slice('entrenous/'.length)}.d.ts`)
// One program for all: each would read the compiler's own declarations again.
const library = ts.createProgram([...storyNames.map(storyFile), ...entryNames.map(entryFile)], options())

function exportsOf(path: string): readonly string[] {
  const source = library.getSourceFile(path)
  const checker = library.getTypeChecker()
  const symbol = source && checker.getSymbolAtLocation(source)
  if (symbol === undefined) throw new Error(`${basename(path)} exports nothing`)
  return checker.getExportsOfModule(symbol).map((one) => one.name)
}

function options(): ts.CompilerOptions {
  return {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    allowJs: true,
    skipLibCheck: true,
    noEmit: true,
  }
}

const namesFrom = (story: (typeof storyNames)[number]) =>
  exportsOf(storyFile(story)).map((name) => [name, `../../test/docs/${story}.js`] as const)
const fromEntries = entryNames.flatMap((entry) => exportsOf(entryFile(entry)).map((name) => [name, entry] as const))
const inDocuments: Provided = new Map([
  ...namesFrom('measurement-story'),
  ...namesFrom('federation-story'),
  ...namesFrom('story'),
])
const inExamples: Provided = new Map([
  ...fromEntries,
  ...namesFrom('example-measurement'),
  ...namesFrom('federation-story'),
  ...namesFrom('example-story'),
])

function ofDocuments(): readonly Snippet[] {
  return documents()
    .flatMap(blocksOf)
    .filter((block) => ['ts', 'js', 'typescript', 'javascript'].includes(block.language))
    .map(({ path, line, code }) => {
      const where = `${path}:${line}`
      return { where, file: join(folder, `${slug(where)}.ts`), text: moduleOf(code, inDocuments) }
    })
}

function ofExamples(): readonly Snippet[] {
  const names = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  )
  return names.sort().flatMap((name) => {
    const own = name.split(sep).join('/').replace(/\.ts$/, '')
    return exportedDeclarations(own, readFileSync(join(root, 'src', name), 'utf8')).flatMap((one) =>
      examplesOf(one.doc).map((code, at) => {
        const where = `src/${own}.ts ${one.name} example ${at + 1}`
        const provided = new Map([[one.name, `../../src/${own}.js`] as const, ...inExamples])
        return { where, file: join(folder, `${slug(where)}.ts`), text: moduleOf(code, provided) }
      }),
    )
  })
}

function slug(where: string): string {
  return where.replace(/[^\w]+/g, '-')
}

const snippets = [...ofDocuments(), ...ofExamples()]
const compiled = new Map<string, readonly string[]>()

beforeAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const { file, text } of snippets) writeFileSync(file, text)
  const program = ts.createProgram(
    snippets.map((one) => one.file),
    options(),
  )
  for (const { file } of snippets) compiled.set(file, errorsIn(program, file))
  await esbuild.build({
    absWorkingDir: root,
    bundle: true,
    entryPoints: snippets.map((one) => one.file),
    external: [...entryNames, 'tweetnacl', '@noble/*', 'zod', 'libsql', 'idb'],
    format: 'esm',
    logLevel: 'silent',
    outdir: join(folder, 'run'),
    platform: 'node',
    target: 'es2022',
    tsconfigRaw: {},
  })
})

function errorsIn(program: ts.Program, file: string): readonly string[] {
  const source = program.getSourceFile(file)
  if (source === undefined) return ['the file was not compiled']
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((one) => {
    const line = source.getLineAndCharacterOfPosition(one.start ?? 0).line
    return `${ts.flattenDiagnosticMessageText(one.messageText, ' ')} in: ${source.text.split('\n')[line]?.trim() ?? ''}`
  })
}

const runner = createSnippetRunner()
afterAll(runner.end)
const built = (file: string) => join(folder, 'run', basename(file).replace(/\.ts$/, '.js'))

describe.each([
  ['the documentation', snippets.filter((one) => !one.where.startsWith('src/'))],
  ['the docstrings', snippets.filter((one) => one.where.startsWith('src/'))],
])('the code of %s', (_, some) => {
  it('is found', () => expect(some.length).toBeGreaterThan(1))
  it.each(some)('$where compiles', ({ file }) => expect(compiled.get(file)).toEqual([]))
  it.concurrent.each(some)('$where runs', async ({ file }) => expect(await runner.outcome(built(file))).toBe('ran'))
})

describe('the guards', () => {
  it('a snippet borrows what it does not declare, and nothing else', () => {
    const provided = new Map([
      ['show', 'story'],
      ['bytes', 'story'],
      ['now', 'story'],
    ])
    const text = moduleOf("import { x } from 'entrenous'\nconst now = 1\nshow(x.bytes, now)\nif (now) return", provided)
    expect(text).toContain("import { show } from 'story'")
    expect(text).not.toMatch(/import \{ (bytes|now) \}/)
  })
  it.each(['unknownName()', 'const a: string = 1', "import { nothing } from 'entrenous'\nnothing()"])(
    '%s does not compile',
    (code) => {
      const file = join(folder, 'planted.ts')
      writeFileSync(file, moduleOf(code, inDocuments))
      expect(errorsIn(ts.createProgram([file], options()), file).length).toBeGreaterThan(0)
    },
  )
})
