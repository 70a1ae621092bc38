import { isDisplayText } from '../kernel/display.js'
import type { FailureCode, FailureDetails } from '../kernel/failure.js'
import { isPlainObject } from '../kernel/plain.js'
import { type Failure, fail, ok } from '../kernel/result.js'

// Shapes of what travels and of what a person answers: strict, bounded, and silent about what they refuse. A shape only
// looks; it converts nothing, so that what was checked is what is kept. What people write by hand is converted by
// drafts.ts first, and checked here afterwards.

declare const typeOfValue: unique symbol

/** What a value must look like. `fault` gives the dotted path of the first wrong field, or undefined when all is well. */
export type Shape<Value> = { readonly fault: (value: unknown) => string | undefined; readonly [typeOfValue]?: Value }

/** The type of the values that have a shape. */
export type ValueOf<Some> = Some extends Shape<infer Value> ? Value : never

/** The shapes of a record's members, by name. */
export type Fields = Readonly<Record<string, Shape<unknown>>>

/** The type of a record with these members, and those that may be absent or undefined. */
export type RecordOf<Required extends Fields, Optional extends Fields> = {
  [Name in keyof Required]: ValueOf<Required[Name]>
} & { [Name in keyof Optional]?: ValueOf<Optional[Name]> | undefined } extends infer Merged
  ? { [Name in keyof Merged]: Merged[Name] }
  : never

/**
 * A value for which a test holds.
 *
 * @param test - must not throw, whatever it is given.
 * @returns the shape.
 * Privacy: a refusal names no field and repeats nothing.
 * Cost: that of the test. @since 0.1
 */
export function that<Value>(test: (value: unknown) => boolean): Shape<Value> {
  return { fault: (value) => (test(value) ? undefined : '') }
}

/**
 * A shape with one more thing to hold.
 *
 * @param shape - checked first.
 * @param test - asked only about values that have the shape.
 * @param path - the field to name when the test fails; the whole unless told.
 * @returns the narrower shape.
 * Privacy: a refusal names our own field and repeats nothing.
 * Cost: that of both. @since 0.1
 */
export function where<Value>(shape: Shape<Value>, test: (value: Value) => boolean, path = ''): Shape<Value> {
  // The shape has just been found to hold.
  return { fault: (value) => shape.fault(value) ?? (test(value as Value) ? undefined : path) }
}

/**
 * Text of at least one UTF-16 unit.
 *
 * @param most - how many units at most.
 * @param pattern - what it must match, without flags that keep state.
 * @returns the shape.
 * Privacy: a refusal repeats nothing.
 * Cost: O(length), after the length was checked. @since 0.1
 */
export function text(most: number, pattern?: RegExp): Shape<string> {
  return that(
    (value) =>
      typeof value === 'string' &&
      value !== '' &&
      value.length <= most &&
      (pattern === undefined || pattern.test(value)),
  )
}

/**
 * One line of a person's own words: without line ends, other controls, and characters that hide or reorder text.
 *
 * The two joiners are let through: Persian, Sinhala and others spell names with them.
 *
 * @param most - how many UTF-16 units at most.
 * @returns the shape.
 * Privacy: a refusal repeats nothing.
 * Cost: O(length), after the length was checked. @since 0.1
 */
export function line(most: number): Shape<string> {
  return where(text(most), (value) => isDisplayText(value.replace(/\u200c|\u200d/g, ''), most))
}

/**
 * A whole number between two bounds, both included.
 *
 * @param least - the lower bound.
 * @param most - the upper bound.
 * @returns the shape.
 * Privacy: a refusal repeats nothing.
 * Cost: O(1). @since 0.1
 */
export function whole(least: number, most: number): Shape<number> {
  return that((value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most)
}

/** True or false. */
export const flag: Shape<boolean> = that((value) => typeof value === 'boolean')

/**
 * One of a closed list of values.
 *
 * @param values - the list.
 * @returns the shape.
 * Privacy: a refusal repeats nothing.
 * Cost: O(values). @since 0.1
 */
export function oneOf<const Value extends string | number | boolean>(values: readonly Value[]): Shape<Value> {
  return that((value) => values.some((one) => one === value))
}

/**
 * Some bytes.
 *
 * @param least - how many at least.
 * @param most - how many at most; exactly `least` unless told.
 * @returns the shape.
 * Privacy: a refusal repeats nothing.
 * Cost: O(1). @since 0.1
 */
export function bytes(least: number, most: number = least): Shape<Uint8Array> {
  return that((value) => value instanceof Uint8Array && value.length >= least && value.length <= most)
}

/**
 * A list whose every element has one shape.
 *
 * @param element - what each must look like.
 * @param most - how many at most.
 * @param least - how many at least; none unless told.
 * @returns the shape.
 * Privacy: a refusal names positions and our own fields.
 * Cost: O(elements). @since 0.1
 */
export function list<Value>(element: Shape<Value>, most: number, least = 0): Shape<Value[]> {
  return {
    fault: (value) => {
      if (!Array.isArray(value) || value.length < least || value.length > most) return ''
      for (let index = 0; index < value.length; index++) {
        const fault = element.fault(value[index])
        if (fault !== undefined) return joined(String(index), fault)
      }
      return undefined
    },
  }
}

/**
 * A plain object with these members and no others.
 *
 * @param required - the shape of each member that must be there.
 * @param optional - the shape of each member that may be absent, or undefined; none unless told.
 * @returns the shape.
 * Privacy: a refusal names our own fields; a member that is not ours is refused as the whole, its name not repeated.
 * Cost: O(members). @since 0.1
 */
export function record<const Required extends Fields, const Optional extends Fields = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Shape<RecordOf<Required, Optional>> {
  const fields: Fields = { ...required, ...optional }
  const entries = Object.entries(fields)
  return {
    fault: (value) => {
      if (!isPlainObject(value)) return ''
      for (const [name, shape] of entries) {
        const member = value[name]
        if (member === undefined && !Object.hasOwn(required, name)) continue
        const fault = member === undefined ? '' : shape.fault(member)
        if (fault !== undefined) return joined(name, fault)
      }
      return Object.keys(value).every((name) => Object.hasOwn(fields, name)) ? undefined : ''
    },
  }
}

/**
 * A plain object of which every member may be absent.
 *
 * @param optional - the shape of each member.
 * @returns the shape.
 * Privacy: as `record`.
 * Cost: O(members). @since 0.1
 */
export function partial<const Optional extends Fields>(
  optional: Optional,
): Shape<RecordOf<Record<never, never>, Optional>> {
  return record({}, optional)
}

/**
 * A value that has one of two shapes.
 *
 * @param one - tried first.
 * @param other - tried next; its fault is the one that is named.
 * @returns the shape.
 * Privacy: as the shapes.
 * Cost: that of both. @since 0.1
 */
export function either<One, Other>(one: Shape<One>, other: Shape<Other>): Shape<One | Other> {
  return { fault: (value) => (one.fault(value) === undefined ? undefined : other.fault(value)) }
}

function joined(name: string, rest: string): string {
  return rest === '' ? name : `${name}.${rest}`
}

/**
 * Tells whether a value has a shape.
 *
 * @param shape - what it must look like.
 * @param value - plain data. Raw or public; it is not kept.
 * @returns true when it has; the compiler then knows it too.
 * Privacy: tells yes or no.
 * Cost: O(size of value). @since 0.1
 */
export function has<Value>(shape: Shape<Value>, value: unknown): value is Value {
  return shape.fault(value) === undefined
}

/** The codes whose detail is exactly one schema-owned field name. */
export type FieldCode = {
  [Code in FailureCode]: FailureDetails[Code] extends { readonly field: string }
    ? { readonly field: string } extends FailureDetails[Code]
      ? Code
      : never
    : never
}[FailureCode]

/**
 * Checks an unknown value against a shape and says only which of our own fields was wrong.
 *
 * @param shape - what it must look like.
 * @param value - plain data that nobody else can change. Raw or public; it is not kept.
 * @param code - the failure code to use.
 * @returns the value itself.
 * Failure: `code` with the first wrong field as a dotted path of our names and list positions; `''` means the whole.
 * Privacy: the failure names fields of the shape, never a received key or value.
 * Cost: O(size of value). @since 0.1
 */
export function check<Value, Code extends FieldCode>(
  shape: Shape<Value>,
  value: unknown,
  code: Code,
): { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure<Code> } {
  const field = shape.fault(value)
  // No fault: the value has the shape. FieldCode admits only codes whose detail is { field }.
  return field === undefined ? ok(value as Value) : fail(code, { field } as FailureDetails[Code])
}
