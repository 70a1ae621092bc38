import decodeQR from 'qr/decode.js'

// A message comes as a picture of its code, as a file of bytes, or as text. What it says is for the library to find out.

/** Nothing that is a message, a sheet or a picture of one is larger. */
const MAX_BYTES = 20_000_000
const MAX_TEXT_BYTES = 65_536
const MOST_PIXELS = 1600

/** Reads a picture's code, a text, or bytes; undefined where there is nothing in it. */
export async function contentOf(file: Blob): Promise<string | Uint8Array | undefined> {
  if (file.size === 0 || file.size > MAX_BYTES) return undefined
  if (file.type.startsWith('image/')) return codeIn(file)
  if (file.size > MAX_TEXT_BYTES) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  return textOf(bytes) ?? bytes
}

/** Visible ASCII, as links and codes are; anything else stays bytes. */
function textOf(bytes: Uint8Array): string | undefined {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09)
  return isText ? new TextDecoder().decode(bytes).trim() : undefined
}

/** Reads the QR code in a picture; photographs are made smaller first, and tried at their own size if that finds none. */
async function codeIn(file: Blob): Promise<string | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined)
  if (bitmap === undefined) return undefined
  try {
    for (const scale of scalesFor(Math.max(bitmap.width, bitmap.height))) {
      const found = decodeAt(bitmap, scale)
      if (found !== undefined) return found
    }
    return undefined
  } finally {
    bitmap.close()
  }
}

function scalesFor(longest: number): readonly number[] {
  return longest > MOST_PIXELS ? [MOST_PIXELS / longest, 1] : [1, 2, 0.5]
}

function decodeAt(bitmap: ImageBitmap, scale: number): string | undefined {
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const context = new OffscreenCanvas(width, height).getContext('2d')
  if (context === null) return undefined
  // Behind a code without a ground, as some apps save it, is paper.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  try {
    const { data } = context.getImageData(0, 0, width, height)
    return decodeQR({ data, width, height }, { timeLimit: 4000, effort: 8 })
  } catch {
    return undefined // the decoder throws where it finds no code
  }
}
