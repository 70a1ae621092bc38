import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Engine } from '../support/engine.js'
import { chromium } from '../support/engine-chromium.js'
import { type Everything, startEverything } from '../support/story-servers.js'
import { tellWholeStory } from '../support/whole-story.js'

// The same in other browsers: test/firefox, test/webkit.

const PATIENT = 600_000
let everything: Everything
let engine: Engine

beforeAll(async () => {
  everything = await startEverything('ben-achterberg')
  engine = await chromium()
}, PATIENT)
afterAll(async () => {
  await engine?.close()
  await everything?.close()
})

it('the whole story, from a new practitioner’s form to the withdrawal', { timeout: PATIENT }, async () => {
  await expect(tellWholeStory(engine, everything)).resolves.toBeUndefined()
})
