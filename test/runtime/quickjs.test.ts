import { join } from 'node:path'
import esbuild from 'esbuild'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { absentGlobals, runInQuickJS } from '../support/quickjs.js'

const way = join(root, 'test', 'runtime', 'way.ts')
const hybridWay = join(root, 'test', 'runtime', 'hybrid-way.ts')

/** One script of everything a file needs, from the built entries; a module of Node would make it fail. */
function bundle(entry: string): esbuild.BuildResult<{ write: false; metafile: true }> {
  const dist = (name: string) => join(root, 'dist', `${name}.js`)
  return esbuild.buildSync({
    alias: {
      'entrenous/practitioner': dist('practitioner'),
      'entrenous/community': dist('community'),
      'entrenous/post-quantum': dist('post-quantum'),
      'entrenous/labels/en': dist('labels/en'),
      entrenous: dist('index'),
    },
    absWorkingDir: root,
    bundle: true,
    entryPoints: [entry],
    format: 'iife',
    logLevel: 'silent',
    metafile: true,
    platform: 'browser',
    target: 'es2022',
    tsconfigRaw: {},
    write: false,
  })
}

it('QuickJS has none of what browsers and Node add to the language', async () => {
  const names = JSON.stringify(absentGlobals)
  const present = `var outcome = ${names}.filter((name) => typeof globalThis[name] !== 'undefined')`
  expect(await runInQuickJS(present)).toEqual([])
  expect(await runInQuickJS('var outcome = Promise.resolve(1).then((one) => one + 1)')).toBe(2)
  await expect(runInQuickJS("var outcome = Promise.reject(new TypeError('no'))")).rejects.toThrow('no')
})

it('the whole way runs in QuickJS with injected randomness', async () => {
  const code = bundle(way).outputFiles[0]?.text ?? ''
  expect(await runInQuickJS(code)).toEqual({
    name: 'Chen Wei',
    previewNames: true,
    bytes: 597,
    fields: {
      needs: [{ concept: 'anxiety', level: 'category' }],
      availability: {
        level: 'slots',
        slots: [{ day: 2, times: [[540, 720]] }],
        utcOffsetMinutes: -480,
      },
    },
    eve: 'token_unopenable',
    withoutChance: 'randomness_absent',
  })
})

it('the hybrid suite runs in QuickJS too', async () => {
  const code = bundle(hybridWay).outputFiles[0]?.text ?? ''
  expect(await runInQuickJS(code)).toEqual({
    sealable: true,
    bytes: 1685,
    opened: true,
    changed: 'token_unopenable',
  })
})

it('the whole way imports nothing of Node and nothing but the four dependencies', () => {
  const { metafile } = bundle(way)
  const packages = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  )
  expect([...new Set(packages)].sort()).toEqual(['@noble/ciphers', '@noble/hashes', 'tweetnacl', 'zod'])
  const inputs = Object.values(metafile.inputs).flatMap((input) => input.imports.map((one) => one.path))
  expect(inputs.filter((path) => path.startsWith('node:'))).toEqual([])
})
