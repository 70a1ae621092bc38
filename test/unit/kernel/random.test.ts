import { afterEach, describe, expect, test, vi } from 'vitest'
import { randomBytes } from '../../../src/kernel/random.js'

const absent = { ok: false, error: { code: 'randomness_absent', detail: {} } }

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the given source', () => {
  test('its bytes are handed on as a copy', () => {
    const kept = Uint8Array.of(1, 2, 3)
    const drawn = randomBytes(3, () => kept)
    kept.fill(0)
    expect(drawn).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) })
  })

  test('a source that throws, or gives another length or kind, is no source, and its error goes nowhere', () => {
    const sources: (() => unknown)[] = [
      () => {
        throw new Error('a secret')
      },
      () => new Uint8Array(31),
      () => new Uint8Array(33),
      () => [1, 2, 3],
      () => 'x'.repeat(32),
      () => undefined,
    ]
    // A program without types can bring any of these.
    for (const source of sources) expect(randomBytes(32, source as () => Uint8Array)).toEqual(absent)
  })
})

describe('the platform', () => {
  test('gives bytes of the asked length that differ from call to call', () => {
    const first = randomBytes(32)
    const second = randomBytes(32)
    expect(first.ok && first.value.length).toBe(32)
    expect(first).not.toEqual(second)
    expect(randomBytes(0)).toEqual({ ok: true, value: new Uint8Array(0) })
  })

  test('is asked for no more than 65,536 bytes at once, and fills all of them', () => {
    const asked: number[] = []
    vi.stubGlobal('crypto', {
      getRandomValues(target: Uint8Array) {
        asked.push(target.length)
        target.fill(asked.length)
      },
    })
    const drawn = randomBytes(140_000)
    expect(asked).toEqual([65_536, 65_536, 8_928])
    expect(drawn.ok && [drawn.value[0], drawn.value[65_536], drawn.value[139_999], drawn.value.includes(0)]).toEqual([
      1,
      2,
      3,
      false,
    ])
  })

  test('is looked up at each call, and its absence is a failure, never a weak fallback', () => {
    for (const platform of [undefined, {}, { getRandomValues: 1 }]) {
      vi.stubGlobal('crypto', platform)
      expect(randomBytes(32)).toEqual(absent)
    }
    vi.unstubAllGlobals()
    expect(randomBytes(32).ok).toBe(true)
  })
})

test('a length that is no count is a fault', () => {
  for (const length of [-1, 0.5, Number.NaN, 2 ** 53]) expect(() => randomBytes(length)).toThrow(RangeError)
})
