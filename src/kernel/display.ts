// C0 and C1 controls, line and paragraph separators, zero-width and bidi-override characters: published text is shown
// inside somebody else's page, where these reorder or hide what stands beside them. Trojan Source (CVE-2021-42574).
// Lone surrogates too: UTF-8 cannot express them.
const unsafeCharacters =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\ud800-\udfff]/u

/**
 * Tells whether published text may be shown inside somebody else's page.
 *
 * @param text - any string. Raw or public.
 * @param limit - the most UTF-16 units it may have.
 * @returns true when it is not empty, within the limit, and free of control, zero-width and bidi-override characters.
 * Privacy: reads its arguments only.
 * Cost: O(length). @see CVE-2021-42574 @since 0.1
 */
export function isDisplayText(text: string, limit: number): boolean {
  return text.length > 0 && text.length <= limit && !unsafeCharacters.test(text)
}
