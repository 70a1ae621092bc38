import type { Finding } from '../finding.js'
import { permissionGaps, reportGaps, smallGaps } from './header-gaps.js'
import { type Allowlist, sandboxOf } from './policy.js'
import { policyGaps } from './policy-gaps.js'
import { closedBy, type Gap, readSent, type Sent, type ServedPage, withoutAllowlist } from './served.js'
import { shown } from './shown.js'
import { openWays, type Way } from './ways.js'

/**
 * Compares what a page is served with, and the frame it stands in, with the recommended embedding.
 *
 * @param page - address, headers, markup, frame.
 * @returns a gap for each thing that is missing or weaker, with the ways it leaves open as they were measured, and a line to copy.
 * Privacy: public in, public out.
 * Cost: O(length of headers and markup), bounded. @since 0.2
 */
export function gapsOf(page: ServedPage): readonly Gap[] {
  const sent = readSent(page)
  return [
    ...policyGaps(sent),
    ...allowlistGaps(sent),
    ...frameGaps(page, sent),
    ...permissionGaps(sent),
    ...smallGaps(sent),
    ...reportGaps(sent),
  ]
}

/**
 * Judges headers, policies and frame of a page: `gapsOf`, as findings.
 *
 * @param page - address, headers, markup, frame.
 * @returns one `embedding-gap` for each gap: which ways it leaves open, and what to add.
 * Privacy: public in, public out.
 * Cost: that of `gapsOf`. @since 0.2
 */
export function judgeHeaders(page: ServedPage): readonly Finding[] {
  return gapsOf(page).map(({ says, open, add }) => ({
    rule: 'embedding-gap',
    place: { at: 'page', url: shown(page.url, 400) },
    says: `${says}${open.length === 0 ? '' : ` Open by that: ${open.join('; ')}.`} Add: ${add}`,
    evidence: {},
  }))
}

/**
 * Says which ways a page's headers, policies and frame leave open, all together.
 *
 * @param page - address, headers, markup, frame.
 * @returns the ways, in the order in which reports tell them.
 * Privacy: public in, public out.
 * Cost: that of `gapsOf`. @since 0.2
 */
export function openWaysOf(page: ServedPage): readonly Way[] {
  return openWays(readSent(page).guards).map(({ way }) => way)
}

const allowlistWords: Readonly<Record<Exclude<Allowlist, 'nothing'>, string>> = {
  absent: 'The page has no Connection-Allowlist.',
  unreadable: 'The Connection-Allowlist is no list in brackets, so it counts for nothing.',
  'own origin': 'The Connection-Allowlist lets the page reach its own origin.',
  'named hosts': 'The Connection-Allowlist names hosts.',
}

function allowlistGaps({ guards }: Sent): readonly Gap[] {
  if (guards.allowlist === 'nothing') return []
  const open = closedBy(guards, { ...guards, allowlist: 'nothing' })
  return [
    { where: 'Connection-Allowlist', open, says: allowlistWords[guards.allowlist], add: 'Connection-Allowlist: ()' },
  ]
}

function frameGaps(page: ServedPage, { guards }: Sent): readonly Gap[] {
  const add =
    '<iframe sandbox="allow-scripts" allow="" referrerpolicy="no-referrer" src="https://another-origin.example/…">'
  const best = sandboxOf(['allow-scripts'])
  const open = closedBy(withoutAllowlist(guards), { ...withoutAllowlist(guards), sandbox: best })
  const { sandbox } = guards
  const found: Gap[] = []
  if (sandbox === undefined) found.push({ where: 'sandbox', open, says: 'The page stands in no sandboxed frame.', add })
  else if (sandbox.has('allow-same-origin'))
    found.push({ where: 'sandbox', open, says: 'The sandbox leaves the page its origin (allow-same-origin).', add })
  else if (open.length > 0) found.push({ where: 'sandbox', open, says: 'The sandbox permits more than scripts.', add })
  if (
    page.frame !== undefined &&
    !page.frame.isOtherOrigin &&
    (sandbox === undefined || sandbox.has('allow-same-origin'))
  )
    found.push({
      where: 'origin',
      open: [],
      says: 'The page and the page around it have one origin: each can read the other.',
      add,
    })
  return found
}
