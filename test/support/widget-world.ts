import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type BuildOptions, type Built, buildWidget, type Config, readConfig } from '../../examples/widget/build.js'
import { root } from '../../scripts/build.js'
import { approve, signEvent, signListings } from '../../src/community/sign.js'
import { approverFrom } from '../../src/community/speak.js'
import { draftEvent, draftListings } from '../../src/descriptor/draft.js'
import { toHex } from '../../src/kernel/text.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import {
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  type SamplePractitioner,
  sampleCommunity,
  samplePractitioner,
} from './catalogue.js'

// A community whose practitioners read a board, and the widget built for it. Keys are the same at every run, so that a
// build is, too.

const reads = {
  delivery: ['board', 'inbox-link', 'in-person'],
  languages: { yes: ['en', 'es', 'fr'], complete: true },
  fees: [{ model: 'sliding', currency: 'USD', from: 4000, to: 14000 }],
}

const nothing = { concepts: [], notOffered: [], modalities: {}, facets: {}, fees: [], licences: [] }

/** Chen, Ben and Priya, who know panic and read the board; Eve, whose texts are not what they seem; an event; listings. */
export function widgetWorld({ guide = false } = {}) {
  const community = sampleCommunity('Quay')
  const chen = samplePractitioner('Chen Wei', { descriptor: reads })
  const ben = samplePractitioner('Ben Achterberg', { descriptor: reads })
  const priya = samplePractitioner('Priya Raghunathan', { descriptor: reads })
  const eve = samplePractitioner(hostileName, {
    descriptor: { ...reads, openers: [{ role: 'self', name: 'Eve' }], summary: hostileSummary },
  })
  // Sees nobody, so that no search finds them.
  const noor = samplePractitioner('Noor Haddad', {
    descriptor: { ...reads, summary: 'I know who works here, and tell you.', ...nothing },
    presence: { capacity: 'no-capacity', accepting: false },
  })
  const everybody = [chen, ben, priya, eve, ...(guide ? [noor] : [])]
  const approvalOf = ({ descriptor }: SamplePractitioner) => must(approve(descriptor, community.keys, { now: NOW }))
  const event = must(draftEvent(eventJson([chen.keys.id]), { vocabulary: coreVocabulary }))
  const listings = must(draftListings(listingsJson(2), { vocabulary: coreVocabulary }))
  const { bytes } = publishSample(community, [
    ...everybody.flatMap((one) => [one.descriptor, one.presence, approvalOf(one)]),
    signEvent(event, community.keys, { id: 'panic-evening', now: NOW }),
    signListings(listings, community.keys, { id: 'directory-1', now: NOW }),
  ])
  const dora = approverFrom(community.keys)
  return { bytes, chen, ben, priya, eve, noor, dora, trust: [toHex(community.keys.root.publicKey)] }
}

/** A name that would be an image, and a summary with a way out of the page, if anything read them as markup. */
export const hostileName = '<img src=x onerror=alert(1)>'
const hostileSummary = '</p><script>alert(1)</script> javascript:alert(1) "><a href=javascript:alert(1)>free</a>'

/** The sample configuration for this community. */
export function widgetConfig(parts: Partial<Config> = {}): Config {
  return { ...readConfig(), trust: widgetWorld().trust, ...parts }
}

/** Builds the widget, or takes what was built of the same sources before: minifying takes its time. */
export async function builtWidget(
  config: Config,
  language: 'en' | 'es' | 'fr' = 'en',
  options: BuildOptions = { sample: true },
): Promise<Built> {
  const folder = join(root, '.entrenous', 'widget')
  const file = join(folder, `${keyOf([JSON.stringify([config, language, options]), ...sources()])}.json`)
  // Written below by the same function.
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Built
  const built = await buildWidget(config, language, options)
  mkdirSync(folder, { recursive: true })
  writeFileSync(file, JSON.stringify(built))
  return built
}

function sources(): readonly string[] {
  return ['dist', 'examples/widget', 'examples/look', 'package-lock.json'].flatMap((name) => {
    const path = join(root, name)
    if (name.includes('.')) return [readFileSync(path, 'utf8')]
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .sort()
      .filter((one) => /\.(js|ts|css|json)$/.test(one) && !one.endsWith('.d.ts'))
      .map((one) => readFileSync(join(path, one), 'utf8'))
  })
}

function keyOf(texts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const text of texts) hash.update(text).update('\n')
  return hash.digest('hex')
}
