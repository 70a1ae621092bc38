import { failingCbor } from './token/bodies.js'
import type { Key } from './token/by-hand.js'
import { failingFrames } from './token/frames.js'
import { failingHybrid, openingHybrid } from './token/hybrid.js'
import { opening } from './token/opens.js'
import { failingShapes } from './token/shapes.js'
import { type Fails, hex, type Opens } from './token/vector.js'

/** A vector as a file carries it: keys by their names. */
export type Published<Vector> = Omit<Vector, 'keys'> & { readonly keys: readonly string[] }
/** An opening key as a file carries it. */
export type PublishedKey = {
  readonly suite: 1 | 2
  readonly epoch: number
  readonly publicKey: string
  readonly secretKey: string
}
/** One published file. */
export type VectorFile = {
  readonly format: 'entrenous-token-vectors-1'
  readonly suite: 1 | 2
  readonly keys: Readonly<Record<string, PublishedKey>>
  readonly opens: readonly Published<Opens>[]
  readonly fails: readonly Published<Fails>[]
}

/** Makes the text of every file of test/vectors/token anew, by its name. */
export function vectorFiles(): Readonly<Record<string, string>> {
  const fails = [...failingFrames(), ...failingCbor(), ...failingShapes()]
  return {
    'suite-1.json': textOf(1, opening(), fails),
    'suite-2.json': textOf(2, openingHybrid(), failingHybrid()),
  }
}

function textOf(suite: 1 | 2, opens: readonly Opens[], fails: readonly Fails[]): string {
  const keys = Object.fromEntries(
    [...opens, ...fails]
      .flatMap((vector) => vector.keys)
      .map(({ name, suite, epoch, publicKey, secretKey }) => [
        name,
        { suite, epoch, publicKey: hex(publicKey), secretKey: hex(secretKey) },
      ]),
  )
  const file: VectorFile = {
    format: 'entrenous-token-vectors-1',
    suite,
    keys,
    opens: opens.map(published),
    fails: fails.map(published),
  }
  return `${JSON.stringify(file, null, 1)}\n`
}

function published<Vector extends { readonly keys: readonly Key[] }>(vector: Vector): Published<Vector> {
  return { ...vector, keys: vector.keys.map(({ name }) => name) }
}
