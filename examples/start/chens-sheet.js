// Chen is in the invented community's list. For the tour, the keys that the first start made for Chen become what a
// practitioner prints at their own desk: a recovery sheet, sealed under words that everybody may know here.
import { fileURLToPath } from 'node:url'
import { sealUnderPassphrase } from 'entrenous/passphrase'
import { build } from 'esbuild'

/** The words that open it. Of a real sheet they are on no page. */
export const SHEET_WORDS = 'harbour lamp ferry morning'

const here = fileURLToPath(new URL('.', import.meta.url))
const practitioner = fileURLToPath(new URL('../../dist/practitioner.js', import.meta.url))

/** The desk's own module, so that the sheet is what the desk prints; keys are read by the copy of the library that packs them. */
async function sheets() {
  const contents = `
    export { readKeys } from 'entrenous/practitioner'
    export { packKeys, sheetLines, SHEET_PURPOSE } from '../desk/app/keys/recovery.ts'`
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: here, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    logLevel: 'error',
    write: false,
    tsconfigRaw: {},
    alias: { 'entrenous/practitioner': practitioner },
  })
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64')
  /** @type {typeof import('../desk/app/keys/recovery.js') & typeof import('entrenous/practitioner')} */
  const module = await import(`data:text/javascript;base64,${code}`)
  return module
}

/**
 * @param {string} keysFile what the command line keeps of Chen's keys
 * @returns the lines of the sheet
 */
export async function chensSheet(keysFile) {
  const { readKeys, packKeys, sheetLines, SHEET_PURPOSE } = await sheets()
  const keys = readKeys(keysFile)
  if (!keys.ok) throw new Error(keys.error.code)
  const sealed = sealUnderPassphrase(packKeys(keys.value), { passphrase: SHEET_WORDS, purpose: SHEET_PURPOSE })
  if (!sealed.ok) throw new Error(sealed.error.code)
  return sheetLines(sealed.value)
}
