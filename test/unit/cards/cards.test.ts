import fc from 'fast-check'
import decodeQr from 'qr/decode.js'
import { encode } from 'uqr'
import { describe, expect, it } from 'vitest'
import { toCardLink } from '../../../src/cards/link.js'
import { readCard } from '../../../src/cards/read-card.js'
import { textOfCard } from '../../../src/cards/text.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { signIntroductionCard, signReferrerCard } from '../../../src/community/cards.js'
import { approve, revoke } from '../../../src/community/sign.js'
import { approverFrom, type Speaker } from '../../../src/community/speak.js'
import {
  DAYS_PER_KEY_EPOCH,
  days,
  type EpochSeconds,
  epochSeconds,
  keyEpochOf,
  after as later,
} from '../../../src/kernel/time.js'
import { enCards } from '../../../src/labels/en.js'
import { esCards } from '../../../src/labels/es.js'
import { frCards } from '../../../src/labels/fr.js'
import { metrics } from '../../../src/measurement/metric-table.js'
import { encodeBody } from '../../../src/statement/body.js'
import { signStatement } from '../../../src/statement/sign.js'
import { readStatement, type StatementPayload } from '../../../src/statement/statement.js'
import { cardFormats, cardTimes, referrerKinds } from '../../../src/trust/card-formats.js'
import { codeOf } from '../../support/cast.js'
import { must, NOW, publishSample, sampleCommunity, samplePractitioner, sampleWorld } from '../../support/catalogue.js'

const { community, chen, billie, statements } = sampleWorld()
const ben = samplePractitioner('Ben Ode')
const eve = samplePractitioner('Eve')
const dora = approverFrom(community.keys)
const as = ({ keys }: typeof ben): Speaker => ({ signer: keys.identity, community: dora.community })
const key = ({ keys }: typeof ben) => keys.identity.publicKey
const published = publishSample(community, [
  ...statements,
  ben.descriptor,
  ben.presence,
  must(approve(ben.descriptor, community.keys, { now: NOW })),
])
const open = (bytes: Uint8Array, trust = dora.community) =>
  must(openCatalogue(bytes, { trust: [trust], lastSeen: 'first-use', now: NOW }))
const catalogue = open(published.bytes)
const school = { referrer: 'school', organisation: 'Harbour Point School' } as const
const read = (card: Uint8Array | string, now: EpochSeconds = NOW) => readCard(card, catalogue, { now })
const link = 'https://harbour.example/find'
const first = cardTimes('referrer-card', NOW).issued

describe('a referrer’s card', () => {
  const card = signReferrerCard(school, dora, { now: NOW })

  it('says who hands on the list, as the community confirms, and until when', () => {
    const until = later(first, days(364))
    expect(read(card)).toEqual({ ok: true, value: { kind: 'referrer', ...school, until } })
  })
  it('holds the community, the kind, the name, and nothing else', () => {
    const { body, subject } = must(readStatement(card))
    expect(subject).toBe('school')
    expect(body).toEqual(
      encodeBody(cardFormats['referrer-card'], { community: dora.community, organisation: school.organisation }),
    )
  })
  it('is the same bytes for everybody who gets it within 28 days, by law', () => {
    const moments = fc.nat(DAYS_PER_KEY_EPOCH * 86_400 - 1).map((second) => epochSeconds(first + second))
    fc.assert(
      fc.property(moments, fc.constantFrom(...referrerKinds), (now, referrer) => {
        const draft = { ...school, referrer }
        expect(signReferrerCard(draft, dora, { now })).toEqual(signReferrerCard(draft, dora, { now: first }))
      }),
      { numRuns: 200 },
    )
    const next = later(first, days(DAYS_PER_KEY_EPOCH))
    expect(signReferrerCard(school, dora, { now: next })).not.toEqual(card)
    expect(keyEpochOf(next)).toBe(keyEpochOf(first) + 1)
  })
  it('is refused with times of its own, by which somebody could be told', () => {
    const kind = 'referrer-card' as const
    const body = encodeBody(cardFormats[kind], { community: dora.community, organisation: school.organisation })
    const signed = (changes: Partial<StatementPayload>) =>
      read(signStatement({ kind, subject: 'school', ...cardTimes(kind, NOW), body, ...changes }, dora.signer))
    expect(signed({}).ok).toBe(true)
    const invalid = { ok: false, error: { code: 'card_invalid', detail: { field: 'issued' } } }
    expect(signed({ issued: later(first, days(1)) })).toEqual(invalid)
    expect(signed({ issued: epochSeconds(first + 1) })).toEqual(invalid)
    expect(signed({ sequence: 7 })).toEqual(invalid)
    expect(signed({ expires: epochSeconds(later(first, days(364)) - 1) })).toEqual(invalid)
    expect(signed({ subject: 'bakery' })).toMatchObject({ error: { detail: { field: 'subject' } } })
  })
  it('counts to its last second, and not before its epoch', () => {
    const end = later(first, days(364))
    expect(read(card, epochSeconds(end - 1)).ok).toBe(true)
    expect(read(card, end)).toEqual({ ok: false, error: { code: 'statement_expired', detail: { expired: end } } })
    expect(codeOf(read(card, epochSeconds(first - 3601)))).toBe('card_invalid')
    expect(codeOf(read(card, epochSeconds(first - 3600)))).toBe('ok')
  })
  it('needs an approver of this community: a member, a stranger and another community recommend nobody’s list', () => {
    for (const speaker of [as(ben), as(eve)]) {
      expect(codeOf(read(signReferrerCard(school, speaker, { now: NOW })))).toBe('card_foreign')
    }
    const elsewhere = { ...dora, community: sampleCommunity('Valley').keys.root.publicKey }
    expect(codeOf(read(signReferrerCard(school, elsewhere, { now: NOW })))).toBe('card_foreign')
  })
  it('is refused when one bit of it is changed', () => {
    fc.assert(
      fc.property(fc.nat(card.length * 8 - 1), (bit) => {
        const changed = Uint8Array.from(card)
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7))
        expect(read(changed).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
    const forged = Uint8Array.from(card)
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    expect(codeOf(read(forged))).toBe('statement_forged')
  })
  it('is not signed for a kind or a name that there cannot be', () => {
    expect(() => signReferrerCard({ ...school, referrer: 'bakery' as 'school' }, dora, { now: NOW })).toThrow(
      /referrer/,
    )
    const named = (organisation: string) => () => signReferrerCard({ ...school, organisation }, dora, { now: NOW })
    expect(named('x'.repeat(80))).not.toThrow()
    expect(named('x'.repeat(81))).toThrow(/organisation/)
    expect(named('St\u202eBrigid')).toThrow(/organisation/)
  })
  it('names the kinds that a source may be counted by', () => {
    expect(metrics['received-by-source'].cells).toEqual(expect.arrayContaining([...referrerKinds]))
    const placesIn = (words: object) =>
      JSON.stringify(words)
        .match(/\{[a-z]+\}/g)
        ?.sort()
    for (const { referrer, ...lines } of [enCards, esCards, frCards]) {
      expect(Object.keys(referrer).sort()).toEqual([...referrerKinds].sort())
      expect(placesIn(lines)).toEqual([
        '{community}',
        '{community}',
        '{names}',
        '{name}',
        '{name}',
        '{organisation}',
        '{referrer}',
      ])
    }
  })
  it('is said in words', () => {
    const lines = textOfCard(must(read(card)), { words: enCards, community: catalogue.community.name })
    expect(lines).toEqual([
      'Recommended by Harbour Point School, a school. Harbour has confirmed this.',
      'They do not learn that you looked, what you answer, or whom you choose.',
    ])
  })
})

describe('an introduction card', () => {
  const card = signIntroductionCard([key(chen), key(billie)], as(ben), { now: NOW })

  it('names the colleagues who are listed, and who suggests them', () => {
    const found = must(read(card))
    if (found.kind !== 'introduction') throw new Error('expected an introduction')
    expect(found.by.name).toBe('Ben Ode')
    expect(found.colleagues.map(({ name }) => name).sort()).toEqual(['Billie Ashdown', 'Chen Wei'])
    expect(textOfCard(found, { words: enCards, community: 'Harbour' })[0]).toBe('Suggested by Ben Ode.')
  })
  it('is the same bytes in whatever order they are named, and whenever within 28 days', () => {
    const again = signIntroductionCard([key(billie), key(chen)], as(ben), { now: later(first, days(27)) })
    expect(again).toEqual(card)
  })
  it('leaves out who is not listed any more, and falls with whoever signed it', () => {
    const without = (who: typeof ben) =>
      open(publishSample(community, [...statementsOf(), revoke(key(who), 'left', dora, { now: NOW })]).bytes)
    const statementsOf = () => [
      ...statements,
      ben.descriptor,
      ben.presence,
      must(approve(ben.descriptor, community.keys, { now: NOW })),
    ]
    const left = must(readCard(card, without(chen), { now: NOW }))
    expect(left.kind === 'introduction' && left.colleagues.map(({ name }) => name)).toEqual(['Billie Ashdown'])
    expect(codeOf(readCard(card, without(ben), { now: NOW }))).toBe('card_foreign')
  })
  it('counts for 84 days', () => {
    const end = later(first, days(84))
    // The catalogue outlives no card; the card's own end is what is asked here.
    expect(codeOf(read(card, epochSeconds(end - 1)))).toBe('ok')
    expect(codeOf(read(card, end))).toBe('statement_expired')
  })
  it('is believed from listed members only, and for their own community', () => {
    expect(codeOf(read(signIntroductionCard([key(chen)], as(eve), { now: NOW })))).toBe('card_foreign')
    const elsewhere = { ...as(ben), community: key(eve) }
    expect(codeOf(read(signIntroductionCard([key(chen)], elsewhere, { now: NOW })))).toBe('card_foreign')
  })
  it('names one to three others, each once', () => {
    const named =
      (...who: Uint8Array[]) =>
      () =>
        signIntroductionCard(who, as(ben), { now: NOW })
    expect(named()).toThrow(/one to 3/)
    expect(named(key(chen), key(billie), key(eve))).not.toThrow()
    expect(named(key(chen), key(billie), key(eve), key(samplePractitioner('Noor')))).toThrow(/one to 3/)
    expect(named(key(chen), key(chen))).toThrow(/twice/)
    expect(named(key(ben))).toThrow(/others/)
    expect(named(new Uint8Array(32))).toThrow(/strong/)
  })
  it('is refused when it names its signer, or is ordered by anything but the keys', () => {
    const kind = 'introduction-card' as const
    const signed = (body: Uint8Array, changes: Partial<StatementPayload> = {}) =>
      read(signStatement({ kind, subject: 'colleagues', ...cardTimes(kind, NOW), body, ...changes }, ben.keys.identity))
    const naming = (colleagues: readonly Uint8Array[]) =>
      encodeBody(cardFormats[kind], { community: dora.community, colleagues: [...colleagues] })
    expect(codeOf(signed(naming([key(chen)])))).toBe('ok')
    expect(signed(naming([key(ben)]))).toMatchObject({
      error: { code: 'card_invalid', detail: { field: 'colleagues' } },
    })
    expect(codeOf(signed(naming([key(chen)]), { subject: 'friends' }))).toBe('card_invalid')
    const [one = key(chen), other = key(billie)] = must(readStatement(card)).kind === kind ? sorted() : []
    expect(() => naming([other, one])).toThrow(/colleagues/)
  })
  const sorted = () => [key(chen), key(billie)].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
})

describe('a card as it is handed on', () => {
  const card = signReferrerCard(school, dora, { now: NOW })

  it('is a link whose card no server sees, read again as it stands', () => {
    const address = toCardLink(card, link)
    expect(address.startsWith(`${link}#card=`)).toBe(true)
    expect(new URL(address).search).toBe('')
    expect(read(address)).toEqual(read(card))
    expect(read(new URL(address).hash)).toEqual(read(card))
  })
  it('is put behind no address that could differ from person to person without their seeing it', () => {
    for (const base of [`${link}?from=asha`, `${link}#asha`, '', 'https://harbour.example/a b']) {
      expect(() => toCardLink(card, base)).toThrow(/base/)
    }
    expect(() => toCardLink(new Uint8Array(769), link)).toThrow(/card/)
  })
  it('fits a code that a phone reads, also with the longest name and three colleagues', () => {
    const longest = signReferrerCard({ referrer: 'community-organisation', organisation: '海'.repeat(80) }, dora, {
      now: NOW,
    })
    const three = signIntroductionCard([key(chen), key(billie), key(eve)], as(ben), { now: NOW })
    const version = (one: Uint8Array) => encode(toCardLink(one, link), { ecc: 'M', boostEcc: false }).version
    expect([card.length, longest.length, three.length]).toEqual([200, 438, 290])
    expect([version(card), version(longest), version(three)]).toEqual([13, 19, 16])
    expect(read(longest).ok && read(three).ok).toBe(true)
  })
  it('is read back from the pixels of its code by another library', () => {
    const { data } = encode(toCardLink(card, link), { ecc: 'M', border: 4 })
    const size = data.length * 3
    const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
    for (let at = 0; at < size * size; at++) {
      if (data[Math.floor(at / size / 3)]?.[Math.floor((at % size) / 3)]) pixels.fill(0, 4 * at, 4 * at + 3)
    }
    const text = decodeQr({ data: pixels, width: size, height: size }, { timeLimit: 60_000 })
    expect(read(text)).toEqual(read(card))
  })
  it('is refused in any other form, and never throws', () => {
    const not = ['', '#', '#card=', '#card=%', `${toCardLink(card, link)} `, 'x'.repeat(5000), `${link}?card=abc`]
    for (const text of not) expect(codeOf(read(text))).toBe('card_invalid')
    for (const thing of [undefined, null, 7, {}, new Proxy(card, {}), Object.create(Uint8Array.prototype)]) {
      expect(codeOf(read(thing as Uint8Array))).toBe('card_invalid')
    }
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 900 }), fc.string()), (some) => {
        expect(read(some).ok).toBe(false)
      }),
      { numRuns: 300 },
    )
    expect(codeOf(read(published.bytes))).toBe('card_invalid')
    expect(codeOf(read(chen.descriptor.slice(0, 700)))).toBe('card_invalid')
  })
  it('is no statement that a catalogue takes in', () => {
    const { rejected } = publishSample(community, [...statements, card])
    expect(rejected).toMatchObject([{ index: statements.length, code: 'statement_forged' }])
  })
})
