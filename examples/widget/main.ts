import { openCatalogue } from 'entrenous'
import { readCard } from 'entrenous/cards'
import { actsOn } from './acts.js'
import type { App, View } from './app.js'
import { config, labels, words } from './build-values.js'
import { nowSeconds } from './clock.js'
import { derive } from './derive.js'
import { h } from './dom.js'
import { awaitPort, type Inward } from './port.js'
import { keepView, openView, sealedView, talkView, withdrawView } from './screens/after.js'
import { agreeView, reachView, shareView } from './screens/consent.js'
import { button } from './screens/parts.js'
import { callView, helpView, problemView, welcomeView } from './screens/plain.js'
import { questionView } from './screens/questions.js'
import { resultsView } from './screens/results.js'
import { back, initial, type questions, type ScreenName, type State, screenOf } from './state.js'

// Starts the widget: one state in memory, drawn anew whenever it changes; one port; nothing else.

const HOST_ANSWERS_WITHIN_MS = 15_000

const views: Readonly<Record<string, (app: App) => View>> = {
  welcome: welcomeView,
  results: resultsView,
  share: shareView,
  reach: reachView,
  agree: agreeView,
  keep: keepView,
  sealed: sealedView,
  open: openView,
  talk: talkView,
  withdraw: withdrawView,
  call: callView,
  help: helpView,
  problem: problemView,
}

let state: State = initial
let port: MessagePort | undefined
let hasLeft = false

const bar = h('header', { class: 'bar' })
const main = h('main', { class: 'page' })
const said = h('p', { class: 'said', role: 'status' })
const foot = h('footer', { class: 'foot' })

const acts = actsOn({
  config,
  labels,
  words,
  state: () => state,
  set: (change) => {
    if (hasLeft) return
    const before = state
    state = derive(before, change(before), config.currency)
    draw(screenOf(before) !== screenOf(state))
  },
  note: (change) => {
    state = change(state)
  },
  post: (frame) => port?.postMessage(frame, [frame]),
  end: leave,
})

/** Draws the screen. On a new one the focus goes to its heading; on the same one it stays where it was. */
function draw(isNew: boolean): void {
  const app: App = { state, labels, words, config, acts }
  const name = screenOf(state)
  const view = (views[name] ?? ((shown: App) => questionView(shown, name as (typeof questions)[number])))(app)
  const held = document.activeElement
  const opened = new Set([...main.querySelectorAll('details[open]')].map(({ id }) => id))
  const caret = held instanceof HTMLInputElement && held.type === 'search' ? held.selectionStart : undefined
  const top = main.scrollTop
  const title = h('h1', { tabindex: -1, id: 'title' }, view.title)
  bar.replaceChildren(...barOf(name))
  main.replaceChildren(
    h('div', { class: 'column' }, title, view.hint !== '' && h('p', { class: 'hint' }, view.hint), view.body),
  )
  foot.replaceChildren(h('div', { class: 'row column' }, view.foot))
  foot.toggleAttribute('hidden', foot.textContent === '')
  said.textContent = state.said
  if (isNew) {
    main.scrollTop = 0
    if (title instanceof HTMLElement) title.focus()
    return
  }
  for (const id of opened) document.getElementById(id)?.toggleAttribute('open', true)
  main.scrollTop = top
  const again = held?.id ? document.getElementById(held.id) : null
  again?.focus({ preventScroll: true })
  if (again instanceof HTMLInputElement && typeof caret === 'number') again.setSelectionRange(caret, caret)
}

function barOf(name: ScreenName): readonly Element[] {
  const canGoBack = state.trail.length > 1 && name !== 'problem'
  return [
    button('back', words.bar.back, () => acts.set(back), canGoBack ? 'small' : 'small hidden', !canGoBack),
    button(
      'help',
      words.bar.help,
      () => acts.go('help'),
      name === 'help' ? 'small hidden' : 'small help',
      name === 'help',
    ),
    button('leave', words.bar.leave, acts.leave, 'small leave'),
  ]
}

/** Drops everything, and leaves an empty page. */
function leave(): void {
  hasLeft = true
  state = initial
  port?.close()
  port = undefined
  document.body.replaceChildren(h('main', { class: 'page' }, h('p', {}, words.line.left)))
}

/** The way out is open. Whoever left before it was has still left: the page around must learn of it. */
function join(joined: MessagePort): void {
  port = joined
  if (hasLeft) acts.leave()
}

function receive(inward: Inward | undefined): void {
  if (hasLeft) return
  if (inward === undefined) {
    fail('malformed')
    return
  }
  const opened = openCatalogue(inward.catalogue, {
    trust: config.trust,
    lastSeen: config.seen ?? 'first-use',
    now: nowSeconds(),
  })
  if (!opened.ok) {
    fail(opened.error)
    return
  }
  const { head } = opened.value
  if (head.sequence < config.minimumSequence) {
    fail({
      code: 'catalogue_rolled_back',
      detail: { sequence: head.sequence, lastSeen: config.minimumSequence },
    })
    return
  }
  const card = inward.card === undefined ? undefined : readCard(inward.card, opened.value, { now: nowSeconds() })
  acts.set((before) => ({
    ...before,
    inward,
    catalogue: opened.value,
    card: card?.ok === true ? card.value : undefined,
    cardFailure: card?.ok === false ? card.error.code : undefined,
  }))
}

function fail(failure: NonNullable<State['failure']>): void {
  acts.set((before) => ({ ...before, failure, trail: screenOf(before) === 'help' ? ['problem', 'help'] : ['problem'] }))
}

document.documentElement.dir = words.direction
document.body.replaceChildren(bar, main, said, foot)
if (window.parent === window) fail('alone')
else {
  awaitPort(window, join, receive)
  // Whoever waits in vain is told so, with the contacts. No message leaves.
  setTimeout(() => {
    if (state.catalogue === undefined && state.failure === undefined && !hasLeft) fail('malformed')
  }, HOST_ANSWERS_WITHIN_MS)
  draw(true)
}
