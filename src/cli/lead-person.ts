import { descriptorFormat } from '../descriptor/formats.js'
import { fromHex } from '../kernel/text.js'
import { decodeBody } from '../statement/body.js'
import { done, refuse, type Step } from './command.js'
import type { LeadFolder } from './lead-folder.js'

/** Whom a command is about. */
export type Person = {
  /** As the command line calls them: the name of their file, or the beginning of their key. */
  readonly name: string
  readonly id: string
  /** Their description, as they signed it; undefined where there is none. */
  readonly descriptor: Uint8Array | undefined
}

/**
 * Finds whom a command is about.
 *
 * @param lead - the folder.
 * @param who - the name of a file of `practitioners/`, a name as it stands in the list, or the 64 characters of an id.
 * @returns the person.
 * Refuses with `person_unknown`.
 * Privacy: reads public statements.
 * Cost: O(members). @since 0.1
 */
export function personIn({ pages, opened, path }: LeadFolder, who: string): Step<Person> {
  const page = pages.get(who)
  if (page !== undefined) return done({ name: who, id: page.id, descriptor: page.statements[0] })
  const { standings } = opened.state.standings
  const named = [...standings].filter(
    ([, { descriptor }]) => nameIn(descriptor?.body)?.toLowerCase() === who.toLowerCase(),
  )
  const [one, other] = named
  const id = fromHex(who)?.length === 32 ? who : other === undefined ? one?.[0] : undefined
  if (id !== undefined) {
    const file = [...pages].find(([, known]) => known.id === id)?.[0]
    return done({ name: file ?? id.slice(0, 8), id, descriptor: standings.get(id)?.descriptor?.bytes })
  }
  const message =
    other === undefined
      ? `${who}: nobody of this name is in ${path}. Give the name of a file in practitioners/, or the id that they read to you.`
      : `${who}: there are several of this name. Give the id.`
  return refuse('person_unknown', message, { name: who })
}

/**
 * Calls people by the names they give themselves.
 *
 * @param lead - the folder.
 * @returns a function from hex of a key to its holder's name; undefined for whoever describes themselves nowhere.
 * Privacy: reads public statements.
 * Cost: O(1) a call, and once for each name. @since 0.1
 */
export function namesIn({ opened }: Pick<LeadFolder, 'opened'>): (id: string) => string | undefined {
  return (id) => nameIn(opened.state.standings.standings.get(id)?.descriptor?.body)
}

function nameIn(body: Uint8Array | undefined): string | undefined {
  const said = body && decodeBody(descriptorFormat, body)
  return said?.ok ? said.value.name : undefined
}
