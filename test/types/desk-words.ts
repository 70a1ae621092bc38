import { en } from '../../examples/desk/words/en.js'
import type { Words } from '../../examples/desk/words/words.js'

// The desk's words in another language are complete, or they do not compile.
const { keys, ...others } = en

// What may be done: other words for the same.
export const same: Words = { ...others, keys: { ...keys, title: 'Llaves' } }
// @ts-expect-error TS2741 a page without its words
export const noKeys: Words = others
const { title: _, ...rest } = keys
// @ts-expect-error TS2741 a word that is missing
export const noTitle: Words = { ...others, keys: rest }
// @ts-expect-error TS2353 a word that nobody asks for
export const surplus: Words = { ...en, keys: { ...keys, surplus: '' } }
// @ts-expect-error TS2322 something that is no word
export const noWord: Words = { ...en, keys: { ...keys, title: 1 } }
