import type { CardWords } from 'entrenous/cards'
import type { Question, ScreenName } from '../state.js'

/** A question: what is asked, and what may be good to know before answering. */
type Asked = { readonly title: string; readonly hint: string }

/** The widget's own sentences in one language; what the library says comes from its labels. */
export type Words = {
  readonly language: string
  readonly direction: 'ltr' | 'rtl'
  readonly question: Readonly<Record<Question, Asked>>
  readonly screen: Readonly<Record<Exclude<ScreenName, Question>, Asked>>
  /** The library's, of a card that could be read. */
  readonly cards: CardWords
  /** Of one that could not, and that it is not needed. */
  readonly card: Readonly<Record<'broken' | 'foreign' | 'old' | 'goOn', string>>
  readonly bar: Readonly<Record<'back' | 'help' | 'leave' | 'of' | 'progress', string>>
  readonly button: Readonly<
    Record<
      | 'begin'
      | 'next'
      | 'done'
      | 'results'
      | 'again'
      | 'more'
      | 'write'
      | 'writeHost'
      | 'call'
      | 'ask'
      | 'change'
      | 'suggest'
      | 'clear'
      | 'toReach'
      | 'toAgree'
      | 'agree'
      | 'keepHost'
      | 'keepFile'
      | 'another'
      | 'board'
      | 'copy'
      | 'qr'
      | 'save'
      | 'print'
      | 'open'
      | 'openFile'
      | 'read'
      | 'shareMore'
      | 'withdraw'
      | 'withdrawNow'
      | 'take'
      | 'talk'
      | 'end'
      | 'answer'
      | 'keepNew',
      string
    >
  >
  /** Headings and labels of fields. */
  readonly label: Readonly<
    Record<
      | 'search'
      | 'chosen'
      | 'all'
      | 'forWhom'
      | 'sessions'
      | 'age'
      | 'gender'
      | 'region'
      | 'postal'
      | 'formats'
      | 'elsewhere'
      | 'insurers'
      | 'budget'
      | 'who'
      | 'style'
      | 'areas'
      | 'noTouch'
      | 'story'
      | 'maybe'
      | 'events'
      | 'conditions'
      | 'relax'
      | 'purpose'
      | 'days'
      | 'name'
      | 'email'
      | 'phone'
      | 'passphrase'
      | 'link'
      | 'reply'
      | 'pick'
      | 'starts'
      | 'fee'
      | 'replyFile'
      | 'details'
      | 'noAnswer'
      | 'others'
      | 'say',
      string
    >
  >
  /** Things to tick. */
  readonly tick: Readonly<
    Record<
      | 'waiting'
      | 'interpreter'
      | 'notSure'
      | 'noEvents'
      | 'host'
      | 'file'
      | 'name'
      | 'email'
      | 'phone'
      | 'none'
      | 'guardian'
      | 'arrived',
      string
    >
  >
  /** Sentences. Placeholders stand in braces. */
  readonly line: Readonly<
    Record<
      | 'never1'
      | 'never2'
      | 'never3'
      | 'community'
      | 'loading'
      | 'most'
      | 'nothingFound'
      | 'found'
      | 'considered'
      | 'waitingForNeed'
      | 'three'
      | 'noReach'
      | 'roundReach'
      | 'copied'
      | 'notCopied'
      | 'sent'
      | 'kept'
      | 'saved'
      | 'keptHost'
      | 'short'
      | 'scrypt'
      | 'link'
      | 'qr'
      | 'handOver'
      | 'board'
      | 'withdrawn'
      | 'notOurs'
      | 'noReply'
      | 'left'
      | 'alone'
      | 'malformed'
      | 'fallback'
      | 'noScript'
      | 'ends'
      | 'arrived'
      | 'apart',
      string
    >
  >
}
