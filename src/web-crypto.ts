// Sealing and opening with the platform's WebCrypto, for whoever has it and can wait: the same results, sooner.

export type { FailureCode, FailureDetails } from './kernel/failure.js'
export type { RandomSource } from './kernel/random.js'
export type { Failure, Result } from './kernel/result.js'
export type { OpeningKey } from './kernel/secret-key.js'
export type { OpenFailure } from './token/open.js'
export type { OpenedToken } from './token/opened.js'
export type { FoundToken } from './token/scan-board.js'
export type { Sealed, SealFailure } from './token/seal.js'
export {
  openTokensWithWebCrypto,
  openTokenWithWebCrypto,
  prepareKeys,
  type ScanOptions,
  scanBoardWithWebCrypto,
  sealWithWebCrypto,
  type WebCryptoKeys,
} from './token/web-crypto.js'
