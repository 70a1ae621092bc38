import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const source = ['unit', 'attacks', 'property', 'interop', 'leak', 'architecture', 'types']
// Who puts something else in the place of a module or a global has all modules to itself; the others share what is loaded,
// which for most of them takes longer than what they test.
const replaces = /\bvi\.(mock|doMock|stubGlobal|spyOn|useFakeTimers|resetModules)\b|globalThis|process\.env|[sS]abotag/
const alone = readdirSync(join(import.meta.dirname, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.test\.ts$/.test(file) && source.includes(file.split(/[\\/]/)[0] ?? ''))
  .filter((file) => replaces.test(readFileSync(join(import.meta.dirname, 'test', file), 'utf8')))
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
const built = ['browser', 'cli', 'docs', 'examples', 'package', 'runtime']
const filesOf = (folders: readonly string[]) => folders.map((folder) => `test/${folder}/**/*.test.ts`)
// It needs more than npm installs: it runs where the published vectors of others do.
const needsPython = 'test/interop/python.test.ts'
// Minutes for what other tests hold piece by piece: it runs with the long ones.
const longer = ['test/browser/hand-over.test.ts', 'test/examples/three-communities-undefended.test.ts']
// Time enough for a machine that is busy with something else: a slow law is not a broken one.
const common = { environment: 'node', testTimeout: 120_000, hookTimeout: 120_000 } as const

export default defineConfig({
  test: {
    // Vitest leaves a core free by default; of two, that is half the machine.
    maxWorkers: '100%',
    projects: [
      {
        test: { ...common, name: 'source', include: filesOf(source), exclude: [needsPython, ...alone], isolate: false },
      },
      { test: { ...common, name: 'alone', include: alone } },
      // These look at dist/ from outside; it is built once before them, and only if one of them runs.
      {
        test: {
          ...common,
          name: 'built',
          include: filesOf(built),
          exclude: longer,
          globalSetup: 'test/support/build.ts',
        },
      },
      // A browser in a network of its own, gone through page by page: minutes, and root or user namespaces.
      {
        test: {
          ...common,
          name: 'audit',
          include: filesOf(['audit']),
          globalSetup: ['test/support/build.ts', 'test/support/data-folder.ts'],
          env: { ENTRENOUS_DATA: process.env['ENTRENOUS_DATA'] ?? '../shared' },
        },
      },
      {
        test: {
          ...common,
          name: 'vectors',
          include: [...filesOf(['vectors']), needsPython],
          globalSetup: 'test/support/data-folder.ts',
          env: { ENTRENOUS_DATA: process.env['ENTRENOUS_DATA'] ?? '../shared' },
        },
      },
      // The same story in the other two engines, where they are installed.
      ...['firefox', 'webkit'].map((name) => ({
        test: { ...common, name, include: filesOf([name]), globalSetup: 'test/support/build.ts' },
      })),
      {
        test: {
          ...common,
          name: 'slow',
          // The long runs, and the laws of matching, false rows, stolen identities and conversations once more, many times as long.
          include: [
            ...filesOf(['slow']),
            ...longer,
            'test/property/matching*.test.ts',
            'test/property/{checked,falsified}-columns.test.ts',
            'test/property/stolen-identity.test.ts',
            'test/property/{secure-sum,releases}.test.ts',
            'test/property/conversation*.test.ts',
          ],
          env: { ENTRENOUS_LONGER: '20' },
          globalSetup: 'test/support/build.ts',
          testTimeout: 600_000,
        },
      },
    ],
  },
})
