import type { Block, Columns } from '../../src/catalogue/columns.js'

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array

/** Every read outside of an array: its name, the index, and how many numbers there were. */
export type Misses = { readonly name: string; readonly index: string; readonly length: number }[]

/** What a typed array is asked for besides its numbers is a name; everything else is meant as an index. */
const isName = /^[a-z]|^(?:BYTES_PER_ELEMENT)$/i
const isNoNumber = /^(?:NaN|Infinity|undefined|null|true|false)$/

/** A typed array that notes every read before its beginning or behind its end, and gives what the array gives. */
function checked<Some extends Numbers>(array: Some, name: string, misses: Misses): Some {
  return new Proxy(array, {
    get: (target, property) => {
      if (typeof property === 'symbol' || (isName.test(property) && !isNoNumber.test(property))) {
        const member: unknown = Reflect.get(target, property, target)
        if (property === 'subarray') {
          return (...bounds: readonly [number?, number?]) => checked(target.subarray(...bounds) as Some, name, misses)
        }
        return typeof member === 'function' ? member.bind(target) : member
      }
      const index = Number(property)
      const isWithin = Number.isInteger(index) && index >= 0 && index < target.length
      if (!isWithin) misses.push({ name, index: property, length: target.length })
      return Reflect.get(target, property, target)
    },
  })
}

function checkedMembers<Some extends object>(values: Some, prefix: string, misses: Misses): Some {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    ArrayBuffer.isView(value) ? checked(value as Numbers, `${prefix}${name}`, misses) : value,
  ])
  return Object.fromEntries(entries) as Some // the same members
}

/** Columns that note every read outside of their arrays. */
export function checkedColumns(columns: Columns, misses: Misses): Columns {
  return {
    ...checkedMembers(columns, '', misses),
    dictionary: checkedMembers(columns.dictionary, 'dictionary.', misses),
    places: checkedMembers(columns.places, 'places.', misses),
    blocks: columns.blocks.map((block): Block => checkedMembers(block, 'block.', misses)),
    memory: new Map(),
  }
}
