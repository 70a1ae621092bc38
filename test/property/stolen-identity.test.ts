import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileEntries } from '../../src/catalogue/entries.js'
import { approve } from '../../src/community/sign.js'
import { confirmPresence } from '../../src/descriptor/confirm.js'
import { draftDescriptor, signDescriptor } from '../../src/descriptor/draft.js'
import {
  createKeys,
  extendKeys,
  type PractitionerKeys,
  promisedKeys,
  replaceOpeningKeys,
} from '../../src/descriptor/keys.js'
import { toHex } from '../../src/kernel/text.js'
import { after, days, type EpochSeconds, keyEpochOf } from '../../src/kernel/time.js'
import { isSealable } from '../../src/matching/target.js'
import { readStatement, type Statement } from '../../src/statement/statement.js'
import { openManifest } from '../../src/trust/anchor.js'
import { verifyRecipient } from '../../src/trust/recipient.js'
import { deriveStandings } from '../../src/trust/standings.js'
import { coreVocabulary as vocabulary } from '../../src/vocabulary/vocabulary.js'
import { descriptorJson, must, NOW, sampleCommunity, seeded } from '../support/catalogue.js'
import { longer } from '../support/longer.js'

// Eve holds Chen's identity key and every opening key he ever replaced. Dora approves what Chen promises, and nothing else.

const { keys: dora, root } = sampleCommunity()
const anchor = dora.root.publicKey
const community = must(openManifest(root, { anchor, now: NOW }))
const COOL_DOWN = days(7)
const MOMENT = days(1 / 1440)
const chenAtFirst = must(createKeys({ now: NOW, random: seeded('Chen') }))
const ofEve = must(createKeys({ now: NOW, epochs: 16, random: seeded('Eve') })).openingKeys

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 25 }) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      act: fc.constantFrom('publish', 'extend', 'replace', 'restore', 'approve', 'steal all', 'steal some', 'go back'),
    }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

/** When each of Chen's keys was first approved, by epoch. */
type Approved = Map<number, Map<string, EpochSeconds>>

type Story = {
  now: EpochSeconds
  chen: PractitionerKeys
  said: Statement[]
  approved: Approved
  old: PractitionerKeys[]
}

/** Signs what these keys promise and reveal; the last to speak is the newest. */
function publish(story: Story, keys: PractitionerKeys): Uint8Array {
  const { now, said } = story
  const sequence = NOW + said.length
  const descriptor = signDescriptor(must(draftDescriptor(descriptorJson(), { vocabulary, keys })), keys, {
    now,
    sequence,
  })
  const presence = confirmPresence(keys, { capacity: 'capacity' }, { now, sequence })
  // Without a key for this epoch there is nothing to reveal.
  for (const bytes of presence.ok ? [descriptor, presence.value] : [descriptor]) said.push(must(readStatement(bytes)))
  return descriptor
}

function approveChen(story: Story): void {
  const { now, chen, approved, said } = story
  said.push(must(readStatement(must(approve(publish(story, chen), dora, { now })))))
  for (const { epoch, publicKey } of promisedKeys(chen)) {
    const known = approved.get(epoch) ?? new Map<string, EpochSeconds>()
    if (!known.has(toHex(publicKey))) known.set(toHex(publicKey), now)
    approved.set(epoch, known)
  }
}

function take(story: Story, done: Step, nth: number): void {
  // No two approvals in one second: which of them was the last then, nobody can tell.
  story.now = after(story.now, MOMENT)
  const { now, chen, old } = story
  const random = seeded(`${nth} ${done.act}`)
  if (done.act === 'wait') story.now = after(now, days(done.days))
  else if (done.act === 'publish') publish(story, chen)
  else if (done.act === 'extend') story.chen = must(extendKeys(chen, { now, random }))
  else if (done.act === 'approve') approveChen(story)
  else if (done.act === 'replace') {
    old.push(chen)
    story.chen = must(replaceOpeningKeys(chen, { now, random }))
    approveChen(story)
  } else if (done.act === 'restore') {
    // Of an old copy of the file the keys of this epoch are known, and others are made for the coming ones.
    const openingKeys = chen.openingKeys.filter(({ epoch }) => epoch <= keyEpochOf(now))
    story.chen = must(extendKeys({ ...chen, openingKeys }, { now, random }))
    approveChen(story)
  } else if (done.act === 'go back') publish(story, old.at(-1) ?? chen)
  else {
    // Some: the key of this epoch as it was promised, so that all looks well, and Eve's for all that come.
    const own = done.act === 'steal all' ? [] : chen.openingKeys.filter(({ epoch }) => epoch <= keyEpochOf(now))
    const rest = ofEve.filter(({ epoch }) => epoch >= keyEpochOf(now) && !own.some((key) => key.epoch === epoch))
    publish(story, { ...chen, openingKeys: [...own, ...rest] })
  }
}

/** Looks at it as a device does that opens the catalogue, and so many days later writes to whom it found there. */
function look({ said, now }: Story, wait = 0) {
  const source = { community, anchor, root, until: after(now, days(14)), now }
  const entry = compileEntries(deriveStandings(said, community, now), source).entries[0]?.entry
  if (entry?.kind !== 'practitioner') return undefined
  const then = after(now, days(wait))
  const verified = verifyRecipient(entry.evidence, { now: then })
  expect(isSealable(entry, then)).toBe(verified.ok)
  return verified.ok ? toHex(verified.value.encryptionKey) : undefined
}

/** A story is a quarter of a second of signing and verifying. */
const RUNS = longer > 1 ? 300 : 60

describe('whoever steals an identity key', () => {
  it('never gets a key that can be sealed to: only the one of Chen’s that was approved last, after its cool-down', () => {
    const seen = { sealable: 0, waiting: 0 }
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), fc.nat(14), (steps, wait) => {
        const story: Story = { now: NOW, chen: chenAtFirst, said: [], approved: new Map(), old: [] }
        approveChen(story)
        for (const [nth, done] of steps.entries()) {
          take(story, done, nth)
          const key = look(story)
          const approved = [...(story.approved.get(keyEpochOf(story.now)) ?? [])]
          const since = Math.max(...approved.map(([, at]) => at))
          const waits = approved.length > 1 && story.now < since + COOL_DOWN
          if (waits) seen.waiting++
          if (key === undefined) continue
          seen.sealable++
          expect(waits).toBe(false)
          expect(approved.filter(([, at]) => at === since).map(([hex]) => hex)).toContain(key)
        }
        look(story, wait)
        story.now = after(story.now, MOMENT)
        // And Chen always comes back: what he promises now counts when the cool-down is over.
        approveChen(story)
        story.now = after(story.now, COOL_DOWN)
        publish(story, story.chen)
        const own = promisedKeys(story.chen).find(({ epoch }) => epoch === keyEpochOf(story.now))
        expect(look(story)).toBe(own && toHex(own.publicKey))
      }),
      { numRuns: RUNS },
    )
    // Otherwise it would have looked at nothing.
    expect(seen.sealable).toBeGreaterThan(RUNS / 2)
    expect(seen.waiting).toBeGreaterThan(RUNS / 20)
  })
})
