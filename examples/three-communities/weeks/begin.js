import { verifyCatalogue } from 'entrenous/community'
import { attest } from 'entrenous/trust'
import {
  checklist,
  communityOf,
  confirm,
  describe,
  found,
  personOf,
  publish,
  standing,
  stateOf,
  voiceOf,
  welcome,
} from '../desk.js'
import { pageOf, promise, rows, say } from '../page.js'
import { communitySheets } from '../people.js'
import { readTemplate } from '../template.js'
import { at, must } from '../world.js'

// Weeks 1 and 2: the promise, and the first list.

/** @typedef {import('../rollout.js').World} World */

const ruleOf = {
  'introduced-two-vetters': 'introduced, and two vetters',
  'introduced-three-vetters': 'introduced, and three vetters',
}

/**
 * Week 1: three communities, one template.
 *
 * @param {World} world
 */
export function week1({ communities, rules }) {
  const page = pageOf(1, 'The promise')
  const template = readTemplate()
  for (const sheet of communitySheets) communities.set(sheet.slug, found(sheet, { template, now: at(1), rules }))
  const all = [...communities.values()]
  const lines = comparedLines(all)
  say(
    page,
    'Ines has hands and a harbour town. Dora has a staircase on Lantern Street with eleven doors. Yusra has four thousand students and a queue. They do not know one another. All three begin with the same folder of plain texts: a charter, two checklists, five pages to hand out, a plan for twelve weeks.',
  )
  rows(
    page,
    all.map(({ sheet, vetters }) => [
      sheet.name,
      `${sheet.place}; ${sheet.lead} leads, ${vetters.size} may approve; listed is who is ${ruleOf[sheet.policy]}`,
    ]),
  )
  say(
    page,
    `Each reads the charter aloud in a kitchen, with the people who will have to keep it, and signs its fingerprint: from now on every consent that anybody gives here names the charter under which it was given. Laid side by side, ${lines.differing} of the ${lines.all} lines in the three folders differ, and all of those in the name, the contact and how many vetters it takes.`,
  )
  promise(page, 'the folders differ in who they are alone', lines.otherwise === 0)
  page.facts = { communities: all.map(({ sheet, key }) => ({ name: sheet.name, key })), lines }
  return page
}

/**
 * How many lines of the folders differ; and how many still do once what makes a community is taken out of them.
 *
 * @param {readonly import('../desk.js').Community[]} all
 */
function comparedLines(all) {
  const folders = all.map(({ folder, sheet }) => {
    const texts = [...folder].flatMap(([path, text]) => text.split('\n').map((line) => `${path}: ${line}`))
    const plain = texts.map((line) =>
      line
        .replaceAll(sheet.name, '{{name}}')
        .replaceAll(sheet.contact, '{{contact}}')
        .replace(/"approvalsRequired": \d/, '"approvalsRequired": 0'),
    )
    return { texts, plain }
  })
  const count = (/** @type {'texts' | 'plain'} */ which) =>
    (folders[0]?.[which] ?? []).filter((line, nth) => folders.some((folder) => folder[which][nth] !== line)).length
  return { all: folders[0]?.texts.length ?? 0, differing: count('texts'), otherwise: count('plain') }
}

/**
 * Week 2: everybody describes themselves, and the first list is published.
 *
 * @param {World} world
 */
export function week2({ communities }) {
  const page = pageOf(2, 'The first list')
  say(
    page,
    'Everybody makes keys on a device of their own, writes what they do, signs it, and reads eight letters of their key aloud to somebody who knows their face. Vetters look, each for themselves. The checklist is short: met in person, licence seen, charter signed.',
  )
  for (const community of communities.values()) {
    for (const sheet of community.sheet.people.filter(({ joins }) => joins === 2)) {
      const late = sheet.name === 'Viggo' ? { seen: ['met-in-person', 'charter-signed'] } : {}
      welcome(community, describe(sheet, community.sheet, at(2)), { now: at(2), ...late })
    }
    confirm(community, at(2))
  }
  const saltmarsh = communityOf(communities, 'saltmarsh')
  const viggo = personOf(saltmarsh, 'Viggo')
  const before = standing(stateOf(saltmarsh, at(2, 1)), viggo)
  saltmarsh.statements.push(
    attest(viggo.keys.identity.publicKey, checklist, voiceOf(saltmarsh, 'Ines'), { now: at(2, 4) }),
  )
  const after = standing(stateOf(saltmarsh, at(2, 4)), viggo)
  say(
    page,
    `Viggo has left his licence in another coat. What is signed so far comes to ${before}, and he is not in the list. On Monday Ines has seen it, says so, and he is ${after}. Nobody had to decide anything.`,
  )
  const lists = [...communities.values()].map((community) => {
    const { bytes, listed } = publish(community, at(2, 5))
    const { identical, statements } = must(verifyCatalogue(bytes, { trust: [community.key], now: at(2, 5) }))
    return { name: community.sheet.name, listed, statements, bytes: bytes.length, identical }
  })
  say(page, 'Then each lead publishes: one file, for any web server. Whoever doubts a line compiles it again.')
  rows(
    page,
    lists.map(({ name, listed, statements, bytes, identical }) => [
      name,
      `${listed} listed, ${statements} signed statements, ${bytes.toLocaleString('en')} bytes; compiled again: ${identical ? 'the same, to the byte' : 'DIFFERENT'}`,
    ]),
  )
  promise(page, 'a missing licence keeps Viggo out', before === 'member_unattested' && after === 'listed')
  promise(
    page,
    'the lists compile to the same bytes',
    lists.every(({ identical }) => identical),
  )
  page.facts = { lists, viggo: [before, after] }
  return page
}
