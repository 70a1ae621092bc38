import { grant, match, propose, readIntake, seal, textOf, textOfMatch } from 'entrenous'
import { days } from 'entrenous/community'
import { readReply, standingOf } from 'entrenous/follow-up'
import { en } from 'entrenous/labels/en'
import { createInbox, memoryStore, openToken, sourceOf } from 'entrenous/practitioner'
import { endorse } from 'entrenous/trust'
import { communityOf, confirm, describe, openNow, personOf, publish, voiceOf, welcome } from '../desk.js'
import { letter, pageOf, promise, rows, say } from '../page.js'
import { eve } from '../people.js'
import { at, chance, codeOf, dayOf, must } from '../world.js'

// Weeks 5 and 6: a referral, from a phone to a practitioner and back. And somebody joins.

/** @typedef {import('../rollout.js').World} World */

/** What Asha answers, on her phone. Nobody else ever has it whole. */
export const ashaSays = {
  needs: [
    { concept: 'anxiety.panic', importance: 3 },
    { concept: 'sleep.cannot-sleep', importance: 1 },
  ],
  about: { ageGroup: 'adult' },
  where: { region: 'US-WA', formats: ['in-person', 'online'] },
  languages: { anyOf: ['en'] },
  payment: { anyOf: [{ budget: { amount: 9000, currency: 'USD', per: 'session' } }] },
  must: ['where', 'languages', 'payment'],
  source: 'physician',
  story: 'It began on the stairs, between the third floor and the fourth.',
  contact: { name: 'Asha', email: 'asha@letters.example' },
}

/** The seed by which equals are ordered for her. */
export const ASHAS_SEED = 'a5'.repeat(16)

/**
 * Opens a community's newest list as Asha's phone does, and searches it there.
 *
 * @param {import('../desk.js').Community} community
 * @param {import('entrenous').EpochSeconds} now
 * @param {number} [limit]
 */
export function ashaLooks(community, now, limit = 3) {
  const catalogue = openNow(community, now)
  const intake = must(readIntake(ashaSays, catalogue.vocabulary))
  return { catalogue, intake, outcome: match(intake, catalogue, { now, limit, seed: ASHAS_SEED }) }
}

/**
 * Week 5: Asha looks, agrees, and writes to one of them.
 *
 * @param {World} world
 */
export async function week5(world) {
  const { communities } = world
  const page = pageOf(5, 'Between the third floor and the fourth')
  const lantern = communityOf(communities, 'lantern')
  const now = at(5, 1)
  publish(lantern, at(5))
  const { intake, outcome } = ashaLooks(lantern, now)
  say(
    page,
    'Asha’s doctor gives her a card with an address on it. Her phone takes the whole list of Lantern Street, as everybody’s does, and asks what would help. She answers: panic, the nights, ninety dollars at most, and what happened on the stairs. The phone looks for itself:',
  )
  rows(
    page,
    outcome.matches.map((one, nth) => [`${nth + 1}. ${one.name}`, textOfMatch(one, en).why.slice(0, 2).join('; ')]),
  )
  const [best] = outcome.matches
  if (best === undefined) throw new Error('nobody matched')
  const terms = {
    purpose: /** @type {const} */ ('referral'),
    share: {
      needs: [{ concept: 'anxiety.panic', level: /** @type {const} */ ('category') }],
      language: /** @type {const} */ ('stated'),
      source: /** @type {const} */ ('stated'),
    },
    expiresIn: days(14),
  }
  const proposal = must(propose(intake, best, terms, { now }))
  const preview = textOf(proposal.preview, en)
  say(page, `She chooses ${best.name}, reads what ${best.name} would read, and says yes to that and to nothing else:`)
  letter(page, `${preview.split('\n').slice(0, 8).join('\n')}\n… and nothing of the rest, which is listed, too.`)
  const consent = grant(proposal, { now, random: chance('asha consents'), words: { language: 'en', text: preview } })
  const { token, ticket } = must(seal(consent, { random: chance('asha seals') }))
  const chen = personOf(lantern, best.name)
  const inbox = createInbox(memoryStore())
  const opened = must(openToken(token, chen.keys, { now }))
  const referral = must(await inbox.receive(opened, { now }))
  const ben = codeOf(openToken(token, personOf(lantern, 'Ben').keys, { now }))
  chen.journal = [
    ...chen.journal,
    { what: 'received', referral: referral.id, on: day(5, 1), source: sourceOf(referral) },
  ]
  say(
    page,
    `${token.length.toLocaleString('en')} bytes go off, as long as anybody’s. ${best.name} opens them; Ben, out of curiosity and with keys in good order, gets ${ben}. The stairs stay on her phone. ${best.name}’s device notes a day and a number of its own making: one referral, from a physician, which she had agreed to say.`,
  )
  const newcomer = describe(eve, lantern.sheet, at(5))
  world.eve = newcomer
  welcome(lantern, newcomer, { now: at(5, 3), by: 'Ben', vetters: ['Abel', 'Brigid', 'Cora'] })
  confirm(lantern, at(5, 3), ({ name }) => name === 'Eve')
  lantern.statements.push(
    endorse(chen.keys.identity.publicKey, 'anxiety.panic', voiceOf(lantern, 'Mira'), { now: at(5, 4) }),
  )
  publish(lantern, at(5, 5))
  say(
    page,
    'On Sunday Ben, whose second invitation of the spring is due, brings Eve. She is quick and kind, her papers are in order, three vetters look at them. She is listed. Nothing in this story could have told them, and nothing pretends to.',
  )
  promise(page, 'nobody but the recipient opens it', ben === 'token_unopenable')
  world.referral = { inbox, id: referral.id, token, ticket, practitioner: best.name }
  page.facts = {
    matches: outcome.matches.map(({ name, score }) => ({ name, score })),
    tokenBytes: token.length,
    preview,
    ben,
  }
  return page
}

/** @param {number} week @param {number} [nth] */
function day(week, nth) {
  return /** @type {import('entrenous').EpochDay} */ (dayOf(week, nth)) // whole days since 1970
}

/**
 * The answer that Asha gets in week 6.
 *
 * @param {World} world
 * @param {import('../page.js').Page} page
 */
export async function chenAnswers({ referral, communities }, page) {
  if (referral === undefined) throw new Error('nothing was sent')
  const now = at(6, 0)
  const { inbox, id, ticket, practitioner } = referral
  const chen = personOf(communityOf(communities, 'lantern'), practitioner)
  const note = 'Tuesday at five. Take the lift; I will meet you at the door.'
  const { record } = must(await inbox.reply(id, { kind: 'accepted', note }, chen.keys, { now }))
  const reply = must(readReply(ticket, record))
  const { state } = standingOf(ticket, [reply], { now })
  chen.journal = [...chen.journal, { what: 'session', referral: id, on: day(6, 5) }]
  say(page, `${practitioner} answers, sealed to a key that Asha made for this one letter:`)
  letter(page, reply.answer.kind === 'accepted' ? (reply.answer.note ?? '') : reply.answer.kind)
  promise(page, 'the answer arrives', state === 'accepted')
  page.facts = { ...page.facts, answer: state }
}
