import { grant, propose, readIntake, seal } from 'entrenous'
import { days } from 'entrenous/community'
import { federate, listingsOf, matchFederation } from 'entrenous/federation'
import { readReply } from 'entrenous/follow-up'
import { coreVocabulary, createInbox, memoryStore, openToken } from 'entrenous/practitioner'
import { communityOf, confirm, openNow, personOf, publish, welcome } from '../desk.js'
import { pageOf, promise, rows, say } from '../page.js'
import { at, chance, must } from '../world.js'
import { ASHAS_SEED, ashaSays } from './referrals.js'

// Week 9: two neighbours, and three lists that are one search.

/** @typedef {import('../rollout.js').World} World */

/**
 * Searches several lists at once, on Asha's phone.
 *
 * @param {import('entrenous/federation').Federation} federation
 * @param {import('entrenous').EpochSeconds} now
 * @param {object} [answers]
 */
export function ashaLooksEverywhere(federation, now, answers = ashaSays) {
  const intake = must(readIntake(answers, coreVocabulary))
  return { intake, outcome: matchFederation(intake, federation, { now, limit: 10, seed: ASHAS_SEED }) }
}

/** What Asha looks for in spring, when the nights have stayed. */
const theNights = {
  ...ashaSays,
  needs: [
    { concept: 'sleep.cannot-sleep', importance: 3 },
    { concept: 'tension.breath', importance: 2 },
    { concept: 'stress.study', importance: 1 },
  ],
}

/**
 * Week 9: neighbours.
 *
 * @param {World} world
 */
export async function week9({ communities }) {
  const page = pageOf(9, 'Neighbours')
  const [saltmarsh, lantern, kestrel] = ['saltmarsh', 'lantern', 'kestrel'].map((slug) =>
    communityOf(communities, slug),
  )
  if (!saltmarsh || !lantern || !kestrel) throw new Error('there are three')
  say(
    page,
    'Ines, Dora and Yusra meet on a train and read one another’s charters. Each says to her own people: I would send a friend there. That is not signed anywhere, and nothing follows from it by itself. A page of the city library decides that its readers may trust all three; whoever trusts one of them has not thereby trusted another.',
  )
  const noor = personOf(kestrel, 'Noor')
  welcome(lantern, noor, { now: at(9) })
  for (const community of [lantern, kestrel]) confirm(community, at(9), ({ name }) => name === 'Noor')
  for (const community of communities.values()) publish(community, at(9, 1))
  const now = at(9, 2)
  const federation = federate([...communities.values()].map((community) => openNow(community, now)))
  const { intake, outcome } = ashaLooksEverywhere(federation, now, theNights)
  say(
    page,
    `Noor now also works on Lantern Street, under the same key: whoever finds her finds her once, with what each of the two says. Asha’s days are better, her nights are not. She asks all three lists at once, ${outcome.counts.considered} entries, still on her phone:`,
  )
  rows(
    page,
    outcome.matches
      .slice(0, 4)
      .map(({ name, score, listings }, nth) => [
        `${nth + 1}. ${name}`,
        `${score.toLocaleString('en')} points; ${listings.map(({ communityName }) => communityName).join(' and ')}`,
      ]),
  )
  const sent = await passedOn({ intake, outcome, federation, lantern, saltmarsh }, now)
  say(
    page,
    `She writes to Odette, who has no room before August and suggests Una, on the coast: breath, she says, first. Nothing goes from Odette to Una. Asha’s phone looks Una up in the lists it has (${sent.from}), shows Asha what Una would read, and seals it anew, ${sent.bytes} bytes. Una opens it: ${sent.opened}.`,
  )
  promise(page, 'Noor is one entry', outcome.matches.filter(({ name }) => name === 'Noor').length === 1)
  promise(page, 'Una opens what was sealed anew', sent.opened === 'the subject, and no name')
  page.facts = {
    matches: outcome.matches.map(({ name, score, communityName }) => ({ name, score, communityName })),
    noor: listingsOf(federation, noor.keys.id).map(({ communityName, standing }) => ({ communityName, standing })),
    passedOn: sent,
  }
  return page
}

/**
 * A letter that cannot be answered with yes, and the one that follows.
 *
 * @param {{
 *   intake: import('entrenous').Intake, outcome: import('entrenous/federation').FederatedOutcome,
 *   federation: import('entrenous/federation').Federation,
 *   lantern: import('../desk.js').Community, saltmarsh: import('../desk.js').Community,
 * }} found
 * @param {import('entrenous').EpochSeconds} now
 */
async function passedOn({ intake, outcome, federation, lantern, saltmarsh }, now) {
  const odette = outcome.matches.find(({ name }) => name === 'Odette')
  if (odette === undefined) throw new Error('Odette was not found')
  const share = { needs: [{ concept: 'sleep.cannot-sleep', level: /** @type {const} */ ('category') }] }
  const terms = { purpose: /** @type {const} */ ('enquiry'), share, expiresIn: days(14) }
  const write = (/** @type {Pick<import('entrenous').Match, 'entry'>} */ to, /** @type {string} */ name) => {
    const proposal = must(propose(intake, to, terms, { now }))
    return must(seal(grant(proposal, { now, random: chance(`consent, ${name}`) }), { random: chance(`seal, ${name}`) }))
  }
  const { token, ticket } = write(odette, 'Odette')
  const { keys } = personOf(lantern, 'Odette')
  const inbox = createInbox(memoryStore())
  const { id } = must(await inbox.receive(must(openToken(token, keys, { now })), { now }))
  const una = personOf(saltmarsh, 'Una')
  const { record } = must(await inbox.suggest(id, [una.keys.id], keys, { now }))
  const { answer } = must(readReply(ticket, record))
  const named = answer.kind === 'declined' ? (answer.colleagues?.[0] ?? '') : ''
  const listing = listingsOf(federation, named).find(({ standing }) => standing === 'listed')
  if (listing?.standing !== 'listed') throw new Error('nobody lists Una')
  const again = write(listing, 'Una')
  const opened = openToken(again.token, una.keys, { now })
  return {
    from: listing.communityName,
    bytes: again.token.length,
    opened: opened.ok ? 'the subject, and no name' : opened.error.code,
  }
}
