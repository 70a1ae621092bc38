import type { EpochSeconds } from '../kernel/time.js'
import type { Terminal } from './terminal.js'

/** Why a command could not do what it was asked: a code for programs, a sentence for people. */
export type Refusal = { readonly code: string; readonly detail: object; readonly message: string }

/** What a step of a command came to. */
export type Step<Value> =
  | {
      readonly ok: true
      readonly value: Value
      /** How the program ends where it is not with 0: what was asked for was done, and came to no good. */
      readonly exit?: number
    }
  | { readonly ok: false; readonly error: Refusal; readonly exit?: number }

/** One option of a command. */
export type Option = {
  readonly type: 'string' | 'boolean'
  readonly multiple?: boolean
  /** Without it the command line is not understood. */
  readonly required?: boolean
  /** What to write in the place of the value, in the help. */
  readonly value?: string
  readonly text: string
}

/** What a command is given. */
export type Call = {
  readonly positionals: readonly string[]
  /** The value of an option, if it was given. */
  readonly option: (name: string) => string | undefined
  /** Every value of an option that may be repeated. */
  readonly options: (name: string) => readonly string[]
  readonly flag: (name: string) => boolean
  readonly terminal: Terminal
  readonly now: EpochSeconds
}

/** One command of the command line. */
export type Command = {
  /** One or two words: `demo`, `keys new`. */
  readonly name: string
  /** One line. */
  readonly summary: string
  /** What stands after the name, in order. */
  readonly positionals: readonly { readonly name: string; readonly text: string }[]
  readonly options: Readonly<Record<string, Option>>
  /** What a newcomer should know before using it. */
  readonly about: string
  /** Does the work and tells its story to the terminal; the facts are what `--json` prints. */
  readonly run: (call: Call) => Promise<Step<object>> | Step<object>
}

/**
 * Wraps what a step found.
 *
 * @param value - the result.
 * @returns the step.
 * Privacy: as private as its argument.
 * Cost: O(1). @since 0.1
 */
export function done<Value>(value: Value): Step<Value> {
  return { ok: true, value }
}

/**
 * Says why a step could not be done.
 *
 * @param code - a stable word for programs.
 * @param message - one sentence for people: what is wrong and what to do.
 * @param detail - plain data beside the code.
 * @param exit - how the program ends; with 1 unless told.
 * @returns the step.
 * Privacy: the command line may name files and options of its own user; nothing that was read from a file is repeated.
 * Cost: O(1). @since 0.1
 */
export function refuse(code: string, message: string, detail: object = {}, exit?: number): Step<never> {
  return { ok: false, error: { code, detail, message }, ...(exit !== undefined && { exit }) }
}
