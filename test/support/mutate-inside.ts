import { concatBytes } from '../../src/kernel/bytes.js'
import { BUCKETS, pad } from '../../src/kernel/padding.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { type Chance, pick, someBytes } from './mutate.js'
import { againstForm, againstOrder } from './mutate-form.js'
import { againstShape } from './mutate-shape.js'
import type { Spoil, Spoilt, Target } from './mutate-spoil.js'

// The whole: where the body ends, which bucket it asks for, what fills the rest.
const againstTheWhole: Readonly<Record<string, Spoil>> = {
  'the body cut off': ({ body }, chance) => body.subarray(0, chance(body.length)),
  'bytes behind the body': ({ body }, chance) => concatBytes(body, someBytes(chance, 1 + chance(20))),
  'the body twice': ({ body }) => concatBytes(body, body),
  'no body of ours': (_, chance) => {
    const json = utf8Encode('{"purpose":"referral","fields":{},"__proto__":{"ok":true}}')
    const bytes = someBytes(chance, 1 + chance(400))
    bytes[0] = ((bytes[0] ?? 0) & 0x1f) | (pick(chance, [0, 1, 2, 3, 4, 6, 7]) << 5) // anything but a map
    return pick(chance, [json, bytes])
  },
  'another bucket': ({ body, bucket }, chance) => {
    const other = pick(chance, BUCKETS)
    const padded = other === bucket ? undefined : pad(body, other)
    return padded && { padded, bucket: other }
  },
  'other padding': ({ body, bucket }, chance) => {
    const padded = pad(body, bucket) ?? new Uint8Array(bucket)
    const at = body.length + 1 + chance(bucket - body.length - 1)
    const spoilt: readonly (() => unknown)[] = [
      () => padded.fill(0),
      () => padded.fill(0, body.length),
      () => padded.fill(0xff, body.length),
      () => padded.fill(0x80, body.length + 1),
      () => padded.fill(1 + chance(255), at, at + 1),
      () => padded.fill(pick(chance, [0x01, 0x40, 0x81, 0xc0, 0xff]), body.length, body.length + 1),
      () =>
        padded.set(
          someBytes(chance, 16).map((byte) => byte | 1),
          bucket - 16,
        ),
    ]
    pick(chance, spoilt)()
    return { padded, bucket }
  },
}

/** Every way of spoiling a body, by name. */
export const spoilings: Readonly<Record<string, Spoil>> = {
  ...againstForm,
  ...againstOrder,
  ...againstShape,
  ...againstTheWhole,
}

/** Spoils a body in the way of that name, as padded as it should be. */
export function spoil(name: string, target: Target, chance: Chance): Spoilt | undefined {
  const made = spoilings[name]?.(target, chance)
  if (made === undefined || 'padded' in made) return made
  const padded = pad(made, target.bucket)
  return padded && { padded, bucket: target.bucket }
}
