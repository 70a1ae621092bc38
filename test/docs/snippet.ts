import ts from 'typescript'
import { everyNode, isReference } from '../architecture/sources.js'

/** Where a name comes from that a snippet uses without saying so. */
export type Provided = ReadonlyMap<string, string>

/**
 * Makes a module of a snippet: its own imports, imports of the provided names it uses and does not declare, and its
 * statements in an async function, so that it may `return` and `await` as a reader's own code would.
 */
export function moduleOf(code: string, provided: Provided): string {
  const tree = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ES2022, true)
  const isImport = (one: ts.Statement): boolean => ts.isImportDeclaration(one)
  const imports = tree.statements.filter(isImport).map((one) => one.getText(tree))
  const rest = tree.statements.filter((one) => !isImport(one)).map((one) => one.getFullText(tree).replace(/^\n+/, ''))
  const borrowed = [...freeNames(tree)].filter((name) => provided.has(name)).sort()
  return [
    ...imports,
    ...borrowed.map((name) => `import { ${name} } from '${provided.get(name) ?? ''}'`),
    'export const run = async (): Promise<unknown> => {',
    ...rest.map((text) => text.replace(/^export (?!default)/, '')),
    '  return undefined',
    '}',
    '',
  ].join('\n')
}

function freeNames(tree: ts.SourceFile): ReadonlySet<string> {
  const used = new Set<string>()
  const declared = new Set<string>()
  everyNode(tree, (node) => {
    if (!ts.isIdentifier(node)) return
    if (isDeclaredName(node)) declared.add(node.text)
    else if (isReference(node)) used.add(node.text)
  })
  return new Set([...used].filter((name) => !declared.has(name)))
}

function isDeclaredName(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return true
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent)
  return declares && parent.name === node
}
