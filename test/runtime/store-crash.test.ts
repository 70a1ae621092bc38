import { describe, expect, test } from 'vitest'
import { inStoreFolder } from '../support/sqlite.js'
import { faultsIn, killAgainAndAgain, startChild } from '../support/store-crashing.js'

describe('a store in a file whose process is killed', () => {
  test('at any time, again and again, has every step it reported and no half of one', () =>
    inStoreFolder(async (folder) => {
      const { faults, midway, steps } = await killAgainAndAgain(folder, 32, 1)
      expect(faults).toEqual([])
      expect(steps).toBeGreaterThan(32)
      expect(midway).toBeGreaterThan(0)
    }))

  test('before or after each call of its driver, from the first opening on, loses nothing', async () => {
    const story = { STORE_WORK: 'steps', STORE_STEPS: '4' }
    const calls = await inStoreFolder(async ({ path }) => {
      const { lines, stderr } = await startChild(path, story).ended
      return Number(/^calls (\d+)$/.exec(lines.at(-1) ?? stderr)?.[1])
    })
    expect(calls).toBeGreaterThan(30)
    const faults: string[] = []
    for (let at = 1; at <= calls; at++) {
      await inStoreFolder(async (folder) => {
        const when = at % 2 === 0 ? 'before' : 'after'
        const { lines, signal } = await startChild(folder.path, {
          ...story,
          STORE_KILL_AT: String(at),
          STORE_KILL_WHEN: when,
        }).ended
        if (signal !== 'SIGKILL') faults.push(`at call ${at} it was not killed`)
        faults.push(...(await faultsIn(folder, lines)).map((fault) => `${when} call ${at}: ${fault}`))
      })
    }
    expect(faults).toEqual([])
  })
})

describe('two processes that share a store in a file', () => {
  test('claim each of 1,000 keys once between them', () =>
    inStoreFolder(async ({ path }) => {
      const work = { STORE_WORK: 'claim', STORE_KEYS: '1000' }
      const racers = ['0', '1'].map((end) => startChild(path, { ...work, STORE_END: end }))
      await Promise.all(racers.map((racer) => racer.reported(1)))
      for (const racer of racers) racer.say('go')
      const ended = await Promise.all(racers.map((racer) => racer.ended))
      expect(ended.map(({ stderr }) => stderr)).toEqual(['', ''])
      const won = ended.map(({ lines }) => lines.filter((line) => line.startsWith('c/')))
      expect(won.flat()).toHaveLength(1000)
      expect(new Set(won.flat()).size).toBe(1000)
      // Otherwise it was no race.
      for (const each of won) expect(each.length).toBeGreaterThan(5)
    }))
})
