import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../../scripts/build.js'

/** The packed package, unpacked where an integrator's project would have it. */
export type Installed = {
  /** The project that depends on it; has a `node_modules` and nothing else. */
  readonly project: string
  readonly tarball: string
  /** Every file of the tarball, below the package's own folder. */
  readonly files: readonly string[]
  readonly remove: () => void
}

/** Packs the repository as the registry would receive it, and installs that beside its dependencies, without a network. */
export function installTarball(): Installed {
  const project = mkdtempSync(join(tmpdir(), 'entrenous-package-'))
  const packed: unknown = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', project], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )
  const { filename, files } = firstPacked(packed)
  const modules = join(project, 'node_modules')
  mkdirSync(modules)
  execFileSync('tar', ['-xzf', join(project, filename), '-C', modules])
  renameSync(join(modules, 'package'), join(modules, 'entrenous'))
  const manifest: unknown = JSON.parse(readFileSync(join(modules, 'entrenous', 'package.json'), 'utf8'))
  for (const name of dependenciesOf(manifest)) {
    if (name.startsWith('@')) mkdirSync(join(modules, name.split('/')[0] ?? ''), { recursive: true })
    symlinkSync(join(root, 'node_modules', name), join(modules, name), 'junction')
  }
  return { project, tarball: join(project, filename), files, remove: () => rmSync(project, { recursive: true }) }
}

type Packed = { readonly filename: string; readonly files: readonly string[] }

/** npm prints a list of packed packages, newer versions a record of them. */
function firstPacked(output: unknown): Packed {
  const [one]: unknown[] = typeof output === 'object' && output !== null ? Object.values(output) : []
  // The shape npm documents for `npm pack --json`; a wrong one fails on the next line.
  const { filename, files } = one as { filename: string; files: readonly { path: string }[] }
  return { filename, files: files.map((file) => file.path).sort() }
}

function dependenciesOf(manifest: unknown): readonly string[] {
  // Our own package.json.
  const { dependencies, peerDependencies } = manifest as Record<'dependencies' | 'peerDependencies', object>
  return Object.keys({ ...dependencies, ...peerDependencies })
}
