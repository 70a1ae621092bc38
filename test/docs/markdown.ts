import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { root } from '../../scripts/build.js'

/** One Markdown file of the repository, by its path from the root. */
export type Document = { readonly path: string; readonly text: string }

/** One fenced block: its language, the words after it, and where it begins. */
export type Block = {
  readonly path: string
  readonly line: number
  readonly language: string
  readonly code: string
}

/** Every Markdown file a reader may open. */
export function documents(): readonly Document[] {
  const top = readdirSync(root).filter((name) => name.endsWith('.md'))
  const below = ['docs', 'examples'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.md') && !name.split(sep).includes('node_modules'))
      .map((name) => `${folder}/${name.split(sep).join('/')}`),
  )
  return [...top, ...below].sort().map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** The fenced blocks of a document, in order. */
export function blocksOf({ path, text }: Document): readonly Block[] {
  return [...text.matchAll(/^```([\w-]*)[^\n]*\n(.*?)^```[ \t]*$/gms)].map((match) => ({
    path,
    line: text.slice(0, match.index).split('\n').length,
    language: match[1] ?? '',
    code: match[2] ?? '',
  }))
}

/** A document without its fenced blocks and inline code: what is left is prose. */
export function proseOf({ text }: Document): string {
  return text.replace(/^```.*?^```[ \t]*$/gms, '').replace(/`[^`\n]*`/g, '')
}
