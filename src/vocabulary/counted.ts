/** A sentence for one, and one for every other number: all that English, Spanish and French tell apart. */
export type Counted = { readonly one: string; readonly other: string }
