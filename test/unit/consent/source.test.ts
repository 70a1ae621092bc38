import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textOfDisclosure } from '../../../src/consent/disclosed-text.js'
import { bodyKeys, encodeBody, type Purpose, type Share } from '../../../src/consent/disclosure.js'
import { grant } from '../../../src/consent/grant.js'
import { readConsent } from '../../../src/consent/granted.js'
import { propose } from '../../../src/consent/propose.js'
import { textOf } from '../../../src/consent/text.js'
import { readIntake } from '../../../src/intake/read.js'
import { decodeCbor } from '../../../src/kernel/cbor.js'
import { days } from '../../../src/kernel/time.js'
import { fromWire, wireKeys } from '../../../src/kernel/wire.js'
import { en } from '../../../src/labels/en.js'
import { es } from '../../../src/labels/es.js'
import { fr } from '../../../src/labels/fr.js'
import { metricOf } from '../../../src/measurement/metric-table.js'
import { tally } from '../../../src/measurement/tally.js'
import { createInbox } from '../../../src/practice/inbox.js'
import { sourceOf } from '../../../src/practice/source-of.js'
import { memoryStore } from '../../../src/practice/store.js'
import { sourceKinds } from '../../../src/schema/fields.js'
import { readBody } from '../../../src/token/body.js'
import { openToken } from '../../../src/token/open.js'
import { seal } from '../../../src/token/seal.js'
import { shareMore } from '../../../src/token/share-more.js'
import { withdraw } from '../../../src/token/withdraw.js'
import { referrerKinds } from '../../../src/trust/card-formats.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import {
  answers,
  chen,
  chenKeys,
  codeOf,
  everything,
  intakeOf,
  NOW,
  proposalOf,
  reference,
  value,
} from '../../support/cast.js'
import { COUNTED, dayIn, EPOCH } from '../../support/measurement.js'

// By whose word somebody came: a kind from a closed list, on its own line, and in a token only where the person chose it.

const now = NOW
const week = days(7)
const limits = { maxDepth: 8, maxItems: 1024, maxBytes: 512 }
const kind = fc.constantFrom(...sourceKinds)
const { source: _, ...others } = everything
const withSource: Share = { ...reference, source: 'stated' }

async function receivedOf(share: Share, source: string | undefined, inbox = createInbox(memoryStore())) {
  const consent = value(grant(proposalOf({ share }, intakeOf({ source })), { now }))
  const { token, ticket } = value(seal(consent))
  const receive = async (bytes: Uint8Array) =>
    value(await inbox.receive(value(openToken(bytes, chenKeys, { now })), { now }))
  return { consent, ticket, receive, referral: await receive(token) }
}

describe('a source that was answered', () => {
  it('is in nothing that leaves unless it was named, whatever else is', () =>
    fc.assert(
      fc.property(kind, fc.subarray(Object.keys(others) as (keyof typeof others)[]), (source, fields) => {
        const share: Share = Object.fromEntries(fields.map((field) => [field, others[field]]))
        const made = (given: string | undefined) =>
          propose(
            intakeOf({ source: given }),
            { entry: chen },
            { purpose: 'referral', share, expiresIn: week },
            { now },
          )
        const [one, none] = [made(source), made(undefined)]
        if (!one.ok || !none.ok) return expect(one.ok).toBe(none.ok)
        expect(one.value.preview).toEqual(none.value.preview)
        expect(one.value.preview.notShared).toContain('source')
        expect(Object.keys(one.value.preview.disclosure.fields)).not.toContain('source')
      }),
      { numRuns: 60 },
    ))
  it.each([...sourceKinds])('is shown on a line of its own, sealed, and read in the same words: %s', async (source) => {
    const { preview } = proposalOf({ share: withSource }, intakeOf({ source }))
    const { referral } = await receivedOf(withSource, source)
    expect(referral.disclosure?.fields.source).toBe(source)
    for (const labels of [en, es, fr]) {
      const [line, ...more] = textOf(preview, labels)
        .split('\n')
        .filter((one) => one.includes(labels.preview.source[source]))
      expect(more).toEqual([])
      expect(line?.trim()).toContain(labels.preview.field.source)
      expect(referral.disclosure && textOfDisclosure(referral.disclosure, labels).fields).toContain(line?.trim())
    }
  })
  it('stands under what is not shared where it is not named', () =>
    expect(textOf(proposalOf().preview, en)).toMatch(new RegExp(`^Not shared: .*${en.preview.field.source}`, 'm')))
  it('is brought along by no purpose', () => {
    const bring = (purpose: Purpose) => proposalOf({ purpose, share: reference }).preview.disclosure.fields.source
    expect((['enquiry', 'referral', 'consultation'] as const).map(bring)).toEqual([undefined, undefined, undefined])
  })
  it('may be the kind of any referrer’s card', () =>
    expect(sourceKinds).toEqual(expect.arrayContaining([...referrerKinds])))
  it('is one of a closed list: no text, no name, no list gets in, and none is repeated', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('School', 'school ', 'Dr. Who'), fc.anything()), (source) => {
        fc.pre(source !== undefined && !sourceKinds.some((one) => one === source))
        const read = readIntake({ needs: answers.needs, source }, coreVocabulary)
        expect(read.ok ? 'read' : read.error).toEqual({ code: 'answers_invalid', detail: { field: 'source' } })
      }),
      { numRuns: 500 },
    ))
})

describe('in a body', () => {
  const { disclosure, record } = readConsent(value(grant(proposalOf({ share: withSource }), { now })))
  const written = (source: unknown) =>
    // What the compiler refuses is given on purpose: whoever seals may be Eve.
    encodeBody({ ...disclosure, fields: { ...disclosure.fields, source: source as 'other' } }, record)

  it('is read where it is of the list, and refused with all the rest where it is not', () => {
    for (const source of sourceKinds) expect(readBody(written(source), 512)?.disclosure?.fields.source).toBe(source)
    for (const source of ['', 'School', 'Dr. Who', 3, true, ['school'], { hash: 'school' }]) {
      expect(readBody(written(source), 512)).toBeUndefined()
    }
  })
  it('has a key that no reader of before knows: they refuse that body, and read every other as they did', () => {
    const before = wireKeys(bodyKeys.names.slice(0, bodyKeys.names.indexOf('source')))
    const readBefore = (body: Uint8Array) => {
      const decoded = decodeCbor(body, limits)
      return decoded && fromWire(decoded, before)
    }
    expect(bodyKeys.names.indexOf('source')).toBe(47)
    expect(readBefore(written('school'))).toBeUndefined()
    expect(readBefore(written(undefined))).toEqual(fromWire(decodeCbor(written(undefined), limits) ?? 0, bodyKeys))
  })
})

describe('sourceOf', () => {
  const cellsOf = (source: ReturnType<typeof sourceOf>) => {
    const journal = [{ what: 'received' as const, referral: 'a', on: dayIn(3), source }]
    const counts = value(tally('received-by-source', journal, { epoch: EPOCH, now: COUNTED }))
    return metricOf('received-by-source').cells.filter((_, nth) => counts[nth] === 1)
  }

  it.each([...sourceKinds])('is what was disclosed, and is counted so: %s', async (source) => {
    const { referral } = await receivedOf(withSource, source)
    expect(sourceOf(referral)).toBe(source)
    expect(cellsOf(sourceOf(referral))).toEqual([source])
  })
  it('is nothing where it was answered and not shared, and is counted as other', async () => {
    const { referral } = await receivedOf(reference, 'school')
    expect(sourceOf(referral)).toBeUndefined()
    expect(cellsOf(sourceOf(referral))).toEqual(['other'])
  })
  it('is what was shared later, and nothing once it is taken back', async () => {
    const { ticket, receive } = await receivedOf(reference, 'school')
    const intake = intakeOf({ source: 'school' })
    const further = proposalOf({ share: { source: 'stated' }, more: true }, intake)
    expect(sourceOf(await receive(value(shareMore(ticket, grant(further, { now })))))).toBe('school')
    expect(sourceOf(await receive(value(withdraw(ticket, { now })).token))).toBeUndefined()
  })
  it('is not what another script puts on every object’s prototype', async () => {
    const { referral } = await receivedOf(reference, 'school')
    Object.defineProperty(Object.prototype, 'source', { value: 'faith', configurable: true })
    try {
      expect(sourceOf(referral)).toBeUndefined()
    } finally {
      Reflect.deleteProperty(Object.prototype, 'source')
    }
  })
  it('cannot be told to whoever handed on a card', () => {
    const terms = { purpose: 'arrived', share: { source: 'stated' }, expiresIn: week } as const
    expect(codeOf(propose(intakeOf(), { entry: chen }, terms, { now }))).toBe('consent_rule_broken')
  })
})
