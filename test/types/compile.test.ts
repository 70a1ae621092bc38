import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

// What must not compile. Every other file of this folder is a list of such lines, each under its
// `// @ts-expect-error TS2345 <why>`. The compiler alone would be content with any error there, a misspelt import
// too; here the directive is switched off and the error has to be the one it names.

const folder = fileURLToPath(new URL('.', import.meta.url))
const root = join(folder, '..', '..')
const cases = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => join(folder, name))

const directive = /@ts-expect-error\s+TS(\d+)/
const off = (text: string): string => text.replaceAll('@ts-expect-error', '@ts-expected-err')

function diagnose(files: readonly string[]): ts.Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (name, version, onError, fresh) =>
    files.includes(name)
      ? ts.createSourceFile(name, off(readFileSync(name, 'utf8')), version)
      : getSourceFile(name, version, onError, fresh)
  return ts.createProgram([...files], { ...options, noUnusedLocals: false }, host)
}

const program = diagnose(cases)

/** The errors a file's directives name, as `line code`, counted from 1. A directive without a code is itself reported. */
function named(text: string): readonly string[] {
  const lines = text.split('\n')
  return lines.flatMap((line, at) => {
    if (!line.includes('@ts-expect-error')) return []
    // Further comment lines may stand between the directive and the code it speaks of.
    const next = lines.findIndex((other, index) => index > at && !/^\s*\/\//.test(other))
    return [`${next + 1} TS${directive.exec(line)?.[1] ?? ' not named'}`]
  })
}

function found(file: string): readonly string[] {
  const tree = program.getSourceFile(file)
  if (tree === undefined) return ['the file was not compiled']
  return [...program.getSyntacticDiagnostics(tree), ...program.getSemanticDiagnostics(tree)].map((one) => {
    const line = tree.getLineAndCharacterOfPosition(one.start ?? 0).line + 1
    return `${line} TS${one.code}`
  })
}

describe('what must not compile', () => {
  it('is written down', () => expect(cases.length).toBeGreaterThan(0))
  it.each(cases.map((file) => [basename(file), file]))(
    'fails to compile in %s, for the reason given and no other',
    (_, file) => expect(found(file)).toEqual(named(readFileSync(file, 'utf8'))),
  )
})
