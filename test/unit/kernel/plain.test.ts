import { describe, expect, it } from 'vitest'
import { freezeDeep, isPlainObject } from '../../../src/kernel/plain.js'

describe('isPlainObject', () => {
  it('takes what a literal, JSON or Object.create(null) makes', () => {
    for (const value of [{}, { a: 1 }, JSON.parse('{"__proto__":1}'), Object.create(null)])
      expect(isPlainObject(value)).toBe(true)
  })
  it('takes nothing that is of a class, a list or no object', () => {
    for (const value of [[], new Map(), new Uint8Array(1), new Date(0), Object.create({}), () => 1, 'a', 1, null])
      expect(isPlainObject(value)).toBe(false)
  })
})

describe('freezeDeep', () => {
  it('freezes every object and list of a tree, and gives the tree back', () => {
    const tree = { a: { b: [{ c: 1 }] } }
    expect(freezeDeep(tree)).toBe(tree)
    for (const part of [tree, tree.a, tree.a.b, tree.a.b[0]]) expect(Object.isFrozen(part)).toBe(true)
  })
  it('passes over bytes, which cannot be frozen, and over what is no object', () => {
    const bytes = Uint8Array.of(1)
    expect(freezeDeep({ bytes, text: 'a', nothing: undefined })).toEqual({ bytes, text: 'a', nothing: undefined })
    expect(Object.isFrozen(bytes)).toBe(false)
  })
})
