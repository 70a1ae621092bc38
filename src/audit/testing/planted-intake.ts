import type { Answer } from '../planted.js'

/** Gives so many random bytes. */
export type RandomSource = (length: number) => Uint8Array

/** Answers for `readIntake`, and what of them was planted. */
export type PlantedIntake = {
  /** Plain JSON as `readIntake` takes it. */
  readonly answers: Readonly<Record<string, unknown>>
  /** The texts to search for, with the names of their fields: `story`, `contact.email`. */
  readonly planted: readonly Answer[]
}

/** Letters and digits that no encoding changes, without those that are taken for one another. */
const letters = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789'
/** 14 of 54 letters are 80 bits: by chance they stand nowhere. */
const LENGTH = 14

const concerns = ['anxiety', 'anxiety.panic', 'sleep', 'grief'] as const
const formats = ['in-person', 'online.video', 'online.phone'] as const
const ageGroups = ['adult', 'older-adult'] as const

/**
 * Makes answers that nobody gave: every text in them is planted, every choice is drawn.
 *
 * @param seed - a number, for the same answers in every run; or a source of random bytes. A number gives no secrets: made-up
 * answers need none.
 * @returns the answers, and the planted texts to search for.
 * @throws {RangeError} when the number is not a whole one from 0 to 2³² - 1.
 * Privacy: holds nothing of anybody.
 * Cost: O(1).
 * @example
 * const { answers, planted } = plantedIntake(7)
 * const made = readIntake(answers, vocabulary)
 * if (!made.ok) return show(made.error)
 * const texts = planted.map((one) => one.text)
 * @since 0.2
 */
export function plantedIntake(seed: number | RandomSource): PlantedIntake {
  const random = typeof seed === 'number' ? seeded(seed) : seed
  const plant = () => Array.from(random(LENGTH), (byte) => letters[byte % letters.length] ?? '').join('')
  const one = <Value>(values: readonly Value[]): Value | undefined => values[(random(1)[0] ?? 0) % values.length]
  const texts = {
    story: plant(),
    'contact.name': plant(),
    'contact.email': `${plant()}@person.test`,
    'contact.phone': plant(),
    'about.memberOf': plant(),
    'avoid.practitioners': plant(),
  }
  const answers = {
    needs: [{ concept: one(concerns), importance: 1 + ((random(1)[0] ?? 0) % 3) }],
    about: { ageGroup: one(ageGroups), memberOf: [texts['about.memberOf']] },
    where: { formats: [one(formats)] },
    avoid: { practitioners: [texts['avoid.practitioners']] },
    story: texts.story,
    contact: { name: texts['contact.name'], email: texts['contact.email'], phone: texts['contact.phone'] },
  }
  const planted = Object.entries(texts).map(([field, text]) => ({ field, text, planted: true, consented: false }))
  return { answers, planted }
}

/** Bytes that follow from a number, and nothing else: splitmix32. */
function seeded(seed: number): RandomSource {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff)
    throw new RangeError('seed: expected a whole number below 2^32')
  let state = seed
  return (length) =>
    Uint8Array.from({ length }, () => {
      state = (state + 0x9e3779b9) | 0
      const first = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
      const second = Math.imul(first ^ (first >>> 15), 0x735a2d97)
      return (second ^ (second >>> 15)) & 0xff
    })
}
