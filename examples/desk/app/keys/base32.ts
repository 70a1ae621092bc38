// Crockford's alphabet: no I, L, O or U, so that what is typed off paper cannot be read in two ways. The same capitals are
// the alphanumeric mode of QR codes.

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Writes bytes as capitals and digits, five bits each. */
export function toBase32(bytes: Uint8Array): string {
  let text = ''
  let held = 0
  let bits = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET[(held >> bits) & 31]
      held &= (1 << bits) - 1
    }
  }
  return bits === 0 ? text : text + ALPHABET[(held << (5 - bits)) & 31]
}

/** Reads them again; small letters and O, I, L are taken for what they look like. Undefined where any other stands. */
export function fromBase32(text: string): Uint8Array | undefined {
  const digits = [...text.toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1')].map((one) => ALPHABET.indexOf(one))
  if (digits.includes(-1)) return undefined
  const bytes = new Uint8Array(Math.floor((digits.length * 5) / 8))
  let held = 0
  let bits = 0
  let at = 0
  for (const digit of digits) {
    held = (held << 5) | digit
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[at++] = held >> bits
    held &= (1 << bits) - 1
  }
  return held === 0 ? bytes : undefined
}

/** Two letters that a mistyped or swapped letter of the line changes. */
export function checkOf(line: string): string {
  const sum = [...line].reduce((total, one, at) => (total + (at + 1) * (ALPHABET.indexOf(one) + 1)) % 1021, 0)
  return `${ALPHABET[sum >> 5]}${ALPHABET[sum & 31]}`
}
