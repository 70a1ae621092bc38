import { en as enLabels, enRehearsal } from 'entrenous/labels/en'
import type { Labels } from 'entrenous/practitioner'
import type { RehearsalWords } from 'entrenous/rehearsal'
import { en } from '../words/en.js'
import type { Words } from '../words/words.js'

/** A language the desk speaks: its name in itself, its words, and the library's. */
export type Spoken = {
  readonly tag: string
  readonly name: string
  readonly words: Words
  readonly labels: Labels
  readonly rehearsal: RehearsalWords
}

const english: Spoken = { tag: 'en', name: 'English', words: en, labels: enLabels, rehearsal: enRehearsal }

/** Every language there is. */
export const languages: readonly Spoken[] = [english]

/** The language of a tag, or English. */
export function languageOf(tag: string): Spoken {
  return languages.find((one) => one.tag === tag) ?? english
}
