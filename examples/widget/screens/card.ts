import { type CardFailure, textOfCard } from 'entrenous/cards'
import type { App } from '../app.js'
import { type Child, h } from '../dom.js'
import { theirs, writeButton } from './parts.js'

// Who handed on the link. Names in it are other people's words, as everywhere.

/** In one quiet line: whose card it is, or why there is none to speak of. Everything goes on as without it. */
export function cardLine(app: App): Child {
  const { state, words } = app
  const { card, cardFailure } = state
  if (cardFailure !== undefined)
    return h('p', { class: 'quiet' }, `${words.card[noticeOf(cardFailure)]} ${words.card.goOn}`)
  const [first = '', ...more] = linesOf(app)
  // What is sent to a guide, and what a suggestion changes, stands where it is of use: at the results.
  return card && quiet(card.kind === 'guide' ? [first] : [first, more.at(-1) ?? ''])
}

function linesOf({ state, words }: App): readonly string[] {
  const { card, catalogue } = state
  return card === undefined ? [] : textOfCard(card, { words: words.cards, community: catalogue?.community.name ?? '' })
}

function quiet(lines: readonly string[]): Element {
  return h(
    'p',
    { class: 'quiet' },
    lines.map((line) => [theirs(line), ' ']),
  )
}

function noticeOf(failure: CardFailure): 'broken' | 'foreign' | 'old' {
  if (failure === 'statement_expired') return 'old'
  return failure === 'card_foreign' ? 'foreign' : 'broken'
}

/** Of a guide, whom no search finds: the way to ask them. */
export function guideCard(app: App): Child {
  const { card } = app.state
  return (
    card?.kind === 'guide' &&
    h(
      'section',
      { class: 'card quietly', 'aria-label': card.guide.name },
      quiet(linesOf(app)),
      writeButton(app, 'write-guide', card.guide, 'consultation'),
    )
  )
}
