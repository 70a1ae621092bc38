import { isDeepStrictEqual } from 'node:util'
import type { Disclosure } from '../consent/disclosure.js'
import { grant } from '../consent/grant.js'
import { propose } from '../consent/propose.js'
import { textOf } from '../consent/text.js'
import type { PractitionerKeys } from '../descriptor/keys.js'
import type { Intake } from '../intake/intake.js'
import type { FailureCode } from '../kernel/failure.js'
import { fail } from '../kernel/result.js'
import { toBase64url } from '../kernel/text.js'
import { days } from '../kernel/time.js'
import { en } from '../labels/en.js'
import type { Match } from '../matching/match.js'
import { createInbox } from '../practice/inbox.js'
import { memoryStore } from '../practice/store.js'
import { openToken } from '../token/open.js'
import { seal } from '../token/seal.js'
import { textOfFailure } from '../vocabulary/failure-text.js'
import { type Call, done, type Step } from './command.js'
import { shareOfAsha } from './demo-people.js'
import { type KeyRing, keyRingInMemory } from './key-ring.js'
import { chapter, letter } from './story-text.js'
import { grouped, pairs, wrap } from './terminal.js'
import { disclosureLines, refuseWith } from './words.js'

/** What Asha sends, and what she read before she agreed. */
export type Sent = { readonly token: Uint8Array; readonly preview: string; readonly disclosure: Disclosure }

/**
 * Tells how Asha reads what would be shared, agrees, and seals it.
 *
 * @param call - the terminal and the clock.
 * @param phone - whom she chose, and her answers, which stay opaque here.
 * @returns the token and what she read.
 * Refuses where any step fails.
 * Privacy: an invented person; only what she shares is read.
 * Cost: four verifications, one sealing. @since 0.1
 */
export function ashaSeals(
  { terminal, now }: Call,
  { best, intake }: { readonly best: Match; readonly intake: Intake },
): Step<Sent> {
  const { width, say } = terminal
  say(chapter(terminal, 'Asha agrees'))
  say(
    wrap(
      `She chooses ${best.name}, and what ${best.name} may know: the subject in general, her evenings, her language, where to meet. Not the name for it, not the nights, not the ferry, not who she is. She reads this first:`,
      width,
    ),
  )
  const terms = { purpose: 'referral', share: shareOfAsha, expiresIn: days(7) } as const
  const proposal = propose(intake, best, terms, { now })
  if (!proposal.ok) return refuseWith(proposal.error)
  const preview = textOf(proposal.value.preview, en)
  say(`\n${letter(terminal, preview)}\n`)
  const consent = grant(proposal.value, { now, words: { language: 'en', text: preview } })
  const sealed = seal(consent)
  if (!sealed.ok) return refuseWith(sealed.error)
  const { token } = sealed.value
  say(wrap('She says yes. This is what is sealed; it looks like this to everybody on the way:', width))
  say(`\n${letter(terminal, inLines(toBase64url(token), Math.min(64, width - 6), 3))}\n`)
  say(wrap(`${grouped(token.length)} bytes, whatever is in it. It names neither of the two.`, width))
  return done({ token, preview, disclosure: proposal.value.preview.disclosure })
}

/** What came of Chen's opening. */
export type Read = {
  readonly by: string
  readonly disclosure: Disclosure
  /** Whether every word is one that Asha read. */
  readonly sameAsPreview: boolean
  /** What the inbox says to the same bytes the second time. */
  readonly again: FailureCode | 'received'
}

/**
 * Tells how Chen opens what was sealed, once.
 *
 * @param call - the terminal and the clock.
 * @param ring - everybody's keys.
 * @param sent - the token, and what Asha read, to compare.
 * @returns what Chen reads, and what the inbox says to the same bytes again.
 * Refuses where opening fails.
 * Privacy: an invented person.
 * Cost: three scalar multiplications. @since 0.1
 */
export async function chenReads({ terminal, now }: Call, ring: KeyRing, sent: Sent): Promise<Step<Read>> {
  const { width, say } = terminal
  say(chapter(terminal, 'Chen opens it'))
  const keys = ring.practitioner('chen-wei', now)
  if (!keys.ok) return keys
  const opened = openToken(sent.token, keys.value, { now })
  if (!opened.ok) return refuseWith(opened.error)
  const inbox = createInbox(memoryStore())
  const received = await inbox.receive(opened.value, { now })
  if (!received.ok) return refuseWith(received.error)
  const { disclosure } = received.value
  if (disclosure === undefined) return refuseWith(fail('token_withdrawn', {}).error)
  const sameAsPreview = isDeepStrictEqual(disclosure, sent.disclosure)
  say(`\n${letter(terminal, disclosureLines(disclosure).join('\n'))}\n`)
  say(
    wrap(
      `That is all there is${sameAsPreview ? ', word for word what Asha read' : ''}. The inbox claims it once. The same bytes, a second time:`,
      width,
    ),
  )
  const again = await inbox.receive(opened.value, { now })
  const code = again.ok ? 'received' : again.error.code
  say(letter(terminal, again.ok ? code : textOfFailure(again.error, en, 'practitioner')))
  return done({ by: 'Chen Wei', disclosure, sameAsPreview, again: code })
}

/** How many changed copies Eve tries; each costs Chen's device a few milliseconds. */
const CHANGED_COPIES = 32

/** Who tried to open it, and what came of it. */
export type Attempt = {
  readonly who: string
  readonly tries: number
  readonly opened: number
  readonly codes: readonly string[]
}

/**
 * Tells how Ben and Eve try to open it with keys of their own, and how altered copies fare with Chen.
 *
 * @param call - the terminal and the clock.
 * @param ring - everybody's keys.
 * @param token - what Asha sealed.
 * @returns what each attempt came to.
 * Refuses where keys cannot be made.
 * Privacy: invented people.
 * Cost: three scalar multiplications an attempt. @since 0.1
 */
export function othersTry({ terminal, now }: Call, ring: KeyRing, token: Uint8Array): Step<readonly Attempt[]> {
  const { width, say } = terminal
  say(chapter(terminal, 'Nobody else does'))
  const ben = ring.practitioner('ben-achterberg', now)
  const eve = keyRingInMemory().practitioner('eve', now)
  const chen = ring.practitioner('chen-wei', now)
  if (!ben.ok) return ben
  if (!eve.ok) return eve
  if (!chen.ok) return chen
  const codeOf = (bytes: Uint8Array, keys: PractitionerKeys): FailureCode | 'opened' => {
    const opened = openToken(bytes, keys, { now })
    return opened.ok ? 'opened' : opened.error.code
  }
  const changed = Array.from({ length: CHANGED_COPIES }, (_, index) => {
    const at = Math.floor((index * token.length) / CHANGED_COPIES)
    return codeOf(
      token.map((byte, position) => (position === at ? byte ^ (1 << (index % 8)) : byte)),
      chen.value,
    )
  })
  const tries: readonly Attempt[] = [
    attempt('Ben, with his own keys', [codeOf(token, ben.value)]),
    attempt('Eve, with a copy and hers', [codeOf(token, eve.value)]),
    attempt('Chen, with a bit changed', changed),
  ]
  say(wrap('Ben introduced Asha to all this. Eve stands in between and copies what passes.', width))
  say('')
  say(
    pairs(
      tries.map(
        ({ who, tries: count, opened, codes }) => [who, `${opened} of ${count} opened (${codes.join(', ')})`] as const,
      ),
      width,
    ),
  )
  return done(tries)
}

function attempt(who: string, codes: readonly string[]): Attempt {
  const opened = codes.filter((code) => code === 'opened').length
  return { who, tries: codes.length, opened, codes: [...new Set(codes)].sort() }
}

/** What crossed the edge of Asha's device. */
export type Left = {
  readonly in: readonly { readonly what: string; readonly bytes: number }[]
  readonly out: readonly { readonly what: string; readonly bytes: number }[]
  readonly connections: number
}

/**
 * Prints what came to Asha's device and what left it.
 *
 * @param call - the terminal.
 * @param measured - the catalogue, the token, how many records of which length, and the connections that were counted.
 * @returns the same as facts.
 * Privacy: lengths only.
 * Cost: O(1). @since 0.1
 */
export function whatLeft(
  { terminal }: Call,
  {
    catalogue,
    token,
    records,
    recordBytes,
    connections,
  }: {
    readonly catalogue: Uint8Array
    readonly token: Uint8Array
    readonly records: number
    readonly recordBytes: number
    readonly connections: number
  },
): Left {
  const { say, width, paint } = terminal
  say(chapter(terminal, 'What left Asha’s device'))
  const rows = [
    ['came in', 'the catalogue, the same for everybody', catalogue.length],
    ['left', 'one sealed token, for Chen Wei', token.length],
    ['left', `${records} records for the board, all alike`, records * recordBytes],
    ['left', 'answers, ranking, previews, tickets', 0],
  ] as const
  say(paint('quiet', tableRow('', '', 'bytes', width)))
  for (const [way, what, amount] of rows) say(tableRow(way, what, grouped(amount), width))
  say('')
  say(wrap(`Connections opened while this ran: ${connections}. The ferry is still hers.`, width))
  say(paint('quiet', wrap('The same search in a real national directory: entrenous demo --directory', width)))
  return {
    in: [{ what: 'catalogue', bytes: catalogue.length }],
    out: [
      { what: 'token', bytes: token.length },
      { what: 'records', bytes: records * recordBytes },
    ],
    connections,
  }
}

function tableRow(way: string, what: string, amount: string, width: number): string {
  if (width >= 60) return `  ${way.padEnd(9)}${what.padEnd(width - 23)}${amount.padStart(10)}`
  const text = `${way} ${what}`.trim()
  return `${text === '' ? '' : `${wrap(text, width, '  ')}\n`}${amount.padStart(width - 2)}`
}

function inLines(text: string, width: number, most: number): string {
  const lines = text.match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  return lines.length <= most ? lines.join('\n') : `${lines.slice(0, most).join('\n')}…`
}
