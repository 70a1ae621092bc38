import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { entrySizes, rootEntryLimit, sizeTable, tableIn } from '../../scripts/size.js'

it('the README shows the sizes measured now', () => {
  const shown = tableIn(readFileSync(join(root, 'README.md'), 'utf8'))
  expect(shown, 'run `npm run size -- --write`').toBe(sizeTable())
})

it('the person’s entry is small enough for a phone', () => {
  const entry = entrySizes().find((one) => one.name === 'entrenous')
  expect(entry?.bytes).toBeGreaterThan(1000)
  expect(entry?.bytes).toBeLessThanOrEqual(rootEntryLimit)
})
