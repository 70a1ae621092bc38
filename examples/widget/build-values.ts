import { en } from 'entrenous/labels/en'
import type { Config } from './config.js'
// biome-ignore lint/correctness/useImportExtensions: it is data
import harbour from './harbour.json' with { type: 'json' }
import { words as english } from './words/en.js'

// What one build fixes. The build puts another module in the place of this one: the community's own configuration, and
// the words of one language without those nobody can come to see.

export const labels = en
export const words = english
export const config = harbour as Config // a build checks it
