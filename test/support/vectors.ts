import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { fromHex } from '../../src/kernel/text.js'
import { dataFolder } from './data-folder.js'

/**
 * Reads one published vector file from the folder that ENTRENOUS_DATA names (default `../shared`).
 * The files are not part of the repository; where they are missing the test fails and says so.
 */
export function readVectors(name: string): unknown {
  const path = `${dataFolder()}/vectors/${name}`
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Error(`cannot read ${path}: set ENTRENOUS_DATA to the folder that holds vectors/`, { cause })
  }
}

/** Bytes of a hexadecimal string that a test is sure of. */
export function bytesOf(hex: string): Uint8Array {
  const bytes = fromHex(hex)
  if (bytes === undefined) throw new Error('a vector is not hexadecimal')
  return bytes
}

/** Bytes in the forms a caller may bring: a buffer of their own, a view into a larger one, a Node Buffer. */
const forms: ReadonlyArray<(bytes: Uint8Array) => Uint8Array> = [
  (bytes) => new Uint8Array(bytes),
  (bytes) => {
    const around = new Uint8Array(bytes.length + 11).fill(0xa5)
    around.set(bytes, 7)
    return around.subarray(7, 7 + bytes.length)
  },
  (bytes) => Buffer.from(bytes),
]

/**
 * Runs a check on the inputs in every form, in a frozen container, twice each, and sees that nothing was written to.
 * Six runs of the check for one vector.
 */
export function inEveryForm<Name extends string>(
  hex: Readonly<Record<Name, string>>,
  check: (inputs: Readonly<Record<Name, Uint8Array>>) => void,
): void {
  // Object.entries and fromEntries lose the key type; the names are exactly those of `hex`.
  const originals = Object.entries(hex) as [Name, string][]
  for (const form of forms) {
    const inputs = Object.freeze(
      Object.fromEntries(originals.map(([name, text]) => [name, form(bytesOf(text))])),
    ) as Readonly<Record<Name, Uint8Array>> // see above
    check(inputs)
    check(inputs)
    for (const [name, text] of originals) expect(Buffer.from(inputs[name]).toString('hex')).toBe(text)
  }
}

/** The same hexadecimal string with one bit changed. */
export function flipBit(hex: string, bit: number): string {
  const bytes = bytesOf(hex)
  const index = bit >> 3
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit & 7))
  return Buffer.from(bytes).toString('hex')
}
