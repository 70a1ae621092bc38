type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean

/**
 * Verifies every signature once: whoever changes one statement of a hundred, ten thousand times, verifies the other
 * ninety-nine for nothing. The answer follows from the three arguments alone, so it may be kept.
 */
export function remembering(verify: Verify): Verify {
  const known = new Map<string, boolean>()
  return (signature, message, publicKey) => {
    const question = [signature, message, publicKey].map((bytes) => Buffer.from(bytes).toString('latin1')).join('|')
    const answer = known.get(question) ?? verify(signature, message, publicKey)
    // Heads are signed anew every time and asked about once.
    if (known.size < 4000) known.set(question, answer)
    return answer
  }
}
