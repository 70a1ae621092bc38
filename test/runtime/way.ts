import { days, epochSeconds, grant, match, openCatalogue, propose, readIntake, seal, textOf } from 'entrenous'
import { en } from 'entrenous/labels/en'
import { createInbox, memoryStore, openToken } from 'entrenous/practitioner'
import { ashaAnswers, countingRandom, makeWorld, must } from '../support/world.js'

/** The whole way, once, with nothing but the language: what a runtime without any platform can tell of it. */
async function wholeWay(): Promise<unknown> {
  const now = epochSeconds(1_795_262_400)
  const random = countingRandom(7)
  const { bytes, communityKey, chen, eve } = makeWorld(now, random)
  const catalogue = must(openCatalogue(bytes, { trust: [communityKey], lastSeen: 'first-use', now }))
  const intake = must(readIntake(ashaAnswers, catalogue.vocabulary))
  const [best] = match(intake, catalogue, { now, random }).matches
  if (best === undefined) throw new Error('nobody matched')
  const share = { needs: [{ concept: 'anxiety.panic', level: 'category' }], availability: 'slots' } as const
  const proposal = must(propose(intake, best, { purpose: 'referral', share, expiresIn: days(7) }, { now }))
  const text = textOf(proposal.preview, en)
  const { token } = must(seal(grant(proposal, { now, random }), { random }))
  const withoutChance = seal(grant(proposal, { now, random }))
  const forEve = openToken(token, eve, { now })
  const inbox = createInbox(memoryStore())
  const { disclosure } = must(await inbox.receive(must(openToken(token, chen, { now }))))
  return {
    name: best.name,
    previewNames: text.includes(best.name),
    bytes: token.length,
    fields: disclosure?.fields,
    eve: forEve.ok ? 'opened' : forEve.error.code,
    withoutChance: withoutChance.ok ? 'sealed' : withoutChance.error.code,
  }
}

Object.assign(globalThis, { outcome: wholeWay() })
