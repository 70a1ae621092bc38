// The part of zod/mini that this library uses. Handing on zod's whole namespace object would keep all of zod, every
// language's messages included, in every bundle: 72 kB instead of 5. A function that a schema needs is added here.

export type { infer, input, output, ZodMiniEnum, ZodMiniType } from 'zod/mini'
export {
  array,
  boolean,
  config,
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
  unknown,
} from 'zod/mini'
