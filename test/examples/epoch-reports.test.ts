import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { reportsOf } from '../../examples/three-communities/reports.js'
import { measuredRollout } from '../../examples/three-communities/rollout.js'
import { root } from '../../scripts/build.js'

// The reports in the documentation are what the twelve weeks of the three communities come to. Keys are drawn anew each time,
// and so what stands for files and rounds differs; every word and every number is the same.

const folder = join(root, 'docs', 'practice', 'twelve-weeks')
const withoutKeys = (html: string) => html.replaceAll(/\b[0-9a-f]{64}\b/g, 'of these keys')

it('the reports of three communities are those of the documentation', async () => {
  const made = reportsOf(await measuredRollout())
  const written = readdirSync(folder).filter((name) => name.endsWith('.html'))
  expect(made.map(({ name }) => name).sort()).toEqual(written.sort())
  for (const { name, html } of made) {
    expect(withoutKeys(html), name).toBe(withoutKeys(readFileSync(join(folder, name), 'utf8')))
  }
}, 600_000)
