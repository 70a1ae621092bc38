import { type Match, nextOccurrence, textOfExcluded, textOfMatch, textOfRelaxation } from 'entrenous'
import { conditionsOf, mustOf } from '../answers.js'
import type { App, View } from '../app.js'
import { nowSeconds } from '../clock.js'
import { type Child, h } from '../dom.js'
import { go, type Question, toggled } from '../state.js'
import { guideCard } from './card.js'
import { button, fill, group, theirs, tick } from './parts.js'

// Who could fit, why, what nobody stated, and what giving way would bring. Everything that a publisher or a practitioner
// wrote goes through `theirs`: it is text, and no link of theirs leads anywhere from here.

const MOST_ASKED = 3

/** Where each condition is answered. */
const questionOf: Readonly<Record<string, Question>> = {
  where: 'where',
  formats: 'where',
  languages: 'languages',
  payment: 'payment',
  when: 'when',
  access: 'access',
  for: 'who',
  sessions: 'who',
  practitioner: 'prefer',
  style: 'prefer',
  modalities: 'ways',
  body: 'touch',
}

/** The results. */
export function resultsView(app: App): View {
  const { acts, labels, state, words } = app
  const { found, limit } = state
  if (found === undefined) return { ...words.screen.results, body: h('p', {}, words.line.loading) }
  const { people, events, suggested } = found
  const { counts } = people
  const count = counts.matches + counts.maybe
  const hasMore = counts.matches > people.matches.length || counts.maybe > people.maybe.length
  // What would change somebody's place is said of the order in which all were found.
  const cards = (list: readonly Match[], among = list) => list.map((match) => card(app, match, among))
  const isOther = ({ id }: Match) => suggested?.suggested.some((one) => one.id === id) !== true
  const [matches, maybe] = [people.matches.filter(isOther), people.maybe.filter(isOther)]
  const hasSuggested = (suggested?.suggested.length ?? 0) > 0
  return {
    ...words.screen.results,
    body: [
      h(
        'p',
        {},
        count === 0 ? `${labels.match.line.none}.` : fill(words.line.found, { count }),
        ' ',
        h('span', { class: 'quiet' }, fill(words.line.considered, { count: counts.considered })),
      ),
      guideCard(app),
      introduced(app, cards),
      hasSuggested && matches.length > 0 && h('h2', {}, words.label.others),
      cards(matches, people.matches),
      maybe.length > 0 && [h('h2', {}, words.label.maybe), cards(maybe, people.maybe)],
      hasMore &&
        limit < 100 &&
        button('more', words.button.more, () => acts.set((before) => ({ ...before, limit: before.limit * 3 }))),
      relaxations(app),
      conditions(app),
      events.length > 0 && [h('h2', {}, words.label.events), cards(events)],
    ],
    foot: [
      state.chosen.length > 0 &&
        button(
          'round',
          fill(words.button.ask, { count: state.chosen.length }),
          () => acts.writeTo(state.chosen, 'enquiry'),
          'primary',
        ),
      state.chosen.length > 0
        ? h('span', { class: 'quiet' }, words.line.three)
        : button('change-about', words.button.again, () => acts.go('about')),
    ],
  }
}

/** Those whom a card introduces, in front and under the name of whoever does; and that somebody was not found. */
function introduced({ state, words }: App, cards: (list: readonly Match[]) => Child): Child {
  const { card, found } = state
  if (card?.kind !== 'introduction' || found?.suggested === undefined) return undefined
  const { suggested, notFound } = found.suggested
  const { cards: said } = words
  return [
    suggested.length > 0 && [
      // A heading ends without a stop.
      h('h2', {}, theirs(fill(said.suggested, { name: card.by.name }).slice(0, -1))),
      h('p', { class: 'quiet' }, said.unchanged),
      cards(suggested),
    ],
    notFound.length > 0 && theirs(fill(said.notFound, { names: notFound.map(({ name }) => name).join(', ') }), 'p'),
  ]
}

function relaxations({ acts, labels, state, words }: App): Child {
  const { found } = state
  if (found === undefined) return undefined
  const { excluded, relaxations: all } = found.people
  const offers = all
    .filter(({ gate, change }) => change !== 'loosen' || gate === 'payment' || gate === 'accepting')
    .slice(0, 4)
  const [leftOut, ...because] = textOfExcluded(excluded, labels)
  if (leftOut === undefined) return undefined
  return h(
    'section',
    { class: 'card quietly' },
    h('p', {}, `${leftOut}:`),
    h(
      'ul',
      {},
      because.map((line) => h('li', {}, line)),
    ),
    offers.length > 0 && [
      h('h2', {}, words.label.relax),
      offers.map((one) =>
        button(`relax-${one.gate}-${one.change}`, textOfRelaxation(one, labels), () => acts.relax(one), 'line'),
      ),
    ],
  )
}

/** The filters: what the person answered, and whether it must be so. */
function conditions(app: App): Child {
  const { acts, labels, state, words } = app
  const names = conditionsOf(state)
  const gates: Readonly<Record<string, string>> = labels.match.gate
  if (names.length === 0) return undefined
  const must = mustOf(state)
  return group(
    words.label.conditions,
    names.map((name) =>
      h(
        'div',
        { class: 'row' },
        tick(`must-${name}`, gates[name] ?? name, must.includes(name), () => {
          acts.set((before) => ({ ...before, draft: { ...before.draft, must: toggled(must, name) } }))
        }),
        button(`change-${name}`, words.button.change, () => acts.go(questionOf[name] ?? 'about'), 'plain'),
      ),
    ),
  )
}

/** One who could fit. */
function card(app: App, match: Match, among: readonly Match[]): Element {
  const { acts, labels, state, words } = app
  const { entry, id, kind, name, sealable } = match
  const { why, against, ask, change, know } = textOfMatch(match, labels, state.catalogue?.vocabulary, among)
  const { heading } = labels.match
  const list = (title: string, lines: readonly string[]) =>
    lines.length > 0 && [
      h('h3', {}, title),
      h(
        'ul',
        {},
        lines.map((line) => theirs(line, 'li')),
      ),
    ]
  const isChosen = state.chosen.some((one) => one.id === id)
  const flip = () =>
    acts.set((before) => ({
      ...before,
      chosen: isChosen ? before.chosen.filter((one) => one.id !== id) : [...before.chosen, match],
    }))
  return h(
    'article',
    { class: 'card', 'aria-label': name },
    h('h2', { class: 'name' }, theirs(name)),
    facts(app, match),
    entry.offer.summary !== undefined && theirs(entry.offer.summary, 'p'),
    h('h3', {}, heading.why),
    h(
      'ul',
      { class: 'why' },
      why.slice(0, 4).map((line) => theirs(line, 'li')),
    ),
    h(
      'details',
      { id: `more-${id}` },
      h('summary', { id: `open-${id}` }, words.label.details),
      list(heading.why, why.slice(4)),
      list(heading.against, against),
      list(heading.ask, ask),
      change !== undefined && list(heading.change, [change]),
      list(heading.know, know),
    ),
    h(
      'div',
      { class: 'row' },
      sealable &&
        button(
          `write-${id}`,
          kind === 'event' ? words.button.writeHost : words.button.write,
          () => acts.writeTo([match], kind === 'event' ? 'event' : 'first-conversation'),
          'primary',
        ),
      button(`call-${id}`, words.button.call, () =>
        acts.set((before) => go({ ...before, called: match, purpose: 'referral', levels: {}, asks: [] }, 'call')),
      ),
      sealable &&
        kind === 'practitioner' &&
        tick(`ask-${id}`, words.label.pick, isChosen, flip, {
          disabled: !isChosen && state.chosen.length >= MOST_ASKED,
          'aria-label': `${words.label.pick}: ${name}`,
        }),
    ),
  )
}

/** How things stand: room, place, price. */
function facts({ labels, words }: App, { entry, kind }: Match): Element {
  const said: (string | undefined)[] = [labels.match.kind[kind]]
  if (entry.kind === 'practitioner') {
    const capacities: Readonly<Record<string, string>> = labels.capacity
    said.push(entry.offer.practice?.name, capacities[entry.presence?.capacity ?? 'unknown'])
  }
  if (entry.kind === 'event') {
    // The next date of a series, wherever it was moved to.
    const starts = new Date((nextOccurrence(entry.offer, nowSeconds())?.from ?? entry.offer.starts) * 1000)
    const [date, time] = [
      starts.toLocaleDateString(words.language),
      starts.toLocaleTimeString(words.language, { timeStyle: 'short' }),
    ]
    said.push(fill(words.label.starts, { date, time }), labels.places[entry.offer.places])
  }
  for (const { currency, from = 0, to = from, model } of entry.offer.fees?.slice(0, 1) ?? []) {
    const models: Readonly<Record<string, string>> = labels['concepts']['fee-model']
    const price = (hundredths: number) => String(hundredths / 100)
    said.push(
      currency === undefined
        ? models[model]
        : from === to
          ? `${price(to)} ${currency}`
          : fill(words.label.fee, { from: price(from), to: price(to), currency }),
    )
  }
  return h(
    'p',
    { class: 'quiet facts' },
    said.flatMap((one, at) => (one === undefined ? [] : [at > 0 && ' · ', theirs(one)])),
  )
}
