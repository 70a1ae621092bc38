/** The type-only mark that keeps two meanings of one primitive apart (`EpochSeconds` is not any number). */
declare const brand: unique symbol

/** A primitive with one meaning. The mark exists for the compiler alone; at run time it is the bare value. */
export type Brand<Value, Name extends string> = Value & { readonly [brand]: Name }
