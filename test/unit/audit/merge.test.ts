import { describe, expect, it } from 'vitest'
import { baselineOf, withoutBaseline } from '../../../src/audit/capture/baseline.js'
import { mergeSightings } from '../../../src/audit/capture/merge.js'
import { type Sighting, textPart } from '../../../src/audit/capture/sighting.js'
import type { VisitTimes } from '../../../src/audit/capture/visits.js'

const visits: readonly VisitTimes[] = [
  {
    visit: 0,
    origin: 'http://a.localhost:8',
    phases: [
      { phase: 'opening', at: 1000 },
      { phase: 'intake', at: 2000 },
    ],
  },
  {
    visit: 1,
    origin: 'http://b.localhost:8',
    phases: [
      { phase: 'opening', at: 1500 },
      { phase: 'left', at: 3000 },
    ],
  },
]

function http(method: Sighting['method'], at: number, url: string, more: Partial<Sighting> = {}): Sighting {
  const destination = new URL(url).origin
  return { method, channel: 'http', at, destination, verb: 'GET', url, parts: [textPart('url', url)], ...more }
}

function lookup(method: Sighting['method'], at: number, name: string): Sighting {
  return { method, channel: 'name lookup', at, destination: name, parts: [textPart('name', name)] }
}

describe('what several methods saw', () => {
  it('left once, and everybody who saw it is named', () => {
    const merged = mergeSightings(
      [
        http('net-log', 2101, 'http://c.test/x'),
        http('protocol', 2100, 'http://c.test/x#part', {
          visit: 0,
          from: { kind: 'page', origin: 'http://a.localhost:8' },
        }),
        http('servers', 2105, 'http://c.test:80/x'),
      ],
      visits,
    )
    expect(merged).toHaveLength(1)
    expect(merged[0]).toMatchObject({ seenBy: ['protocol', 'net-log', 'servers'], at: 1100, phase: 'intake', visit: 0 })
  })
  it('left as often as the method says that saw it most often', () => {
    const twice = [http('servers', 2100, 'http://c.test/x'), http('servers', 2200, 'http://c.test/x')]
    const merged = mergeSightings([...twice, http('protocol', 2100, 'http://c.test/x')], visits)
    expect(merged.map(({ seenBy }) => seenBy)).toEqual([['protocol', 'servers'], ['servers']])
  })
  it('is paired by its body, in whatever order it was seen', () => {
    const post = (method: Sighting['method'], at: number, body: string) =>
      http(method, at, 'http://c.test/x', { verb: 'POST', parts: [textPart('body', body)] })
    const merged = mergeSightings(
      [
        post('protocol', 2100, 'one'),
        post('protocol', 2101, 'two'),
        post('servers', 2102, 'two'),
        post('servers', 2103, 'one'),
      ],
      visits,
    )
    expect(merged.map(({ parts }) => parts.map(({ bytes }) => String(bytes)))).toEqual([['one'], ['two']])
  })
  it('takes two readings of one log for one', () => {
    const reading = (name: string) => http('net-log', 2100, 'http://c.test/x', { reading: name })
    expect(mergeSightings([reading('requests'), reading('bytes')], visits)).toHaveLength(1)
  })
  it('has its lookup with it, and a lookup alone is a departure', () => {
    const merged = mergeSightings(
      [
        lookup('names', 2099, 'c.test'),
        http('protocol', 2100, 'http://c.test/x', { visit: 0 }),
        lookup('names', 2100, 'd.test'),
      ],
      visits,
    )
    expect(merged.map(({ channel, destination, seenBy }) => [channel, destination, seenBy])).toEqual([
      ['http', 'http://c.test', ['protocol', 'names']],
      ['name lookup', 'd.test', ['names']],
    ])
  })
  it('keeps a lookup apart that was made in an earlier phase', () => {
    const early = { ...lookup('names', 1100, 'c.test') }
    const merged = mergeSightings([early, http('protocol', 2100, 'http://c.test/x', { visit: 0 })], visits)
    expect(merged.map(({ channel }) => channel)).toEqual(['name lookup', 'http'])
  })
  it('belongs to the visit that its origin or its referrer names', () => {
    const of = (parts: Sighting['parts']) =>
      mergeSightings([http('servers', 2100, 'http://c.test/x', { parts })], visits)[0]
    expect(of([textPart('origin', 'http://b.localhost:8')])).toMatchObject({ visit: 1 })
    expect(of([textPart('referer', 'http://a.localhost:8/page?x')])).toMatchObject({ visit: 0 })
    expect(of([])).not.toHaveProperty('visit')
  })
  it('knows a lookup of the log by its site, which has no port', () => {
    const from = { kind: 'page', origin: 'http://b.localhost' }
    expect(mergeSightings([{ ...lookup('net-log', 3100, 'c.test'), from }], visits)[0]).toMatchObject({
      visit: 1,
      phase: 'left',
    })
  })
  it('tells two frames of one socket apart, and takes the same one for the same', () => {
    const frame = (method: Sighting['method'], text: string): Sighting => ({
      method,
      channel: 'websocket',
      at: 2100,
      destination: 'ws://c.test',
      url: 'ws://c.test/ws',
      parts: [textPart('frame', text)],
    })
    const merged = mergeSightings([frame('protocol', 'a'), frame('protocol', 'b'), frame('servers', 'a')], visits)
    expect(merged.map(({ seenBy }) => seenBy)).toEqual([['protocol', 'servers'], ['protocol']])
  })
})

describe('what the browser sends by itself', () => {
  const own = mergeSightings(
    [http('net-log', 900, 'https://update.test/check?draw=1'), lookup('names', 900, 'alone.test')],
    [],
  )
  const baseline = baselineOf(own)
  it('is left out, whatever its query says', () => {
    const again = mergeSightings(
      [http('net-log', 2100, 'https://update.test/check?draw=2'), lookup('names', 2100, 'alone.test')],
      [],
    )
    expect(withoutBaseline(again, baseline)).toEqual([])
  })
  it('is not left out where a page sent it, or where it goes elsewhere on the same host', () => {
    const claimed = http('protocol', 2100, 'https://update.test/check?draw=2', { visit: 0, from: { kind: 'page' } })
    const elsewhere = http('net-log', 2100, 'https://update.test/collect?q=1')
    const kept = withoutBaseline(mergeSightings([claimed, elsewhere], visits), baseline)
    expect(kept).toHaveLength(2)
  })
})
