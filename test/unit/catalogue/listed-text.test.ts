import { describe, expect, it } from 'vitest'
import { textOfListed } from '../../../src/catalogue/listed-text.js'
import { openCatalogue } from '../../../src/catalogue/open.js'
import { foldStatements, openCommunity } from '../../../src/catalogue/open-community.js'
import { publishCatalogue } from '../../../src/catalogue/publish.js'
import { verifyCatalogue } from '../../../src/catalogue/verify.js'
import { whyListed } from '../../../src/catalogue/why-listed.js'
import { endorse, vouch } from '../../../src/community/speak.js'
import { toHex } from '../../../src/kernel/text.js'
import { en, enTrust } from '../../../src/labels/en.js'
import { es, esTrust } from '../../../src/labels/es.js'
import { fr, frTrust } from '../../../src/labels/fr.js'
import type { MemberRefusal } from '../../../src/trust/member.js'
import { type MemberReason, whyMember } from '../../../src/trust/why-member.js'
import { coreVocabulary as vocabulary } from '../../../src/vocabulary/vocabulary.js'
import { entryOf, must, NOW, samplePractitioner } from '../../support/catalogue.js'
import { approvedBy, circleOf, introduced } from '../../support/circle.js'

const circle = circleOf(3, 2)
const ben = samplePractitioner('Ben Ode')
const chen = samplePractitioner('Chen Wei')
const billie = samplePractitioner('Billie Ashdown')
const people = [ben, chen, billie]
const statements = [
  ...people.flatMap((one) => [one.descriptor, one.presence, ...approvedBy(circle, 2, one.descriptor)]),
  introduced(circle, ben.keys),
  vouch(chen.keys.identity.publicKey, circle.as(ben.keys), { now: NOW }),
  endorse(chen.keys.identity.publicKey, 'anxiety.panic', circle.as(ben.keys), { now: NOW }),
]
const published = must(
  publishCatalogue({
    root: circle.root,
    statements,
    vocabulary,
    publishingKey: circle.keys.publishing,
    now: NOW,
  }),
)
const trust = [circle.keys.root.publicKey]
const { state } = must(openCommunity(published.bytes, { trust, now: NOW }))
const catalogue = must(openCatalogue(published.bytes, { trust, lastSeen: 'first-use', now: NOW }))
const names = new Map([...people.map(({ keys }, nth) => [keys.id, ['Ben', 'Chen', 'Billie'][nth]] as const)])
const nameOf = (key: string) => names.get(key)

describe('a catalogue of a community that asks for introductions', () => {
  it('lists whom it admits, says why not of the rest, and compiles to the same bytes again', () => {
    expect(published.listed).toBe(2)
    expect(published.rejected.map(({ code }) => code)).toEqual(['member_unintroduced', 'member_unintroduced'])
    expect(must(verifyCatalogue(published.bytes, { trust, now: NOW }))).toMatchObject({ identical: true, rejected: [] })
    const before = must(foldStatements(statements, { root: circle.root, now: NOW }))
    expect([...before.state.members.keys()].sort()).toEqual([...people.map(({ keys }) => keys.id)].sort())
  })

  it('cannot be published by region: who introduced whom goes across', () => {
    const region = publishCatalogue({
      root: circle.root,
      statements,
      vocabulary,
      publishingKey: circle.keys.publishing,
      now: NOW,
      region: 'US-WA',
    })
    expect(region).toMatchObject({ ok: false, error: { code: 'publish_invalid', detail: { field: 'region' } } })
  })
})

describe('textOfListed', () => {
  const entry = entryOf(catalogue, 'Chen Wei')

  it('says on whose word somebody is listed', () => {
    const [first, second] = circle.vetters
      .slice(0, 2)
      .map(({ signer }) => toHex(signer.publicKey).slice(0, 8))
      .sort()
    expect(textOfListed(whyListed(entry, NOW, state), { labels: en, words: enTrust, vocabulary, nameOf })).toEqual([
      `an approver (key ${first}) stands behind this key, since 21 November 2026, until 20 May 2027.`,
      `an approver (key ${second}) stands behind this key, since 21 November 2026, until 20 May 2027.`,
      'Introduced by Ben, a member, until 20 November 2028.',
      'Endorsed by Ben for Panic attacks, until 21 November 2027.',
    ])
  })

  it('says it in Spanish and French', () => {
    const said = [
      textOfListed(whyListed(entry, NOW, state), { labels: es, words: esTrust, vocabulary, nameOf }),
      textOfListed(whyListed(entry, NOW, state), { labels: fr, words: frTrust, vocabulary, nameOf }),
    ]
    expect(said.map((lines) => lines.at(-2))).toEqual([
      'Presentación de Ben, miembro de la comunidad, hasta el 20 de noviembre de 2028.',
      'Présentation par Ben, membre de la communauté, jusqu’au 20 novembre 2028.',
    ])
    expect(said.flat().filter((line) => /\{/.test(line))).toEqual([])
  })

  it('says why somebody is not listed', () => {
    const lines = textOfListed(whyMember(state, billie.keys.id), { labels: en, words: enTrust, vocabulary })
    // What the catalogue leaves out it does not know: the lead folds the whole folder.
    expect(lines).toEqual(['Not listed: no introduction counts now.'])
    expect(whyMember(state, 'ab'.repeat(32))).toEqual([])
  })

  it('has a line for every reason and every refusal', () => {
    const refusals = Object.keys(enTrust.refused) as MemberRefusal[] // complete by its type
    const reasons: MemberReason[] = [
      ...refusals.map((refusal) => ({ code: 'not_listed', refusal }) as const),
      { code: 'introduced', by: 'ab'.repeat(32), byApprover: true, depth: 0, until: NOW },
      { code: 'introduction_lapsing', until: NOW },
      { code: 'attested', items: ['licence-seen', 'charter-signed'] },
      { code: 'endorsed', by: 'ab'.repeat(32), concept: 'massage', until: NOW },
      { code: 'key_followed', from: 'ab'.repeat(32), by: 'sheet', since: NOW },
      { code: 'key_followed', from: 'ab'.repeat(32), by: 'approvers', since: NOW },
      { code: 'listing_claimed', listing: 'facility-1' },
    ]
    const lines = textOfListed(reasons, { labels: en, words: enTrust, vocabulary })
    expect(lines.filter((line) => /\{|undefined|^$/.test(line))).toEqual([])
    expect(new Set(lines).size).toBe(reasons.length)
    expect(lines).toContain('Seen by approvers: licence-seen and charter-signed.')
    expect(lines).toContain('Endorsed by a member (key abababab) for Massage, until 21 November 2026.')
  })
})
