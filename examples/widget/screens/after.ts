import { recipientOf, toLink, toQrText } from 'entrenous'
import { suggestedIn } from 'entrenous/cards'
import { standingOf, textOfReply } from 'entrenous/follow-up'
import type { App, View } from '../app.js'
import { nowSeconds } from '../clock.js'
import { type Child, fieldValue, h } from '../dom.js'
import { splitTickets } from '../port.js'
import { codeOf } from '../qr.js'
import type { Outgoing, State } from '../state.js'
import { button, theirs, writeButton } from './parts.js'

// After the click: the note, the ways the sealed token may go, and what comes back.

const isNoted = ({ held, ways }: State) => held.length > 0 && (ways.includes('host') || ways.includes('file'))

/** The words that lock the note, and where it goes. */
export function keepView({ acts, state, words }: App): View {
  const { busy, passphrase, ways } = state
  const isShort = passphrase.length < 8
  const to = (where: 'host' | 'file') =>
    ways.includes(where) &&
    button(
      `keep-${where}`,
      where === 'host' ? words.button.keepHost : words.button.keepFile,
      () => acts.keep(where),
      'primary',
      busy,
    )
  return {
    ...words.screen.keep,
    body: [
      passField(words.label.passphrase, passphrase, (value) =>
        acts.note((before) => ({ ...before, passphrase: value })),
      ),
      button('another', words.button.another, () => acts.set((before) => ({ ...before, passphrase: '' })), 'plain'),
      h('p', {}, words.line.kept),
      h('p', { class: 'quiet' }, isShort ? words.line.short : words.line.scrypt),
    ],
    foot: [to('host'), to('file'), state.kept && button('next', words.button.next, () => acts.go('sealed'))],
  }

  function passField(label: string, value: string, changed: (value: string) => void): Element {
    return h(
      'label',
      { class: 'field' },
      h('span', {}, label),
      h('input', {
        type: 'text',
        id: 'passphrase',
        class: 'words',
        value,
        autocomplete: 'off',
        spellcheck: 'false',
        oninput: (event) => changed(fieldValue(event)),
      }),
    )
  }
}

/** Each sealed token with the ways it may go. */
export function sealedView(app: App): View {
  const { acts, state, words } = app
  return {
    ...words.screen.sealed,
    body: state.outgoing.map((one, at) => outgoing(app, one, at)),
    foot: [
      !state.kept && isNoted(state) && button('keep-again', words.button.keepNew, () => acts.go('keep')),
      state.held.length > 0 && button('talk', words.button.talk, () => acts.go('talk')),
      button('end', words.button.end, acts.leave, 'plain push'),
    ],
  }
}

function outgoing(
  { acts, config, state, words }: App,
  { name, token, board, sent, apart }: Outgoing,
  at: number,
): Element {
  const link = toLink(token, config.openAt)
  return h(
    'section',
    { class: 'card', 'aria-label': name },
    h('h2', {}, theirs(name)),
    apart && h('p', { class: 'notice' }, words.line.apart),
    board && [
      h('p', {}, words.line.board),
      button(`board-${at}`, words.button.board, () => acts.deliver(at, 'board'), 'primary', sent),
      sent && h('p', { class: 'done' }, words.line.sent),
    ],
    h(
      'label',
      { class: 'field' },
      h('span', {}, words.label.link),
      h('input', { type: 'text', id: `link-${at}`, readonly: true, value: link }),
    ),
    h(
      'div',
      { class: 'row' },
      button(`copy-${at}`, words.button.copy, () => acts.copy(`link-${at}`)),
      state.inward?.files === true && button(`file-${at}`, words.button.save, () => acts.deliver(at, 'file')),
    ),
    h('p', { class: 'quiet' }, words.line.link),
    h(
      'details',
      { id: `qr-${at}` },
      h('summary', { id: `open-qr-${at}` }, words.button.qr),
      drawing(toQrText(token)),
      h('p', { class: 'quiet' }, words.line.qr),
    ),
  )
}

/** A QR code as one path: dark on light in either scheme, with its quiet zone. */
function drawing(text: string): Element {
  const rows = codeOf(text)
  const path = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return h(
    'svg',
    { class: 'code', viewBox: `-4 -4 ${rows.length + 8} ${rows.length + 8}`, role: 'img', 'aria-label': 'QR' },
    h('path', { d: path }),
  )
}

/** Opens what was kept. */
export function openView({ acts, state, words }: App): View {
  const kept = state.inward?.tickets ?? []
  const read = (event: Event) => acts.readFile(event, (bytes) => acts.openNote(splitTickets(bytes) ?? []))
  return {
    ...words.screen.open,
    body: [
      h(
        'label',
        { class: 'field' },
        h('span', {}, words.label.passphrase),
        h('input', {
          type: 'text',
          id: 'passphrase',
          class: 'words',
          value: state.passphrase,
          autocomplete: 'off',
          spellcheck: 'false',
          oninput: (event: Event) => acts.note((before) => ({ ...before, passphrase: fieldValue(event) })),
        }),
      ),
      h(
        'label',
        { class: 'field' },
        h('span', {}, words.button.openFile),
        h('input', { type: 'file', id: 'note-file', onchange: read }),
      ),
    ],
    foot: kept.length > 0 && button('open', words.button.open, () => acts.openNote(kept), 'primary', state.busy),
  }
}

/** What became of each conversation, and what can be done now. */
export function talkView(app: App): View {
  const { acts, state, words } = app
  return {
    ...words.screen.talk,
    body: [
      state.held.map((_, at) => conversation(app, at)),
      h(
        'label',
        { class: 'field' },
        h('span', {}, words.label.reply),
        h('input', { type: 'text', id: 'reply', autocomplete: 'off', spellcheck: 'false' }),
      ),
      h(
        'div',
        { class: 'row' },
        button('read-reply', words.button.read, () => acts.readAnswer(fieldText('reply'))),
      ),
      h(
        'label',
        { class: 'field' },
        h('span', {}, words.label.replyFile),
        h('input', {
          type: 'file',
          id: 'reply-file',
          onchange: (event: Event) => acts.readFile(event, acts.readAnswer),
        }),
      ),
    ],
    foot: [
      !state.kept && isNoted(state) && button('keep-again', words.button.keepNew, () => acts.go('keep')),
      button('end', words.button.end, acts.leave, 'plain push'),
    ],
  }
}

function fieldText(id: string): string {
  const field = document.getElementById(id)
  return field instanceof HTMLInputElement ? field.value.trim() : ''
}

function conversation(app: App, at: number): Child {
  const { acts, labels, state, words } = app
  const held = state.held[at]
  if (held === undefined) return undefined
  const now = nowSeconds()
  const { state: standing, answer, hasEnded } = standingOf(held.ticket, held.replies, { now })
  const { catalogue } = state
  const named = answer && catalogue ? suggestedIn(answer.answer, catalogue) : []
  const names = {
    nameOf: (id: string) => named.find((one) => one.id === id)?.name,
    utcOffsetMinutes: -new Date(now * 1000).getTimezoneOffset(),
  }
  const lines = answer === undefined ? [] : textOfReply(answer, labels, names).split('\n')
  const canGoOn = standing !== 'withdrawn' && !hasEnded
  return h(
    'section',
    { class: 'card', 'aria-label': recipientOf(held.ticket).name },
    h('h2', {}, theirs(recipientOf(held.ticket).name)),
    h('p', {}, labels.conversation.state[standing]),
    lines.length > 0 &&
      h(
        'div',
        { class: 'letter' },
        lines.map((line) => theirs(line, 'p')),
      ),
    // Whoever suggested them does not learn it: it is a letter of its own.
    named.map((entry) => writeButton(app, `write-${at}-${entry.id}`, entry, 'first-conversation')),
    canGoOn &&
      h(
        'div',
        { class: 'row' },
        standing === 'accepted' &&
          state.held.length > 1 &&
          button(`take-${at}`, words.button.take, () => acts.take(at), 'primary'),
        button(`share-${at}`, words.button.shareMore, () => acts.shareMore(at)),
        button(
          `back-${at}`,
          words.button.withdraw,
          () => acts.set((before) => ({ ...before, at, trail: [...before.trail, 'withdraw'] })),
          'plain',
        ),
      ),
  )
}

/** Asks before taking back. */
export function withdrawView({ acts, state, words }: App): View {
  const { at = 0 } = state
  const held = state.held[at]
  return {
    ...words.screen.withdraw,
    body: held !== undefined && h('p', {}, theirs(recipientOf(held.ticket).name, 'strong')),
    foot: button('withdraw-now', words.button.withdrawNow, () => acts.withdraw(at), 'primary'),
  }
}
