import { concatBytes } from '../../src/kernel/bytes.js'
import { sealWith, settingOf, setupSender } from '../../src/kernel/hpke.js'
import type { Bucket } from '../../src/kernel/padding.js'
import type { OpeningKey } from '../../src/kernel/secret-key.js'
import { toHex } from '../../src/kernel/text.js'
import { multiply, run, type Steps } from '../../src/kernel/x25519.js'
import { referralInfo, shared } from '../../src/token/context.js'
import { writeHeader } from '../../src/token/wire.js'
import { seededRandom } from './random.js'

// What mutations are made with: chance that repeats, a seal that is made once and used often, and an answer remembered.

/** A whole number from 0 to below the limit. */
export type Chance = (limit: number) => number

/** Chance that is the same for the same seed (mulberry32). For tests alone. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** One of a list. */
export function pick<Value>(chance: Chance, list: readonly Value[]): Value {
  const one = list[chance(list.length)]
  if (one === undefined) throw new Error('there is nothing to pick from')
  return one
}

/** So many bytes of any value. */
export const someBytes = (chance: Chance, length: number): Uint8Array => Uint8Array.from({ length }, () => chance(256))

/** Bytes with a stretch replaced. */
export function edit(bytes: Uint8Array, start: number, end: number, ...parts: readonly Uint8Array[]): Uint8Array {
  return concatBytes(bytes.subarray(0, start), ...parts, bytes.subarray(end))
}

/** What a sealer does wrong on purpose. */
export type Slip = { readonly sequence?: number; readonly associated?: Uint8Array }

/** Seals any padded plaintext, correctly unless a slip is asked for. */
export type Reseal = (padded: Uint8Array, bucket: Bucket, slip?: Slip) => Uint8Array

/** Encapsulates once to a key; what is sealed differs in bucket and ciphertext alone, the commitment stays. */
export function resealer({ suite, publicKey }: OpeningKey, seed: string): Reseal {
  const { number, kem } = suite
  const sender = run(setupSender(settingOf(kem, referralInfo(number)), publicKey, seededRandom(seed)(kem.seedLength)))
  if (sender === undefined) throw new Error('the key cannot be sealed to')
  const commitment = shared(sender.context.exporter, 'commitment')
  return (padded, bucket, { sequence = 0, associated } = {}) => {
    const before = concatBytes(writeHeader(number, bucket), sender.encapsulated, commitment)
    return concatBytes(before, sealWith(sender.context, sequence, associated ?? before, padded))
  }
}

/** Runs computations that ask for the same few multiplications again and again, and makes each of them once. */
export function rememberingRun(): <Value>(steps: Steps<Value>) => Value {
  const answers = new Map<string, Uint8Array>()
  return (steps) => {
    let step = steps.next()
    while (step.done !== true) {
      const asked = toHex(step.value.scalar) + toHex(step.value.point)
      const answer = answers.get(asked) ?? multiply(step.value)
      answers.set(asked, answer)
      step = steps.next(new Uint8Array(answer))
    }
    return step.value
  }
}
