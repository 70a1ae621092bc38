import { syllable } from 'syllable'

/** What a reading grade is counted from. */
type Counts = { readonly sentences: number; readonly words: number; readonly syllables: number }

/**
 * The sentences of a text: they end at a full stop, a question mark or an exclamation mark, and at the end of a line.
 * A colon or a semicolon ends none, so that no long sentence is made short by one.
 */
export function sentencesOf(text: string): readonly string[] {
  return text
    .split(/(?<=[.!?])\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0)
}

/** The words of a text: letters, with apostrophes and hyphens inside. Numbers, placeholders, addresses and links are none. */
export function wordsOf(text: string): readonly string[] {
  return text.replace(/\{\w+\}|\S*[@/]\S*/g, ' ').match(/\p{L}+(?:[’'-]\p{L}+)*/gu) ?? []
}

function countsOf(text: string): Counts {
  const words = wordsOf(text)
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word.replace(/[’']/g, ''))), 0)
  return { sentences: sentencesOf(text).length, words: words.length, syllables }
}

/** The Flesch–Kincaid grade of an English text: the school year in the USA that reads it with ease. */
export function gradeOf(text: string): number {
  const { sentences, words, syllables } = countsOf(text)
  return 0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59
}
