import type { en } from './en.js'

type Widened<Value> = Value extends string
  ? string
  : Value extends readonly string[]
    ? readonly string[]
    : { readonly [Name in keyof Value]: Widened<Value[Name]> }

/** Every sentence of the desk, in one language. A missing one does not compile. */
export type Words = Widened<typeof en>

/** Puts values into the `{names}` of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{([a-z]+)\}/gi, (whole, name: string) =>
    String(Object.hasOwn(values, name) ? values[name] : whole),
  )
}
