import { textOfFailure } from 'entrenous'
import { furtherQuestions, textOfCallSheet, toCallSheet } from 'entrenous/call-sheet'
import { helpFor, textOfHelp } from 'entrenous/safety'
import type { App, View } from '../app.js'
import { nowSeconds } from '../clock.js'
import { type Child, h } from '../dom.js'
import { sharables } from '../sharing.js'
import { toggled } from '../state.js'
import { cardLine } from './card.js'
import { levels } from './consent.js'
import { button, fill, theirs, tick } from './parts.js'

// The screens without a question: the first, help, what to say on the phone, and when something does not work.

/** What happens here, and what never does. */
export function welcomeView(app: App): View {
  const { acts, config, state, words } = app
  const { line } = words
  return {
    ...words.screen.welcome,
    body: [
      cardLine(app),
      h(
        'ul',
        { class: 'promises' },
        [line.never1, line.never2, line.never3].map((text) => h('li', {}, text)),
      ),
      h('p', { class: 'quiet' }, fill(line.community, { name: config.community })),
    ],
    foot: [
      button('begin', words.button.begin, acts.next, 'primary'),
      (state.inward?.tickets.length ?? 0) > 0 || state.inward?.files === true
        ? button('to-open', words.button.openFile, () => acts.go('open'), 'plain')
        : undefined,
    ],
  }
}

/** Whom to turn to at once. It says nothing to anybody, and nothing of it is kept. */
export function helpContent({ config, labels }: App): Child {
  const help = helpFor(config.help, { region: config.helpRegion, now: nowSeconds() })
  const { danger, numbers, contacts, know } = textOfHelp(help, labels)
  return [
    help.sample && h('p', { class: 'notice' }, know[0]),
    h('p', { class: 'danger' }, danger),
    !help.isRegionKnown &&
      h(
        'ul',
        {},
        numbers.map(({ line }) => h('li', {}, line)),
      ),
    contacts.map(({ name, reach, lines }) =>
      h(
        'section',
        { class: 'card' },
        h('h2', {}, theirs(name)),
        reach.map(({ line }) => h('p', { class: 'reach' }, theirs(line))),
        lines.map((line) => theirs(line, 'p')),
      ),
    ),
    know.slice(help.sample ? 1 : 0).map((line) => h('p', { class: 'quiet' }, line)),
  ]
}

/** Help, and nothing else. */
export function helpView(app: App): View {
  return { ...app.words.screen.help, body: helpContent(app) }
}

/** What does not work, in plain words, and whom to turn to. */
export function problemView(app: App): View {
  const { labels, state, words } = app
  const { failure } = state
  const text =
    failure === 'alone' || failure === 'malformed'
      ? words.line[failure]
      : failure && textOfFailure(failure, labels, 'person')
  return { ...words.screen.problem, body: [h('p', {}, text), helpContent(app)] }
}

/** What to say on the phone, to be read out or printed; below it, what may be said at all. */
export function callView(app: App): View {
  const { acts, labels, state, words } = app
  const { asks, called, spoken } = state
  if (called === undefined) return { ...words.screen.call, body: undefined }
  const shown = { shared: spoken, ask: asks, vocabulary: state.catalogue?.vocabulary ?? { labels: [] } }
  const [title = '', ...lines] = textOfCallSheet(toCallSheet(called, labels, shown), labels).split('\n')
  const further = furtherQuestions(called, labels, shown)
  const line = (text: string) =>
    text === '' ? undefined : text.startsWith('  ') ? theirs(text.trim(), 'p') : h('h2', {}, text)
  return {
    ...words.screen.call,
    body: [
      h('div', { class: 'card sheet' }, h('p', { class: 'first', dir: 'auto' }, title), lines.map(line)),
      h(
        'section',
        { class: 'no-print' },
        h('h2', {}, words.label.say),
        sharables(state).flatMap((one) => (one.levels.length === 0 ? [] : [levels(app, one)])),
        further.map(({ facet, lines: asked }) =>
          tick(`ask-${facet}`, asked.join(' '), asks.includes(facet), () =>
            acts.set((before) => ({ ...before, asks: [...toggled(before.asks, facet)] })),
          ),
        ),
      ),
    ],
    foot: state.inward?.files === true && button('print', words.button.print, () => window.print(), 'primary'),
  }
}
