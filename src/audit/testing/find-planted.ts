import type { Answer } from '../planted.js'

/** A planted text that was found: its field, how it was written from the outside in, and what stood around it, masked. */
export type Hit = { readonly field: string; readonly encoding: readonly string[]; readonly excerpt: string }

/** Searches bytes for planted texts. */
export type Find = (bytes: Uint8Array) => readonly Hit[]

/** Characters shown on each side of what was found. */
const AROUND = 12
const MASK = '▒'

type Form = { readonly field: string; readonly encoding: readonly string[]; readonly text: string }

/**
 * Makes a search for planted texts: as they are in any case, percent-encoded, and in base64 at each of its three beginnings.
 *
 * @param answers - those with `planted` are searched for.
 * @returns a search; its excerpts have every planted text masked.
 * Privacy: planted texts are nobody's answers; hits hold none of them.
 * Cost: O(answers) to make; O(bytes × answers) a search. @since 0.2
 */
export function findPlanted(answers: readonly Answer[]): Find {
  const forms = answers.filter((one) => one.planted).flatMap(formsOf)
  return (bytes) => {
    const plain = new TextDecoder().decode(bytes)
    const views: readonly (readonly [readonly string[], string])[] = [
      [[], plain],
      [['percent'], withoutPercent(plain)],
    ]
    const hits = views.flatMap(([outer, text]) =>
      forms.flatMap((form) => {
        const at = placeOf(text, form)
        if (at < 0 || (outer.length > 0 && placeOf(plain, form) >= 0)) return []
        return [{ field: form.field, encoding: [...outer, ...form.encoding], excerpt: excerptOf(text, at, forms) }]
      }),
    )
    return hits
  }
}

function placeOf(text: string, { text: form, encoding }: Form): number {
  return encoding.length === 0 ? text.toLowerCase().indexOf(form.toLowerCase()) : text.indexOf(form)
}

function formsOf({ field, text }: Answer): readonly Form[] {
  const bytes = new TextEncoder().encode(text)
  const encoded = [0, 1, 2].flatMap((before): readonly Form[] => {
    const shifted = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64')
    // The first characters hold bits of what stands before, the last ones of what comes after.
    const sure = shifted.slice(before === 0 ? 0 : before + 1, Math.floor(((before + bytes.length) * 8) / 6))
    const safe = sure.replaceAll('+', '-').replaceAll('/', '_')
    const forms: readonly Form[] = [{ field, encoding: ['base64'], text: sure }]
    return safe === sure ? forms : [...forms, { field, encoding: ['base64url'], text: safe }]
  })
  return [{ field, encoding: [], text }, ...encoded]
}

/** Every `%40` and `+` as what it stands for; bytes that are no UTF-8 stay as they are written. */
function withoutPercent(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('%'), (pair) => Number.parseInt(pair, 16))
    return new TextDecoder().decode(bytes)
  })
}

function excerptOf(text: string, at: number, forms: readonly Form[]): string {
  const masked = forms.reduce(
    (rest, { text: form, encoding }) => {
      const pattern = form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
      return rest.replace(new RegExp(pattern, encoding.length === 0 ? 'gi' : 'g'), MASK)
    },
    text.slice(Math.max(0, at - AROUND), at + 200),
  )
  const end = masked.indexOf(MASK)
  return masked.slice(0, end < 0 ? AROUND : end + 1 + AROUND).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '·')
}
