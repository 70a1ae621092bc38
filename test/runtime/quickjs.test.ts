import { expect, it } from 'vitest'
import { absentGlobals, runInQuickJS } from '../support/quickjs.js'

it('QuickJS has none of what browsers and Node add to the language', async () => {
  const names = JSON.stringify(absentGlobals)
  expect(
    await runInQuickJS(`var outcome = ${names}.filter((name) => typeof globalThis[name] !== 'undefined')`),
  ).toEqual([])
  expect(await runInQuickJS(`var outcome = Promise.resolve(1).then((one) => one + 1)`)).toBe(2)
  await expect(runInQuickJS(`var outcome = Promise.reject(new TypeError('no'))`)).rejects.toThrow('no')
})
