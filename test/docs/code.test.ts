import { execFile } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import esbuild from 'esbuild'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { entryNames, root } from '../../scripts/build.js'
import { examplesOf, exportedDeclarations } from '../../scripts/docstrings.js'
import { blocksOf, documents } from './markdown.js'
import { moduleOf, type Provided } from './snippet.js'

// Every block of code a reader may copy is compiled against the published types and run. Names it uses without saying
// where they come from (`bytes`, `answers`, `show`) come from story.ts; an `@example` finds
// every step before it taken, in example-story.ts, and may use the public functions without importing them.

const folder = join(root, '.entrenous', 'docs')
type Snippet = { readonly where: string; readonly file: string; readonly text: string }

function exportsOf(path: string): readonly string[] {
  const program = ts.createProgram([path], options())
  const source = program.getSourceFile(path)
  const symbol = source && program.getTypeChecker().getSymbolAtLocation(source)
  if (symbol === undefined) throw new Error(`${basename(path)} exports nothing`)
  return program
    .getTypeChecker()
    .getExportsOfModule(symbol)
    .map((one) => one.name)
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

const namesFrom = (story: string) =>
  exportsOf(join(root, 'test', 'docs', `${story}.ts`)).map((name) => [name, `../../test/docs/${story}.js`] as const)
const fromEntries = entryNames.flatMap((entry) => {
  const file = entry === 'entrenous' ? 'index' : entry.slice('entrenous/'.length)
  return exportsOf(join(root, 'dist', `${file}.d.ts`)).map((name) => [name, entry] as const)
})
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
const run = promisify(execFile)

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

async function outcome(file: string): Promise<string> {
  const script = `./${relative(root, join(folder, 'run', basename(file).replace(/\.ts$/, '.js')))
    .split(sep)
    .join('/')}`
  const code = `import { run } from '${script}'; await run(); process.exit(0)`
  return run(process.execPath, ['--input-type=module', '-e', code], { cwd: root, timeout: 60_000 }).then(
    () => 'ran',
    (error: Error & { stderr?: string }) => error.stderr ?? error.message,
  )
}

describe.each([
  ['the documentation', snippets.filter((one) => !one.where.startsWith('src/'))],
  ['the docstrings', snippets.filter((one) => one.where.startsWith('src/'))],
])('the code of %s', (_, some) => {
  it('is found', () => expect(some.length).toBeGreaterThan(1))
  it.each(some)('$where compiles', ({ file }) => expect(compiled.get(file)).toEqual([]))
  it.concurrent.each(some)('$where runs', async ({ file }) => expect(await outcome(file)).toBe('ran'))
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
