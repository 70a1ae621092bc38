import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale, root } from './build.js'

buildIfStale()
// A process of its own: it imports the library that was just built. Ctrl-C reaches both, and this one waits for its end.
process.on('SIGINT', () => undefined)
const tell = join(root, 'examples', 'three-communities', 'tell.js')
const run = spawnSync(process.execPath, [tell, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.exitCode = run.status ?? 1
