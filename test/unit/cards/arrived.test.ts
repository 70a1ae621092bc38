import { describe, expect, it } from 'vitest'
import { arrivedTerms } from '../../../src/cards/arrived.js'
import { grant } from '../../../src/consent/grant.js'
import { propose } from '../../../src/consent/propose.js'
import { textOf } from '../../../src/consent/text.js'
import { days } from '../../../src/kernel/time.js'
import { en } from '../../../src/labels/en.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { memoryStore } from '../../../src/practice/store.js'
import { openToken } from '../../../src/token/open.js'
import { seal } from '../../../src/token/seal.js'
import {
  answers,
  chenKeys,
  codeOf,
  entryOf,
  eventOf,
  intakeOf,
  NOW,
  proposalOf,
  sealedOf,
  value,
} from '../../support/cast.js'
import { seededRandom } from '../../support/random.js'

const chen = entryOf(chenKeys)
const random = seededRandom('arrived')
const proposed = value(propose(intakeOf(), { entry: chen }, arrivedTerms, { now: NOW }))

describe('telling an introducer that their card was used', () => {
  it('is shown before as what it is: nothing is shared, and to whom it goes', () => {
    const text = textOf(proposed.preview, en)
    expect(text).toContain('to tell that you used their card')
    expect(text).toContain(en.preview.line.nothingShared)
    expect(proposed.preview.disclosure.fields).toEqual({})
  })
  it('holds no answer, no card and no colleague, and is as long as a referral without contact and story', async () => {
    const { token } = value(seal(grant(proposed, { now: NOW, random }), { random }))
    expect(token).toHaveLength(sealedOf(proposalOf()).token.length)
    const inbox = createInbox(memoryStore())
    const { disclosure, state } = value(await inbox.receive(value(openToken(token, chenKeys, { now: NOW }))))
    expect(state).toBe('requested')
    const { community, issuedOn, expiresOn } = proposed.preview.disclosure
    expect(disclosure).toEqual({ purpose: 'arrived', fields: {}, community, issuedOn, expiresOn })
    // Whoever receives it twice counts it once.
    expect(codeOf(await inbox.receive(value(openToken(token, chenKeys, { now: NOW }))))).toBe('token_replayed')
  })
  it('carries nothing else, whatever a page asks to share: then it is no word of thanks', () => {
    const share = { needs: [{ concept: answers.needs[0]?.concept ?? '', level: 'category' }] } as const
    const broken = { ok: false, error: { code: 'consent_rule_broken', detail: { rule: 'arrivalIsBare' } } }
    expect(propose(intakeOf(), { entry: chen }, { ...arrivedTerms, share }, { now: NOW })).toEqual(broken)
    expect(propose(intakeOf(), { entry: eventOf(chen) }, arrivedTerms, { now: NOW })).toEqual(broken)
  })
  it('is not sent without the person’s own tick: what they did not grant cannot be sealed', () => {
    expect(() => seal(proposed as never)).toThrow(TypeError)
    const stale = grant(proposed, { now: (NOW + days(2)) as typeof NOW, random })
    expect(codeOf(stale)).toBe('consent_rule_broken')
  })
})
