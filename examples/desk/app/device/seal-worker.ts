import { openUnderPassphrase, sealUnderPassphrase } from 'entrenous/passphrase'
import type { SealingAnswer, SealingTask } from './sealing.js'

// Deriving a key of a passphrase takes a second in which nothing else runs: here it holds up nobody.

addEventListener('message', ({ data }: MessageEvent<SealingTask>) => {
  postMessage(answerTo(data))
})

function answerTo({ work, bytes, lock }: SealingTask): SealingAnswer {
  const result = work === 'seal' ? sealUnderPassphrase(bytes, lock) : openUnderPassphrase(bytes, lock)
  return result.ok ? { bytes: result.value } : { refused: true }
}
