/** How many words a drawn passphrase has: eight bits each. */
export const DRAWN_WORDS = 6

/** Draws a passphrase by chance: six of a list of 256 words, 48 bits, behind a derivation that costs each guess a part of a second. */
export function drawPassphrase(wordList: readonly string[]): string {
  const drawn = crypto.getRandomValues(new Uint8Array(DRAWN_WORDS))
  return [...drawn].map((byte) => wordList[byte]).join(' ')
}

/** What a passphrase is worth, as far as that can be told: words that somebody made up are worth less than they look. */
export function passphraseFit(passphrase: string): 'short' | 'weak' | 'fair' {
  const length = [...passphrase.trim()].length
  if (length < 12) return 'short'
  const kinds = new Set(passphrase.trim().toLowerCase()).size
  return kinds < 6 ? 'weak' : 'fair'
}
