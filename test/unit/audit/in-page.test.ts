import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { inPageScript } from '../../../src/audit/capture/in-page.js'

/** As little of a page as the script needs: what it reports, and what a page then finds. */
function openPage(choices: Parameters<typeof inPageScript>[0]) {
  const reports: unknown[] = []
  const page: Record<string, unknown> = {
    location: { protocol: 'http:', hostname: 'a.localhost', pathname: '/', origin: 'http://a.localhost:4100' },
    addEventListener: () => {},
    performance: { now: () => 1, timeOrigin: 0 },
    way: (text: string) => reports.push(JSON.parse(text)),
  }
  page['self'] = page
  const classes = `class Crypto { getRandomValues(view) { return view } randomUUID() { return '' } }
class MessagePort { postMessage() {} addEventListener() {} }
class LockManager { request(name, then) { return then() } }
class Clipboard { writeText() { return 'written' } write() {} }
Object.assign(globalThis, { Crypto, MessagePort, LockManager, Clipboard });
globalThis.RTCPeerConnection = class { setConfiguration() {} setLocalDescription() { return 'set' } };`
  const run = (code: string): unknown => runInNewContext(code, page)
  run(classes + inPageScript(choices))
  return { run, reports }
}

describe('the script before the page’s own', () => {
  const given = { seed: 3, now: 1_767_603_600_000 }
  it('gives the same page the same chance and clock, and another seed another chance', () => {
    const draw =
      '[Math.random(), String(new Crypto().getRandomValues(new Uint8Array(4))), new Crypto().randomUUID(), Date.now(), +new Date()].join()'
    const of = (seed: number) => openPage({ given: { ...given, seed } }).run(draw)
    expect(of(3)).toBe(of(3))
    expect(of(4)).not.toBe(of(3))
    expect(String(of(3))).toMatch(
      /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12},1767603600001,1767603600002$/,
    )
  })
  it('leaves dates that are asked for as they are, and native functions looking native', () => {
    const { run } = openPage({ given })
    expect(run('new Date(5).getTime() + new Date(2020, 0, 1).getFullYear()')).toBe(2025)
    expect(run('new Date() instanceof Date && Date.prototype.constructor === Date')).toBe(true)
    expect(run('Function.prototype.toString.call(Math.random)')).toContain('[native code]')
  })
  it('takes its way back off the page, and tells of locks, copies and servers', () => {
    const { run, reports } = openPage({ binding: 'way', given })
    expect(run('typeof way')).toBe('undefined')
    run(
      `new LockManager().request('held', () => {}); new Clipboard().writeText('copied'); new RTCPeerConnection({ iceServers: [{ urls: 'turn:192.0.2.7:6123' }] })`,
    )
    expect(reports).toEqual([
      { kind: 'kept', store: 'lock name', origin: 'http://a.localhost:4100', text: 'held' },
      { kind: 'kept', store: 'clipboard', origin: 'http://a.localhost:4100', text: 'copied' },
      { kind: 'ice', urls: ['turn:192.0.2.7:6123'] },
    ])
  })
  it('gives nothing where nothing was asked for', () => {
    const { run } = openPage({ binding: 'way' })
    expect(Number(run('Date.now()'))).not.toBe(1_767_603_600_001)
  })
})
