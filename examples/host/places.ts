import type { Places } from './intake-host.js'

declare const __PLACES__: Places

/** Fixed when the page is built. */
export const places: Places = __PLACES__
