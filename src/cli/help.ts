import type { Command, Option } from './command.js'
import { pairs, type Terminal, wrap } from './terminal.js'

const common: readonly (readonly [string, string])[] = [
  ['--json', 'print one JSON object on stdout instead of words'],
  ['-h, --help', 'show this'],
]

/**
 * Writes the help of one command.
 *
 * @param command - the command.
 * @param terminal - gives the width and the colours.
 * @returns the text, with a line break at its end.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function helpFor(command: Command, terminal: Terminal): string {
  const { width, paint } = terminal
  const places = command.positionals.map(({ name }) => ` <${name}>`).join('')
  const options = Object.entries(command.options).map(
    ([name, option]) => [optionForm(name, option), option.text] as const,
  )
  return [
    paint('strong', wrap(`entrenous ${command.name}${places} [options]`, width)),
    '',
    wrap(command.about, width),
    '',
    ...(command.positionals.length > 0
      ? [
          pairs(
            command.positionals.map(({ name, text }) => [`<${name}>`, text] as const),
            width,
          ),
          '',
        ]
      : []),
    pairs([...options, ...common], width),
    '',
    wrap('Exit code: 0 done, 1 it could not be done, 2 the command line was not understood.', width),
    '',
  ].join('\n')
}

/**
 * Writes the help of several commands that share their first word.
 *
 * @param group - the commands.
 * @param terminal - gives the width and the colours.
 * @returns the text, with a line break at its end.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function helpForGroup(group: readonly Command[], terminal: Terminal): string {
  return `${list(group, terminal)}\n\n${wrap('More about one of them: entrenous <command> --help', terminal.width)}\n`
}

/**
 * Writes what the program is and everything it can do.
 *
 * @param commands - all commands.
 * @param terminal - gives the width and the colours.
 * @returns the text, with a line break at its end.
 * Privacy: reads its arguments only.
 * Cost: O(length). @since 0.1
 */
export function overview(commands: readonly Command[], terminal: Terminal): string {
  const { width, paint } = terminal
  return [
    paint('strong', 'entrenous'),
    wrap(
      'Helps a person find and contact practitioners by comparing stated preferences with published descriptions, on the person’s own device. This program publishes such descriptions and opens what is sealed to them. It opens no connection.',
      width,
    ),
    '',
    list(commands, terminal),
    '',
    wrap('More about one of them: entrenous <command> --help. Its version: entrenous --version', width),
    '',
  ].join('\n')
}

function list(commands: readonly Command[], { width }: Terminal): string {
  return pairs(
    commands.map(({ name, summary }) => [name, summary] as const),
    width,
  )
}

function optionForm(name: string, { type, value }: Option): string {
  return type === 'boolean' ? `--${name}` : `--${name} <${value ?? 'value'}>`
}
