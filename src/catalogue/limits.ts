import { SECONDS_PER_DAY } from '../kernel/time.js'

/** Largest catalogue that is looked at: about ten times a country-sized region. */
export const MAX_CATALOGUE_BYTES = 64 * 1024 * 1024
/** Most statements in one catalogue. */
export const MAX_STATEMENTS = 200_000
/** Room and places are believed for as long as a presence lives, whoever signs an old confirmation again. */
export const BELIEVED_SECONDS = 35 * SECONDS_PER_DAY
