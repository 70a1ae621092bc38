// Reads the JSON reports of several vitest runs and prints one line that tells the truth about all of them.
import { existsSync, readFileSync } from 'node:fs'

const sum = { passed: 0, failed: 0, skipped: 0 }
for (const file of process.argv.slice(2)) {
  if (!existsSync(file)) {
    console.log(`a run left no report: ${file}`)
    sum.failed += 1
    continue
  }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  sum.passed += report.numPassedTests
  sum.failed += report.numFailedTests
  sum.skipped += report.numPendingTests + report.numTodoTests
  // A file that does not load has no failed test in it, and is no success either.
  const broken = report.testResults.filter(
    (/** @type {{ status: string, assertionResults: { status: string }[] }} */ one) =>
      one.status === 'failed' && one.assertionResults.every((test) => test.status !== 'failed'),
  )
  sum.failed += broken.length
  if (report.success === false && report.numFailedTests + broken.length === 0) sum.failed += 1
}
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0
