import { openCatalogue } from 'entrenous'
import { publishCatalogue } from 'entrenous/community'
import { federate, verifyEquivocation, withoutCommunity } from 'entrenous/federation'
import { coreVocabulary } from 'entrenous/practitioner'
import { readStatement } from 'entrenous/trust'
import { communityOf, confirm, publish } from '../desk.js'
import { attack, pageOf, promise, say } from '../page.js'
import { at, codeOf, must } from '../world.js'
import { ashaLooksEverywhere } from './neighbours.js'
import { theThree } from './open-door.js'

// Week 11: the hostile community tells two stories, and is shown the door.

/**
 * @typedef {import('../rollout.js').World} World
 * @typedef {import('../desk.js').Community} Community
 */

/**
 * Week 11: two stories.
 *
 * @param {World} world
 */
export async function week11(world) {
  const page = pageOf(11, 'Two stories')
  const { hostile } = world
  if (hostile === undefined) throw new Error('Open Door is not open')
  for (const community of world.communities.values()) {
    confirm(community, at(11))
    publish(community, at(11))
  }
  const now = at(11, 1)
  const honest = theThree(world, now)
  const seen = must(openCatalogue(publishedBy(hostile), { trust: [hostile.key], lastSeen: 'first-use', now }))
  const old = publishedBy(hostile)
  const fork = {
    root: hostile.root,
    vocabulary: coreVocabulary,
    publishingKey: hostile.keys.publishing,
    now,
    previous: seen.head,
  }
  const [one, other] = [hostile.statements, withoutThe(hostile, world)].map(
    (statements) => must(publishCatalogue({ ...fork, statements })).bytes,
  )
  if (one === undefined || other === undefined) throw new Error('two were published')
  const asDevice = (/** @type {Uint8Array} */ bytes, /** @type {import('entrenous').Head | 'first-use'} */ lastSeen) =>
    openCatalogue(bytes, { trust: [hostile.key], lastSeen, now })
  const first = must(asDevice(one, seen.head))
  const second = must(asDevice(other, 'first-use'))
  say(
    page,
    'Practitioners ask why they are in Open Door’s list. So Open Door signs two lists with one number: one with Chen and Mira for whoever searches, one without for whoever asks. Two phones lie on one kitchen table.',
  )
  const federation = federate([...honest, first, second])
  const proof = federation.equivocations[0]
  const checked = proof === undefined ? undefined : verifyEquivocation(proof.heads, { trust: [hostile.key] })
  const names = (/** @type {import('entrenous/federation').Federation} */ of) =>
    JSON.stringify(
      ashaLooksEverywhere(of, now).outcome.matches.map(({ id, score, communityName, listings }) => [
        id,
        score,
        communityName,
        listings.length,
      ]),
    )
  const without = names(federate(honest))
  attack(page, {
    id: 'fork',
    who: 'Open Door',
    tries: 'shows one list to some and another to others.',
    expected: {
      'one phone, then the other’s list': 'catalogue_equivocal',
      'both phones together': 'catalogue_equivocal',
      'the two heads, shown to Yusra': 'proof enough',
      'what Asha finds then': 'as if it had never been there',
    },
    found: {
      'one phone, then the other’s list': codeOf(asDevice(other, first.head)),
      'both phones together': proof?.code ?? 'nothing',
      'the two heads, shown to Yusra': checked?.ok ? 'proof enough' : 'no proof',
      'what Asha finds then': names(federation) === without ? 'as if it had never been there' : 'something else',
    },
    because:
      'each head names the one before it, signed. Two of one number are a proof in the publisher’s own hand; whoever joins lists sets that community aside, and with it goes all that it ever said.',
  })
  attack(page, {
    id: 'rollback',
    who: 'Open Door',
    tries: 'serves its list of last week again, and then Lantern Street’s under its own key.',
    expected: { 'last week’s list': 'catalogue_rolled_back', 'Lantern Street by Eve': 'publish_invalid' },
    found: {
      'last week’s list': codeOf(asDevice(old, first.head)),
      'Lantern Street by Eve': forgedAs(communityOf(world.communities, 'lantern'), hostile, now),
    },
    because: 'numbers go up, and a list is signed by a key that its manifest names.',
  })
  const removed = withoutCommunity(federate([...honest, first]), hostile.key)
  const isGone = names(removed) === without
  say(
    page,
    `The radio takes Open Door off its page; that is one line of text. What the three say, and where everybody stands in it, is ${isGone ? 'to the last point what it was' : 'NOT WHAT IT WAS'}.`,
  )
  promise(page, 'removing a community removes all its influence', isGone)
  page.facts = { removed: isGone ? 'as before' : 'changed', proof: proof?.heads.map((head) => head.length) }
  return page
}

/**
 * What Open Door shows to whoever asks why they are in it: nothing about members of the three.
 *
 * @param {Community} hostile
 * @param {World} world
 */
function withoutThe({ statements }, { communities }) {
  const ids = new Set(
    [...communities.values()].flatMap(({ people }) => [...people.values()].map(({ keys }) => keys.id)),
  )
  return statements.filter((bytes) => {
    const read = readStatement(bytes)
    return read.ok && !ids.has(read.value.subject)
  })
}

/** @param {Community} community */
function publishedBy({ published }) {
  return published?.bytes ?? new Uint8Array(0)
}

/**
 * A list of one community with a head by somebody else's publishing key.
 *
 * @param {Community} community
 * @param {Community} thief
 * @param {import('entrenous').EpochSeconds} now
 */
function forgedAs(community, thief, now) {
  const input = {
    root: community.root,
    statements: community.statements,
    vocabulary: coreVocabulary,
    publishingKey: thief.keys.publishing,
    now,
  }
  return codeOf(publishCatalogue(input))
}
