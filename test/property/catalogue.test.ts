import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sectionNames } from '../../src/catalogue/layout.js'
import { openCatalogue } from '../../src/catalogue/open.js'
import { publishCatalogue } from '../../src/catalogue/publish.js'
import { readEntries } from '../../src/catalogue/read-entries.js'
import { rowOf } from '../../src/catalogue/row.js'
import { verifyCatalogue } from '../../src/catalogue/verify.js'
import { approve, signEvent, signListings } from '../../src/community/sign.js'
import { draftDescriptor, draftEvent, draftListings, signDescriptor } from '../../src/descriptor/draft.js'
import { readKeys } from '../../src/descriptor/keys.js'
import { concatBytes, copyBytes } from '../../src/kernel/bytes.js'
import { failureCodes } from '../../src/kernel/failure.js'
import type { Result } from '../../src/kernel/result.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { match } from '../../src/matching/run.js'
import type { Signer } from '../../src/statement/sign.js'
import { readStatement } from '../../src/statement/statement.js'
import { verifyRecipient } from '../../src/trust/recipient.js'
import { coreVocabulary as vocabulary } from '../../src/vocabulary/vocabulary.js'
import { intakeOf } from '../support/answers.js'
import { shareOfOneReading } from '../support/at-once.js'
import {
  descriptorJson,
  entriesIn,
  entryOf,
  eventJson,
  listingsJson,
  must,
  NOW,
  publishSample,
  sampleCommunity,
  samplePractitioner,
  sampleWorld,
} from '../support/catalogue.js'
import { contrive, entriesOf, type ForgedRow, pileOf, resign, signRaw, takeApart } from '../support/forge.js'

const { community, chen, billie, statements } = sampleWorld()
const { bytes } = publishSample(community, statements)
const { sections, statements: behind } = takeApart(bytes)
const intake = intakeOf({
  needs: [{ concept: 'anxiety.panic' }],
  where: { region: 'US-WA', formats: ['in-person'], place: { latitude: 47.6, longitude: -122.3, withinKm: 20 } },
  languages: { anyOf: ['en'] },
  payment: { anyOf: [{ budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
  when: { slots: [{ day: 'tue', fromMinute: 540, toMinute: 720 }], utcOffsetMinutes: -480, startBy: '2026-12-20' },
  access: ['step-free'],
  about: { ageGroup: 'adult', gender: 'woman' },
})
const options = { trust: [community.keys.root.publicKey], lastSeen: 'first-use', now: NOW } as const
const signer = community.keys.publishing
/** Lists without approvals: one signature less to make and to verify in every run. */
const openDoor = sampleCommunity('Open door', { approvalsRequired: 0 })

function flip(source: Uint8Array, place: number): Uint8Array {
  const changed = copyBytes(source)
  const bit = place % (changed.length * 8)
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
  return changed
}

/** A failure is one of the closed codes with plain data; a success is a catalogue. */
function isTyped(result: Result<unknown>): boolean {
  return result.ok || (failureCodes.includes(result.error.code) && JSON.stringify(result.error.detail).length < 400)
}

/** Who can sign each statement of the sample anew. */
const signers: readonly Signer[] = [
  chen.keys.identity,
  chen.keys.identity,
  community.keys.root,
  billie.keys.identity,
  billie.keys.identity,
  community.keys.root,
  signer,
  signer,
]

describe('a published catalogue', () => {
  it('opens as the values that were published', () => {
    const ids = [...(vocabulary.concepts.get('concern') ?? [])]
    const text = fc.stringMatching(/^[A-Za-zéñ ]{1,60}$/)
    const parts = fc.record({
      name: text,
      summary: text,
      concepts: fc.uniqueArray(fc.record({ concept: fc.constantFrom(...ids), level: fc.integer({ min: 1, max: 4 }) }), {
        maxLength: 20,
        selector: ({ concept }) => concept,
      }),
      fees: fc.array(fc.record({ model: fc.constantFrom('fixed', 'free'), from: fc.nat({ max: 100_000_000 }) }), {
        maxLength: 4,
      }),
      freeFirstCall: fc.boolean(),
      answersWithinDays: fc.integer({ min: 1, max: 60 }),
    })
    fc.assert(
      fc.property(parts, (changed) => {
        const descriptor = must(draftDescriptor(descriptorJson(changed), { vocabulary, keys: chen.keys }))
        const signed = signDescriptor(descriptor, chen.keys, { now: NOW, sequence: NOW + 1 })
        const published = publishSample(openDoor, [signed])
        const catalogue = must(openCatalogue(published.bytes, { ...options, trust: [openDoor.keys.root.publicKey] }))
        expect(entriesIn(catalogue).map(({ offer }) => offer)).toEqual([descriptor])
        expect(catalogue.head).toEqual(published.head)
      }),
      { numRuns: 200 },
    )
  })

  it('fails typed for every one of 1,000 sampled bits that changes before its statements', () => {
    fc.assert(
      fc.property(fc.nat({ max: (bytes.length - behind.length) * 8 - 1 }), (place) => {
        const result = openCatalogue(flip(bytes, place), options)
        expect(result.ok).toBe(false)
        expect(isTyped(result)).toBe(true)
      }),
      { numRuns: 1000 },
    )
  }, 120_000)

  it('opens whatever bit of its statements changes, and gives nobody whom it concerns', () => {
    fc.assert(
      fc.property(fc.nat({ max: behind.length * 8 - 1 }), (place) => {
        const changed = flip(bytes, (bytes.length - behind.length) * 8 + place)
        const { rejected } = readEntries(must(openCatalogue(changed, options)))
        expect(rejected.length).toBeGreaterThan(0)
        for (const { code } of rejected) expect(code).toBe('catalogue_hash_mismatch')
        expect(verifyCatalogue(changed, options)).toMatchObject({ error: { code: 'catalogue_hash_mismatch' } })
      }),
      { numRuns: 100 },
    )
  }, 120_000)

  it('fails typed, or for whom it concerns, for 500 bits of what lies behind a right head', () => {
    const outcomes = new Set<string>()
    const sound = must(openCatalogue(bytes, options))
    const published = entriesIn(sound)
    fc.assert(
      fc.property(fc.constantFrom(...sectionNames, 'statements'), fc.nat(), (name, bit) => {
        const forgery =
          name === 'statements'
            ? { statements: flip(behind, bit) }
            : { sections: { [name]: flip(sections[name], bit) } }
        const file = resign(bytes, { signer, ...forgery })
        const result = openCatalogue(file, options)
        expect(isTyped(result)).toBe(true)
        outcomes.add(`${name} ${result.ok ? 'ok' : result.error.code}`)
        if (!result.ok) return
        const { accepted, rejected } = readEntries(result.value)
        for (const { code } of rejected) outcomes.add(`${name} ${code}`)
        // Whoever is read is who was published, whatever the columns say.
        for (const entry of accepted) expect(published).toContainEqual(entry)
        // And matching takes any columns that can be opened.
        const found = match(intake, result.value, { now: NOW, seed: '5e'.repeat(16) })
        for (const { entry } of [...found.matches, ...found.maybe]) expect(published).toContainEqual(entry)
      }),
      { numRuns: 500 },
    )
    // The parsers behind the head's signature were reached, and what they let through.
    expect([...outcomes]).toEqual(
      expect.arrayContaining([
        'vocabulary catalogue_invalid',
        'strings catalogue_invalid',
        'strings ok',
        'strings catalogue_row_mismatch',
        'columns catalogue_invalid',
        'columns ok',
        'columns catalogue_row_mismatch',
        'index catalogue_invalid',
        'index ok',
        'index catalogue_hash_mismatch',
        'statements ok',
        'statements catalogue_hash_mismatch',
      ]),
    )
  }, 120_000)

  it('fails typed or rejects alone for 500 bits of statements that change under all the right signatures', () => {
    const outcomes = new Set<string>()
    const sound = entriesOf(pileOf(statements), community.root, NOW).map(({ entry, subject }) => {
      return { row: rowOf(entry, NOW), subject }
    })
    fc.assert(
      fc.property(fc.nat({ max: statements.length - 1 }), fc.nat(), (index, bit) => {
        const { kind, subject, body } = must(readStatement(statements[index] ?? bytes))
        const resigned = signRaw(kind, subject, flip(body, bit), signers[index] ?? signer)
        const listed = statements.map((statement, nth) => (nth === index ? resigned : statement))
        // Half of the time with the rows that this makes, half of the time with those of what was signed before.
        let listedRows: readonly ForgedRow[] = []
        const rows = (made: readonly ForgedRow[]) => {
          listedRows = bit % 2 === 0 ? made : sound
          return listedRows
        }
        const opened = must(openCatalogue(contrive(bytes, pileOf(listed), { signer, rows }), options))
        for (const [row, one] of listedRows.entries()) {
          // Whom it does not concern it leaves alone, as the tests of opening show.
          if (one.subject !== subject) continue
          const entry = opened.entryAt(row)
          expect(isTyped(entry)).toBe(true)
          outcomes.add(entry.ok ? 'read' : entry.error.code)
          if (!entry.ok || entry.value.kind !== 'practitioner' || subject === billie.keys.id) continue
          const recipient = verifyRecipient(entry.value.evidence, { now: NOW })
          expect(isTyped(recipient)).toBe(true)
          outcomes.add(recipient.ok ? 'ok' : recipient.error.code)
        }
      }),
      { numRuns: 500 },
    )
    expect([...outcomes]).toEqual(expect.arrayContaining(['read', 'catalogue_row_mismatch', 'ok']))
  }, 120_000)

  it('fails typed wherever it is cut off', () => {
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), (length) => {
        expect(openCatalogue(bytes.subarray(0, length), options)).toMatchObject({
          ok: false,
          error: { code: 'catalogue_truncated' },
        })
      }),
      { numRuns: 300 },
    )
  })

  it('fails typed for any bytes at all, under any magic', () => {
    const start = fc.constantFrom(new Uint8Array(0), bytes.subarray(0, 4), bytes.subarray(0, 5), bytes.subarray(0, 9))
    fc.assert(
      fc.property(start, fc.uint8Array({ maxLength: 200 }), (head, rest) => {
        const result = openCatalogue(concatBytes(head, rest), options)
        expect(result.ok).toBe(false)
        expect(isTyped(result)).toBe(true)
      }),
      { numRuns: 300 },
    )
  })

  it('is refused at 100 MB by its size alone, in less than a tenth of one reading', () => {
    const file = new Uint8Array(100_000_000)
    file.set(bytes)
    const refuse = () =>
      expect(openCatalogue(file, options)).toMatchObject({ ok: false, error: { code: 'catalogue_too_large' } })
    expect(shareOfOneReading(file, refuse)).toBeLessThan(0.1)
  })

  it('refuses hostile sections of lengths and counts that are not there, without allocating for them', () => {
    const claims = fc.uint8Array({ minLength: 4, maxLength: 64 })
    fc.assert(
      fc.property(fc.constantFrom(...sectionNames), claims, (name, section) => {
        const result = openCatalogue(resign(bytes, { signer, sections: { [name]: section } }), options)
        expect(isTyped(result)).toBe(true)
        expect(result.ok).toBe(false)
      }),
      { numRuns: 200 },
    )
  })
})

describe('hostile input', () => {
  const secret = 'planted-secret-5f1d'
  const sound = [...entriesOf(pileOf(statements), community.root, NOW)].map(({ entry }) => {
    return { row: { ...rowOf(entry, NOW), facts: [`\u000c${secret}`], places: [] }, subject: secret }
  })
  const places: readonly object[] = [
    { [secret]: 1 },
    { name: `${secret}\u202e` },
    { name: { [secret]: secret } },
    { concepts: [{ concept: secret, level: 1 }] },
    { modalities: { yes: [secret], [secret]: secret } },
    { facets: { yes: [`faith.${secret}`] } },
    { locations: [{ region: secret }] },
    { bookingLink: `ftp://${secret}` },
    { rules: [{ about: 'gender', anyOf: [secret] }] },
    { notice: { [secret]: secret } },
    { starts: secret, id: secret },
  ]
  const failures: readonly (() => unknown)[] = [
    ...places.flatMap((parts) => [
      () => draftDescriptor(descriptorJson(parts), { vocabulary, keys: chen.keys }),
      () => draftEvent(eventJson([chen.keys.id], { ...parts, hosts: [secret] }), { vocabulary }),
      () => draftListings({ ...listingsJson(1), ...parts, listings: [parts] }, { vocabulary }),
    ]),
    () => readKeys(secret),
    () => readKeys(`{"${secret}": "${secret}"`),
    () => readKeys(JSON.stringify({ format: secret, identity: secret, opening: [secret] })),
    () => readStatement(utf8Encode(secret.repeat(20))),
    () => openCatalogue(utf8Encode(`ENTC${secret.repeat(20)}`), options),
    () => openCatalogue(resign(bytes, { signer, sections: { vocabulary: utf8Encode(secret) } }), options),
    () => verifyCatalogue(resign(bytes, { signer, statements: utf8Encode(secret.repeat(9)) }), options),
    ...[secret.repeat(9), `${secret} `.repeat(8)].flatMap((text) => {
      const file = contrive(bytes, [{ subject: secret, statements: [utf8Encode(text)] }], { signer, rows: () => sound })
      return [() => verifyCatalogue(file, options), () => readEntries(must(openCatalogue(file, options)))]
    }),
    () =>
      publishCatalogue({
        root: community.root,
        statements: [signRaw('event', secret, utf8Encode(secret), signer), samplePractitioner(secret).descriptor],
        vocabulary,
        publishingKey: signer,
        now: NOW,
      }),
    () =>
      signEvent(must(draftEvent(eventJson([chen.keys.id]), { vocabulary })), community.keys, {
        id: `${secret} X`,
        now: NOW,
      }),
    // What the types forbid, and JavaScript callers do.
    () => signListings({ source: secret, [secret]: [] } as never, community.keys, { id: 'a', now: NOW }),
    () => approve(utf8Encode(secret), community.keys, { now: NOW }),
    () =>
      approve(signRaw('descriptor', chen.keys.id, utf8Encode(secret), chen.keys.identity), community.keys, {
        now: NOW,
      }),
  ]

  it.each(failures.map((attempt, nth) => [nth, attempt] as const))('is never repeated (%i)', (_, attempt) => {
    const said = (() => {
      try {
        // Bytes of a published file are no failure; everything else must be free of what was planted.
        return JSON.stringify(attempt(), (key, value) => (key === 'bytes' ? undefined : value))
      } catch (error) {
        return `${String(error)} ${error instanceof Error ? `${error.stack} ${String(error.cause)}` : ''}`
      }
    })()
    expect(said).not.toContain(secret)
    expect(said).toMatch(/error|Error|rejected/)
  })

  it('is found by this test if it were repeated', () => {
    expect(JSON.stringify({ detail: entryOf(must(openCatalogue(bytes, options)), 'Chen Wei').name })).toContain(
      'Chen Wei',
    )
  })
})
