import type { PractitionerEntry, Purpose } from 'entrenous'
import type { App } from '../app.js'
import { type Child, fieldValue, h } from '../dom.js'
import { type ListName, type TextName, toggled } from '../state.js'

// What screens are put together of. Whatever other people wrote stands in `theirs`: text, apart from the lines around it.

/** The words of an id: the labels', else the community's own, else the id. */
export function wordFor({ labels, state }: App, facet: keyof App['labels']['concepts'], id: string): string {
  const known: Readonly<Record<string, string>> = labels.concepts[facet]
  if (Object.hasOwn(known, id)) return known[id] ?? id
  const own = state.catalogue?.vocabulary.labels.filter((one) => one.facet === facet && one.id === id) ?? []
  return (own.find(({ language }) => language === labels.language) ?? own[0])?.text ?? id
}

/** Other people's words: never markup, and in a direction of their own. */
export function theirs(text: string, tag = 'bdi'): Element {
  return h(tag, { dir: 'auto' }, text)
}

/** Puts values into a sentence. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** A button. Its id keeps the focus where it was when the screen is drawn anew. */
export function button(id: string, text: Child, onclick: () => void, look = '', disabled = false): Element {
  return h('button', { type: 'button', id, class: look, disabled, onclick }, text)
}

/** The way to write to somebody whom no search has found. */
export function writeButton({ acts, words }: App, id: string, entry: PractitionerEntry, purpose: Purpose): Element {
  const { name } = entry
  return button(id, theirs(`${words.button.write}: ${name}`), () =>
    acts.writeTo([{ entry, id: entry.id, name }], purpose),
  )
}

/** One thing to tick, as wide as its line. */
export function tick(
  id: string,
  text: Child,
  checked: boolean,
  onchange: () => void,
  more: Readonly<Record<string, string | boolean | undefined>> = {},
): Element {
  return h(
    'label',
    { class: 'choice' },
    h('input', { type: 'checkbox', id, checked, onchange, ...more }),
    // It may be a word of the community's own.
    h('span', { dir: 'auto' }, text),
  )
}

/** Several to tick, of one list of the draft. */
export function ticks(
  app: App,
  list: ListName,
  options: readonly (readonly [id: string, text: string])[],
  most = 99,
): Child {
  const chosen = app.state.draft[list] ?? []
  return options.map(([id, text]) => {
    const isChosen = chosen.includes(id)
    const flip = () => setList(app, list, toggled(chosen, id))
    return tick(`${list}-${id}`, text, isChosen, flip, { disabled: !isChosen && chosen.length >= most })
  })
}

/** One of several, or none. */
export function radios(
  app: App,
  list: ListName,
  legend: string,
  options: readonly (readonly [id: string, text: string])[],
): Element {
  const chosen = app.state.draft[list] ?? []
  const one = ([id, text]: readonly [string, string]) =>
    h(
      'label',
      { class: 'choice' },
      h('input', {
        type: 'radio',
        name: list,
        id: `${list}-${id}`,
        checked: id === '' ? chosen.length === 0 : chosen.includes(id),
        onchange: () => setList(app, list, id === '' ? [] : [id]),
      }),
      h('span', {}, text),
    )
  const isOpen = chosen.length > 0 && options.every(([id]) => id !== '')
  return group(legend, [...options, ...(isOpen ? [['', app.words.label.noAnswer] as const] : [])].map(one), 'tiles')
}

/** Fields that belong together. */
export function group(legend: string, content: Child, look = ''): Element {
  return h('fieldset', {}, h('legend', { dir: 'auto' }, legend), h('div', { class: look }, content))
}

function setList(app: App, list: ListName, value: readonly string[]): void {
  app.acts.set((state) => ({ ...state, draft: { ...state.draft, [list]: value } }))
}

/** A field to write in. */
export function textField(
  app: App,
  name: TextName,
  label: string,
  more: Readonly<Record<string, string | number | undefined>> = {},
): Element {
  const oninput = (event: Event) =>
    app.acts.note((state) => ({ ...state, draft: { ...state.draft, [name]: fieldValue(event) } }))
  const shared = { id: name, oninput, autocomplete: 'off', spellcheck: 'false', ...more }
  const value = app.state.draft[name]
  const field =
    name === 'story' ? h('textarea', { ...shared, rows: 9 }, value) : h('input', { type: 'text', value, ...shared })
  return h('label', { class: 'field' }, h('span', {}, label), field)
}

/** Every id of a facet with its words: the labels' order, then what the community added. */
export function entriesOf(app: App, facet: keyof App['labels']['concepts']): readonly (readonly [string, string])[] {
  const known = Object.keys(app.labels.concepts[facet])
  const added = app.state.catalogue?.vocabulary.labels.filter((one) => one.facet === facet).map(({ id }) => id) ?? []
  const own = [...new Set<string>(added)].filter((id) => !known.includes(id))
  return [...known, ...own].map((id) => [id, wordFor(app, facet, id)])
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A long list in groups that open, with a field to search it. */
export function picker(app: App, facet: keyof App['labels']['concepts'], list: ListName, most: number): Child {
  const { state, words } = app
  const all = entriesOf(app, facet)
  const chosen = state.draft[list] ?? []
  const sought = plain(state.search.trim())
  const shown = all.filter(([, text]) => plain(text).includes(sought))
  const groups = all.filter(([id]) => !id.includes('.'))
  return [
    h(
      'label',
      { class: 'field' },
      h('span', {}, words.label.search),
      h('input', {
        type: 'search',
        id: `search-${list}`,
        value: state.search,
        autocomplete: 'off',
        spellcheck: 'false',
        oninput: (event: Event) => app.acts.set((before) => ({ ...before, search: fieldValue(event) })),
      }),
    ),
    chosen.length > 0 &&
      sought === '' &&
      group(
        words.label.chosen,
        ticks(
          app,
          list,
          chosen.map((id) => [id, wordFor(app, facet, id)]),
        ),
        'tiles chosen',
      ),
    chosen.length >= most && h('p', { class: 'quiet' }, words.line.most),
    sought === ''
      ? groups.map((one) => section(app, list, one, all, most))
      : shown.length === 0
        ? h('p', {}, words.line.nothingFound)
        : group(state.search.trim(), ticks(app, list, shown.slice(0, 30), most), 'tiles bare'),
  ]
}

function section(
  app: App,
  list: ListName,
  [top, name]: readonly [string, string],
  all: readonly (readonly [string, string])[],
  most: number,
): Child {
  const chosen = app.state.draft[list] ?? []
  const within = all.filter(([id]) => id.startsWith(`${top}.`) && !chosen.includes(id))
  const general = chosen.includes(top)
    ? []
    : [[top, within.length === 0 ? name : `${name}: ${app.words.label.all.toLowerCase()}`] as const]
  return h(
    'details',
    { id: `group-${list}-${top}` },
    h('summary', { id: `open-${list}-${top}` }, name),
    h('div', { class: 'tiles', role: 'group', 'aria-label': name }, ticks(app, list, [...general, ...within], most)),
  )
}
