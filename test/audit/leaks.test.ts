import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Recording } from '../../src/audit/recording.js'
import { openSession } from '../../src/audit/session.js'
import { departuresWith, drawSecret, remaindersWith, visitAll } from '../support/audit.js'
import { kept, others, realms } from './pages/elsewhere.js'
import { writePages } from './pages/kit.js'
import { elements, scripted } from './pages/requests.js'

const pages = [...scripted, ...elements, ...realms, ...others, ...kept].map((page) => ({
  ...page,
  secret: drawSecret(),
}))

const folder = mkdtempSync(join(tmpdir(), 'entrenous-pages-'))
let recording: Recording
let failed: readonly string[] = []

beforeAll(async () => {
  writePages(folder, pages)
  const session = await openSession({ pages: { folder }, seed: 1 })
  if (!session.ok) throw new Error(session.fault.says)
  failed = await visitAll(session.value, pages)
  recording = await session.value.close()
}, 300_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('every page that lets its secret go', () => {
  it('was opened and typed into', () => expect(failed).toEqual([]))

  for (const page of pages) {
    if ('leaves' in page) {
      it(`${page.id} is seen to leave, and did`, () => {
        const found = departuresWith(recording, page.secret)
        expect(found.map(({ channel }) => channel)).toContain(page.leaves)
        expect(found.flatMap(({ seenBy }) => seenBy)).toContain(page.control)
      })
    } else {
      it(`${page.id} is found at rest`, () => {
        expect(remaindersWith(recording, page.secret).map(({ store }) => store)).toContain(page.rests)
      })
    }
  }
})
