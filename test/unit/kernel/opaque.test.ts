import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { opaqueKind } from '../../../src/kernel/opaque.js'

const letters = opaqueKind<'Letter', { text: string }>('Letter')
const others = opaqueKind<'Letter', { text: string }>('Letter')
const SECRET = 'planted-secret'
const letter = letters.hold({ text: SECRET })

test('only the kind that held a value reveals it', () => {
  expect(letters.reveal(letter).text).toBe(SECRET)
  expect(letters.isHeld(letter)).toBe(true)
  expect(others.isHeld(letter)).toBe(false)
  expect(() => others.reveal(letter)).toThrow(new TypeError('expected a Letter'))
})

test('what was not held is refused, whatever it imitates', () => {
  const imitations: unknown[] = [
    null,
    undefined,
    'x',
    1,
    {},
    Object.create(letter),
    new Proxy(letter, {}),
    { ...letter },
  ]
  for (const imitation of imitations) {
    expect(letters.isHeld(imitation)).toBe(false)
    // The compiler refuses these; a program without types can still bring them.
    expect(() => letters.reveal(imitation as typeof letter)).toThrow(TypeError)
  }
})

describe('the ways out that hold nothing', () => {
  test('serialising throws without the value', () => {
    expect(() => JSON.stringify({ letter })).toThrow(new TypeError('Letter cannot be serialised'))
  })

  test('text, inspection, keys, spread and cloning show no value', () => {
    const shown = [
      String(letter),
      inspect(letter, { depth: 9, showHidden: true, getters: true }),
      JSON.stringify([Object.entries(letter), Reflect.ownKeys(letter), Object.getOwnPropertyDescriptors(letter)]),
      JSON.stringify({ ...letter }),
      inspect(structuredClone(letter), { showHidden: true }),
    ]
    for (const text of shown) expect(text).not.toContain(SECRET)
    expect(String(letter)).toBe('[object Letter]')
  })

  test('the holder is frozen', () => {
    expect(Object.isFrozen(letter)).toBe(true)
  })
})
