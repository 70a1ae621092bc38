import type { PreviewField } from './preview-field.js'

// What a language says on the telephone, of the fields of a preview.

/** The parts of what is said, in the order in which it is said. */
export type SaidPart = 'looking' | 'practical' | 'paying' | 'words' | 'reachable'

/** What a language says on the telephone. What stands in `opening`, `say` and `machine` is read out by the person. */
export type CallSheetWords = {
  readonly title: string
  readonly heading: Readonly<Record<SaidPart | 'reach' | 'opening' | 'questions' | 'write' | 'know', string>>
  /** How to reach `{name}`: what they or a directory state. */
  readonly reach: Readonly<Record<'phone' | 'address' | 'contact' | 'booking' | 'none', string>>
  /** The first sentence; `{source}` is a public directory, `{name}` that of an event. */
  readonly opening: Readonly<Record<'practitioner' | 'event' | 'listing', string>>
  /** Before the first sentence, where the name is shared. */
  readonly name: string
  /** After the first sentence, for those whom it helps. */
  readonly ease: string
  readonly say: Readonly<Record<PreviewField, string>>
  /** What everybody may ask, whatever they answered. */
  readonly ask: readonly string[]
  /** What to write down while talking. */
  readonly write: readonly string[]
  /** What to say to an answering machine: with a number or address that is shared, and without. */
  readonly machine: Readonly<Record<'callBack' | 'nothing', string>>
  /** What to know before calling. */
  readonly note: Readonly<Record<'chosen' | 'kept' | 'pause', string>>
}
