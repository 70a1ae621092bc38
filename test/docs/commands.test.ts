import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/build.js'
import { blocksOf, documents } from './markdown.js'

const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
// Our own package.json.
const { scripts } = manifest as { scripts: Record<string, string> }
const cli = join(root, 'dist', 'cli.js')

/** The single commands of a shell block: no comments, no prompts, `&&` taken apart, continued lines joined. */
function commandsOf(code: string): readonly string[] {
  return code
    .replace(/\\\n/g, ' ')
    .split(/\n|&&/)
    .map((line) =>
      line
        .replace(/(^|\s)#.*$/, '')
        .replace(/^\s*\$\s+/, '')
        .trim(),
    )
    .filter((line) => line !== '')
}

const commands = documents()
  .flatMap(blocksOf)
  .filter((block) => ['sh', 'bash', 'shell', 'console'].includes(block.language))
  .flatMap((block) => commandsOf(block.code).map((command) => ({ command, where: `${block.path}:${block.line}` })))

/** What is wrong with a command of the documentation; nothing where it is not ours to say. */
function wrong(command: string): string | undefined {
  const script = /^npm (?:run ([\w:-]+)|(test)\b)/.exec(command)
  if (script !== null) {
    const name = script[1] ?? script[2] ?? ''
    return scripts[name] === undefined ? `no script ${name}` : undefined
  }
  const ours = /^(?:npx )?entrenous\s*(.*)$/.exec(command)
  return ours === null ? undefined : wrongArguments(ours[1] ?? '')
}

function wrongArguments(text: string): string | undefined {
  const words = text.split(/\s+/)
  const name = words
    .slice(0, words.findIndex((word) => !/^[a-z]+$/.test(word)) >>> 0)
    .slice(0, words[0] === 'demo' ? 1 : 2)
  const help = spawnSync(process.execPath, [cli, ...name, '--help'], { encoding: 'utf8' })
  // A command's help begins with its own name; for a word it does not know the command shows what there is.
  const usage = ['entrenous', ...name].join(' ').trim()
  if (help.status !== 0 || !help.stdout.startsWith(usage)) return `there is no ${usage}`
  const flags = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '')
  const unknown = flags.filter((flag) => flag !== '--help' && !help.stdout.includes(flag))
  return unknown.length === 0 ? undefined : `entrenous ${name.join(' ')} knows no ${unknown.join(' ')}`
}

describe('the commands of the documentation', () => {
  it('are found', () => expect(commands.length).toBeGreaterThan(3))
  it.each(commands)('$where: $command', ({ command }) => expect(wrong(command)).toBeUndefined())
  it.each(['npm run nothing', 'entrenous nothing', 'npx entrenous catalogue nothing', 'entrenous demo --nothing'])(
    'would not include %s',
    (command) => expect(wrong(command)).toBeDefined(),
  )
})
