import { enTrust } from 'entrenous/labels/en'
import { esTrust } from 'entrenous/labels/es'
import { frTrust } from 'entrenous/labels/fr'
import type { TrustWords } from 'entrenous/trust'

/** On whose word somebody is listed, in a language of the desk. */
export function trustWordsIn(language: string): TrustWords {
  return [esTrust, frTrust].find((words) => words.language === language) ?? enTrust
}
