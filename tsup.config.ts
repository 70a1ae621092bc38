import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

/** The one list of the entries. */
const manifest: { readonly exports: object } = JSON.parse(readFileSync('package.json', 'utf8'))

const common = { format: 'esm', target: 'es2022', sourcemap: false, clean: false, silent: true } as const

/** Every entry of package.json, from the file of its name. */
const sources = Object.fromEntries(
  Object.keys(manifest.exports)
    .filter((name) => !name.endsWith('.json'))
    .map((name) => (name === '.' ? 'index' : name.slice(2)))
    .map((name) => [name, `src/${name}.ts`]),
)

export default defineConfig([
  {
    ...common,
    entry: sources,
    dts: true,
    // The audit unpacks with it what pages pack.
    noExternal: ['lz-string'],
    // One copy of every opaque class, whichever entry made the value.
    splitting: true,
    minify: false,
  },
  {
    ...common,
    // The command carries ML-KEM itself: it must start where nobody installed the optional peer.
    entry: { cli: 'src/cli.ts' },
    noExternal: ['@noble/post-quantum'],
    dts: false,
    splitting: false,
  },
  {
    ...common,
    // What the audit runs in a network of its own: a program, not an entry.
    entry: { 'audit-inside': 'src/audit/containment/inside.ts' },
    dts: false,
    splitting: false,
  },
  {
    ...common,
    // The person's side as one file for a plain page's module script.
    entry: { 'entrenous.browser': 'src/index.ts' },
    platform: 'browser',
    noExternal: [/.*/],
    dts: false,
    splitting: false,
    minify: true,
  },
  {
    ...common,
    // What `entrenous demo --directory` reads a national directory with.
    entry: { 'us-directory': 'examples/us-directory/convert.ts' },
    dts: false,
    splitting: false,
  },
])
