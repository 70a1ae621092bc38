import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import esbuild from 'esbuild'

// What the benchmarks need of the library's inside and its entries do not give: columns without a signed file around
// them, the verifier for everybody, the fold over statements that nobody signed, and where a browser is. The matching that is timed is bundled from the same source, so there is one
// copy of every opaque class.

const root = fileURLToPath(new URL('..', import.meta.url))
const contents = `
export { findBrowser } from './src/audit/browser/find.js'
export { readColumns } from './src/catalogue/columns.js'
export { rowOf } from './src/catalogue/row.js'
export { addRow, createColumnsWriter, writeColumns } from './src/catalogue/write-columns.js'
export { readIntake } from './src/intake/read.js'
export { sha256 } from './src/kernel/hash.js'
export { tieKey, tieOf, tieRank } from './src/kernel/order.js'
export { verifySignature } from './src/kernel/signature.js'
export { multiply } from './src/kernel/x25519.js'
export { createCommunity } from './src/community/create.js'
export { createCommunityKeys } from './src/community/keys.js'
export { encodeBody } from './src/statement/body.js'
export { openManifest } from './src/trust/anchor.js'
export { policyPresets } from './src/trust/joining.js'
export { approvalFormat, revocationFormat } from './src/trust/manifest.js'
export { memberFormats } from './src/trust/member-formats.js'
export { deriveState } from './src/trust/state.js'
export { match } from './src/matching/run.js'
export { noiseShare } from './src/measurement/noise.js'
export { randomisedResponse } from './src/measurement/randomise.js'
export { coreVocabulary } from './src/vocabulary/vocabulary.js'
`

async function load() {
  const built = await esbuild.build({
    absWorkingDir: root,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
    packages: 'external',
    stdin: { contents, resolveDir: root, sourcefile: 'internals.ts', loader: 'ts' },
    logLevel: 'error',
  })
  const folder = join(root, 'node_modules', '.cache', 'entrenous-bench')
  mkdirSync(folder, { recursive: true })
  const code = built.outputFiles[0]?.contents ?? new Uint8Array()
  // Named by what is in it: whoever makes it at the same time makes the same, and a rename puts it there whole.
  const file = join(folder, `internals-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`)
  if (!existsSync(file)) {
    const made = `${file}.${process.pid}`
    writeFileSync(made, code)
    renameSync(made, file)
  }
  return import(pathToFileURL(file).href)
}

/**
 * @type {{
 *   findBrowser: typeof import('../src/audit/browser/find.js').findBrowser,
 *   readColumns: typeof import('../src/catalogue/columns.js').readColumns,
 *   rowOf: typeof import('../src/catalogue/row.js').rowOf,
 *   addRow: typeof import('../src/catalogue/write-columns.js').addRow,
 *   createColumnsWriter: typeof import('../src/catalogue/write-columns.js').createColumnsWriter,
 *   writeColumns: typeof import('../src/catalogue/write-columns.js').writeColumns,
 *   readIntake: typeof import('../src/intake/read.js').readIntake,
 *   sha256: typeof import('../src/kernel/hash.js').sha256,
 *   tieKey: typeof import('../src/kernel/order.js').tieKey,
 *   tieOf: typeof import('../src/kernel/order.js').tieOf,
 *   tieRank: typeof import('../src/kernel/order.js').tieRank,
 *   verifySignature: typeof import('../src/kernel/signature.js').verifySignature,
 *   multiply: typeof import('../src/kernel/x25519.js').multiply,
 *   createCommunity: typeof import('../src/community/create.js').createCommunity,
 *   createCommunityKeys: typeof import('../src/community/keys.js').createCommunityKeys,
 *   encodeBody: typeof import('../src/statement/body.js').encodeBody,
 *   openManifest: typeof import('../src/trust/anchor.js').openManifest,
 *   policyPresets: typeof import('../src/trust/joining.js').policyPresets,
 *   approvalFormat: typeof import('../src/trust/manifest.js').approvalFormat,
 *   revocationFormat: typeof import('../src/trust/manifest.js').revocationFormat,
 *   memberFormats: typeof import('../src/trust/member-formats.js').memberFormats,
 *   deriveState: typeof import('../src/trust/state.js').deriveState,
 *   match: typeof import('../src/matching/run.js').match,
 *   noiseShare: typeof import('../src/measurement/noise.js').noiseShare,
 *   randomisedResponse: typeof import('../src/measurement/randomise.js').randomisedResponse,
 *   coreVocabulary: typeof import('../src/vocabulary/vocabulary.js').coreVocabulary,
 * }}
 */
export const internals = await load()
