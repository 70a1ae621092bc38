import { coreVocabulary, draftEvent, readEntries, signEvent } from 'entrenous/community'
import { toICalendar } from 'entrenous/interop/ical'
import { en, enCalendar, enTrust } from 'entrenous/labels/en'
import { adoptEvents, createSigningKey, delegateEvents, proposeEvent, textOfListed, whyMember } from 'entrenous/trust'
import {
  communityOf,
  confirm,
  describe,
  namesIn,
  openNow,
  personOf,
  publish,
  standing,
  stateOf,
  voiceOf,
  welcome,
} from '../desk.js'
import { placesOf } from '../journals.js'
import { letter, pageOf, promise, say } from '../page.js'
import { at, chance, isoDateOf, must } from '../world.js'

// Weeks 3 and 4: one ritual each, and the first newcomers.

/** @typedef {import('../rollout.js').World} World */

/**
 * @param {{ title: string, kind: string, hosts: readonly string[], concept: string, first: number, region: string, resources?: readonly object[] }} said
 */
function eventOf({ title, kind, hosts, concept, first, region, resources }) {
  const draft = {
    title,
    summary: `${title}: an hour in company, and nothing to sign.`,
    eventKind: kind,
    hosts,
    starts: `${isoDateOf(first, 5)}T17:30:00Z`,
    durationMinutes: 60,
    recurrence: { every: 'week', times: 6 },
    places: 'open',
    placesAsOf: `${isoDateOf(first)}T08:00:00Z`,
    audience: 'public',
    nextStep: 'The list, on your own phone.',
    concepts: [{ concept, level: 3 }],
    formats: { yes: ['in-person'] },
    languages: { yes: ['en'] },
    fees: [{ model: 'free' }],
    locations: [{ region }],
    ...(resources && { resources }),
  }
  return must(draftEvent(draft, { vocabulary: coreVocabulary }))
}

/**
 * Week 3: an evening each, and a library that may announce its own.
 *
 * @param {World} world
 */
export function week3({ communities }) {
  const page = pageOf(3, 'One ritual')
  const [saltmarsh, lantern, kestrel] = ['saltmarsh', 'lantern', 'kestrel'].map((slug) =>
    communityOf(communities, slug),
  )
  if (!saltmarsh || !lantern || !kestrel) throw new Error('there are three')
  const now = at(3)
  const housing = [{ concept: 'practical.housing', text: 'The tenants’ desk, two doors on' }]
  const held = /** @type {const} */ ([
    [
      saltmarsh,
      'posture-clinic',
      { title: 'Posture clinic on the quay', kind: 'class', hosts: ['Tarek', 'Billie'], concept: 'posture.desk' },
    ],
    [
      lantern,
      'first-look',
      {
        title: 'A first look, together',
        kind: 'group-intake',
        hosts: ['Hana', 'Gus'],
        concept: 'stress.overwhelm',
        resources: housing,
      },
    ],
    [
      kestrel,
      'before-exams',
      { title: 'The week before exams', kind: 'workshop', hosts: ['Noor'], concept: 'stress.study' },
    ],
  ])
  for (const [community, id, { hosts, ...said }] of held) {
    const ids = hosts.map((name) => personOf(community, name).keys.id)
    const event = eventOf({ ...said, hosts: ids, first: 3, region: community.sheet.region })
    community.statements.push(signEvent(event, community.keys, { id, now }))
  }
  say(
    page,
    'One evening each, free, at the same hour for six weeks. On the quay Tarek and Billie look at backs that have carried nets. On Lantern Street Hana and Gus ask a room of strangers what would help and write none of it down; the tenants’ desk is two doors on. At the university Noor talks about the week before exams.',
  )
  const library = must(createSigningKey({ random: chance('the library') }))
  lantern.statements.push(delegateEvents(library.publicKey, 'library', voiceOf(lantern, 'Dora'), { now }))
  const evening = eventOf({
    title: 'An evening about grief',
    kind: 'support-group',
    hosts: [personOf(lantern, 'Gus').keys.id],
    concept: 'grief.death',
    first: 4,
    region: 'US-WA',
  })
  const proposed = ['library-grief', 'first-look'].map((id) => proposeEvent(evening, library, { id, now }))
  const adopted = adoptEvents(proposed, stateOf(lantern, now), lantern.keys, { now })
  lantern.statements.push(...adopted.accepted)
  const refused = adopted.rejected[0]?.code ?? 'nothing'
  say(
    page,
    `The library round the corner may announce evenings under its own name, and does: one for people who grieve. By mistake it also announces over Hana’s: ${refused}. Its key can do the one thing and not the other, so it need not be asked to be careful.`,
  )
  publish(lantern, at(3, 1))
  const catalogue = openNow(lantern, at(3, 1))
  const events = readEntries(catalogue).accepted.flatMap((entry) => (entry.kind === 'event' ? [entry] : []))
  const calendar = toICalendar(events, { words: enCalendar })
  const summaries = [...new Set(calendar.split('\r\n').filter((line) => line.startsWith('SUMMARY')))]
  say(
    page,
    `Whoever puts them into a calendar, which is synchronised to who knows where, finds there, ${events.length} times:`,
  )
  letter(page, summaries.join('\n'))
  promise(
    page,
    'the library announces its own and nothing else',
    adopted.accepted.length === 1 && refused === 'statement_unheeded',
  )
  promise(page, 'calendars say nothing', summaries.join() === 'SUMMARY:Appointment')
  page.facts = { events: events.map(({ id }) => id).sort(), refused, summaries }
  return page
}

/**
 * Week 4: newcomers, each on somebody's word.
 *
 * @param {World} world
 */
export function week4({ communities }) {
  const page = pageOf(4, 'On whose word')
  const now = at(4)
  const newcomers = []
  for (const community of communities.values()) {
    for (const sheet of community.sheet.people.filter(({ joins }) => joins === 4)) {
      const by = sheet.by ?? community.sheet.lead
      welcome(community, describe(sheet, community.sheet, now), { now, by })
      confirm(community, at(4, 1), ({ name }) => name === sheet.name)
      newcomers.push({ name: sheet.name, by, community: community.sheet.name })
    }
  }
  say(
    page,
    `${newcomers.map(({ name, by }) => `${by} introduces ${name}`).join('; ')}. A member introduces one newcomer in 28 days, and stands behind them: that is not much, and it is meant. Vetters who were not asked by the introducer look for themselves.`,
  )
  const lantern = communityOf(communities, 'lantern')
  const chen = personOf(lantern, 'Chen')
  const state = stateOf(lantern, at(4, 2))
  const names = namesIn(lantern)
  const words = {
    labels: en,
    words: enTrust,
    vocabulary: coreVocabulary,
    nameOf: (/** @type {string} */ key) => names.get(key),
  }
  say(page, 'Whoever wonders why Chen is on the list asks the list:')
  letter(page, textOfListed(whyMember(state, chen.keys.id), words).join('\n'))
  const places = [...communities.values()].map((community) => ({
    name: community.sheet.name,
    ...placesOf(community, 4),
  }))
  say(
    page,
    `The second evening has been held. How many came? ${places.map(({ taken, name }) => `${taken} took a place at ${name}`).join(', ')}, as the hosts’ own devices have it. That is nobody’s business yet: so few would be somebody. It waits until week 12.`,
  )
  promise(page, 'Chen is listed', standing(state, chen) === 'listed')
  page.facts = { newcomers, chen: standing(state, chen), places }
  return page
}
