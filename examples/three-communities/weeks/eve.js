import { publishCatalogue } from 'entrenous/community'
import { en, enTrust } from 'entrenous/labels/en'
import { coreVocabulary, openToken } from 'entrenous/practitioner'
import { approve, attest, endorse, nameSuccessor, textOfListed, vouch, whyMember } from 'entrenous/trust'
import {
  checklist,
  communityOf,
  confirm,
  describe,
  namesIn,
  personOf,
  publish,
  standing,
  stateOf,
  voiceOf,
} from '../desk.js'
import { attack, letter, pageOf, say } from '../page.js'
import { eve, falseNames } from '../people.js'
import { at, codeOf, hex, must } from '../world.js'
import { ashaLooks, chenAnswers } from './referrals.js'

// Weeks 6 to 8: what one hostile member tries, and what it comes to.

/** @typedef {import('../rollout.js').World} World */

/** How many vetters each false name fools: the model is ours, and somebody always gets by. */
const fooled = /** @type {const} */ ({ Ruth: 3, Saul: 3, Tess: 3, Uma: 2, Vic: 1, Walt: 0 })
const tired = ['Abel', 'Brigid', 'Cora']

/** @param {World} world @param {string} name */
export function falseOne({ falsePeople }, name) {
  const person = falsePeople.get(name)
  if (person === undefined) throw new Error(`no ${name} was made up`)
  return person
}

/**
 * Week 6: the answer; and six friends of Eve's.
 *
 * @param {World} world
 */
export async function week6(world) {
  const page = pageOf(6, 'Six friends')
  const lantern = communityOf(world.communities, 'lantern')
  await chenAnswers(world, page)
  const now = at(6, 2)
  for (const name of falseNames) {
    const person = describe({ ...eve, name }, lantern.sheet, now)
    world.falsePeople.set(name, person)
    lantern.people.set(name, person)
    lantern.statements.push(person.descriptor)
  }
  // One on each hour, so that which came first is no riddle.
  falseNames.forEach((name, nth) => {
    const { identity } = falseOne(world, name).keys
    lantern.statements.push(vouch(identity.publicKey, voiceOf(lantern, 'Eve'), { now: at(6, 2, 9 + nth) }))
  })
  Object.entries(fooled).forEach(([name, count], nth) => {
    const { descriptor, keys } = falseOne(world, name)
    const then = at(6, 3, 9 + nth)
    for (const vetter of tired.slice(0, count)) {
      lantern.statements.push(must(approve(descriptor, voiceOf(lantern, vetter), { now: then })))
    }
    lantern.statements.push(attest(keys.identity.publicKey, checklist, voiceOf(lantern, 'Cora'), { now: then }))
  })
  const state = stateOf(lantern, at(6, 4))
  const found = Object.fromEntries(falseNames.map((name) => [name, standing(state, falseOne(world, name))]))
  say(
    page,
    'Eve has six friends, she says, who would fit in so well. They have six names, six keys and one laptop. Three vetters are tired that evening; the papers are good ones.',
  )
  attack(page, {
    id: 'invitations',
    who: 'Eve',
    tries: 'introduces six false members in one day.',
    expected: {
      Ruth: 'listed',
      Saul: 'member_unintroduced',
      Tess: 'member_unintroduced',
      Uma: 'descriptor_unapproved',
      Vic: 'descriptor_unapproved',
      Walt: 'descriptor_unapproved',
    },
    found,
    because:
      'one invitation a member in 28 days, whatever the vetters think; and three vetters, whatever the member says. Ruth is in: a cap makes it slow, it makes nobody see.',
  })
  attackDepth(world, page, lantern)
  for (const community of world.communities.values()) confirm(community, at(6, 4))
  return page
}

/** @param {World} world @param {import('../page.js').Page} page @param {import('../desk.js').Community} lantern */
function attackDepth(world, page, lantern) {
  const again = vouch(falseOne(world, 'Saul').keys.identity.publicKey, voiceOf(lantern, 'Ruth'), { now: at(6, 5) })
  lantern.statements.push(again)
  const state = stateOf(lantern, at(6, 6))
  attack(page, {
    id: 'depth',
    who: 'Ruth',
    tries: 'has an invitation of her own now, and uses it for Saul.',
    expected: { Saul: 'member_unintroduced' },
    found: { Saul: standing(state, falseOne(world, 'Saul')) },
    because: 'Dora introduced Ben, Ben Eve, Eve Ruth: two steps from whoever an approver knows, and there it ends.',
  })
}

/**
 * Why a statement counts for nothing in a community.
 *
 * @param {ReturnType<typeof stateOf>} state
 * @param {Uint8Array} statement
 */
export function unheededAs(state, statement) {
  const found = state.unheeded.find((one) => hex(one.statement.bytes) === hex(statement))
  return found?.code ?? 'counts'
}

/**
 * Week 7: praise in a ring, and somebody else's name.
 *
 * @param {World} world
 */
export async function week7(world) {
  const page = pageOf(7, 'Praise')
  const lantern = communityOf(world.communities, 'lantern')
  const now = at(7, 1)
  publish(lantern, now)
  const before = ashaLooks(lantern, now, 20).outcome.matches
  say(
    page,
    'Colleagues may say what a colleague is good at: by name, for one thing, until a date. Mira has said it of Chen. Eve, who claims to be a specialist for panic and is second in Asha’s order for it, would like to be first.',
  )
  attackRing(world, page, lantern)
  publish(lantern, at(7, 2))
  const after = ashaLooks(lantern, at(7, 2), 20).outcome.matches
  const isSame = JSON.stringify(after.map(({ name }) => name)) === JSON.stringify(before.map(({ name }) => name))
  attack(page, {
    id: 'rank',
    who: 'Eve',
    tries: 'looks whether all that praise has moved her.',
    expected: { 'who is first': 'Chen', 'the order': 'as before' },
    found: { 'who is first': after[0]?.name ?? 'nobody', 'the order': isSame ? 'as before' : 'changed' },
    because:
      'the order comes from what Asha needs and what each one offers. Praise is shown with the name of whoever gives it, and outweighs neither.',
  })
  say(page, 'Whoever asks why Eve is on the list reads, and may think:')
  letter(page, textOfListed(whyMember(stateOf(lantern, at(7, 2)), theEve(world).keys.id), wordsFor(lantern)).join('\n'))
  attackName(world, page, lantern)
  return page
}

/**
 * What reasons are put into words with, in one community.
 *
 * @param {import('../desk.js').Community} community
 */
export function wordsFor(community) {
  const names = namesIn(community)
  const nameOf = (/** @type {string} */ key) => names.get(key)
  return { labels: en, words: enTrust, vocabulary: coreVocabulary, nameOf }
}

/** @param {World} world */
export function theEve({ eve: person }) {
  if (person === undefined) throw new Error('Eve has not come')
  return person
}

/** @param {World} world @param {import('../page.js').Page} page @param {import('../desk.js').Community} lantern */
function attackRing(world, page, lantern) {
  const now = at(7, 1, 12)
  const own = theEve(world).keys.identity.publicKey
  const said = new Map(falseNames.map((name) => [name, endorse(own, 'anxiety.panic', voiceOf(lantern, name), { now })]))
  const back = endorse(falseOne(world, 'Ruth').keys.identity.publicKey, 'anxiety.panic', voiceOf(lantern, 'Eve'), {
    now,
  })
  lantern.statements.push(...said.values(), back)
  const state = stateOf(lantern, at(7, 2))
  let herself = 'signed'
  try {
    endorse(own, 'anxiety.panic', voiceOf(lantern, 'Eve'), { now })
  } catch (error) {
    herself = error instanceof RangeError ? 'is not signed' : 'broke'
  }
  attack(page, {
    id: 'ring',
    who: 'Eve',
    tries: 'is praised by all six, praises Ruth, and tries to praise herself.',
    expected: {
      Eve: 'is not signed',
      Ruth: 'counts',
      ...Object.fromEntries(falseNames.slice(1).map((name) => [name, 'statement_unheeded'])),
    },
    found: { Eve: herself, ...Object.fromEntries([...said].map(([name, bytes]) => [name, unheededAs(state, bytes)])) },
    because:
      'only who is listed speaks, and nobody of themselves. Ruth is listed, so hers counts, and is shown as hers.',
  })
}

/** @param {World} world @param {import('../page.js').Page} page @param {import('../desk.js').Community} lantern */
function attackName(world, page, lantern) {
  const now = at(7, 3)
  const chen = personOf(lantern, 'Chen')
  const sheet = lantern.sheet.people.find(({ name }) => name === 'Chen')
  if (sheet === undefined || world.referral === undefined) throw new Error('Chen is not there')
  const copy = describe(sheet, lantern.sheet, now, { seed: 'Eve, calling herself Chen' })
  const approvals = tired.slice(0, 2).map((vetter) => must(approve(copy.descriptor, voiceOf(lantern, vetter), { now })))
  const successor = nameSuccessor(chen.keys.identity.publicKey, copy.keys.identity.publicKey, voiceOf(lantern, 'Eve'), {
    now,
  })
  const tried = [
    copy.descriptor,
    ...approvals,
    vouch(copy.keys.identity.publicKey, voiceOf(lantern, 'Ruth'), { now }),
    successor,
  ]
  const state = stateOf(lantern, at(7, 4), tried)
  attack(page, {
    id: 'name',
    who: 'Eve',
    tries: 'makes a new key, copies Chen’s page under it, word for word, and says that it is Chen’s new key.',
    expected: {
      'the page under a new key': 'descriptor_unapproved',
      'the new key instead of the old': 'statement_unheeded',
      'Chen’s page, one letter changed': 'statement_forged',
      'Asha’s letter, with that key': 'token_unopenable',
    },
    found: {
      'the page under a new key': standing(state, copy),
      'the new key instead of the old': unheededAs(state, successor),
      'Chen’s page, one letter changed': alteredCode(lantern, chen.descriptor, at(7, 4)),
      'Asha’s letter, with that key': codeOf(openToken(world.referral.token, copy.keys, { now })),
    },
    because:
      'a name is a word, a key is a key. The third vetter has met Chen; and had all been fooled, what is sealed to Chen would still open with Chen’s key alone.',
  })
}

/**
 * What a publisher says to a page in which somebody changed a letter after it was signed.
 *
 * @param {import('../desk.js').Community} community
 * @param {Uint8Array} descriptor
 * @param {import('entrenous').EpochSeconds} now
 */
function alteredCode({ root, keys }, descriptor, now) {
  const text = Buffer.from('chen@lantern.example')
  const from = Buffer.from(descriptor).indexOf(text)
  const altered = descriptor.map((byte, place) => (place === from ? byte ^ 1 : byte))
  const input = { root, statements: [altered], vocabulary: coreVocabulary, publishingKey: keys.publishing, now }
  return must(publishCatalogue(input)).rejected[0]?.code ?? 'published'
}
