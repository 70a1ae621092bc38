import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

/** Source text by file name below src, without extension: `kernel/time`. */
export type Sources = ReadonlyMap<string, string>

/** One dependency of a file as it is written there. */
export type Import = {
  readonly specifier: string
  /** The file it names (below src, without extension), or undefined for a package. */
  readonly file: string | undefined
  readonly typeOnly: boolean
  readonly reExport: boolean
  readonly line: number
}

/** One parsed file. */
export type Parsed = { readonly name: string; readonly tree: ts.SourceFile; readonly imports: readonly Import[] }

export const sourceFolder = fileURLToPath(new URL('../../src', import.meta.url))

/** Reads every TypeScript file of src. */
export function readSources(): Map<string, string> {
  const names = readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  return new Map(
    names
      .sort()
      .map((name) => [
        relative('.', name).split(sep).join('/').replace(/\.ts$/, ''),
        readFileSync(join(sourceFolder, name), 'utf8'),
      ]),
  )
}

/** Parses every file and lists what it imports, in every form TypeScript has for it. */
export function parse(sources: Sources): readonly Parsed[] {
  return [...sources].map(([name, text]) => {
    const tree = ts.createSourceFile(`${name}.ts`, text, ts.ScriptTarget.ES2022, true)
    return { name, tree, imports: importsOf(name, tree) }
  })
}

/** Calls back for every node below (and with) a node. */
export function everyNode(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node)
  ts.forEachChild(node, (child) => everyNode(child, visit))
}

/** The line of a node, counted from 1. */
export function lineOf(tree: ts.SourceFile, node: ts.Node): number {
  return tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1
}

function importsOf(name: string, tree: ts.SourceFile): readonly Import[] {
  const found: Import[] = []
  const add = (literal: ts.Node | undefined, typeOnly: boolean, reExport: boolean) => {
    if (literal === undefined || !ts.isStringLiteralLike(literal)) return
    const specifier = literal.text
    const relativePath = specifier.startsWith('.')
    const file = relativePath ? posix.join(posix.dirname(name), specifier).replace(/\.js$/, '') : undefined
    found.push({ specifier, file, typeOnly, reExport, line: lineOf(tree, literal) })
  }
  everyNode(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node.importClause), false)
    else if (ts.isExportDeclaration(node))
      add(node.moduleSpecifier, exportsTypesOnly(node), node.moduleSpecifier !== undefined)
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true, false)
    else if (ts.isExternalModuleReference(node)) add(node.expression, false, false)
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      add(node.arguments[0], false, false)
    }
  })
  return found
}

function exportsTypesOnly(node: ts.ExportDeclaration): boolean {
  const { exportClause: clause, isTypeOnly: all } = node
  return all || (clause !== undefined && ts.isNamedExports(clause) && clause.elements.every((one) => one.isTypeOnly))
}

function isTypeOnly(clause: ts.ImportClause | undefined): boolean {
  if (clause === undefined) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  const everyNameIsType =
    named !== undefined && ts.isNamedImports(named) && named.elements.every((element) => element.isTypeOnly)
  return clause.name === undefined && everyNameIsType
}

/** False for the name of a member, of a key and of a label: those share a word with a global and nothing else. */
export function isReference(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  if (ts.isPropertyAssignment(parent) || ts.isPropertySignature(parent) || ts.isPropertyDeclaration(parent)) {
    return parent.name !== node
  }
  if (ts.isMethodDeclaration(parent) || ts.isMethodSignature(parent)) return parent.name !== node
  if (ts.isBindingElement(parent)) return parent.propertyName !== node
  return !ts.isImportSpecifier(parent) && !ts.isExportSpecifier(parent)
}
