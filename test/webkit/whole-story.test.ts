import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine } from '../support/engine.js'
import { openTheTree, webkit } from '../support/engine-webkit.js'
import { type Everything, startEverything } from '../support/story-servers.js'
import { tellWholeStory } from '../support/whole-story.js'

// The story of test/browser/whole-story.test.ts, in another engine.

const PATIENT = 600_000
let everything: Everything
let engine: Engine

beforeAll(async () => {
  engine = await webkit()
  everything = await startEverything('ben-achterberg')
  openTheTree(everything.servers.plain)
}, PATIENT)
afterAll(async () => {
  await engine?.close()
  await everything?.close()
})

it('the whole story, from a new practitioner’s form to the withdrawal', { timeout: PATIENT }, async () => {
  await expect(tellWholeStory(engine, everything)).resolves.toBeUndefined()
})
