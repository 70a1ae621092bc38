import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { buildIfStale, root } from './build.js'

buildIfStale()
const cli = join(root, 'dist', 'cli.js')
const run = spawnSync(process.execPath, [cli, 'demo', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' })
process.exitCode = run.status ?? 1
