import { readDataFlow } from '../../src/audit/declared/data-flow.js'
import type { Finding } from '../../src/audit/finding.js'
import { judge } from '../../src/audit/judge.js'
import type { Recording } from '../../src/audit/recording.js'
import { type AuditReport, toReport } from '../../src/audit/report/report.js'
import { finder, firstAnswers, otherAnswers, recording, remainder, type Sketch } from './audit-recordings.js'

// Two made-up audits: of a page that does everything wrong, and of one that does nothing wrong.

export const declarationText = JSON.stringify({
  format: 'entrenous-data-flow-1',
  name: 'Harbour Collective',
  flows: [
    {
      id: 'catalogue',
      trigger: 'the page opens',
      context: 'host',
      destination: 'catalogue',
      channel: 'fetch GET',
      fields: [],
      purpose: 'to have the list of practitioners on the device',
      count: { most: 1 },
      retention: 'the server keeps no log',
      linkability: 'shows the address and the time to the server',
    },
    {
      id: 'token',
      trigger: 'the click that consents',
      context: 'host',
      destination: 'board',
      channel: 'fetch POST',
      fields: [
        { name: 'record', class: 'consented', answers: ['contact'] },
        { name: 'filling', class: 'random' },
      ],
      purpose: 'to reach the practitioner whom the person chose',
      consent: 'the preview on the screen',
      sizes: [24, 2144],
      count: { most: 1 },
      retention: 'at most 35 days',
      linkability: 'the record names neither side',
    },
    {
      id: 'note',
      trigger: 'the click that consents',
      context: 'host',
      destination: 'board',
      channel: 'fetch PUT',
      fields: [{ name: 'filling', class: 'random' }],
      purpose: 'to keep the place in the queue',
      count: { most: 1 },
      retention: 'one day',
      linkability: 'shows the time',
    },
    {
      id: 'reminder',
      trigger: 'the page is left',
      context: 'host',
      destination: 'board',
      channel: 'beacon POST',
      fields: [],
      purpose: 'to say that somebody left',
      count: { most: 1 },
      retention: 'none',
      linkability: 'shows the time',
    },
  ],
  messages: [],
  atRest: [
    { context: 'host', where: 'localStorage', key: 'kept', class: 'consented', retention: 'until it is removed' },
  ],
})

export function declaration() {
  const read = readDataFlow(declarationText)
  if (!read.ok) throw new Error(read.fault.says)
  return read.value
}

export const where = {
  destinations: { catalogue: 'http://page.test/catalogue', board: 'http://board.test' },
  pages: ['http://page.test'],
}

const opening: Sketch = { url: 'http://page.test/catalogue', phase: 'opening', at: 20 }
const token: Sketch = { body: '{"to":"q7Rt2mZx9KpL"}...', at: 900 }

export const cleanVisit: readonly Sketch[] = [opening, token]

export function cleanReport(): AuditReport {
  const visits = [recording(cleanVisit), recording(cleanVisit), recording(cleanVisit)] as const
  return reportOf(visits, [])
}

/** A visit to a page that breaks every rule, as one answers it. */
function faultyVisit(story: string, need: string): Recording {
  const hex = Buffer.from(story).toString('hex')
  const sketches: readonly Sketch[] = [
    opening,
    { url: `http://count.test/pixel.gif?page=intake&q=${encodeURIComponent(story)}`, phase: 'intake', at: 300 },
    { to: `${hex}.names.test`, channel: 'name lookup', phase: 'intake', at: 320 },
    { url: `http://page.test/topics/${need}.json`, phase: 'intake', at: 400 },
    { url: 'http://cdn.test/fonts/\u202Egpj.exe?<script>alert(1)</script>', phase: 'consented', at: 800 },
    { ...token, at: 900 },
    { body: '{"contact":"q7Rt2mZx9KpL","need":"none"}', at: need === 'sleep' ? 950 : 1400 },
    {
      url: 'http://board.test/note',
      verb: 'PUT',
      body: `q7Rt2mZx9KpL${'x'.repeat(need === 'sleep' ? 30 : 45)}`,
      at: 2000,
    },
    { channel: 'message', to: 'http://widget.test', kind: 'frame', body: 'x', at: 2100 },
  ]
  const remainders = [
    remainder('localStorage', 'draft', `{"story":"${story}"}`),
    remainder('cookie', 'seen-before', '1'),
    remainder('title', '', `${need} – Harbour`),
  ]
  return recording(sketches, {
    remainders,
    blind: [{ method: 'net-log', because: 'the log ended before the browser did' }],
  })
}

const gap: Finding = {
  rule: 'embedding-gap',
  place: { at: 'page', url: 'http://page.test/' },
  says: 'Connection-Allowlist is missing: name look-ups and WebRTC stay open.',
  evidence: {},
}

export function faultyReport(): AuditReport {
  const [story = '', need = ''] = firstAnswers.map(({ text }) => text)
  const [otherStory = '', otherNeed = ''] = otherAnswers.map(({ text }) => text)
  const visits = [faultyVisit(story, need), faultyVisit(story, need), faultyVisit(otherStory, otherNeed)] as const
  return reportOf(visits, [gap])
}

export function unstableReport(): AuditReport {
  const visits = [recording(cleanVisit), recording([...cleanVisit, {}]), recording(cleanVisit)] as const
  return reportOf(visits, [])
}

export function reportOf(
  [first, again, other]: readonly [Recording, Recording, Recording],
  further: readonly Finding[],
  [ours, theirs] = [firstAnswers, otherAnswers],
): AuditReport {
  const find = finder([ours, theirs])
  const flow = declaration()
  const judgement = judge({
    first,
    again,
    others: [{ recording: other, answers: theirs }],
    answers: ours,
    find,
    declaration: flow,
    ...where,
    further,
  })
  const about = {
    when: '2026-11-30T09:00:00Z',
    version: '0.2.0',
    page: 'http://page.test/',
    repeat: 'npx entrenous audit http://page.test/ --data-flow data-flow.json --html report.html',
    recordings: [first, again, other],
    answers: ours,
    declaration: flow,
    declarationFile: 'data-flow.json',
    versions: { node: '20.19.5' },
  }
  return toReport(judgement, about, find)
}
