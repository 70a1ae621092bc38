// Takes a picture of every screen of the examples into docs/screens, and renews the table in its README:
//
//   npm run screens [-- widget desk host]
//
// The steps that lead to a screen stand in test/support, where the tests use them, too.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv } from 'node:process'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { buildIfStale, root } from './build.js'

const folder = join(root, 'docs', 'screens')
const page = join(folder, 'README.md')
const parts = argv.length > 2 ? argv.slice(2) : ['widget', 'desk', 'host']

buildIfStale()
const { looks, takePictures } = await pictures()

mkdirSync(folder, { recursive: true })
for (const name of readdirSync(folder)) {
  if (parts.includes(name.split('-')[0] ?? '')) rmSync(join(folder, name))
}
await takePictures((part, screen, look, bytes) => {
  writeFileSync(join(folder, `${part}-${screen}-${look}.webp`), bytes)
  if (look === looks[0].name) console.log(`${part}: ${screen}`)
}, parts)

const written = readFileSync(page, 'utf8')
writeFileSync(page, written.replace(/(<!-- pictures -->\n)[\s\S]*(<!-- end of the pictures -->)/, `$1\n${table()}\n$2`))

/** Every screen with a link to each of its pictures. */
function table() {
  const names = readdirSync(folder).filter((name) => name.endsWith(`-${looks[0].name}.webp`))
  const rows = names.map((name) => {
    const screen = name.slice(0, -`-${looks[0].name}.webp`.length)
    const [part = '', ...words] = screen.split('-')
    const links = looks.map((look) => `[${look.name.replace('-', ', ')}](./${screen}-${look.name}.webp)`)
    return `| ${part} | ${words.join(' ')} | ${links.join(' | ')} |`
  })
  return [
    '| part | screen | telephone | in the dark | desktop | in the dark |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

/**
 * The tests' own steps, which are TypeScript. What is JavaScript already is left where it stands, and finds its files.
 *
 * @returns {Promise<typeof import('../test/support/pictures.js')>}
 */
async function pictures() {
  const outfile = join(root, '.entrenous', 'pictures.js')
  await build({
    entryPoints: [join(root, 'test', 'support', 'pictures.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    tsconfigRaw: {},
    logLevel: 'error',
    plugins: [
      {
        name: 'javascript',
        setup: (bundling) =>
          bundling.onResolve({ filter: /^\.\.?\// }, ({ path, resolveDir }) => {
            const file = resolve(resolveDir, path)
            return existsSync(file) ? { path: pathToFileURL(file).href, external: true } : undefined
          }),
      },
    ],
  })
  return import(pathToFileURL(outfile).href)
}
