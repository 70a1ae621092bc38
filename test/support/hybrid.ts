import type { PractitionerEntry } from '../../src/catalogue/entry.js'
import { createKeys, type PractitionerKeys } from '../../src/descriptor/keys.js'
import { classical, SUITES } from '../../src/kernel/suite.js'
import { hybrid } from '../../src/kernel/x-wing.js'
import { entryOf, NOW, value } from './cast.js'
import { seededRandom } from './random.js'

/** Chen, had he chosen the post-quantum suite. */
export const hybridKeys: PractitionerKeys = value(
  createKeys({ now: NOW, suite: hybrid, random: seededRandom('hybrid keys of Chen') }),
)

const entry = entryOf(hybridKeys)

/** What a catalogue that was opened with `suites: [hybrid]` says of him. */
export const hybridChen: PractitionerEntry = {
  ...entry,
  evidence: { ...entry.evidence, [SUITES]: [classical, hybrid] },
}
