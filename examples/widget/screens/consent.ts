import { textOf, textOfFailure } from 'entrenous'
import { sourceOf } from '../answers.js'
import type { App, View } from '../app.js'
import { agreedIn } from '../arrival.js'
import { type Child, fieldValue, h } from '../dom.js'
import { isUnreachable, type Sharable, sharables, suggested } from '../sharing.js'
import { toggled } from '../state.js'
import { button, fill, group, textField, theirs, tick, wordFor } from './parts.js'

// What may they know, how should the answer come, and the words. `wordsOf` is what is shown, and what is granted.

/** The words of each proposal: the very text that a grant binds. */
export function wordsOf({ labels, state }: Pick<App, 'labels' | 'state'>): readonly string[] {
  return agreedIn(state).map(({ preview }) => textOf(preview, labels, state.catalogue?.vocabulary))
}

function letters(app: App): Child {
  const { refused } = app.state
  if (refused !== undefined) return h('p', { class: 'notice' }, textOfFailure(refused, app.labels, 'person'))
  return wordsOf(app).map((text) =>
    h(
      'div',
      { class: 'card letter', role: 'group', 'aria-label': app.labels.preview.line.title },
      text
        .split('\n')
        .map((line, at) =>
          h('p', { class: at === 0 ? 'first' : line.startsWith('  ') ? 'shared' : undefined, dir: 'auto' }, line),
        ),
    ),
  )
}

/** A switch for each field; below it the words that come of it. */
export function shareView(app: App): View {
  const { acts, labels, state, words } = app
  const { chosen, purpose } = state
  const purposes = (['first-conversation', 'referral', 'waiting-list', 'consultation'] as const).map(
    (id) => [id, labels.preview.purpose[id]] as const,
  )
  const isFixed = purpose === 'enquiry' || purpose === 'event' || state.at !== undefined
  return {
    ...words.screen.share,
    body: [
      h(
        'p',
        {},
        chosen.map(({ name }, at) => [at > 0 && ', ', theirs(name, 'strong')]),
      ),
      !isFixed &&
        select(words.label.purpose, 'purpose', purposes, purpose, (value) =>
          acts.set((before) => ({ ...before, purpose: purposes.find(([id]) => id === value)?.[0] ?? before.purpose })),
        ),
      select(
        words.label.days,
        'days',
        [7, 14, 28].map((days) => [String(days), fill(words.line.ends, { days })]),
        String(state.days),
        (value) => acts.set((before) => ({ ...before, days: Number(value) })),
      ),
      h(
        'div',
        { class: 'row' },
        button('suggest', words.button.suggest, () => acts.set((before) => ({ ...before, levels: suggested(before) }))),
        button('clear', words.button.clear, () => acts.set((before) => ({ ...before, levels: {} })), 'plain'),
      ),
      sharables(state).map((one) => levels(app, one)),
      letters(app),
    ],
    foot: button('to-reach', words.button.toReach, () => acts.go('reach'), 'primary'),
  }
}

function select(
  label: string,
  id: string,
  options: readonly (readonly [string, string])[],
  value: string,
  chosen: (value: string) => void,
): Element {
  const option = ([name, text]: readonly [string, string]) =>
    h('option', { value: name, selected: name === value }, text)
  return h(
    'label',
    { class: 'field' },
    h('span', {}, label),
    h('select', { id, onchange: (event) => chosen(fieldValue(event)) }, options.map(option)),
  )
}

/** A switch for one field. */
export function levels(app: App, { key, levels: possible, question }: Sharable): Element {
  const { acts, labels, state, words } = app
  const [field = '', concept] = key.split(' ')
  const { level: named, source: sources } = labels.preview
  // Nobody was asked for it: the switch says the kind itself.
  const source = field === 'source' ? sourceOf(state) : undefined
  const names: Readonly<Record<string, string>> = source === undefined ? named : { ...named, stated: sources[source] }
  const fields: Readonly<Record<string, string>> = labels.preview.field
  const name = concept === undefined ? (fields[field] ?? field) : wordFor(app, 'concern', concept)
  const level = state.levels[key] ?? 'none'
  if (possible.length === 0) {
    return h(
      'div',
      { class: 'level row' },
      h('span', {}, name),
      button(`answer-${key}`, words.button.answer, () => acts.go(question), 'plain push'),
    )
  }
  const one = (value: string) =>
    h(
      'label',
      { class: 'choice' },
      h('input', {
        type: 'radio',
        name: `level ${key}`,
        id: `level ${key} ${value}`,
        checked: value === level || (value === 'none' && !possible.includes(level)),
        onchange: () => acts.set((before) => ({ ...before, levels: { ...before.levels, [key]: value } })),
      }),
      h('span', {}, names[value] ?? value),
    )
  return group(name, ['none', ...possible].map(one), 'switch')
}

/** How an answer comes back: a note, or a way to reach the person. */
export function reachView(app: App): View {
  const { acts, state, words } = app
  const { inward, purpose, ways } = state
  const isEnquiry = purpose === 'enquiry'
  const flip = (way: string) => () => acts.set((before) => ({ ...before, ways: toggled(before.ways, way) }))
  const contact = (way: 'name' | 'email' | 'phone', more: Readonly<Record<string, string | number>>) => [
    tick(`way-${way}`, words.tick[way], ways.includes(way), flip(way)),
    ways.includes(way) && textField(app, way, words.label[way], more),
  ]
  return {
    ...words.screen.reach,
    body: [
      state.at === undefined &&
        inward?.keeps === true &&
        tick('way-host', words.tick.host, ways.includes('host'), flip('host')),
      state.at === undefined &&
        inward?.files === true &&
        tick('way-file', words.tick.file, ways.includes('file'), flip('file')),
      isEnquiry
        ? h('p', { class: 'quiet' }, words.line.roundReach)
        : [
            contact('name', { maxlength: 80 }),
            contact('email', { maxlength: 120, inputmode: 'email' }),
            contact('phone', { maxlength: 40, inputmode: 'tel' }),
          ],
    ],
    foot: button('to-agree', words.button.toAgree, () => acts.go('agree'), 'primary'),
  }
}

/** The words once more, and the click that consents. */
export function agreeView(app: App): View {
  const { acts, labels, state, words } = app
  const asksGuardian = agreedIn(state).some(({ preview }) => preview.disclosure.guardian === true)
  const isOut = isUnreachable(state)
  const { arrival } = state
  const confirm = (name: 'guardian' | 'none' | 'arrived', text: string) =>
    tick(`confirm-${name}`, text, state.confirmed.includes(name), () =>
      acts.set((before) => ({ ...before, confirmed: toggled(before.confirmed, name) })),
    )
  const isReady =
    state.proposals.length > 0 &&
    (!isOut || state.confirmed.includes('none')) &&
    (!asksGuardian || state.confirmed.includes('guardian'))
  return {
    ...words.screen.agree,
    body: [
      letters(app),
      arrival !== undefined && [
        confirm('arrived', fill(words.tick.arrived, { name: arrival.preview.recipient.name })),
        h('p', { class: 'quiet' }, words.line.arrived),
      ],
      asksGuardian && confirm('guardian', words.tick.guardian),
      isOut && [h('p', { class: 'notice' }, words.line.noReach), confirm('none', words.tick.none)],
    ],
    foot: [
      button('agree', words.button.agree, acts.seal, 'primary', !isReady || state.busy),
      button('to-share', words.button.change, () => acts.go('share'), 'plain', false),
      h('span', { class: 'sr-only' }, labels.preview.line.title),
    ],
  }
}
