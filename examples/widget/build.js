// Builds the widget: one file a language, with its one script and its one style inside, both named by hash in its policy.
//
//   node examples/widget/build.js [configuration.json] [--out folder] [--sample]
//
// The same sources make the same bytes. A build for people stops without help contacts that are real, dated and good for
// the time the file will be used; `--sample` says that the contacts are invented, and every screen of them says so too.
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { checkHelpForRelease, days, epochSeconds, readHelpContacts } from 'entrenous/safety'
import { transform } from 'esbuild'
import { build } from 'vite'
import { folded } from './folded.js'
import { policyOf } from './headers.js'

const here = fileURLToPath(new URL('.', import.meta.url))
const valuesFile = join(here, 'build-values.ts')
/** How long a file is used before it is built again: until then every help contact must be good. */
const USED_FOR = days(30)

/** The languages there are words in. */
export const languages = /** @type {const} */ (['en', 'es', 'fr'])

/**
 * @typedef {import('./config.js').Config} Config
 * @typedef {import('entrenous').Labels} Labels
 * @typedef {{ readonly words: import('./words/words.js').Words, readonly labels: Labels }} Spoken
 * @typedef {{
 *   readonly name: string, readonly html: string, readonly raw: number, readonly brotli: number, readonly sha256: string
 * }} Built
 * @typedef {{ readonly sample?: boolean, readonly now?: import('entrenous').EpochSeconds, readonly alias?: Record<string, string> }} BuildOptions
 */

/**
 * Builds the file of one language.
 *
 * @param {Config} config
 * @param {(typeof languages)[number]} language
 * @param {BuildOptions} [options] `sample`: the help contacts are invented, and may be; `now`: the clock of the build
 * @returns {Promise<Built>}
 */
export async function buildWidget(
  config,
  language,
  { sample = false, now = epochSeconds(new Date()), alias = {} } = {},
) {
  const checked = { ...config, help: helpOf(config, sample, now) }
  const spoken = await spokenIn(language, checked, alias)
  const script = await scriptOf(checked, spoken, alias)
  const style = await styleOf()
  const html = pageOf({ script, style, config: checked, spoken })
  return {
    name: `intake.${language}.html`,
    html,
    raw: Buffer.byteLength(html),
    brotli: brotliCompressSync(html).length,
    sha256: createHash('sha256').update(html).digest('hex'),
  }
}

/**
 * @param {Config} config
 * @param {boolean} sample
 * @param {import('entrenous').EpochSeconds} now
 */
function helpOf({ help, helpRegion }, sample, now) {
  const read = readHelpContacts(help)
  if (!read.ok) throw new Error(`help contacts: ${read.error.code} ${read.error.detail.field}`)
  if (sample && read.value.sample !== true)
    throw new Error('help contacts: a sample build takes invented contacts only')
  if (sample) return read.value
  const until = epochSeconds(now + USED_FOR)
  const released = checkHelpForRelease(read.value, { now, until, regions: [helpRegion] })
  if (!released.ok) throw new Error(`help contacts: ${released.error.code} ${JSON.stringify(released.error.detail)}`)
  return released.value
}

/** What only a programmer reads: the words of faults, which a finished page does not show. */
const faults = /(\bnew (?:Type|Range)?Error)\((?:'[^'\n]*'|"[^"\n]*"|`(?:[^`\\$]|\$\{[^{}`]*\})*`)\)/g

/**
 * Everything said in one language, without what nobody can come to read here: the practitioner's side, and words of facets
 * that are not asked for.
 *
 * @param {string} language
 * @param {Config} config
 * @param {Record<string, string>} alias
 * @returns {Promise<Spoken>}
 */
async function spokenIn(language, config, alias) {
  const code = await bundle(
    `import { ${language} as labels } from 'entrenous/labels/${language}'\nimport { words } from './words/${language}.js'\nexport { labels, words }`,
    alias,
  )
  /** @type {Spoken} */
  const { labels, words } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`)
  // A widget never asks for what is left out; a screen that did would show a test nothing.
  return { words, labels: /** @type {any} */ (pruned(labels, config)) }
}

/** Failures of what a widget calls; the others are the practitioner's, the publisher's or the board's. */
const met =
  /^(answers_(invalid|too_large)|catalogue|consent_(guardian|notice|rule)|descriptor|disclosure|keys_cooling|presence|randomness|root|suite|ticket|token_(expired|withdrawn)|vocabulary)/

/**
 * Tells whether the widget can come to need a word: what it asks, and what may answer that. For a part of the body
 * or of a way of working, which are not asked for by themselves, the library takes the word of what it belongs to.
 *
 * @param {string} facet
 * @param {string} id
 * @param {readonly string[]} spoken
 */
function isNeeded(facet, id, spoken) {
  if (facet === 'language') return spoken.includes(id)
  if (facet === 'body-area' || facet === 'modality') return !id.includes('.')
  if (facet === 'practitioner') return id.startsWith('gender')
  return !['population', 'clothing', 'event-kind'].includes(facet)
}

/** Wishes that the widget does not ask for. */
const notAsked = ['populations', 'place', 'further', 'startBy']

/**
 * @param {string} table
 * @param {object} said
 */
function asked(table, said) {
  // What colleagues say is a reason, and in no other table: it is never asked for, and never missing.
  const left = table === 'reason' ? notAsked : [...notAsked, 'endorsement']
  return Object.fromEntries(Object.entries(said).filter(([name]) => !left.includes(name)))
}

/**
 * @param {Labels} labels
 * @param {Config} config
 */
function pruned(labels, { languages: offered }) {
  const concepts = Object.entries(labels.concepts).map(([facet, names]) => {
    return [
      facet,
      Object.fromEntries(Object.entries(names).filter(([id]) => isNeeded(facet, id, [...offered, labels.language]))),
    ]
  })
  const failures = Object.entries(labels.failures).flatMap(([code, { person }]) =>
    met.test(code) ? [[code, { person }]] : [],
  )
  const match = Object.entries(labels.match).map(([table, said]) => [
    table,
    typeof said === 'object' ? asked(table, said) : said,
  ])
  return {
    ...labels,
    match: Object.fromEntries(match),
    concepts: Object.fromEntries(concepts),
    failures: Object.fromEntries(failures),
    facets: undefined,
    referral: undefined,
  }
}

/**
 * @param {string} contents
 * @param {Record<string, string>} alias
 */
async function bundle(contents, alias) {
  const esbuild = await import('esbuild')
  const result = await esbuild.build({
    stdin: { contents, resolveDir: here, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    charset: 'utf8',
    alias,
    tsconfigRaw: {},
  })
  return result.outputFiles[0]?.text ?? ''
}

/**
 * @param {Config} config
 * @param {Spoken} spoken
 * @param {Record<string, string>} alias
 */
async function scriptOf(config, { labels, words }, alias) {
  const { concepts, ...others } = labels
  const values = [
    "import { unfolded } from './folded.js'",
    `export const labels = { ...${JSON.stringify(others)}, concepts: unfolded(${JSON.stringify(folded(concepts))}) }`,
    `export const words = ${JSON.stringify(words)}`,
    `export const config = ${JSON.stringify(config)}`,
  ]
  const result = await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    resolve: { alias },
    plugins: [
      { name: 'values', enforce: 'pre', load: (id) => (id === valuesFile ? values.join('\n') : undefined) },
      {
        name: 'faults',
        transform: (code, id) =>
          id.includes('/examples/') ? undefined : { code: code.replace(faults, '$1()'), map: null },
      },
    ],
    build: {
      write: false,
      target: 'es2022',
      // Smaller than the others by 1.2 kB in brotli, for some seconds.
      minify: 'terser',
      terserOptions: {
        ecma: 2020,
        module: true,
        compress: { passes: 2 },
      },
      modulePreload: false,
      reportCompressedSize: false,
      rollupOptions: {
        input: join(here, 'main.ts'),
        treeshake: { moduleSideEffects: false },
        output: { format: 'iife', codeSplitting: false },
      },
    },
  })
  const [output] = [result].flat()
  const chunk = output !== undefined && 'output' in output ? output.output[0] : undefined
  if (chunk?.type !== 'chunk') throw new Error('nothing was built')
  // Inside a page, these would end the script or begin a comment.
  if (/<\/script|<!--/i.test(chunk.code)) throw new Error('the script cannot stand inside a page')
  return chunk.code.trim()
}

/** The look all examples share, and what this one adds. */
async function styleOf() {
  const sheets = [join(here, '..', 'look', 'theme.css'), join(here, 'widget.css')].map((file) =>
    readFileSync(file, 'utf8'),
  )
  const { code } = await transform(sheets.join('\n'), { loader: 'css', minify: true, charset: 'utf8' })
  return code.trim()
}

/** @param {string} text */
const hashOf = (text) => createHash('sha256').update(text).digest('base64')

/** @param {string} text */
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/**
 * The page. What stands in its body is for a browser in which the script does not run: it appears after a moment, unless
 * the script has taken its place. Dated contacts need a clock, so only the emergency numbers stand there.
 *
 * @param {{ readonly script: string, readonly style: string, readonly config: Config, readonly spoken: Spoken }} parts
 */
function pageOf({ script, style, config, spoken: { words } }) {
  const { line, screen, direction, language } = words
  const numbers = config.help.emergency.map(
    ({ region, number }) => `<li>${escaped(region)}: <strong>${escaped(number)}</strong></li>`,
  )
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="${policyOf({ script: hashOf(script), style: hashOf(style) })}">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Page</title>
<style>${style}</style>
<body>
<main class="page fallback">
<h1>${escaped(screen.help.title)}</h1>
<ul>${numbers.join('')}</ul>
<p>${escaped(line.fallback)}</p>
<noscript><p>${escaped(line.noScript)}</p></noscript>
</main>
<script>${script}</script>
</html>
`
}

/** @param {string} path @returns {Config} */
export function readConfig(path = join(here, 'harbour.json')) {
  return JSON.parse(readFileSync(path, 'utf8'))
}

async function main() {
  const named = argv.slice(2).filter((one, at, all) => !one.startsWith('--') && all[at - 1] !== '--out')
  const out = argv.includes('--out') ? argv[argv.indexOf('--out') + 1] : undefined
  const config = readConfig(named[0])
  for (const language of languages) {
    const { name, html, raw, brotli, sha256 } = await buildWidget(config, language, {
      sample: argv.includes('--sample') || named[0] === undefined,
    })
    if (out !== undefined) {
      mkdirSync(out, { recursive: true })
      writeFileSync(join(out, name), html)
    }
    console.log(`${name}  ${raw} bytes, ${brotli} in brotli, SHA-256 ${sha256}`)
  }
}

if (argv[1] !== undefined && import.meta.url === pathToFileURL(argv[1]).href) await main()
