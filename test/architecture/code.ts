import ts from 'typescript'
import { dataFiles, isIn, limits, outsideCore } from './import-table.js'
import { everyNode, isReference, lineOf, type Parsed, parse, type Sources } from './sources.js'

const bannedNames = new Set([
  'AbortController',
  'BroadcastChannel',
  'Buffer',
  'EventSource',
  'Function',
  'Intl',
  'TextDecoder',
  'TextEncoder',
  'URL',
  'URLSearchParams',
  'WebSocket',
  'Worker',
  'XMLHttpRequest',
  'alert',
  'atob',
  'btoa',
  'caches',
  'console',
  'document',
  'eval',
  'fetch',
  'indexedDB',
  'localStorage',
  'navigator',
  'performance',
  'postMessage',
  'process',
  'queueMicrotask',
  'requestAnimationFrame',
  'require',
  'self',
  'sessionStorage',
  'setImmediate',
  'setInterval',
  'setTimeout',
  'structuredClone',
  'window',
])

/** Where the platform's randomness and its WebCrypto are looked up; nothing else looks at the global object. */
const globalReaders: readonly string[] = ['kernel/random', 'kernel/web-crypto']

type Finding = (file: Parsed, node: ts.Node) => string | undefined

function findings(sources: Sources, isSubject: (name: string) => boolean, find: Finding): readonly string[] {
  return parse(sources)
    .filter((file) => isSubject(file.name))
    .flatMap((file) => {
      const found: string[] = []
      everyNode(file.tree, (node) => {
        const what = find(file, node)
        if (what !== undefined) found.push(`${file.name}:${lineOf(file.tree, node)} ${what}`)
      })
      return found
    })
}

const inCore = (name: string): boolean => !outsideCore.some((place) => isIn(place, name))
const everywhere = (): boolean => true

/** Every use of the world outside: network, storage, screen, clock, chance, code from text. */
export function bannedGlobals(sources: Sources): readonly string[] {
  return findings(sources, inCore, (file, node) => {
    if (node.kind === ts.SyntaxKind.ImportKeyword && ts.isCallExpression(node.parent)) return 'uses dynamic import'
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) return 'uses import.meta'
    if (ts.isIdentifier(node) && isReference(node)) {
      if (bannedNames.has(node.text) && !isShadowed(node, node.text)) return `uses ${node.text}`
      if (node.text === 'globalThis' && !globalReaders.includes(file.name)) return 'uses globalThis'
      if (node.text === 'Date' && isClock(node)) return 'reads the clock'
    }
    if (isMember(node, 'Math', 'random')) return 'uses Math.random'
    if (isMember(node, 'Date', 'now')) return 'reads the clock'
    return drawsFromTweetnacl(node)
  })
}

/** tweetnacl finds its own source of chance at import, or none: only its functions that are given a seed or a key are used. */
function drawsFromTweetnacl(node: ts.Node): string | undefined {
  if (!ts.isPropertyAccessExpression(node)) return undefined
  const isCall = ts.isCallExpression(node.parent) && node.parent.expression === node
  if (node.name.text === 'keyPair' && isCall) return 'draws a key pair from tweetnacl’s own randomness'
  return isMember(node, 'nacl', 'randomBytes') ? 'uses tweetnacl’s own randomness' : undefined
}

function isMember(node: ts.Node, object: string, member: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.expression.getText() === object && node.name.text === member
  if (!ts.isElementAccessExpression(node) || node.expression.getText() !== object) return false
  return ts.isStringLiteralLike(node.argumentExpression) && node.argumentExpression.text === member
}

function isClock(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isNewExpression(parent) && parent.expression === node) return (parent.arguments ?? []).length === 0
  return ts.isCallExpression(parent) && parent.expression === node
}

/** Forms of the language that this library does without. */
export function bannedForms(sources: Sources): readonly string[] {
  return findings(sources, everywhere, (file, node) => {
    if (ts.isExportAssignment(node)) return 'has a default export'
    if (node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent)) return 'has a default export'
    if (ts.isEnumDeclaration(node)) return 'declares an enum'
    if (ts.isModuleDeclaration(node)) return 'declares a namespace'
    if (ts.isClassLike(node) && file.name !== 'kernel/opaque') return 'declares a class'
    if (node.kind === ts.SyntaxKind.AnyKeyword) return 'says any'
    if (ts.isNonNullExpression(node)) return 'says !'
    if (ts.isVariableDeclaration(node) && node.exclamationToken !== undefined) return 'says !'
    if (ts.isTypeAssertionExpression(node)) return 'casts with <>'
    if (ts.isAsExpression(node)) return castWithoutReason(file.tree, node)
    if (ts.isSourceFile(node) && /@ts-(ignore|expect-error|nocheck)/.test(node.text)) {
      return 'silences the compiler'
    }
    return undefined
  })
}

/** A reason is a comment on a line of the cast's statement, or on the line before that statement or before the cast. */
function castWithoutReason(tree: ts.SourceFile, node: ts.AsExpression): string | undefined {
  if (ts.isTypeReferenceNode(node.type) && node.type.getText(tree) === 'const') return undefined
  let holder: ts.Node = node
  while (!ts.isStatement(holder) && !ts.isPropertyAssignment(holder) && !ts.isArrowFunction(holder))
    holder = holder.parent
  const lines = tree.text.split('\n')
  const first = lineOf(tree, holder) - 1
  const last = tree.getLineAndCharacterOfPosition(node.getEnd()).line
  const hasReason = lines.slice(Math.max(0, first - 1), last + 1).some((line) => /(^|\s)\/\/|\/\*(?!\*)/.test(line))
  return hasReason ? undefined : 'casts without a reason'
}

const mutators = new Set('add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '))

/** State that outlives a call: `let` at the top of a module, or a top-level constant that a function changes. */
export function moduleState(sources: Sources): readonly string[] {
  return parse(sources).flatMap((file) => {
    const declarations = file.tree.statements.filter(ts.isVariableStatement)
    const loose = declarations
      .filter((one) => (one.declarationList.flags & ts.NodeFlags.Const) === 0)
      .map((one) => `${file.name}:${lineOf(file.tree, one)} declares a variable for the whole module`)
    const constants = new Set(
      declarations.flatMap((one) => one.declarationList.declarations.map((each) => each.name.getText(file.tree))),
    )
    return [...loose, ...changes(file, constants)]
  })
}

function changes(file: Parsed, constants: ReadonlySet<string>): readonly string[] {
  const found: string[] = []
  everyNode(file.tree, (node) => {
    const target = changedObject(node)
    if (target !== undefined && constants.has(target) && isInFunction(node) && !isShadowed(node, target)) {
      found.push(`${file.name}:${lineOf(file.tree, node)} changes ${target}`)
    }
  })
  return found
}

function changedObject(node: ts.Node): string | undefined {
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return mutators.has(node.expression.name.text) ? node.expression.expression.getText() : undefined
  }
  const isAssignment =
    ts.isBinaryExpression(node) &&
    node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
    node.operatorToken.kind <= ts.SyntaxKind.LastAssignment
  const written = isAssignment ? node.left : ts.isDeleteExpression(node) ? node.expression : undefined
  if (written === undefined) return undefined
  const isPart = ts.isPropertyAccessExpression(written) || ts.isElementAccessExpression(written)
  return isPart ? written.expression.getText() : undefined
}

function isInFunction(node: ts.Node): boolean {
  for (let one = node.parent; !ts.isSourceFile(one); one = one.parent) if (ts.isFunctionLike(one)) return true
  return false
}

/** A parameter or local of the same name hides the module's constant, or the global. */
function isShadowed(node: ts.Node, name: string): boolean {
  for (let one = node.parent; !ts.isSourceFile(one); one = one.parent) {
    let declares = false
    everyNode(one, (inner) => {
      if (!ts.isParameter(inner) && !ts.isVariableDeclaration(inner) && !ts.isBindingElement(inner)) return
      if (inner.name.getText() === name) declares = true
    })
    if (declares) return true
  }
  return false
}

/** Files and functions longer than a reader can hold. */
export function tooLong(sources: Sources): readonly string[] {
  const files = [...sources]
    .filter(([name]) => !dataFiles.some((place) => isIn(place, name)))
    .filter(([, text]) => text.trimEnd().split('\n').length > limits.fileLines)
    .map(([name]) => `${name}: more than ${limits.fileLines} lines`)
  return [...files, ...functionsOver(sources, limits.functionLines)]
}

/** Functions of more lines than given, signature included, docstring not. */
export function functionsOver(sources: Sources, lines: number): readonly string[] {
  return findings(sources, everywhere, (file, node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return undefined
    const end = file.tree.getLineAndCharacterOfPosition(node.getEnd()).line + 1
    const length = end - lineOf(file.tree, node) + 1
    return length > lines ? `has a function of ${length} lines` : undefined
  })
}
