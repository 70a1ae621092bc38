import type { EndingName, Ends } from '../community/status.js'
import { dayOf, type EpochSeconds, isoDateOf, SECONDS_PER_DAY } from '../kernel/time.js'
import type { Asked } from '../trust/still-asked.js'

/** How the command line calls people by their key. */
export type Naming = (id: string) => string

/**
 * Calls whoever has no name by the first signs of their key.
 *
 * @param nameOf - a name for a key, where one is known.
 * @returns a name for every key.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function namingWith(nameOf: (id: string) => string | undefined): Naming {
  return (id) => nameOf(id) ?? `key ${id.slice(0, 8)}`
}

/**
 * Puts what a community still asks of somebody into words.
 *
 * @param asked - from `stillAsked`.
 * @param naming - for approvers who have said their word.
 * @returns a phrase for each, without a full stop.
 * Privacy: reads public data only.
 * Cost: O(asked). @since 0.1
 */
export function askedWords(asked: readonly Asked[], naming: Naming): readonly string[] {
  return asked.map((one) => {
    switch (one.code) {
      case 'another_key':
        return 'another key: this one was revoked or replaced'
      case 'cool_down':
        return `time, until ${dateOf(one.until)}: the key is to take the place of another`
      case 'description':
        return 'their own signed page'
      case 'introduction':
        return 'an introduction by a member or an approver'
      case 'attestations':
        return `${one.items.join(', ')}: seen by an approver`
      default: {
        const missing = one.required - one.by.length
        const given = one.by.length === 0 ? '' : ` beside ${one.by.map(naming).join(' and ')}`
        const more = one.by.length === 0 ? '' : 'more '
        return `${missing} ${more}approval${missing === 1 ? '' : 's'}${given}`
      }
    }
  })
}

/** What is to be done before it ends. `{who}` and `{folder}` stand for what the command takes. */
const ending: Readonly<Record<EndingName, { readonly is: string; readonly todo: string }>> = {
  manifest: { is: 'the manifest', todo: 'publish: whoever holds the root key signs the next one with it' },
  list: { is: 'the published list', todo: 'entrenous community publish {folder}' },
  partner: { is: 'a partner’s key', todo: 'let it go on, or let it end' },
  description: { is: 'their page', todo: 'ask for a page that is signed anew' },
  approvals: { is: 'approvals', todo: 'entrenous community approve {folder} {who}' },
  introduction: { is: 'the introduction', todo: 'entrenous community admit {folder} {who}' },
  attestations: { is: 'the checklist', todo: 'look again, and approve with --seen' },
  presence: { is: 'whether there is room', todo: 'ask whether there is room, and for a page that is signed anew' },
  keys: { is: 'approved keys', todo: 'ask for a page that is signed anew, and approve it' },
}

/**
 * Puts what ends into words.
 *
 * @param ends - from `communityStatus`.
 * @param of - whom it is about, as the command line takes them, and the folder.
 * @returns what it is, and what to do before.
 * Privacy: reads public data only.
 * Cost: O(1). @since 0.1
 */
export function endsWords(
  { what }: Ends,
  of: { readonly who: string; readonly folder: string },
): { readonly is: string; readonly todo: string } {
  const { is, todo } = ending[what]
  return { is, todo: todo.replace('{folder}', of.folder).replace('{who}', of.who) }
}

/**
 * Writes a day, and how far it is.
 *
 * @param moment - the moment.
 * @param now - this machine's clock.
 * @returns `2026-12-10, in 9 days`.
 * Privacy: reads its arguments only.
 * Cost: O(1). @since 0.1
 */
export function dayAndDistance(moment: EpochSeconds, now: EpochSeconds): string {
  const distance = Math.floor((moment - now) / SECONDS_PER_DAY)
  const words = distance < 0 ? 'over' : distance === 0 ? 'today' : distance === 1 ? 'in a day' : `in ${distance} days`
  return `${dateOf(moment)}, ${words}`
}

/**
 * Writes a day.
 *
 * @param moment - the moment.
 * @returns its date in UTC.
 * Privacy: reads its argument only.
 * Cost: O(1). @since 0.1
 */
export function dateOf(moment: EpochSeconds): string {
  return isoDateOf(dayOf(moment))
}
