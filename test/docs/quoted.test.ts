import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { blocksOf, documents } from './markdown.js'

// A component cannot run by itself in a test. So what the guides show of one is taken from an example, word for word,
// and the example is compiled, built and driven.
const quoted = documents()
  .flatMap(blocksOf)
  .filter(({ language }) => language === 'tsx')
const folder = join(root, 'examples', 'host', 'react')
const examples = readdirSync(folder)
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(join(folder, name), 'utf8'))

it('finds what the guides show of components', () => expect(quoted.length).toBeGreaterThan(0))
it.each(quoted)('$path:$line is taken from an example', ({ code }) => {
  expect(examples.filter((text) => text.includes(code.trimEnd()))).not.toEqual([])
})
