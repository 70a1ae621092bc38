import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { dataFlowPage, dataFlowPath } from '../../scripts/data-flow.js'
import { privacyOf } from '../../scripts/docstrings.js'

it('docs/privacy/data-flow.md says what the Privacy lines say now', () => {
  const page = existsSync(dataFlowPath) ? readFileSync(dataFlowPath, 'utf8') : ''
  expect(page, 'run `npm run docs:data-flow`').toBe(dataFlowPage())
})

it('a Privacy line ends at the next mark, the next heading and the next empty line', () => {
  expect(privacyOf('A.\nPrivacy: reads a;\nleaves: no.\nCost: O(1).')).toBe('reads a; leaves: no.')
  expect(privacyOf('Privacy: reads a.\n@since 0.1')).toBe('reads a.')
  expect(privacyOf('Privacy: reads a. @since 0.1')).toBe('reads a.')
  expect(privacyOf('Privacy: reads a.\n\nMore.')).toBe('reads a.')
  expect(privacyOf('Privacy:\nCost: O(1).')).toBeUndefined()
  expect(privacyOf('Says nothing.')).toBeUndefined()
})
