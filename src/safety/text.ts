import { dayOf, epochSeconds } from '../kernel/time.js'
import type { ConceptId } from '../vocabulary/concept.js'
import type { Labels } from '../vocabulary/labels.js'
import { dateText, fill, listText, wordOf } from '../vocabulary/sentence.js'
import type { EmergencyNumber, HelpContact } from './contacts.js'
import type { Help } from './help.js'

/** One contact in words. */
export type HelpContactText = {
  readonly name: string
  /** What to do to reach them; `at` is a number, an https address or an address to go to, checked as such. */
  readonly reach: readonly {
    readonly by: HelpContact['reach'][number]['by']
    readonly at: string
    readonly line: string
  }[]
  /** Hours, languages, a note, and when it was checked. */
  readonly lines: readonly string[]
}

/** Help in words, in the order in which it is read. */
export type HelpText = {
  /** The first line of all. */
  readonly danger: string
  /** The numbers to call: those of the region, else a line for each region. Never empty. */
  readonly numbers: readonly { readonly number: string; readonly line: string }[]
  readonly contacts: readonly HelpContactText[]
  /** Whether contacts are made up, are left out, or there is none; then what is kept of being here. Never empty. */
  readonly know: readonly string[]
}

/**
 * Puts help into words: what to do in danger, whom to turn to, and what to know.
 *
 * @param help - from `helpFor`.
 * @param labels - the words of one language.
 * @param nameOf - gives the name of a region in that language; its code unless told.
 * @returns the lines. Show them as text, never as markup; made-up contacts say so before anything else.
 * Privacy: reads public data only; nothing about the person; output may leave the device: no.
 * Cost: O(contacts).
 * @example
 * const { danger, contacts } = textOfHelp(helpFor(help.value, { region: 'US', now }), en)
 * @since 0.1
 */
export function textOfHelp(
  help: Help,
  labels: Labels,
  nameOf: (region: string) => string = (region) => region,
): HelpText {
  const words = labels.help
  const numberLine = ({ region, number }: EmergencyNumber) => ({
    number,
    line: fill(words.numberOf, { region: nameOf(region), number }),
  })
  return {
    danger: help.isRegionKnown ? fill(words.danger, { number: anyOf(help, words.or) }) : words.dangerAnywhere,
    numbers: help.emergency.map(numberLine),
    contacts: help.current.map((contact) => contactText(contact, labels)),
    know: [
      ...(help.sample ? [words.sample] : []),
      ...(help.current.length === 0 ? [words.none] : []),
      ...(help.lapsed > 0 && help.current.length > 0 ? [words.lapsed] : []),
      words.kept,
    ],
  }
}

/** The region's numbers as one phrase: 999 or 112. */
function anyOf({ emergency }: Help, or: string): string {
  const [first = '', ...others] = new Set(emergency.map(({ number }) => number))
  return others.reduce((list, last) => fill(or, { list, last }), first)
}

function contactText(contact: HelpContact, labels: Labels): HelpContactText {
  const { reach, hours, languages, checked } = labels.help
  // Checked in shape as a language tag, which is what an id of a language is.
  const spoken = contact.languages.map((tag) => wordOf(labels, { labels: [] }, 'language', tag as ConceptId))
  const checkedAt = epochSeconds(Date.parse(contact.verifiedOn) / 1000)
  return {
    name: contact.name,
    reach: contact.reach.map(({ by, at }) => ({ by, at, line: fill(reach[by], { at }) })),
    lines: [
      fill(hours, { hours: contact.hours }),
      fill(languages, { languages: listText(spoken, labels) }),
      ...(contact.note === undefined ? [] : [contact.note]),
      fill(checked, { date: dateText(dayOf(checkedAt), labels) }),
    ],
  }
}
