import { basename, join, resolve } from 'node:path'
import { done, refuse, type Step } from './command.js'
import { exists, jsonFilesIn, MAX_SOURCE_BYTES, readText } from './files.js'

/** A community's source files: path below the folder (`practitioners/chen-wei.json`) → text. */
export type Folder = { readonly name: string; readonly texts: ReadonlyMap<string, string> }

/** A file's name without its ending: the name by which other files speak of it. Becomes part of a statement. */
export const nameSyntax = /^[a-z0-9][a-z0-9-]{0,59}$/
/** More files than any community that one publisher knows. */
const MAX_FILES = 5000

/**
 * Reads a community's folder.
 *
 * @param path - the folder with `community.json`, `practitioners/`, `events/` and `statements/`.
 * @returns every source file's text.
 * Refuses with `folder_invalid` when there is no `community.json` or a file's name is unfit; as reading a file does.
 * Privacy: reads the folder and nothing else.
 * Cost: O(size). @since 0.1
 */
export function readFolder(path: string): Step<Folder> {
  if (!exists(join(path, 'community.json'))) {
    return refuse('folder_invalid', `${path}: there is no community.json in it. See examples/harbour-collective.`, {
      path,
    })
  }
  const charter = exists(join(path, 'charter.md')) ? ['charter.md'] : []
  const files = ['practitioners', 'events', 'statements'].flatMap((part) =>
    jsonFilesIn(join(path, part)).map((name) => `${part}/${name}`),
  )
  if (files.length > MAX_FILES) return refuse('folder_invalid', `${path}: more than ${MAX_FILES} files.`, { path })
  const texts = new Map<string, string>()
  for (const file of ['community.json', ...charter, ...files]) {
    if (file.includes('/') && !nameSyntax.test(nameOf(file))) {
      return refuse('folder_invalid', `${file}: use a–z, 0–9 and hyphens in file names.`, { path: file })
    }
    const text = readText(join(path, file))
    if (!text.ok) return text
    texts.set(file, text.value)
  }
  return done({ name: basename(resolve(path)), texts })
}

/**
 * Loads the example community that is built into this program.
 *
 * @returns its source files, as they stand in `examples/harbour-collective`.
 * Refuses with `example_missing` where the program was built without it.
 * Privacy: invented people only.
 * Cost: O(size). @since 0.1
 */
export async function exampleFolder(): Promise<Step<Folder>> {
  try {
    // Written beside this program by the build, from the example's files: no release of either without the other.
    const { texts } = await import(new URL('./harbour-collective.js', import.meta.url).href)
    return done({ name: 'harbour-collective', texts: new Map(Object.entries<string>(texts)) })
  } catch {
    return refuse('example_missing', 'The example community was not built into this program: run `npm run build`.')
  }
}

/**
 * Lists the files of one part of a folder.
 *
 * @param folder - as read.
 * @param part - `practitioners`, `events` or `statements`.
 * @returns name, path and text, in alphabetical order.
 * Privacy: reads its arguments only.
 * Cost: O(files). @since 0.1
 */
export function filesOf(folder: Folder, part: 'practitioners' | 'events' | 'statements') {
  return [...folder.texts]
    .filter(([path]) => path.startsWith(`${part}/`))
    .map(([path, text]) => ({ name: nameOf(path), path, text }))
}

/**
 * Parses one source file.
 *
 * @param path - for the message.
 * @param text - untrusted; at most 256 KiB.
 * @returns the parsed value, unchecked.
 * Refuses with `file_invalid`; what stands in the file is not repeated.
 * Privacy: reads its arguments only.
 * Cost: O(size). @since 0.1
 */
export function parseSource(path: string, text: string): Step<unknown> {
  try {
    if (text.length > MAX_SOURCE_BYTES) return refuse('file_too_large', `${path}: too large.`, { path })
    return done(JSON.parse(text))
  } catch {
    return refuse('file_invalid', `${path}: this is not JSON. A comma too many or a quote too few?`, { path })
  }
}

function nameOf(path: string): string {
  return basename(path).replace(/(\.signed)?\.json$/, '')
}
