import { dayOf, type EpochSeconds } from '../kernel/time.js'
import type { HostReason } from '../trust/hostings.js'
import type { MemberReason } from '../trust/why-member.js'
import type { ConceptId } from '../vocabulary/concept.js'
import type { AddedWords, Labels } from '../vocabulary/labels.js'
import { dateText, fill, listText, wordOf } from '../vocabulary/sentence.js'
import type { TrustWords } from '../vocabulary/trust-words.js'
import type { ListedReason } from './why-listed.js'

/** What reasons are put into words with. */
export type ListedTextOptions = {
  readonly labels: Labels
  /** `enTrust`, `esTrust` or `frTrust`. */
  readonly words: TrustWords
  readonly vocabulary: AddedWords
  /** A name for a key, where the reader knows one: public text, shown as it is given. */
  readonly nameOf?: (key: string) => string | undefined
}

/**
 * Puts into words why somebody is listed, or is not.
 *
 * @param reasons - what `whyListed`, `whyMember` or `whyHosted` gave.
 * @param options - labels, words, the catalogue's vocabulary, and names of keys.
 * @returns one line a reason, in the same order. Who has no name is called by the first eight signs of their key.
 * Privacy: reads public data only; nothing about a person who seeks.
 * Cost: O(reasons).
 * @example
 * const lines = textOfListed(whyListed(entry, now), { labels: en, words: enTrust, vocabulary })
 * @since 0.1
 */
export function textOfListed(
  reasons: readonly (ListedReason | MemberReason | HostReason)[],
  options: ListedTextOptions,
): readonly string[] {
  return reasons.map((reason) => lineOf(reason, options))
}

function lineOf(reason: ListedReason | MemberReason | HostReason, options: ListedTextOptions): string {
  const { words, labels } = options
  const date = (moment: EpochSeconds) => dateText(dayOf(moment), labels)
  switch (reason.code) {
    case 'not_listed':
      return words.refused[reason.refusal]
    case 'introduced': {
      const name = named(reason.by, reason.byApprover ? 'approver' : 'member', options)
      const line = words.introduced[reason.byApprover ? 'byApprover' : 'byMember']
      return fill(line, { name, until: date(reason.until) })
    }
    case 'introduction_lapsing':
      return fill(words.member.introduction_lapsing, { until: date(reason.until) })
    case 'attested':
      return fill(words.member.attested, { items: listText(reason.items, labels, 'and') })
    case 'endorsed': {
      const name = named(reason.by, 'member', options)
      return fill(words.member.endorsed, {
        name,
        concept: conceptIn(reason.concept, options),
        until: date(reason.until),
      })
    }
    case 'key_followed':
      return fill(words.followed[reason.by], { since: date(reason.since) })
    case 'listing_claimed':
      return fill(words.member.listing_claimed, { listing: reason.listing })
    case 'host_agreed':
    case 'host_named':
      return hostLine(reason, options)
    case 'approved': {
      const name = named(reason.by, 'approver', options)
      return fill(words.listed.approved, { name, since: date(reason.since), until: date(reason.until) })
    }
    case 'unclaimed':
      return fill(words.listed.unclaimed, { source: reason.source, since: date(reason.since) })
    case 'listed_by_community':
      return fill(words.listed.listed_by_community, { since: date(reason.since) })
    default:
      return words.listed[reason.code]
  }
}

function hostLine(reason: HostReason, options: ListedTextOptions): string {
  const { words, labels } = options
  const name = named(reason.by, 'member', options)
  if (reason.code === 'host_named') return fill(words.hosted.named, { name })
  return fill(words.hosted.agreed, { name, until: dateText(dayOf(reason.until), labels) })
}

function named(key: string, who: 'approver' | 'member', { words, nameOf }: ListedTextOptions): string {
  return nameOf?.(key) ?? fill(words.unnamed[who], { key: key.slice(0, 8) })
}

/** A colleague is endorsed for what they help with, or for a way of working. */
function conceptIn(concept: string, { labels, vocabulary }: ListedTextOptions): string {
  const id = concept as ConceptId // a statement's format has checked it
  const word = wordOf(labels, vocabulary, 'concern', id)
  return word === concept ? wordOf(labels, vocabulary, 'modality', id) : word
}
