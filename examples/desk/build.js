// Builds the desk into plain files that any static host serves:
//
//   node examples/desk/build.js [settings.json] [out]
//
// The settings are the community's (community.json beside this file unless given): its name, its list and the keys it is
// trusted by, its board. They are fixed here, and so are the only addresses the finished page may reach.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const folder = fileURLToPath(new URL('.', import.meta.url))
const sources = fileURLToPath(new URL('../../src/', import.meta.url))

/** Those the desk has words for, as app/languages.ts lists them. */
const languages = ['en', 'es', 'fr']

/** @typedef {import('./app/community.js').CommunitySettings} CommunitySettings */

/**
 * Builds the desk of one community.
 *
 * @param {CommunitySettings} settings
 * @param {string} out where the files go; what is there is replaced
 */
export async function buildDesk(settings, out) {
  const policy = policyFor(settings)
  // Until its script runs, which sets what the browser asks for.
  const language = settings.language ?? 'en'
  if (!languages.includes(language)) throw new Error(`language: expected one of ${languages.join(', ')}, or null`)
  await build({
    root: folder,
    base: './',
    configFile: false,
    logLevel: 'warn',
    define: { __COMMUNITY__: JSON.stringify(settings) },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [
      fromSources(),
      {
        name: 'settings',
        transformIndexHtml: (html) => html.replace('{policy}', policy).replace('lang="en"', `lang="${language}"`),
      },
    ],
    worker: { format: 'es', plugins: () => [fromSources()] },
    build: {
      outDir: out,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 800,
    },
  })
  writeServiceWorker(settings, out)
}

/**
 * The desk reaches its own files, the community's list and the board. No text becomes code.
 *
 * @param {CommunitySettings} settings
 */
function policyFor({ catalogue, board }) {
  const addresses = [catalogue, /** @type {{ address?: string } | null} */ (board)?.address]
  const origins = addresses.flatMap((address) =>
    /^https?:/.test(address ?? '') ? [new URL(address ?? '').origin] : [],
  )
  const rules = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    ["connect-src 'self'", ...new Set(origins)].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types desk',
  ]
  return rules.join('; ')
}

/**
 * @param {CommunitySettings} settings
 * @param {string} out
 */
function writeServiceWorker({ catalogue }, out) {
  const names = readdirSync(out, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const name of names) hash.update(readFileSync(name))
  const files = names.map((name) => `./${name.slice(resolve(out).length + 1).replaceAll('\\', '/')}`)
  const text = readFileSync(join(folder, 'service-worker.js'), 'utf8')
    .replace('{version}', hash.digest('hex').slice(0, 16))
    .replace('{files}', JSON.stringify(files))
    .replace('{catalogue}', catalogue ?? '')
  writeFileSync(join(out, 'service-worker.js'), text)
}

/**
 * The library's entries, from their sources: the desk needs no build of the library before its own.
 *
 * @returns {import('vite').Plugin}
 */
function fromSources() {
  const resolveId = (/** @type {string} */ name) => {
    const [, entry] = /^entrenous(?:\/(.+))?$/.exec(name) ?? []
    return name.startsWith('entrenous') ? `${sources}${entry ?? 'index'}.ts` : undefined
  }
  return { name: 'entrenous', enforce: 'pre', resolveId }
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const [settings = join(folder, 'community.json'), out = join(folder, 'dist')] = argv.slice(2)
  await buildDesk(JSON.parse(readFileSync(settings, 'utf8')), resolve(out))
  console.log(resolve(out))
}
