import { isDisplayText } from '../kernel/display.js'
import { freezeDeep } from '../kernel/plain.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { SECONDS_PER_DAY } from '../kernel/time.js'
import { languageTag, region } from '../schema/fields.js'
import { parseJson } from '../schema/json.js'
import * as shape from '../schema/shape.js'

// Whom to turn to when nothing may wait: what a page carries with it, checked in shape and dated. Public data; nothing of
// the person is read here, and nothing here can be read by what makes a token or a record.

/** Most contacts in one set: room for the subdivisions of several countries. */
export const MAX_HELP_CONTACTS = 400
/** Most emergency numbers in one set: two for every country. */
export const MAX_EMERGENCY_NUMBERS = 500
/** Longest time a contact may be shown after somebody checked it: a year, and a month to check it again. */
export const MAX_VALIDITY_DAYS = 400
/** Longest JSON text of a whole set. */
export const MAX_HELP_CHARACTERS = 500_000

/** One line that can neither hide nor reorder what stands beside it, and holds no markup. */
const line = (most: number) =>
  shape.that<string>((value) => typeof value === 'string' && isDisplayText(value, most) && !/[<>]/.test(value))

/** What can be dialled: digits, with or without a country, and the marks people put between them. */
const dialable = shape.text(30, /^[+(]?[0-9]([ ().-]{0,2}[0-9]){1,19}$/)
/** An address to go to: no link, whatever its scheme. */
const address = shape.where(line(200), (text) => !/^ *[a-z][a-z0-9+.-]*:[^ ]/i.test(text))
/** A short number such as 112, in digits alone. */
const emergencyNumber = shape.text(8, /^[0-9]{2,8}$/)
/** An https address, visible ASCII only, without credentials, quotation marks or angle brackets. */
const httpsAddress = shape.text(300, /^https:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(:[0-9]{1,5})?(\/[!#-&(-;=?-_a-z{-~]*)?$/)
// Written again from the day it names: the 30th of February comes back as another one, or as none.
const date = shape.where(
  shape.text(10, /^20[0-9]{2}-[0-9]{2}-[0-9]{2}$/),
  (text) => new Date(text).toJSON()?.slice(0, 10) === text,
)

/** A way to reach somebody: a number to call or to text, an https address to chat, an address to go to. */
const way = shape.where(
  shape.record({ by: shape.oneOf(['call', 'text', 'chat', 'visit']), at: line(300) }),
  ({ by, at }) => shape.has(by === 'chat' ? httpsAddress : by === 'visit' ? address : dialable, at),
  'at',
)

const contact = shape.where(
  shape.record(
    {
      name: line(120),
      region,
      reach: shape.list(way, 6, 1),
      hours: line(120),
      languages: shape.list(languageTag, 20, 1),
      verifiedOn: date,
      validUntil: date,
    },
    { note: line(200) },
  ),
  ({ verifiedOn, validUntil }) => verifiedOn <= validUntil && daysBetween(verifiedOn, validUntil) <= MAX_VALIDITY_DAYS,
  'validUntil',
)

const helpContacts = shape.record(
  {
    emergency: shape.list(shape.record({ region, number: emergencyNumber }), MAX_EMERGENCY_NUMBERS, 1),
    contacts: shape.list(contact, MAX_HELP_CONTACTS),
  },
  { sample: shape.oneOf([true]) },
)

type Frozen<Value> = Value extends string | number | boolean | undefined
  ? Value
  : { readonly [Name in keyof Value]: Frozen<Value[Name]> }

/** Somebody to turn to, when somebody checked it, and the last day on which it may be shown. Days are UTC, `2026-11-29`. */
export type HelpContact = Frozen<shape.ValueOf<typeof contact>>
/** The number for emergencies in one region. */
export type EmergencyNumber = { readonly region: string; readonly number: string }
/** Everything a page carries for those who need help now. Deeply frozen. */
export type HelpContacts = Frozen<shape.ValueOf<typeof helpContacts>>

/**
 * Reads the help contacts that a page carries.
 *
 * Strict about everything: an undated contact, a date that does not exist, a link that is no https address and a number
 * that cannot be dialled are refused, so that a mistake shows when the page is built and not when somebody needs it.
 *
 * @param value - plain JSON as docs/guides/help.md describes it. Untrusted.
 * @returns a frozen copy; `sample` is there where the contacts are made up.
 * Failure: `help_invalid` with the dotted path of the first wrong field; '' means the whole.
 * Privacy: reads public data only; nothing about the person, nothing is kept.
 * Cost: O(size), at most 500,000 characters.
 * @example
 * const help = readHelpContacts({ emergency: [{ region: 'US', number: '911' }], contacts: [] })
 * @see docs/guides/help.md @since 0.1
 */
export function readHelpContacts(value: unknown): Result<HelpContacts, 'help_invalid'> {
  const text = jsonOf(value)
  if (text === undefined || text.length > MAX_HELP_CHARACTERS) return fail('help_invalid', { field: '' })
  const checked = shape.check(helpContacts, parseJson(text), 'help_invalid')
  return checked.ok ? ok(freezeDeep(checked.value)) : checked
}

/** Through JSON text and back, so that what is checked is nobody else's: a getter or a proxy may throw, and is no JSON then. */
function jsonOf(value: unknown): string | undefined {
  try {
    return JSON.stringify(value)
  } catch {
    return undefined
  }
}

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / (SECONDS_PER_DAY * 1000)
}
