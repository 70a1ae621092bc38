import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EventEntry } from '../../../src/catalogue/entry.js'
import { textOfListed } from '../../../src/catalogue/listed-text.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { openCommunity } from '../../../src/catalogue/open-community.js'
import { agreeToHost } from '../../../src/community/hosting.js'
import { revoke, signEvent } from '../../../src/community/sign.js'
import { approverFrom, type Speaker } from '../../../src/community/speak.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import type { CommunityEvent } from '../../../src/descriptor/event.js'
import { readIntake } from '../../../src/intake/read.js'
import { days, type EpochSeconds, after as later } from '../../../src/kernel/time.js'
import { en, enTrust } from '../../../src/labels/en.js'
import { match } from '../../../src/matching/run.js'
import { occasionHash, whyHosted } from '../../../src/trust/hostings.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  entriesIn,
  eventJson,
  must,
  NOW,
  publishSample,
  samplePractitioner,
  sampleWorld,
} from '../../support/catalogue.js'

const { community, chen, billie, statements } = sampleWorld()
const eve = samplePractitioner('Eve')
const name = community.keys.root.publicKey
const as = ({ keys }: typeof chen): Speaker => ({ signer: keys.identity, community: name })
const id = 'two-of-us'
const eventOf = (parts: object = {}, hosts = [chen.keys.id, billie.keys.id]) =>
  must(
    draftEvent(eventJson(hosts, { recurrence: { every: 'week', times: 4 }, ...parts }), { vocabulary: coreVocabulary }),
  )
const event = eventOf()
const signed = (one: CommunityEvent = event, sequence: number = NOW) =>
  signEvent(one, community.keys, { id, now: NOW, sequence })
const agree = (who: typeof chen, one = event, more: object = {}) => agreeToHost(one, as(who), { id, now: NOW, ...more })

function hostsIn(all: readonly Uint8Array[], now: EpochSeconds = NOW) {
  const { bytes } = publishSample(community, [...statements, ...all])
  const trust = [name]
  const catalogue = must(openCatalogue(bytes, { trust, lastSeen: 'first-use', now }))
  const { state } = must(openCommunity(bytes, { trust, now }))
  const isIt = (entry: { readonly id: string }) => entry.id === `event:${id}`
  const entry = entriesIn(catalogue).find((one): one is EventEntry => one.kind === 'event' && isIt(one))
  if (entry === undefined) throw new Error('expected the event')
  return { entry, catalogue, reasons: whyHosted(entry, state) }
}
const codes = (all: readonly Uint8Array[], now?: EpochSeconds) => hostsIn(all, now).reasons.map(({ code }) => code)

describe('the hosts of an event', () => {
  it('have agreed where they have signed, and are named where they have not', () => {
    expect(codes([signed()])).toEqual(['host_named', 'host_named'])
    expect(codes([signed(), agree(chen)])).toEqual(['host_agreed', 'host_named'])
    expect(codes([signed(), agree(billie), agree(chen)])).toEqual(['host_agreed', 'host_agreed'])
    expect(hostsIn([signed(), agree(chen)]).reasons).toEqual([
      { code: 'host_agreed', by: chen.keys.id, until: later(NOW, days(90)) },
      { code: 'host_named', by: billie.keys.id },
    ])
  })
  it('are said in words', () => {
    const nameOf = (key: string) => (key === chen.keys.id ? 'Chen Wei' : undefined)
    const options = { labels: en, words: enTrust, vocabulary: coreVocabulary, nameOf }
    expect(textOfListed(hostsIn([signed(), agree(chen)]).reasons, options)).toEqual([
      'Hosted by Chen Wei, who has signed this, until 19 February 2027.',
      `a member (key ${billie.keys.id.slice(0, 8)}) is named as a host and has not signed this.`,
    ])
  })
  it('agree to what they have read: another edition needs another word, another number of places does not', () => {
    const agreed = [agree(chen), agree(billie)]
    expect(codes([signed(eventOf({ places: 'full', placesAsOf: '2026-11-21T09:00:00Z' })), ...agreed])).toEqual([
      'host_agreed',
      'host_agreed',
    ])
    const others = [
      { title: 'Another evening' },
      { starts: '2026-12-04T18:00:00Z' },
      { recurrence: { every: 'week', times: 5 } },
      { recurrence: { every: 'week', times: 4, cancelled: [2] } },
    ]
    for (const parts of others) expect(codes([signed(eventOf(parts)), ...agreed])).toEqual(['host_named', 'host_named'])
    expect(codes([signed(eventOf({}, [chen.keys.id, billie.keys.id, eve.keys.id])), ...agreed])[0]).toBe('host_named')
  })
  it('agree to one event by its id, and not to its copy under another', () => {
    expect(codes([signed(), agreeToHost(event, as(chen), { id: 'elsewhere', now: NOW })])[0]).toBe('host_named')
  })
  it('are bound by nobody else: not by a stranger, a revoked key, another community, or a signature that says it is theirs', () => {
    const three = eventOf({}, [chen.keys.id, eve.keys.id])
    expect(codes([signed(three), agree(eve, three)])).toEqual(['host_named', 'host_named'])
    const elsewhere = agreeToHost(
      event,
      { signer: chen.keys.identity, community: eve.keys.identity.publicKey },
      { id, now: NOW },
    )
    expect(codes([signed(), elsewhere])[0]).toBe('host_named')
    const revoked = revoke(billie.keys.identity.publicKey, 'left', approverFrom(community.keys), { now: NOW })
    expect(codes([signed(), agree(billie), revoked])[1]).toBe('host_named')
    expect(() => agree(eve)).toThrow(/host/)
  })
  it('may take it back, and it ends by itself', () => {
    const back = agree(chen, event, { withdraw: true, sequence: NOW + 1 })
    expect(codes([signed(), agree(chen), back])[0]).toBe('host_named')
    expect(codes([signed(), back, agree(chen)])[0]).toBe('host_named')
    const short = agree(chen, event, { expiresIn: days(2) })
    expect(codes([signed(), short], later(NOW, days(1)))[0]).toBe('host_agreed')
    expect(codes([signed(), short], later(NOW, days(3)))[0]).toBe('host_named')
    expect(() => agree(chen, event, { expiresIn: days(400) })).not.toThrow()
    expect(() => agree(chen, event, { expiresIn: days(401) })).toThrow(RangeError)
  })
  it('move no event up or down, in whatever order and however often it is said', () => {
    const found = (all: readonly Uint8Array[]) => {
      const { catalogue, reasons } = hostsIn(all)
      const intake = must(readIntake({ needs: [{ concept: 'anxiety.panic' }] }, catalogue.vocabulary))
      const { matches, maybe } = match(intake, catalogue, { now: NOW, seed: '00'.repeat(16) })
      return { scores: [...matches, ...maybe].map(({ id, score }) => [id, score]), reasons }
    }
    const plain = found([signed()])
    const full = [signed(), agree(chen), agree(billie)]
    const whole = found(full)
    expect(whole.scores).toEqual(plain.scores)
    fc.assert(
      fc.property(fc.shuffledSubarray([...full, ...full], { minLength: 6 }), (mixed) => {
        expect(found(mixed)).toEqual(whole)
      }),
      { numRuns: 20 },
    )
  })
  it('are hashed by everything but places and how far a zone is written down', () => {
    const zone = { id: 'America/Los_Angeles', transitions: [{ at: NOW, offsetMinutes: -480 }] }
    const further = { ...zone, transitions: [...zone.transitions, { at: later(NOW, days(100)), offsetMinutes: -420 }] }
    const hash = (parts: Partial<CommunityEvent>) => occasionHash(id, { ...event, ...parts })
    expect(hash({ zone })).toEqual(hash({ zone: further }))
    expect(hash({ zone })).not.toEqual(hash({}))
    expect(hash({ zone: { ...zone, id: 'Europe/Berlin' } })).not.toEqual(hash({ zone }))
  })
})
