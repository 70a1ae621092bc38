import type { Outcome } from '../fault.js'
import type { ServedPage } from './served.js'

/** The longest page that is looked at, in bytes. */
export const MAX_PAGE_BYTES = 16_777_216
/** Milliseconds for a page to come. */
export const PAGE_WITHIN_MS = 20_000

/**
 * Fetches a page with its headers, as a browser would get it.
 *
 * @param url - its address, with http or https.
 * @param frame - the frame it stands in; absent where it stands by itself.
 * @returns the page as it was served.
 * Failure: `page_not_reached` where nothing answers in time, or with more than `MAX_PAGE_BYTES`.
 * Privacy: one request, without cookies; it holds nothing of anybody.
 * Cost: that of the page. @since 0.2
 */
export async function fetchPage(url: string, frame?: ServedPage['frame']): Promise<Outcome<ServedPage>> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PAGE_WITHIN_MS), headers: { Accept: 'text/html' } })
    const html = await textWithin(answer, MAX_PAGE_BYTES)
    const page = { url: answer.url, headers: Object.fromEntries(answer.headers), html }
    return { ok: true, value: frame === undefined ? page : { ...page, frame } }
  } catch {
    const says = 'Nothing answers at the address, or what answers is too long.'
    return {
      ok: false,
      fault: { code: 'page_not_reached', says, remedy: 'Start the server first, or look at the address.' },
    }
  }
}

async function textWithin({ body }: Response, most: number): Promise<string> {
  const pieces: Uint8Array[] = []
  let length = 0
  if (body === null) return ''
  const reader = body.getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    length += piece.value.length
    if (length > most) throw new RangeError('a page longer than the most')
    pieces.push(piece.value)
  }
  return Buffer.concat(pieces).toString('utf8')
}
