/** Where a character was taken out. */
const MARK = '�'
/** Controls but tab and line feed, zero-width and bidi-override characters, and lone surrogates: they hide or reorder what stands beside them. */
const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the point
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/gu

/** Makes text that somebody else wrote harmless to show. Each taken character leaves a mark, so that nothing vanishes unseen. */
export function shown(text: string): string {
  return text.replace(unsafe, MARK)
}
