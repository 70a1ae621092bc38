import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dummyRecord } from 'entrenous/practitioner'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { auditCommand } from '../support/audit-command.js'
import { type ServedDesk, serveDesk } from '../support/desk.js'

// The practitioner's desk beside its community's list and board: keys are made, a page is written and signed.

let desk: ServedDesk
const folder = mkdtempSync(join(tmpdir(), 'entrenous-audit-desk-'))
beforeAll(async () => {
  // It posts before it draws anything else: of the chance that every visit is given, a record then has the same part in all.
  desk = await serveDesk({ community: true, board: true, postAfterSeconds: [0] })
  // A board that has something already: whoever looks first would else see another one than whoever looks next.
  const record = dummyRecord(1)
  if (!record.ok) throw new Error(record.error.code)
  const body = new Uint8Array(record.value)
  await fetch(`${desk.boardOrigin}/records`, { method: 'POST', body })
})
afterAll(async () => {
  await desk?.close()
  rmSync(folder, { recursive: true, force: true })
})

type Reported = {
  readonly verdict: string
  readonly findings: readonly object[]
  readonly flows: readonly { readonly declaredAs?: string }[]
  readonly kept: readonly { readonly key: string }[]
}

it('of the desk nothing is observed, and what it keeps is sealed', { timeout: 400_000 }, async () => {
  const example = join(root, 'examples', 'desk')
  const file = join(folder, 'desk.json')
  const ended = await auditCommand([
    `${desk.origin}/`,
    ...['--flow', join(example, 'audit-flow.json'), '--data-flow', join(example, 'data-flow.json')],
    ...['--destination', `catalogue=${desk.origin}/harbour.catalogue`, '--destination', `board=${desk.boardOrigin}`],
    ...['--destination', `service-worker=${desk.origin}/service-worker.js`],
    ...['--pairs', '1', '--seconds', '300', '--json', file],
  ])
  expect(ended.complained, 'no report').not.toMatch(/\(\w+ \{/)
  const report: Reported = JSON.parse(readFileSync(file, 'utf8'))
  expect(report.findings, ended.said + JSON.stringify(report.findings)).toEqual([])
  expect([ended.code, report.verdict], ended.said).toEqual([0, 'no interference observed'])
  // It looked at its board, posted to it, and kept its keys: all of it was there to be judged.
  expect(report.flows.map(({ declaredAs }) => declaredAs)).toEqual(
    expect.arrayContaining(['board-read', 'board-post', 'new-version']),
  )
  expect(report.kept.map(({ key }) => key)).toContain('desk-lock/lock/store-key')
})
