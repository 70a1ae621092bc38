// Reads the JSON reports of several vitest runs and tells the truth about all of them: what failed, by name, and in the
// last line how many tests ran.
import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'

/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} Test */
/** @typedef {{ status: string, name: string, message?: string, assertionResults: Test[] }} TestFile */

const sum = { passed: 0, failed: 0, skipped: 0 }

/** @param {string} what @param {string | undefined} why */
const fail = (what, why) => {
  sum.failed += 1
  // The first lines of a failure say what was expected; the rest is a stack.
  const lines = (why ?? '').split('\n').filter((line) => line.trim() !== '' && !/^\s+at /.test(line))
  console.log([`failed: ${what}`, ...lines.slice(0, 12).map((line) => `  ${line.slice(0, 200)}`)].join('\n'))
}

for (const path of process.argv.slice(2)) {
  if (!existsSync(path)) {
    fail(`a run left no report: ${path}`, undefined)
    continue
  }
  const report = JSON.parse(readFileSync(path, 'utf8'))
  const before = sum.failed
  sum.passed += report.numPassedTests
  sum.skipped += report.numPendingTests + report.numTodoTests
  for (const file of /** @type {TestFile[]} */ (report.testResults)) {
    const name = relative(process.cwd(), file.name)
    const failed = file.assertionResults.filter((test) => test.status === 'failed')
    for (const test of failed) fail(`${name} > ${test.fullName}`, test.failureMessages?.join('\n'))
    // A file that does not load has no failed test in it, and is no success either.
    if (file.status === 'failed' && failed.length === 0) fail(name, file.message)
  }
  if (report.success === false && sum.failed === before) fail(`${path} reports no success`, undefined)
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0
