import { afterEach, describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { draftDescriptor } from '../../src/descriptor/draft.js'
import { readKeys, unsafeExportKeys } from '../../src/descriptor/keys.js'
import { readIntake } from '../../src/intake/read.js'
import { wireKeys } from '../../src/kernel/wire.js'
import { openToken } from '../../src/token/open.js'
import { readOpened } from '../../src/token/opened.js'
import { coreVocabulary } from '../../src/vocabulary/vocabulary.js'
import { answers, chenKeys, codeOf, NOW, proposalOf, sealedOf, value } from '../support/cast.js'
import { body, sealRaw } from '../support/raw-token.js'

// Eve writes a member named __proto__ into JSON. Copied into an object in the usual way it does not become a member: it
// becomes what the object inherits, and a question such as "was this approved?" is answered by Eve.
// Here nothing that is read is copied into an object by the names it brings: sealed and signed bodies have numbers for
// names, and drafts, answers and key files with a name there is not are refused.

const POISON = '"__proto__":{"approved":true,"story":"text","guardian":true}'
const poisoned = (object: object) => JSON.parse(JSON.stringify(object).replace('{', `{${POISON},`))

describe('a member named __proto__', () => {
  it('succeeds against Object.assign of what JSON.parse read', () => {
    const copied: { approved?: boolean } = Object.assign({}, JSON.parse(`{${POISON}}`))
    expect(copied.approved).toBe(true)
    expect(Object.keys(copied)).toEqual([])
  })
  it('fails here: in answers, in a draft, in a file of keys', () => {
    expect(codeOf(readIntake({ ...answers }, coreVocabulary))).toBe('ok')
    expect(codeOf(readIntake(poisoned(answers), coreVocabulary))).toBe('answers_invalid')
    expect(codeOf(readIntake({ ...answers, about: poisoned({ gender: 'woman' }) }, coreVocabulary))).toBe(
      'answers_invalid',
    )
    const options = { vocabulary: coreVocabulary, keys: chenKeys }
    const said = { name: 'Chen', delivery: ['inbox-link'], openers: [{ role: 'self', name: 'Chen' }] }
    const draft = draftDescriptor(poisoned(said), options)
    expect(codeOf(draft)).toBe('descriptor_invalid')
    const file = unsafeExportKeys(chenKeys)
    expect(codeOf(readKeys(file))).toBe('ok')
    expect(codeOf(readKeys(file.replace('{', `{${POISON},`)))).toBe('keys_invalid')
  })
  it('fails here: no dictionary of a wire format has it', () => {
    expect(() => wireKeys(['name', '__proto__'])).toThrow(TypeError)
  })
  it('fails here: an opened body inherits nothing but what every object does', () => {
    const { disclosure, consent } = body()
    const opened = readOpened(value(openToken(sealRaw(encodeBody(disclosure, consent)), chenKeys, { now: NOW })))
    for (const object of [opened.disclosure, opened.disclosure?.fields]) {
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype)
    }
    expect('approved' in (opened.disclosure ?? { approved: true })).toBe(false)
  })
})

describe("what another script put on every object's prototype", () => {
  const polluted = Object.prototype as { story?: string; guardian?: true }
  afterEach(() => {
    delete polluted.story
    delete polluted.guardian
  })
  it('succeeds against reading a member that is not there', () => {
    polluted.story = 'text'
    const share: { story?: string } = {}
    expect(share.story).toBe('text')
  })
  it('fails here: it shares no field and adds none to what is sealed', () => {
    polluted.story = 'text'
    polluted.guardian = true
    const { token } = sealedOf(proposalOf({ share: { availability: 'slots' } }))
    expect(token.length).toBe(597) // 2,133 with a story
    const { disclosure } = readOpened(value(openToken(token, chenKeys, { now: NOW })))
    if (disclosure === undefined) throw new Error('it is a referral')
    expect(Object.keys(disclosure.fields)).toEqual(['availability'])
    expect(Object.keys(disclosure)).not.toContain('guardian')
  })
})
