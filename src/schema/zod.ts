// The part of zod/mini that this library uses. Handing on zod's whole namespace object would keep all of zod, every
// language's messages included, in every bundle: 72 kB instead of 5. A function that a schema needs is added here.

export type { infer, input, output, ZodMiniEnum, ZodMiniType } from 'zod/mini'
export {
  array,
  boolean,
  config,
  enum,
  instanceof,
  int,
  literal,
  maximum,
  maxLength,
  minimum,
  minLength,
  number,
  optional,
  partial,
  refine,
  regex,
  safeParse,
  strictObject,
  string,
  union,
} from 'zod/mini'
