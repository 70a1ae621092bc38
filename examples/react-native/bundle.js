// Bundles the application as a release build does (Metro), has Hermes compile it (hermesc), and says how large it became.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const metro = require('metro')
const hermesc = { linux: 'linux64-bin/hermesc', darwin: 'osx-bin/hermesc', win32: 'win64-bin/hermesc.exe' }[
  process.platform
]
if (hermesc === undefined) throw new Error(`there is no Hermes compiler for ${process.platform}`)

const folder = mkdtempSync(join(tmpdir(), 'entrenous-react-native-'))
try {
  mkdirSync(join(folder, 'out'))
  const bundle = join(folder, 'out', 'index.android.js')
  const bytecode = join(folder, 'out', 'index.android.hbc')
  const config = await metro.loadConfig({ cwd: import.meta.dirname })
  await metro.runBuild(config, { entry: 'index.js', platform: 'android', dev: false, minify: true, out: bundle })
  const compiler = join(require.resolve('hermes-compiler/package.json'), '..', 'hermesc', hermesc)
  execFileSync(compiler, ['-O', '-emit-binary', '-w', '-out', bytecode, bundle], { stdio: 'inherit' })
  console.log(`bundle ${statSync(bundle).size} bytes, bytecode ${statSync(bytecode).size} bytes`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
