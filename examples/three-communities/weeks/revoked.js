import { revoke, textOfListed, vouch, whyMember } from 'entrenous/trust'
import { communityOf, describe, publish, standing, stateOf, voiceOf } from '../desk.js'
import { attack, letter, pageOf, promise, say } from '../page.js'
import { eve } from '../people.js'
import { at } from '../world.js'
import { falseOne, theEve, wordsFor } from './eve.js'
import { ashaLooks } from './referrals.js'

// Week 8: somebody is taken out, and with her whoever rests on her word.

/** @typedef {import('../rollout.js').World} World */

/**
 * Week 8: a telephone rings.
 *
 * @param {World} world
 */
export async function week8(world) {
  const page = pageOf(8, 'A telephone rings')
  const lantern = communityOf(world.communities, 'lantern')
  const person = theEve(world)
  say(
    page,
    'At the round table Dora wants to ask Ruth about her evening, and calls her. A telephone rings in Eve’s pocket. It takes one approver to revoke, whatever it took to let in; Dora signs a key and one word, conduct, and no story.',
  )
  lantern.statements.push(
    revoke(person.keys.identity.publicKey, 'conduct', voiceOf(lantern, 'Dora'), { now: at(8, 1) }),
  )
  const back = vouch(falseOne(world, 'Tess').keys.identity.publicKey, voiceOf(lantern, 'Eve'), { now: at(6, 2, 1) })
  const again = describe(eve, lantern.sheet, at(8, 2), { seed: 'Eve, again' })
  const comeback = [again.descriptor, vouch(again.keys.identity.publicKey, voiceOf(lantern, 'Ruth'), { now: at(8, 2) })]
  lantern.statements.push(back, ...comeback)
  const state = stateOf(lantern, at(8, 3))
  attack(page, {
    id: 'after-revocation',
    who: 'Eve',
    tries: 'is out, dates an invitation for Tess back to before Ruth’s, and comes back as Eve with a new key.',
    expected: { Eve: 'descriptor_revoked', Tess: 'member_unintroduced', 'Eve, again': 'descriptor_unapproved' },
    found: {
      Eve: standing(state, person),
      Tess: standing(state, falseOne(world, 'Tess')),
      'Eve, again': standing(state, again),
    },
    because:
      'a revocation is never taken back; whoever was vetted first comes first, and the vetters’ dates are not hers to write; and a new key begins as a stranger.',
  })
  const ruth = state.members.get(falseOne(world, 'Ruth').keys.id)?.introduction
  const until = ruth?.needsAnother === true ? new Date(ruth.until * 1000).toISOString().slice(0, 10) : 'for ever'
  say(
    page,
    `Ruth rests on Eve’s word. Whoever does has fourteen days to find somebody else who knows them: until ${until}. Ben, who brought Eve, may go on introducing; the second time he will not. He calls everybody he has told about her. It is the longest evening of the twelve weeks.`,
  )
  publish(lantern, at(8, 3))
  const names = ashaLooks(lantern, at(8, 4), 20).outcome.matches.map(({ name }) => name)
  say(
    page,
    `Asha’s phone takes the new list. For what she needs it has ${names.slice(0, 3).join(', ')}: Eve is gone with one signature, and Ruth is not, yet. Whoever asks why she is there reads, first of all:`,
  )
  const why = textOfListed(whyMember(state, falseOne(world, 'Ruth').keys.id), wordsFor(lantern))
  letter(page, why.filter((line) => !line.startsWith('Introduced')).join('\n'))
  promise(page, 'Eve is gone from the list', !names.includes('Eve'))
  page.facts = { until, listed: names }
  return page
}
