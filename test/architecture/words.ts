import ts from 'typescript'
import { exportedDeclarations, privacyOf } from '../../scripts/docstrings.js'
import { everyNode, lineOf, parse, type Sources } from './sources.js'

/** Exported declarations without a docstring, and exported functions whose docstring does not say what they do with what they read. */
export function undocumented(sources: Sources): readonly string[] {
  return [...sources].flatMap(([file, text]) =>
    exportedDeclarations(file, text).flatMap((one) => {
      const where = `${file}:${one.line} ${one.name}`
      if (one.doc === '') return [`${where} has no docstring`]
      return one.isFunction && privacyOf(one.doc) === undefined ? [`${where} has no Privacy line`] : []
    }),
  )
}

/** Words that claim what this library never does, or that make a patient of a person. */
const unspoken = /\b(diagnos\w*|triage\w*|severity|severities|risk scores?|best treatments?|patients?)\b/i

/** Every name, text and template of the code that uses one of them. */
export function unspokenWords(sources: Sources): readonly string[] {
  return parse(sources).flatMap((file) => {
    const found: string[] = []
    everyNode(file.tree, (node) => {
      if (!ts.isIdentifier(node) && !ts.isLiteralExpression(node) && !ts.isTemplateLiteralToken(node)) return
      // Node's module for tracing has one of them in its name.
      if (ts.isImportDeclaration(node.parent)) return
      // camelCase, snake_case and kebab-case are words too.
      const words = node.text.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_-]/g, ' ')
      const hit = unspoken.exec(words)
      if (hit !== null) found.push(`${file.name}:${lineOf(file.tree, node)} says “${hit[0]}”`)
    })
    return found
  })
}
