import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../../scripts/build.js'
import { metricNames, metricOf } from '../../../src/measurement/metric-table.js'
import { metricsPage } from '../../support/metrics-page.js'

it('docs/reference/metrics.md is what the table of metrics says', () => {
  expect(readFileSync(join(root, 'docs', 'reference', 'metrics.md'), 'utf8')).toBe(metricsPage())
})

it('every metric has its cells once, and a rate has yes before no', () => {
  for (const name of metricNames) {
    const { form, cells, edges } = metricOf(name)
    expect(new Set(cells).size).toBe(cells.length)
    expect(edges.length).toBeGreaterThan(0)
    if (form === 'rate') expect(cells).toEqual(['yes', 'no'])
  }
})
