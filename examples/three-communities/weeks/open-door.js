import { grant, openCatalogue, propose, seal } from 'entrenous'
import { days, publishCatalogue } from 'entrenous/community'
import { federate, listingsOf } from 'entrenous/federation'
import { coreVocabulary, openToken } from 'entrenous/practitioner'
import { approve, attest, endorse, readStatement, revoke, vouch } from 'entrenous/trust'
import {
  checklist,
  communityOf,
  confirm,
  describe,
  found,
  openNow,
  personOf,
  publish,
  standing,
  stateOf,
  welcome,
} from '../desk.js'
import { attack, pageOf, say } from '../page.js'
import { openDoor } from '../people.js'
import { readTemplate } from '../template.js'
import { at, chance, codeOf, must } from '../world.js'
import { unheededAs } from './eve.js'
import { ashaLooksEverywhere } from './neighbours.js'

// Week 10: what a hostile community tries among the others.

/**
 * @typedef {import('../rollout.js').World} World
 * @typedef {import('../page.js').Page} Page
 * @typedef {import('../desk.js').Community} Community
 * @typedef {import('entrenous/federation').FederatedOutcome} Outcome
 */

/** How many practitioners Eve makes up. */
const FLOOD = 20
/** How many of what is shown may come from one community, of ten. */
const HALF = 5

/** @param {World} world @param {import('entrenous').EpochSeconds} now */
export function theThree({ communities }, now) {
  return [...communities.values()].map((community) => openNow(community, now))
}

/**
 * Week 10: a fourth community.
 *
 * @param {World} world
 */
export async function week10(world) {
  const page = pageOf(10, 'Open Door')
  const lantern = communityOf(world.communities, 'lantern')
  const ruth = world.falsePeople.get('Ruth')
  if (ruth === undefined) throw new Error('there is no Ruth')
  attack(page, {
    id: 'cascade',
    who: 'Ruth',
    tries: 'has found nobody in fourteen days who knows her. Nobody could.',
    expected: { Ruth: 'member_unintroduced' },
    found: { Ruth: standing(stateOf(lantern, at(10, 3)), ruth) },
    because: 'who rests on a revoked word needs another. Nobody had to notice Ruth; it was enough to notice Eve.',
  })
  const now = at(10, 4)
  for (const community of world.communities.values()) publish(community, at(10, 3))
  const hostile = found(openDoor, { template: readTemplate(), now: at(10) })
  world.hostile = hostile
  for (let nth = 1; nth <= FLOOD; nth++) {
    const sheet = { name: `Open Door ${nth}`, concepts: claims, fee: 8000, joins: 10 }
    welcome(hostile, describe(sheet, openDoor, at(10)), { now: at(10) })
  }
  confirm(hostile, at(10))
  relist(hostile, lantern, ['Chen', 'Mira'], at(10))
  publish(hostile, at(10, 3))
  const untrusted = openCatalogue(hostile.published?.bytes ?? new Uint8Array(0), {
    trust: [...world.communities.values()].map(({ key }) => key),
    lastSeen: 'first-use',
    now,
  })
  say(
    page,
    `Eve has read the template too. Open Door Network has a beautiful charter, three vetters who are all Eve, and ${FLOOD} specialists for whatever is asked. It also lists Chen and Mira, whose pages anybody may copy. A radio station likes the charter and adds it to the three on its page; the library does not.`,
  )
  attack(page, {
    id: 'stranger',
    who: 'Open Door',
    tries: 'is offered to Asha’s phone under the library’s page.',
    expected: { 'its list': 'catalogue_untrusted' },
    found: { 'its list': codeOf(untrusted) },
    because:
      'a host trusts communities one by one. That others are listed in it, or that it says so, makes it nobody’s neighbour.',
  })
  const three = federate(theThree(world, now))
  const four = federate([three, openNow(hostile, now)])
  attackFlood(page, three, four, { now, hostile })
  attackNames(page, four, { lantern, hostile, now })
  attackWords(page, { lantern, hostile, now })
  return page
}

/** What everybody in Open Door is a specialist for. @type {readonly (readonly [string, number])[]} */
const claims = [
  ['anxiety.panic', 4],
  ['sleep.cannot-sleep', 4],
]

/**
 * Takes over what members of another community have signed about themselves.
 *
 * @param {Community} to
 * @param {Community} from
 * @param {readonly string[]} names
 * @param {import('entrenous').EpochSeconds} now
 */
function relist(to, from, names, now) {
  for (const name of names) {
    const { descriptor, keys } = personOf(from, name)
    const presences = from.statements.filter((bytes) => {
      const read = readStatement(bytes)
      return read.ok && read.value.kind === 'presence' && read.value.subject === keys.id
    })
    const { publicKey } = keys.identity
    const [lead] = to.vetters.values()
    if (lead === undefined) throw new Error('somebody leads')
    to.statements.push(
      descriptor,
      ...presences.slice(-1),
      vouch(publicKey, lead, { now }),
      attest(publicKey, checklist, lead, { now }),
    )
    for (const vetter of to.vetters.values()) to.statements.push(must(approve(descriptor, vetter, { now })))
  }
}

/**
 * What is said of everybody in the three, whoever else is there.
 *
 * @param {Outcome} outcome
 * @param {ReadonlySet<string>} ids
 */
function said({ matches }, ids) {
  const own = matches.filter(({ id }) => ids.has(id))
  return {
    order: own.map(({ name }) => name).join(', '),
    points: JSON.stringify(
      own.map(({ name, score, reasons }) => ({
        name,
        score,
        reasons: reasons.map(({ points, need, matched }) => [need, matched, points]),
      })),
    ),
  }
}

/**
 * @param {Page} page
 * @param {import('entrenous/federation').Federation} three
 * @param {import('entrenous/federation').Federation} four
 * @param {{ now: import('entrenous').EpochSeconds, hostile: Community }} options
 */
function attackFlood(page, three, four, { now, hostile }) {
  const before = ashaLooksEverywhere(three, now).outcome
  const after = ashaLooksEverywhere(four, now).outcome
  const invented = new Set([...hostile.people.values()].map(({ keys }) => keys.id))
  const theirs = after.matches.filter(({ id }) => invented.has(id)).length
  const ids = new Set(after.matches.map(({ id }) => id).filter((id) => !invented.has(id)))
  const [own, then] = [said(before, ids), said(after, ids)]
  attack(page, {
    id: 'flood',
    who: 'Open Door',
    tries: `is searched with the three, on the radio’s page. ${FLOOD} of its entries claim to fit better than everybody else.`,
    expected: {
      'of the first ten': `${HALF} are theirs`,
      'points of the others': 'as before',
      'order of the others': 'as before',
    },
    found: {
      'of the first ten': `${theirs} are theirs`,
      'points of the others': own.points === then.points ? 'as before' : 'changed',
      'order of the others': own.order === then.order ? 'as before' : 'changed',
    },
    because:
      'at most half of what is shown comes from one community while others match, and each list is matched by itself. Half is a great deal. It is what the radio’s trust costs, and each of the five says whose it is.',
  })
  page.facts = { ...page.facts, before: own.order, after: after.matches.map(({ name }) => name) }
}

/**
 * @param {Page} page
 * @param {import('entrenous/federation').Federation} four
 * @param {{ lantern: Community, hostile: Community, now: import('entrenous').EpochSeconds }} options
 */
function attackNames(page, four, { lantern, hostile, now }) {
  const chen = personOf(lantern, 'Chen')
  const { outcome, intake } = ashaLooksEverywhere(four, now)
  const shown = outcome.matches.filter(({ name }) => name === 'Chen')
  const listing = listingsOf(four, chen.keys.id).find(({ community }) => community === hostile.key)
  const terms = {
    purpose: /** @type {const} */ ('enquiry'),
    share: { language: /** @type {const} */ ('stated') },
    expiresIn: days(7),
  }
  const proposal = listing?.standing === 'listed' ? must(propose(intake, listing, terms, { now })) : undefined
  if (proposal === undefined) throw new Error('Open Door does not list Chen')
  const { token } = must(
    seal(grant(proposal, { now, random: chance('by the open door') }), { random: chance('to Chen') }),
  )
  const flooder = personOf(hostile, 'Open Door 1')
  attack(page, {
    id: 'names',
    who: 'Open Door',
    tries: 'lists Chen, so that letters to Chen come through its door.',
    expected: {
      'entries called Chen': '1',
      'such a letter, with Chen’s key': 'done',
      'with a key of Open Door': 'token_unopenable',
    },
    found: {
      'entries called Chen': `${shown.length}`,
      'such a letter, with Chen’s key': codeOf(openToken(token, chen.keys, { now })),
      'with a key of Open Door': codeOf(openToken(token, flooder.keys, { now })),
    },
    because:
      'one key is one entry, and each community’s word stands beside it under its own name. Copying a page copies the key it is sealed to. Chen has one more door.',
  })
}

/**
 * @param {Page} page
 * @param {{ lantern: Community, hostile: Community, now: import('entrenous').EpochSeconds }} options
 */
function attackWords(page, { lantern, hostile, now }) {
  const chen = personOf(lantern, 'Chen')
  const walt = personOf(lantern, 'Walt')
  const asDora = { signer: hostile.keys.root, community: lantern.keys.root.publicKey }
  const asMember = { signer: personOf(hostile, 'Open Door 1').keys.identity, community: lantern.keys.root.publicKey }
  const approval = must(approve(walt.descriptor, asDora, { now }))
  const revocation = revoke(chen.keys.identity.publicKey, 'conduct', asDora, { now })
  const vouched = vouch(walt.keys.identity.publicKey, asDora, { now })
  const praise = endorse(chen.keys.identity.publicKey, 'sleep.cannot-sleep', asMember, { now })
  const more = [approval, revocation, vouched, praise]
  const state = stateOf(lantern, now, more)
  attack(page, {
    id: 'words',
    who: 'Open Door',
    tries: 'signs for Lantern Street: lets Walt in, throws Chen out, praises Chen.',
    expected: {
      'Walt’s approval': 'statement_forged',
      'Chen’s revocation': 'statement_forged',
      'Walt’s introduction': 'statement_unheeded',
      'Chen’s praise': 'statement_unheeded',
      'Walt and Chen': 'descriptor_unapproved and listed',
    },
    found: {
      'Walt’s approval': refusedAs(lantern, approval, now),
      'Chen’s revocation': refusedAs(lantern, revocation, now),
      'Walt’s introduction': unheededAs(state, vouched),
      'Chen’s praise': unheededAs(state, praise),
      'Walt and Chen': `${standing(state, walt)} and ${standing(state, chen)}`,
    },
    because:
      'who speaks for Lantern Street stands in Lantern Street’s manifest. All else is a stranger’s signature: true, and about nothing.',
  })
}

/**
 * What a publisher says to one more statement.
 *
 * @param {Community} community
 * @param {Uint8Array} statement
 * @param {import('entrenous').EpochSeconds} now
 */
function refusedAs({ root, keys }, statement, now) {
  const input = { root, statements: [statement], vocabulary: coreVocabulary, publishingKey: keys.publishing, now }
  return must(publishCatalogue(input)).rejected[0]?.code ?? 'published'
}
