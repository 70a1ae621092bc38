import { en as enLabels, enRehearsal } from 'entrenous/labels/en'
import { es as esLabels, esRehearsal } from 'entrenous/labels/es'
import { fr as frLabels, frRehearsal } from 'entrenous/labels/fr'
import type { Labels } from 'entrenous/practitioner'
import type { RehearsalWords } from 'entrenous/rehearsal'
import { en } from '../words/en.js'
import { es } from '../words/es.js'
import { fr } from '../words/fr.js'
import type { Words } from '../words/words.js'
import { englishWords } from './keys/word-list-en.js'
import { spanishWords } from './keys/word-list-es.js'
import { frenchWords } from './keys/word-list-fr.js'

/** The languages the desk speaks. */
export type Tag = 'en' | 'es' | 'fr'

/** A language of the desk: its name in itself, its words, the library's, and those a passphrase is drawn from. */
export type Spoken = {
  readonly tag: Tag
  readonly name: string
  readonly words: Words
  readonly labels: Labels
  readonly rehearsal: RehearsalWords
  readonly drawn: readonly string[]
}

const english: Spoken = {
  tag: 'en',
  name: 'English',
  words: en,
  labels: enLabels,
  rehearsal: enRehearsal,
  drawn: englishWords,
}

/** Every language there is. */
export const languages: readonly Spoken[] = [
  english,
  { tag: 'es', name: 'Español', words: es, labels: esLabels, rehearsal: esRehearsal, drawn: spanishWords },
  { tag: 'fr', name: 'Français', words: fr, labels: frLabels, rehearsal: frRehearsal, drawn: frenchWords },
]

/** The language of a tag, or English. */
export function languageOf(tag: string): Spoken {
  return languages.find((one) => one.tag === tag) ?? english
}

/**
 * What the desk begins in, before anybody chose: what the community fixed, else the first of the browser's languages that
 * the desk speaks; `es-MX` is served with `es`.
 */
export function firstTag(fixed: string | null, wanted: readonly string[]): Tag {
  const bare = [...(fixed === null ? [] : [fixed]), ...wanted].map((tag) => tag.toLowerCase().split('-')[0])
  return bare.flatMap((tag) => languages.filter((one) => one.tag === tag))[0]?.tag ?? 'en'
}
