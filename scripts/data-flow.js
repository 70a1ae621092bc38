// Writes docs/privacy/data-flow.md: what every exported function reads, and whether its output may leave the device.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './build.js'
import { exportedDeclarations, privacyOf } from './docstrings.js'

export const dataFlowPath = join(root, 'docs', 'privacy', 'data-flow.md')

const head = `# Data flow, function by function

Made from the \`Privacy:\` line of every exported function by \`npm run docs:data-flow\`; a test fails when it is out of date.
Which room may import which is proved by \`test/architecture\`; this page says what each function does with what it is given.
`

/** @returns {string} the whole page */
export function dataFlowPage() {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.split(sep).join('/'))
    .sort()
  const functions = sources.flatMap((name) =>
    exportedDeclarations(name.replace(/\.ts$/, ''), readFileSync(join(root, 'src', name), 'utf8')).filter(
      (one) => one.isFunction,
    ),
  )
  const rooms = [...new Set(functions.map((one) => roomOf(one.file)))]
  const sections = rooms.map((room) => {
    const rows = functions
      .filter((one) => roomOf(one.file) === room)
      .map((one) => `| \`${one.name}\` | \`src/${one.file}.ts\` | ${cell(privacyOf(one.doc) ?? 'not stated')} |`)
    return `\n## ${room}\n\n| function | file | privacy |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  return head + sections.join('')
}

/** @param {string} file */
function roomOf(file) {
  return file.split('/')[0] ?? file
}

/** @param {string} text */
function cell(text) {
  return text.replaceAll('|', '\\|')
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(dataFlowPath, dataFlowPage())
  console.log(dataFlowPath.slice(root.length + 1))
}
