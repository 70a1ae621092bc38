import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { deskScreens } from '../support/desk-screens.js'
import { hostScreens, looks, unpictured } from '../support/pictures.js'
import { widgetSteps } from '../support/widget-screens.js'

// The pictures of every screen, and the page that lists them.

const folder = join(root, 'docs', 'screens')
const files = readdirSync(folder).filter((name) => name !== 'README.md')
const page = readFileSync(join(folder, 'README.md'), 'utf8')

describe('docs/screens', () => {
  it('has a picture of every screen in every look, and no other', () => {
    const screens = [
      ...widgetSteps.map(({ name }) => `widget-${name}`),
      ...deskScreens({ origin: '', letterFor: () => '' }).flatMap(({ name }) =>
        unpictured.has(name) ? [] : [`desk-${name}`],
      ),
      ...hostScreens.map((name) => `host-${name}`),
    ]
    const named = screens.flatMap((screen) => looks.map(({ name }) => `${screen}-${name}.webp`))
    expect(files.toSorted()).toEqual(named.toSorted())
  })
  it('lists exactly the files there', () => {
    const listed = [...page.matchAll(/\]\(\.\/([^)]+\.webp)\)/g)].map(([, name]) => name ?? '')
    expect(listed.toSorted()).toEqual(files.toSorted())
  })
  it('stays below four and a half megabytes', () => {
    expect(files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(4_500_000)
  })
})
