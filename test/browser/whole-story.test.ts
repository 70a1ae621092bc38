import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Engine } from '../support/engine.js'
import { chromium, type Manner } from '../support/engine-chromium.js'
import { type Everything, startEverything } from '../support/story-servers.js'
import { bensStory, type Told, tellWholeStory } from '../support/whole-story.js'

// The whole story on both sides, in three languages: by mouse, by keys alone, by touch. In other browsers: test/firefox,
// test/webkit.

const PATIENT = 600_000
const stories: readonly (readonly [string, Manner['hand'], Told])[] = [
  ['by mouse, in English', 'mouse', bensStory],
  [
    'by keys alone, in Spanish',
    'keys',
    {
      name: 'Lucia Brandt',
      file: 'lucia-brandt',
      language: 'es',
      confidence: 'Empieza en el transbordador, a las cuatro de la mañana.',
      line: 'Me alegra que escribas. ¿Nos vemos?',
    },
  ],
  [
    'by touch, in French',
    'finger',
    {
      name: 'Odile Marchetti',
      file: 'odile-marchetti',
      language: 'fr',
      confidence: 'Cela commence sur le bac, à quatre heures.',
      line: 'Heureuse de vous lire, même tôt.',
    },
  ],
]
let everything: Everything
let engine: Engine | undefined

beforeAll(async () => {
  everything = await startEverything(...stories.map(([, , { file }]) => file))
}, PATIENT)
afterEach(() => engine?.close())
afterAll(() => everything?.close())

it.each(stories)(
  'the whole story, from a new practitioner’s form to the withdrawal: %s',
  { timeout: PATIENT },
  async (_, hand, told) => {
    engine = await chromium({ hand, language: told.language })
    await expect(tellWholeStory(engine, everything, told)).resolves.toBeUndefined()
  },
)
