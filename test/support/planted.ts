import { randomBytes } from 'node:crypto'
import type { Answer } from '../../src/audit/planted.js'
import { type PreparedSearch, prepareSearch } from '../../src/audit/search/needles.js'
import { plantedText } from '../../src/audit/search/planted-text.js'

/** Answers that were planted, one field each. */
export function plantedAnswers(count: number, length?: number): readonly Answer[] {
  return Array.from({ length: count }, (_, index) => ({
    field: `field ${index}`,
    text: plantedText((bytes) => randomBytes(bytes), length),
    planted: true,
    consented: false,
  }))
}

/** One planted text and what is needed to look for it. */
export function planted(length?: number): { readonly text: string; readonly prepared: PreparedSearch } {
  const answers = plantedAnswers(1, length)
  return { text: answers[0]?.text ?? '', prepared: prepareSearch(answers) }
}

/** A text of one character a byte as bytes. */
export const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

/** Bytes behind one another. */
export const together = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(Buffer.concat(parts.map((part) => (typeof part === 'string' ? bytes(part) : part))))
