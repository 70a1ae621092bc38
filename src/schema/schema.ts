import * as z from 'zod/mini'
import type { FailureCode, FailureDetails } from '../kernel/failure.js'
import { type Failure, fail, ok } from '../kernel/result.js'

// The part of zod/mini that this library uses, by name: written `import * as z from '../schema/schema.js'`, each bundle
// keeps only what it calls. Handing on zod's namespace as one value would keep all of it, every language's messages
// included: 72 kB. A function that a schema needs is added here.
export type { output, ZodMiniEnum, ZodMiniType } from 'zod/mini'
export {
  array,
  boolean,
  enum,
  extend,
  instanceof,
  int,
  literal,
  maximum,
  maxLength,
  minimum,
  minLength,
  number,
  omit,
  optional,
  partial,
  pipe,
  refine,
  regex,
  safeParse,
  strictObject,
  string,
  transform,
  union,
} from 'zod/mini'

// zod compiles schemas with `new Function` where it may. Under a strict Content-Security-Policy the attempt alone
// files a violation report, that is, a request. This file is zod's only importer, so no schema exists before this line.
z.config({ jitless: true })

/** The codes whose detail is exactly one schema-owned field name. */
type FieldCode = {
  [Code in FailureCode]: FailureDetails[Code] extends { readonly field: string }
    ? { readonly field: string } extends FailureDetails[Code]
      ? Code
      : never
    : never
}[FailureCode]

/**
 * Checks an unknown value against a schema and says only which of our own fields was wrong.
 *
 * zod's own messages and paths repeat received keys and values; this is the one place that translates them.
 *
 * @param schema - a zod/mini schema whose objects are strict and which holds no `record` with free keys.
 * @param value - anything. Raw or public; it is not kept.
 * @param code - the failure code to use.
 * @returns the checked value.
 * Failure: `code` with the first wrong field as a dotted path of schema names and array positions; `''` means the whole.
 * Privacy: the failure names fields of the schema, never a received key or value.
 * Cost: O(size of value). @since 0.1
 */
export function check<Schema extends z.ZodMiniType, Code extends FieldCode>(
  schema: Schema,
  value: unknown,
  code: Code,
): { readonly ok: true; readonly value: z.output<Schema> } | { readonly ok: false; readonly error: Failure<Code> } {
  const parsed = z.safeParse(schema, value)
  if (parsed.success) return ok(parsed.data)
  const path = parsed.error.issues[0]?.path ?? []
  // FieldCode admits only codes whose detail is { field }.
  return fail(code, { field: path.map(String).join('.') } as FailureDetails[Code])
}
