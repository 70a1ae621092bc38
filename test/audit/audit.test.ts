import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { auditCommand as run } from '../support/audit-command.js'
import { faults, serveFaulty } from '../support/faulty-host.js'
import { type Everything, freePorts, startEverything } from '../support/story-servers.js'

// `entrenous audit` as a reviewer runs it: on our own pages, on copies of them with a fault in, and where nothing can be said.

const PATIENCE = 400_000
let everything: Everything
let folder: string

beforeAll(async () => {
  everything = await startEverything()
  folder = mkdtempSync(join(tmpdir(), 'entrenous-audit-test-'))
}, PATIENCE)
afterAll(async () => {
  await everything?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Where the roles of a host page's declaration are. */
function destinations(intake: string): readonly string[] {
  const { at } = everything
  const places = { intake, catalogue: at.catalogue.origin, board: at.board.origin, leave: at.tour.origin }
  return Object.entries(places).flatMap(([role, origin]) => ['--destination', `${role}=${origin}`])
}

const declared = [
  '--data-flow',
  join(root, 'examples', 'host', 'plain', 'data-flow.json'),
  '--pairs',
  '1',
  '--seconds',
  '300',
]

type Reported = {
  readonly verdict: string
  readonly findings: readonly { readonly rule: string; readonly place: object; readonly says: string }[]
}

describe('our own pages', () => {
  it.each(['plain', 'react'] as const)('of %s: nothing is observed', { timeout: PATIENCE }, async (page) => {
    const { at } = everything
    const files = ['json', 'html', 'sarif'].flatMap((form) => [`--${form}`, join(folder, `${page}.${form}`)])
    const ended = await run([`${at[page].origin}/`, ...declared, ...destinations(at.intake.origin), ...files])
    expect(ended.complained, 'no report').not.toMatch(/\(\w+ \{/)
    const report: Reported = JSON.parse(readFileSync(join(folder, `${page}.json`), 'utf8'))
    expect(report.findings, ended.said).toEqual([])
    expect([ended.code, report.verdict], ended.said).toEqual([0, 'no interference observed'])
    expect(readFileSync(join(folder, `${page}.html`), 'utf8')).not.toContain('<script')
    expect(JSON.parse(readFileSync(join(folder, `${page}.sarif`), 'utf8')).version).toBe('2.1.0')
  })
  it('of the intake itself: nothing is missing of the embedding that holds', async () => {
    const ended = await run(['--static', `${everything.at.intake.origin}/intake.en.html`])
    expect([ended.code, ended.said]).toEqual([0, expect.stringContaining('Nothing is missing')])
  })
})

describe('a copy with a fault', () => {
  it.each(faults)('$name: is found, and named', { timeout: PATIENCE }, async (fault) => {
    const copy = await serveFaulty(everything, fault, await freePorts(2))
    const file = join(folder, 'faulty.json')
    try {
      const [, intake = ''] = copy.origins
      const ended = await run([copy.page, ...declared, ...destinations(intake), '--json', file])
      expect(ended.code, ended.said + ended.complained).toBe(1)
    } finally {
      await copy.close()
    }
    const { findings }: Reported = JSON.parse(readFileSync(file, 'utf8'))
    expect([...new Set(findings.map(({ rule }) => rule))]).toEqual(expect.arrayContaining([...fault.rules]))
    expect(JSON.stringify(findings.map(({ place }) => place))).toContain(fault.names)
  })
})

describe('where nothing can be said', () => {
  const inconclusive = async (words: readonly string[], code: string) => {
    const ended = await run(words)
    expect([ended.code, ended.complained]).toEqual([2, expect.stringContaining(code)])
  }
  it('a browser that is not there', () =>
    inconclusive([folder, '--browser', join(folder, 'none')], 'browser_not_found'))
  it('a browser that ends as soon as it is started', () =>
    inconclusive([folder, '--browser', '/bin/true'], 'browser_did_not_start'))
  it('a page that hangs', { timeout: PATIENCE }, async () => {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><script>for (;;) {}</script>')
    await inconclusive([folder], 'page_did_not_react')
  })
  it('a page that does not answer', { timeout: PATIENCE }, () =>
    inconclusive(['http://localhost:9/'], 'page_not_reached'),
  )
  it('a folder without a form that is known', { timeout: PATIENCE }, async () => {
    writeFileSync(join(folder, 'index.html'), '<!doctype html><title>A page</title><label>Name <input></label>')
    await inconclusive([folder], 'form_not_found')
  })
  it('a flow that is none', () => {
    const flow = join(folder, 'flow.json')
    writeFileSync(flow, '{}')
    return inconclusive([folder, '--flow', flow], 'flow_invalid')
  })
  it('a folder that is none', () => inconclusive([join(folder, 'none')], 'page_not_reached'))
  it('a draft of a flow is written for a form that is there', { timeout: PATIENCE }, async () => {
    writeFileSync(
      join(folder, 'index.html'),
      '<!doctype html><title>A page</title><label>Name <input></label><button>Send</button>',
    )
    const ended = await run([folder, '--record'])
    expect([ended.code, JSON.parse(ended.said)]).toMatchObject([0, { format: 'entrenous-audit-flow-1' }])
  })
})
