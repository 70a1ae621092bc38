import { fc, test } from '@fast-check/vitest'
import { describe, expect, it } from 'vitest'
import { headersOf } from '../../../../examples/widget/headers.js'
import { gapsOf, judgeHeaders, openWaysOf } from '../../../../src/audit/static/headers.js'
import { MAX_HEADER_LENGTH, reachOf, readAllowlist, readPolicies } from '../../../../src/audit/static/policy.js'
import type { ServedPage } from '../../../../src/audit/static/served.js'
import { everyWay } from '../../../../src/audit/static/ways.js'

const url = 'https://intake.harbour.test/intake.en.html'
const meta = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-AAAA'; style-src 'sha256-BBBB'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">`
const recommended = headersOf(meta, ['https://harbour.test'])
const frame = { sandbox: 'allow-scripts', allow: '', isOtherOrigin: true }
const strict = recommended['Content-Security-Policy'] ?? ''
const served = (headers: ServedPage['headers'], more: Partial<ServedPage> = {}): ServedPage => ({
  url,
  headers,
  ...more,
})
const pagesOpen = (page: ServedPage) => openWaysOf(page).reduce((sum, way) => sum + way.pages, 0)
const without = (name: string) => Object.fromEntries(Object.entries(recommended).filter(([one]) => one !== name))

describe('the ways that guards leave open', () => {
  // The table of docs/guides/audit.md, as it was measured page by page.
  it('with the strictest policy are those of 13 pages', () =>
    expect(pagesOpen(served({ 'content-security-policy': strict }))).toBe(13))
  it('with an allowlist of nothing are those of two', () =>
    expect(pagesOpen(served({ 'connection-allowlist': '()' }))).toBe(2))
  it('with an allowlist of the own origin are those of seven', () =>
    expect(pagesOpen(served({ 'connection-allowlist': '(response-origin)' }))).toBe(7))
  it('in a sandboxed frame with the policy are those of eight', () =>
    expect(pagesOpen(served({ 'content-security-policy': strict }, { frame }))).toBe(8))
  it('in the recommended embedding is the one message port', () =>
    expect(openWaysOf(served(recommended, { frame, html: meta })).map((way) => way.name)).toEqual([
      'messages to the page around it',
    ]))
  it('without any guard are all', () => expect(openWaysOf(served({}))).toEqual(everyWay))
  test.prop([fc.subarray(['Content-Security-Policy', 'Connection-Allowlist']), fc.boolean()])(
    'are never more with another guard',
    (names, isFramed) => {
      const some = served(Object.fromEntries(names.map((name) => [name, recommended[name]])), isFramed ? { frame } : {})
      const more = served(recommended, { frame })
      const open = openWaysOf(some)
      expect(openWaysOf(more).every((way) => open.includes(way))).toBe(true)
    },
  )
})

describe('the gaps of a page', () => {
  it('are none in the recommended embedding, as the widget is served', () =>
    expect(gapsOf(served(recommended, { frame, html: meta }))).toEqual([]))
  it.each([
    ['Content-Security-Policy', 'Content-Security-Policy', 'WebSockets'],
    ['Connection-Allowlist', 'Connection-Allowlist', 'WebRTC (TURN and STUN)'],
    ['Permissions-Policy', 'Permissions-Policy', 'identity providers'],
    ['Referrer-Policy', 'Referrer-Policy', 'its own address in Referer'],
    ['X-DNS-Prefetch-Control', 'X-DNS-Prefetch-Control', 'name lookups ahead of time (dns-prefetch)'],
    ['X-Content-Type-Options', 'X-Content-Type-Options', undefined],
    ['Cross-Origin-Opener-Policy', 'Cross-Origin-Opener-Policy', undefined],
    ['Cross-Origin-Resource-Policy', 'Cross-Origin-Resource-Policy', undefined],
  ])('without %s are that one, with a line to copy', (name, where, open) => {
    const gaps = gapsOf(served(without(name), { frame }))
    expect(gaps.map((gap) => gap.where)).toEqual([where])
    expect(gaps[0]?.add.startsWith(`${name}: `)).toBe(true)
    expect(gaps[0]?.add).not.toContain('\n')
    if (open !== undefined) expect(gaps[0]?.open).toContain(open)
  })
  const withPolicy = (from: string, to: string) =>
    gapsOf(served({ ...recommended, 'Content-Security-Policy': strict.replace(from, to) }, { frame })).map(
      (gap) => gap.where,
    )
  it.each([
    ["default-src 'none'", "default-src 'none'; connect-src https://a.test", 'connect-src'],
    ["default-src 'none'", "default-src 'none'; img-src *", 'img-src'],
    ["default-src 'none'", "default-src 'none'; font-src https:", 'font-src'],
    ["default-src 'none'", "default-src 'none'; child-src https://a.test", 'frame-src'],
    ["default-src 'none'", "default-src 'none'; worker-src blob:", 'worker-src'],
    ["script-src 'sha256-AAAA'", "script-src 'self' 'sha256-AAAA'", 'script-src'],
    ["script-src 'sha256-AAAA'", "script-src 'sha256-AAAA' 'unsafe-eval'", 'script-src'],
    ["script-src 'sha256-AAAA'", "script-src 'unsafe-inline'", 'script-src'],
    ["require-trusted-types-for 'script'; ", '', 'require-trusted-types-for'],
    ["base-uri 'none'", '', 'base-uri'],
    ['frame-ancestors https://harbour.test', 'frame-ancestors *', 'frame-ancestors'],
    ['frame-ancestors https://harbour.test', '', 'frame-ancestors'],
    ["base-uri 'none'", "base-uri 'none'; report-uri /r", 'report-uri'],
  ])('see %s turned into %s', (from, to, where) => expect(withPolicy(from, to)).toContain(where))
  it.each([
    [undefined, 'sandbox'],
    [{ isOtherOrigin: true }, 'sandbox'],
    [{ ...frame, sandbox: 'allow-scripts allow-same-origin' }, 'sandbox'],
    [{ ...frame, sandbox: 'allow-scripts allow-popups' }, 'sandbox'],
    [{ ...frame, sandbox: 'allow-scripts allow-forms allow-same-origin', isOtherOrigin: false }, 'origin'],
  ])('see the frame %j', (other, where) =>
    expect(gapsOf(served(recommended, other === undefined ? {} : { frame: other })).map((gap) => gap.where)).toContain(
      where,
    ),
  )
  it.each([
    ['Reporting-Endpoints', 'a="https://a.test"'],
    ['NEL', '{}'],
    ['Link', '<https://a.test>; rel=preconnect'],
    ['Refresh', '0; url=https://a.test'],
    ['Set-Cookie', 'a=b'],
    ['Speculation-Rules', '"/rules.json"'],
  ])('see the header %s', (name, value) =>
    expect(gapsOf(served({ ...recommended, [name]: value }, { frame })).map((gap) => gap.where)).toEqual([
      name.toLowerCase(),
    ]),
  )
  it('see a policy that only reports', () =>
    expect(
      gapsOf(
        served({ ...without('Content-Security-Policy'), 'Content-Security-Policy-Report-Only': strict }, { frame }),
      )[0]?.says,
    ).toMatch(/only reports/))
  it('take a policy of the page itself for a policy, but for what only a header can say', () => {
    const html = meta.replace('base-uri', "sandbox allow-scripts; frame-ancestors 'none'; base-uri")
    const gaps = gapsOf(served(without('Content-Security-Policy'), { html })).map((gap) => gap.where)
    expect(gaps).toEqual(['frame-ancestors', 'sandbox'])
  })
  it('are findings at the page', () => {
    const [finding] = judgeHeaders(served(without('Connection-Allowlist'), { frame }))
    expect(finding).toMatchObject({ rule: 'embedding-gap', place: { at: 'page', url } })
    expect(finding?.says).toBe(
      'The page has no Connection-Allowlist. Open by that: connections ahead of time (preconnect); name lookups ahead of time (dns-prefetch); navigation of the page itself (location, refresh); WebRTC (TURN and STUN). Add: Connection-Allowlist: ()',
    )
  })
})

describe('headers', () => {
  it.each([
    ["connect-src 'none'", 'nowhere'],
    ["default-src 'none'", 'nowhere'],
    ["connect-src 'self'", 'own origin'],
    ['connect-src https://a.test', 'named hosts'],
    ['connect-src *', 'anywhere'],
    ['connect-src https:', 'anywhere'],
    ["connect-src 'none'; connect-src *", 'nowhere'],
    ["connect-src *, connect-src 'self'", 'own origin'],
    ["img-src 'none'", 'anywhere'],
    ['', 'anywhere'],
  ])('the policy %s lets a script reach %s', (text, reach) =>
    expect(reachOf(readPolicies(text, 'header'), 'connect-src')).toBe(reach),
  )
  it.each([
    [undefined, 'absent'],
    ['()', 'nothing'],
    [' ( ) ', 'nothing'],
    ['(response-origin)', 'own origin'],
    ['(response-origin "https://a.test")', 'named hosts'],
    ['none', 'unreadable'],
    ['(), ()', 'unreadable'],
  ])('the allowlist %s allows %s', (value, allowed) => expect(readAllowlist(value)).toBe(allowed))
  it('are read so far', () => {
    const long = (length: number) => `${' '.repeat(length - 1)};connect-src 'none'`
    expect(readPolicies(long(MAX_HEADER_LENGTH - 30), 'header')).toHaveLength(1)
    expect(readPolicies(long(MAX_HEADER_LENGTH), 'header')).toHaveLength(0)
  })
  test.prop([fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), fc.string({ unit: 'binary' })])(
    'of any kind never throw, and never reorder a report',
    (headers, html) => {
      const all = judgeHeaders({ url: html, headers: { ...headers, 'content-security-policy': html }, html })
      expect(JSON.stringify(all)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/)
    },
  )
})
