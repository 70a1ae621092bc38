import { partNames } from '../answers.js'
import type { App, View } from '../app.js'
import { type Child, h } from '../dom.js'
import { type Question, questions, toggled } from '../state.js'
import { button, entriesOf, fill, group, picker, radios, textField, tick, ticks, wordFor } from './parts.js'

// The questions. All but the first may be left open; none of the answers leaves this file by itself.

const formats = ['in-person', 'in-person.home-visit', 'online.video', 'online.phone', 'online.messages']
const traits = ['gender.woman', 'gender.man', 'gender.non-binary']

const bodies: Readonly<Record<Question, (app: App) => Child>> = {
  about: (app) => picker(app, 'concern', 'needs', 3),
  who: (app) => [
    radios(app, 'for', app.words.label.forWhom, entriesOf(app, 'for-whom')),
    radios(app, 'sessions', app.words.label.sessions, entriesOf(app, 'session')),
    radios(app, 'age', app.words.label.age, entriesOf(app, 'age-group')),
    radios(app, 'gender', app.words.label.gender, entriesOf(app, 'gender')),
  ],
  where: (app) => {
    const { regions } = app.config
    const { label } = app.words
    const places = regions.map(({ id, name }) => [id, name] as const)
    return [
      radios(app, 'region', label.region, [...places, ['', label.elsewhere]]),
      group(
        label.formats,
        ticks(
          app,
          'formats',
          formats.map((id) => [id, wordFor(app, 'format', id)]),
        ),
        'tiles',
      ),
      textField(app, 'postal', label.postal, { maxlength: 10 }),
    ]
  },
  when: (app) => [timetable(app), yes(app, 'waiting')],
  languages: (app) => [
    h(
      'div',
      { class: 'tiles' },
      ticks(
        app,
        'languages',
        app.config.languages.map((id) => [id, wordFor(app, 'language', id)]),
      ),
    ),
    yes(app, 'interpreter'),
  ],
  payment: (app) => [
    textField(app, 'budget', fill(app.words.label.budget, { currency: app.config.currency }), {
      inputmode: 'decimal',
      maxlength: 8,
    }),
    group(app.words.label.insurers, ticks(app, 'insurers', entriesOf(app, 'insurer')), 'tiles'),
    yes(app, 'notSure'),
  ],
  access: (app) => h('div', { class: 'tiles' }, ticks(app, 'access', entriesOf(app, 'access'))),
  prefer: (app) => [
    group(
      app.words.label.who,
      ticks(
        app,
        'practitioner',
        traits.map((id) => [id, wordFor(app, 'practitioner', id)]),
      ),
      'tiles',
    ),
    group(app.words.label.style, ticks(app, 'style', entriesOf(app, 'style'), 10), 'tiles'),
    yes(app, 'noEvents'),
  ],
  ways: (app) => picker(app, 'modality', 'modalities', 10),
  touch: (app) => [
    group(app.words.label.areas, ticks(app, 'areas', tops(app)), 'tiles'),
    group(app.words.label.noTouch, ticks(app, 'noTouch', tops(app)), 'tiles'),
  ],
  story: (app) => textField(app, 'story', app.words.label.story, { maxlength: 1500 }),
}

const tops = (app: App) => entriesOf(app, 'body-area').filter(([id]) => !id.includes('.'))

function yes(app: App, name: 'waiting' | 'interpreter' | 'notSure' | 'noEvents'): Element {
  const { draft } = app.state
  const flip = () =>
    app.acts.set((state) => ({ ...state, draft: { ...state.draft, yes: toggled(state.draft.yes, name) } }))
  return tick(`yes-${name}`, app.words.tick[name], draft.yes.includes(name), flip)
}

/** A week by parts of days: every cell says its day and part to whoever cannot see the table. */
function timetable(app: App): Element {
  const { labels, state, words } = app
  const days = Object.keys(labels.day) as readonly (keyof typeof labels.day)[] // its own keys
  const cell = (day: (typeof days)[number], part: (typeof partNames)[number]) => {
    const id = `${day} ${part}`
    const flip = () =>
      app.acts.set((before) => ({ ...before, draft: { ...before.draft, times: toggled(before.draft.times, id) } }))
    const name = `${labels.day[day]}, ${labels.partOfDay[part]}`
    const input = h('input', {
      type: 'checkbox',
      id: `times-${day}-${part}`,
      checked: state.draft.times.includes(id),
      onchange: flip,
    })
    return h('td', {}, h('label', { class: 'choice' }, input, h('span', { class: 'sr-only' }, name)))
  }
  return h(
    'div',
    { class: 'week' },
    h(
      'table',
      {},
      h('caption', { class: 'sr-only' }, words.question.when.title),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          h('td', {}),
          partNames.map((part) => h('th', { scope: 'col' }, labels.partOfDay[part])),
        ),
      ),
      h(
        'tbody',
        {},
        days.map((day) =>
          h(
            'tr',
            {},
            h('th', { scope: 'row' }, labels.day[day]),
            partNames.map((part) => cell(day, part)),
          ),
        ),
      ),
    ),
  )
}

/** A question, with how far it is along the way. */
export function questionView(app: App, name: Question): View {
  const { acts, state, words } = app
  const at = questions.indexOf(name) + 1
  const isReady = state.draft.needs.length > 0
  const isChange = ['results', 'share'].includes(state.trail.at(-2) ?? '')
  const { button: text, line } = words
  return {
    ...words.question[name],
    body: [
      !isChange &&
        h(
          'p',
          { class: 'progress quiet' },
          h('progress', { max: questions.length, value: at, 'aria-label': words.bar.progress }),
          fill(words.bar.of, { at, all: questions.length }),
        ),
      state.catalogue === undefined ? h('p', {}, line.loading) : bodies[name](app),
    ],
    foot: [
      button('next', isChange ? text.done : text.next, acts.next, 'primary', name === 'about' && !isReady && !isChange),
      !isChange && isReady && name !== 'story' && button('see', text.results, acts.find, 'plain push'),
      name === 'about' && !isReady && h('span', { class: 'quiet' }, line.waitingForNeed),
    ],
  }
}
