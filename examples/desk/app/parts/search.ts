/** Tells whether what somebody typed stands in a text; "panico" finds "pánico", as on a keyboard without the accent. */
export function isWithin(asked: string, text: string): boolean {
  return bare(text).includes(bare(asked.trim()))
}

function bare(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('’', "'")
}
