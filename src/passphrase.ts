// Entry "entrenous/passphrase": a secret under words somebody remembers. Apart, because of what scrypt weighs.

export type { FailureCode, FailureDetails } from './kernel/failure.js'
export { openUnderPassphrase, type PassphraseLock, sealUnderPassphrase } from './kernel/passphrase-seal.js'
export type { RandomSource } from './kernel/random.js'
export type { Failure, Result } from './kernel/result.js'
