/** Largest catalogue that is looked at: about ten times a country-sized region. */
export const MAX_CATALOGUE_BYTES = 64 * 1024 * 1024
/** Most statements in one catalogue. */
export const MAX_STATEMENTS = 200_000
/** Most regions that one community's catalogue is split into. */
export const MAX_REGIONS = 256
