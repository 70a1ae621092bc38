import { describe, expect, it } from 'vitest'
import { differInTimeAlone } from '../../../src/audit/conclude.js'
import { readDataFlow } from '../../../src/audit/declared/data-flow.js'
import type { Driver } from '../../../src/audit/flow/driver.js'
import type { Made } from '../../../src/audit/plan.js'
import { answers, recording, remainder } from '../../support/audit-recordings.js'

const driver: Driver = { visit: async () => ({ ok: true, value: [] }), likenesses: [] }

/** A visit that keeps something sealed, and posts so many milliseconds after it read. */
function visit(nth: number, sealed: string, gap: number): Made {
  const sent = [{ url: 'http://board.test/read' }, { url: 'http://board.test/records', body: 'x', at: gap }]
  const kept = { remainders: [remainder('IndexedDB', 'lock/key', sealed)] }
  return { nth, recording: recording(sent, kept), answers: answers(sealed), driver }
}

const derived = {
  context: 'host',
  where: 'IndexedDB',
  key: 'lock/key',
  class: 'derived',
  as: 'sealed',
  retention: 'a day',
}
const read = readDataFlow(
  JSON.stringify({
    format: 'entrenous-data-flow-1',
    name: 'A sealed store',
    flows: [],
    messages: [],
    atRest: [derived],
  }),
)
const declaration = read.ok ? read.value : undefined

describe('whether visits differ in time alone', () => {
  const slower = [visit(0, 'one', 50), visit(0, 'one', 60), visit(1, 'two', 900)]
  it('yes, where all else that differs is declared to be made of answers', () => {
    expect(declaration).toBeDefined()
    expect(differInTimeAlone(slower, declaration)).toBe(true)
  })
  it('no, where something else differs', () => expect(differInTimeAlone(slower, undefined)).toBe(false))
  it('no, where nothing differs but what is declared', () => {
    const steady = [visit(0, 'one', 50), visit(0, 'one', 60), visit(1, 'two', 55)]
    expect(differInTimeAlone(steady, declaration)).toBe(false)
  })
})
