import ts from 'typescript'

/**
 * @typedef {object} Documented
 * @property {string} file below src, without extension
 * @property {string} name
 * @property {number} line counted from 1
 * @property {boolean} isFunction
 * @property {string} doc the docstring's text without its stars; empty when there is none
 */

/**
 * Every exported declaration of one file, with its docstring.
 * @param {string} file
 * @param {string} text
 * @returns {Documented[]}
 */
export function exportedDeclarations(file, text) {
  const tree = ts.createSourceFile(`${file}.ts`, text, ts.ScriptTarget.ES2022, true)
  const listed = new Set(
    tree.statements
      .filter(ts.isExportDeclaration)
      .filter((one) => one.moduleSpecifier === undefined)
      .flatMap((one) => (one.exportClause && ts.isNamedExports(one.exportClause) ? [...one.exportClause.elements] : []))
      .map((element) => (element.propertyName ?? element.name).text),
  )
  return tree.statements.flatMap((statement) =>
    declared(statement)
      .filter(({ name }) => isExported(statement) || listed.has(name))
      .map(({ name, isFunction }) => {
        const line = tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1
        return { file, name, line, isFunction, doc: docOf(statement, tree) }
      }),
  )
}

/**
 * @param {ts.Statement} statement
 * @returns {{ name: string, isFunction: boolean }[]}
 */
function declared(statement) {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((one) => ({
      name: one.name.getText(),
      isFunction:
        one.initializer !== undefined &&
        (ts.isArrowFunction(one.initializer) || ts.isFunctionExpression(one.initializer)),
    }))
  }
  if (ts.isFunctionDeclaration(statement)) return [{ name: statement.name?.text ?? 'default', isFunction: true }]
  const isType = ts.isTypeAliasDeclaration(statement) || ts.isInterfaceDeclaration(statement)
  return isType ? [{ name: statement.name.text, isFunction: false }] : []
}

/** @param {ts.Statement} statement */
function isExported(statement) {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
  return modifiers?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) ?? false
}

/**
 * The last docstring before a statement, as plain lines.
 * @param {ts.Statement} statement
 * @param {ts.SourceFile} tree
 */
function docOf(statement, tree) {
  const range = (ts.getLeadingCommentRanges(tree.text, statement.getFullStart()) ?? [])
    .filter((one) => tree.text.startsWith('/**', one.pos))
    .at(-1)
  if (range === undefined) return ''
  const inner = tree.text.slice(range.pos + 3, range.end - 2)
  return inner
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, '').trimEnd())
    .join('\n')
    .trim()
}

/**
 * What a docstring says after `Privacy:`, up to the next mark or empty line, on one line.
 * @param {string} doc
 * @returns {string | undefined}
 */
export function privacyOf(doc) {
  const start = /^Privacy:[ \t]*/m.exec(doc)
  if (start === null) return undefined
  const rest = doc.slice(start.index + start[0].length)
  const end = /\n(?=\s*(@|[A-Z][a-z]+:\s|\n))/.exec(rest)
  const words = (end === null ? rest : rest.slice(0, end.index))
    .replaceAll('\n', ' ')
    .replace(/\s*@since.*$/, '')
    .trim()
  return words === '' ? undefined : words
}

/**
 * The code of every `@example` of a docstring.
 * @param {string} doc
 * @returns {string[]}
 */
export function examplesOf(doc) {
  return doc
    .split(/^@example[ \t]*\n?/m)
    .slice(1)
    .map((part) => part.split(/^@|^[A-Z][a-z]+:\s/m)[0] ?? '')
    .map((code) =>
      code
        .replace(/^```\w*\n?|\n?```\s*$/g, '')
        .replace(/\s+@since [\d.]+$/, '')
        .trim(),
    )
}
