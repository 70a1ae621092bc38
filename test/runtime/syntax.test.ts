import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'

const dist = join(root, 'dist')

/** What the Babel preset of React Native cannot read, which Metro puts every file through. */
function unreadable(file: string): readonly string[] {
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isClassStaticBlockDeclaration(node)) found.push('a static block')
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      found.push('a dynamic import')
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022))
  return found
}

/** The entries an application loads, with the pieces they share; not the command line. */
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
  (name) => name.endsWith('.js') && !['cli.js', 'us-directory.js'].includes(name),
)

it('nothing in the entries is more than React Native can read', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(files.flatMap((name) => unreadable(join(dist, name)).map((what) => `${name}: ${what}`))).toEqual([])
})
