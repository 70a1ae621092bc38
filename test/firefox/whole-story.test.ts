import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine } from '../support/engine.js'
import { firefox } from '../support/engine-firefox.js'
import { type Everything, startEverything } from '../support/story-servers.js'
import { tellWholeStory } from '../support/whole-story.js'

// The story of test/browser/whole-story.test.ts, in another engine.

const PATIENT = 600_000
let everything: Everything
let engine: Engine

beforeAll(async () => {
  engine = await firefox()
  everything = await startEverything('ben-achterberg')
}, PATIENT)
afterAll(async () => {
  await engine?.close()
  await everything?.close()
})

it('the whole story, from a new practitioner’s form to the withdrawal', { timeout: PATIENT }, async () => {
  await expect(tellWholeStory(engine, everything)).resolves.toBeUndefined()
})
