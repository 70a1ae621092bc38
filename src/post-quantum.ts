// The post-quantum suite, for whoever brings it: `suites: [hybrid]`. An entry of its own, so that nobody else pays for it.

export type { Suite } from './kernel/suite.js'
export { hybrid } from './kernel/x-wing.js'
