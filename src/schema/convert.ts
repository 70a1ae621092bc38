import * as z from 'zod/mini'

// How people write by hand what is later signed. zod converts the few places where the written form differs (hex,
// ISO 8601, degrees) and leaves everything else alone; shape.ts judges the whole afterwards and names what is wrong.

// zod compiles schemas with `new Function` where it may. Under a strict Content-Security-Policy the attempt alone
// files a violation report, that is, a request. This file is zod's only importer, so no schema exists before this line.
z.config({ jitless: true })

// By name, so that a bundle keeps only what is called: zod's namespace as one value is 72 kB.
export {
  _default,
  array,
  looseObject,
  maximum,
  minimum,
  number,
  pipe,
  regex,
  strictObject,
  string,
  transform,
} from 'zod/mini'

/**
 * A schema that converts what it fits and lets everything else pass as it is, absence included, for the shape to judge.
 *
 * @param schema - a converting schema.
 * @returns a schema that never refuses.
 * Privacy: what passes through it is meant to be published.
 * Cost: that of the schema. @since 0.1
 */
export function converting(schema: z.ZodMiniType): z.ZodMiniType {
  // Optional, because zod takes a missing member for wrong even where it lets everything pass.
  return z.optional(z.union([schema, z.unknown()]))
}

/**
 * Converts what was written by hand.
 *
 * zod's messages and paths repeat received keys and values; none of them is passed on.
 *
 * @param schema - converting schemas only, each in `converting`.
 * @param value - what was written. Untrusted in form; meant to be published.
 * @returns the converted value, or the value itself where it is not even an object. Check its shape next.
 * Privacy: meant for what is published.
 * Cost: O(size). @since 0.1
 */
export function convert(schema: z.ZodMiniType, value: unknown): unknown {
  const converted = z.safeParse(schema, value)
  return converted.success ? converted.data : value
}
