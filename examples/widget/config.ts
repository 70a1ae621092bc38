import type { Head } from 'entrenous'
import type { HelpContacts } from 'entrenous/safety'

/** What a community fixes in its widget when it is built. */
export type Config = {
  /** The community's name, as the person reads it. */
  readonly community: string
  /** Hex of the names of the communities whose catalogue is believed. */
  readonly trust: readonly string[]
  /** A recent head: an older list is refused from the first visit on. */
  readonly seen?: Head
  /** Lists with a lower number are refused. */
  readonly minimumSequence: number
  /** Where people may be, in the order in which they are offered. */
  readonly regions: readonly { readonly id: string; readonly name: string }[]
  /** Offered as languages to talk in. */
  readonly languages: readonly string[]
  /** In which prices are asked for: a currency of hundredths. */
  readonly currency: string
  /** The practitioners' page that opens links. */
  readonly openAt: string
  /** Whether the host posts to a board of the classical suite. */
  readonly board: boolean
  /** Whom to turn to at once, checked and dated; `helpRegion` is the region whose numbers are shown. */
  readonly help: HelpContacts
  readonly helpRegion: string
}
