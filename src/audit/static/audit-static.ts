import type { Outcome } from '../fault.js'
import type { Finding } from '../finding.js'
import { capabilities, type Fact, groups, type Meaning, type Sighting } from './capability.js'
import { type Declared, undeclaredFacts } from './declared.js'
import { type FolderLimits, folderLimits, type ReadFile, readFolder, type Unread } from './folder.js'
import { readManifest } from './manifest.js'
import { readMarkup } from './markup.js'
import { readScript } from './scripts.js'
import { linesOf, placeOf } from './shown.js'
import { readStyle } from './styles.js'

/** The most facts of a report; a folder with more is reported as not wholly read. */
export const MAX_FACTS = 20_000

/** How long reading may take unless somebody says otherwise, in milliseconds. */
export const STATIC_TIME = 120_000

/** What may be said about how a folder is read. */
export type StaticOptions = {
  readonly limits?: Partial<FolderLimits>
  /** Milliseconds for all of it; `STATIC_TIME` unless told. */
  readonly time?: number
  /** The declared flows: what a file can reach beyond them is a finding. */
  readonly declared?: Declared
}

/** What a built folder can reach. */
export type StaticReport = {
  /** By file and place. */
  readonly facts: readonly Fact[]
  /** Every file that was read, with its bytes. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[]
  readonly unread: readonly Unread[]
  /** False when anything that could hold code was not read to its end: then an absence says nothing. */
  readonly isWhole: boolean
  /** What is beyond the declared flows; empty where none were given. */
  readonly findings: readonly Finding[]
  /** What this way of looking cannot see, in plain sentences. */
  readonly cannotSee: readonly string[]
}

/** What reading files cannot see, whatever it finds. */
export const staticBlindness: readonly string[] = [
  'It says what code can reach, not what it does: code that can send may never send, or send nothing of the person.',
  'Code that is loaded, made of text or compiled while the page runs is not in the files.',
  'What a function does with a window, a document or an element that is handed to it is followed only into functions that are called where they stand.',
  'Names are followed through constants, other names and destructuring, for a bounded number of steps; names that are kept in lists, objects or classes are not.',
  'Elements and styles that a framework makes from data are seen where their kind is written out.',
  'What an extension, the browser or the device does is not in the files.',
  'Headers decide what of this is stopped: they are judged apart, where a page is served.',
]

/**
 * Says what a built folder can reach: network, storage, messages, code from elsewhere, other contexts, timing; where it stands,
 * and what it means. Names that are worked out while code runs are reported as such.
 *
 * @param folder - the built folder. Its files are hostile: they are read, never run.
 * @param options - limits, time, declared flows.
 * @returns the report.
 * Failure: `page_not_reached` when it is no folder that can be read, or holds no page, script or style.
 * Privacy: reads the folder; sends and writes nothing. A report repeats names, hosts and element names of the files.
 * Cost: O(bytes), bounded by `folderLimits` and the time. @since 0.2
 */
export async function auditStatic(folder: string, options: StaticOptions = {}): Promise<Outcome<StaticReport>> {
  const ends = performance.now() + (options.time ?? STATIC_TIME)
  const isOver = () => performance.now() > ends
  const read = await readFolder(folder, { ...folderLimits, ...options.limits }, ends)
  if (read === undefined) return notReached('There is no folder of that name that can be read.')
  if (read.files.length === 0 && read.unread.length === 0)
    return notReached('The folder holds no page, no script and no style sheet.')
  const unread = [...read.unread]
  const facts: Fact[] = []
  for (const file of read.files) {
    const { sightings, isWhole } = readFile(file, isOver)
    if (!isWhole)
      unread.push({ path: file.path, because: 'it was not read to its end, or holds code that could not be read' })
    for (const fact of factsOf(file, sightings)) facts.push(fact)
    if (facts.length <= MAX_FACTS) continue
    unread.push({ path: '', because: `there are more than ${MAX_FACTS} facts; the rest was not read` })
    break
  }
  const kept = facts.slice(0, MAX_FACTS)
  const report = {
    facts: kept,
    files: read.files.map(({ path, bytes }) => ({ path, bytes })),
    unread,
    isWhole: unread.length === 0,
    findings: options.declared === undefined ? [] : undeclaredFacts(kept, options.declared),
    cannotSee: staticBlindness,
  }
  return { ok: true, value: report }
}

function notReached(says: string): Outcome<StaticReport> {
  return { ok: false, fault: { code: 'page_not_reached', says, remedy: 'Give the folder that your build writes.' } }
}

function readFile(
  file: ReadFile,
  isOver: () => boolean,
): { readonly sightings: readonly Sighting[]; readonly isWhole: boolean } {
  if (isOver()) return { sightings: [], isWhole: false }
  if (file.kind === 'page') return readMarkup(file.text, isOver)
  if (file.kind === 'style') return readStyle(file.text, isOver)
  if (file.kind === 'manifest') return { sightings: readManifest(file.text), isWhole: true }
  const script = readScript(file.text, 'module', isOver)
  return { sightings: script.sightings, isWhole: script.state === 'read' }
}

function factsOf({ path, text }: ReadFile, sightings: readonly Sighting[]): readonly Fact[] {
  const lines = linesOf(text)
  const ordered = sightings.toSorted((one, other) => one.offset - other.offset)
  return ordered.map((sighting) => {
    const { capability, offset, how, destination } = sighting
    const meaning: Meaning = capabilities[capability]
    return {
      capability,
      ...meaning,
      path,
      ...placeOf(lines, offset),
      how,
      ...(destination === undefined ? {} : { destination }),
    }
  })
}

/**
 * Counts facts by kind, for a short overview.
 *
 * @param facts - of a report.
 * @returns every kind in the order of reports, with the capabilities of it that were found and how often; kinds without any are left out.
 * Privacy: public in, public out.
 * Cost: O(facts). @since 0.2
 */
export function countFacts(facts: readonly Fact[]): readonly {
  readonly group: Fact['group']
  readonly found: readonly { readonly capability: Fact['capability']; readonly count: number }[]
}[] {
  return groups.flatMap((group) => {
    const own = facts.filter((one) => one.group === group)
    const names = [...new Set(own.map((one) => one.capability))].sort()
    const found = names.map((capability) => ({
      capability,
      count: own.filter((one) => one.capability === capability).length,
    }))
    return found.length === 0 ? [] : [{ group, found }]
  })
}
