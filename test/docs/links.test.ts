import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { type Document, documents, proseOf } from './markdown.js'

/** GitHub's rule: lower case, no punctuation, hyphens for spaces, a number for what comes again. */
function anchorsOf(text: string): ReadonlySet<string> {
  const seen = new Map<string, number>()
  const anchors = [...text.matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => {
    const words = (match[1] ?? '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replace(/[`*]/g, '')
    const slug = words
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-')
    const count = seen.get(slug) ?? 0
    seen.set(slug, count + 1)
    return count === 0 ? slug : `${slug}-${count}`
  })
  return new Set(anchors)
}

function brokenLinks(document: Document): readonly string[] {
  const targets = [...proseOf(document).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '')
  return targets.filter((target) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return false
    const [file = '', anchor] = target.split('#')
    const path = file === '' ? document.path : normalize(join(dirname(document.path), file))
    if (path.startsWith('..') || !existsSync(join(root, path))) return true
    if (anchor === undefined || statSync(join(root, path)).isDirectory()) return false
    return !anchorsOf(readFileSync(join(root, path), 'utf8')).has(anchor)
  })
}

describe('the links of the documentation', () => {
  it.each(documents().map((document) => [document.path, document] as const))(
    '%s leads only to what is there',
    (_, document) => expect(brokenLinks(document)).toEqual([]),
  )
  it.each([
    ['a missing file', '[x](nowhere.md)'],
    ['a missing heading', '[x](LICENSE#nothing)'],
    ['a missing heading of the same page', '# One\n[x](#two)'],
    ['a way out of the repository', '[x](../../etc)'],
  ])('see %s', (_, text) => expect(brokenLinks({ path: 'README.md', text })).toHaveLength(1))
  it('let a heading of the same page pass', () => {
    // The file's own text is read from disk, so the heading has to be one it really has.
    expect(brokenLinks({ path: 'LICENSE', text: '[x](LICENSE) [y](https://example.org)' })).toEqual([])
  })
})

describe('the files that the documentation names', () => {
  const named = documents().flatMap((document) =>
    [...document.text.matchAll(/`((?:src|test|examples|scripts|docs)\/[\w./-]+)`/g)].map(
      (match) => [document.path, match[1] ?? ''] as const,
    ),
  )

  it('are found', () => expect(named.length).toBeGreaterThan(20))
  it.each(named)('%s names %s, which is there', (_, path) => expect(existsSync(join(root, path))).toBe(true))
})
