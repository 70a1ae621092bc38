import { fileNameOf } from '../device/file-name.js'
import { saveFile } from '../device/save-file.js'
import { signedFile, toBase64url } from '../profile/sign.js'
import { type Count, filesOf, stageOf } from './count.js'

/** The name of the file that a count has for everybody now. */
export function countFile(count: Count, name: string): string {
  return `${fileNameOf(name, 'community')}-${words[stageOf(count)]}.count.json`
}

/** Saves what everybody is handed now. */
export function saveCount(count: Count, name: string): void {
  saveFile(countFile(count, name), signedFile(filesOf(count).map(toBase64url)))
}

/** What each file is: names of files are the same in every language, like the formats. */
const words = { joins: '1-round', reports: '2-roll', answers: '3-closing', done: '4-all' } as const
