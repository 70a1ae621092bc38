import {
  floor,
  holders,
  importTable,
  isIn,
  limits,
  mayReExport,
  outsideCore,
  type Row,
  unreachable,
} from './import-table.js'
import { type Import, type Parsed, parse, type Sources } from './sources.js'

/** The row that binds a file: its own, or its folder's. */
function rowOf(file: string): Row | undefined {
  return importTable.find((row) => row.of === file) ?? importTable.find((row) => isIn(row.of, file))
}

/** Every import that the table does not allow. */
export function forbiddenImports(sources: Sources): readonly string[] {
  return parse(sources).flatMap((file) => {
    const row = rowOf(file.name)
    if (row === undefined) return [`${file.name}: no row of the import table speaks of it`]
    return file.imports
      .filter((one) => !isAllowed(row, file.name, one, sources))
      .map((one) => `${file.name}:${one.line} may not import ${one.specifier}${one.typeOnly ? ' (type)' : ''}`)
  })
}

function isAllowed(row: Row, from: string, one: Import, sources: Sources): boolean {
  if (one.file === undefined) return (row.packages ?? []).some((name) => isPackage(name, one.specifier))
  if (!one.specifier.endsWith('.js') || !sources.has(one.file)) return false
  const to = one.file
  if (row.may.some((place) => isIn(place, to))) return row.typesOnly !== true || one.typeOnly
  const folder = from.includes('/') ? from.slice(0, from.lastIndexOf('/') + 1) : undefined
  if (folder === undefined || row.own === 'leaf' || !to.startsWith(folder.slice(0, folder.indexOf('/') + 1)))
    return false
  return row.own === undefined || row.own.some((place) => isIn(place, to))
}

function isPackage(allowed: string, specifier: string): boolean {
  return allowed.endsWith('/') || allowed.endsWith(':')
    ? specifier.startsWith(allowed)
    : specifier === allowed || specifier.startsWith(`${allowed}/`)
}

/** Re-exports where none belong, index files in folders, and names that say nothing. */
export function barrels(sources: Sources): readonly string[] {
  return parse(sources).flatMap((file) => [
    ...(file.name.includes('/') && file.name.endsWith('/index') ? [`${file.name}: an index file in a folder`] : []),
    ...(/(^|\/)(utils?|helpers?|common|misc)(\/|$)/.test(file.name) ? [`${file.name}: a name that says nothing`] : []),
    ...file.imports
      .filter((one) => one.reExport && !mayReExport.includes(file.name))
      .map((one) => `${file.name}:${one.line} re-exports ${one.specifier}`),
  ])
}

/** Values of an opaque holder's file in an entry: whoever imports them could read what must not be read. */
export function openedHolders(sources: Sources): readonly string[] {
  return parse(sources)
    .filter((file) => (!file.name.includes('/') || mayReExport.includes(file.name)) && file.name !== 'cli')
    .flatMap((file) =>
      file.imports
        .filter((one) => !one.typeOnly && one.file !== undefined && holders.includes(one.file))
        .map((one) => `${file.name}:${one.line} hands on values of ${one.specifier}`),
    )
}

type Graph = ReadonlyMap<string, readonly string[]>

function graphOf(files: readonly Parsed[], isArrow: (one: Import) => boolean = () => true): Graph {
  const known = new Set(files.map((file) => file.name))
  return new Map(
    files.map((file) => [
      file.name,
      [...new Set(file.imports.filter(isArrow).flatMap((one) => (one.file && known.has(one.file) ? [one.file] : [])))],
    ]),
  )
}

/** Every cycle, type imports included, as the path that closes it. */
export function cycles(sources: Sources): readonly string[] {
  const graph = graphOf(parse(sources))
  const done = new Set<string>()
  const found: string[] = []
  const walk = (file: string, path: readonly string[]): void => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) found.push([...path.slice(seenAt), file].join(' → '))
    if (seenAt >= 0 || done.has(file)) return
    for (const next of graph.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of graph.keys()) walk(file, [])
  return found
}

/** Every forbidden place that can be reached, with the shortest way there. */
export function forbiddenReach(sources: Sources): readonly string[] {
  const graph = graphOf(parse(sources))
  return unreachable.flatMap(({ from, never, because }) =>
    [...graph.keys()]
      .filter((file) => isIn(from, file))
      .flatMap((start) => {
        const way = wayTo(graph, start, (file) => isIn(never, file))
        return way === undefined ? [] : [`${way.join(' → ')} (${because})`]
      }),
  )
}

function wayTo(graph: Graph, start: string, isGoal: (file: string) => boolean): readonly string[] | undefined {
  const seen = new Set([start])
  const ways: (readonly string[])[] = [[start]]
  for (let way = ways.shift(); way !== undefined; way = ways.shift()) {
    const here = way.at(-1) ?? start
    if (isGoal(here)) return way
    for (const next of graph.get(here) ?? []) {
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}

/**
 * Chains of imports that exist at run time and are deeper than the limit. They are counted from room to room of the core,
 * down to the floor that everything stands on: the kernel and the schemas.
 */
export function tooDeep(sources: Sources): readonly string[] {
  if (cycles(sources).length > 0) return ['the depth is unknown while there are cycles']
  const aside = [...floor, ...outsideCore]
  const isCounted = (name: string): boolean => name.includes('/') && !aside.some((place) => isIn(place, name))
  const counted = parse(sources).filter((file) => isCounted(file.name))
  const graph = graphOf(counted, (one) => !one.typeOnly)
  const longest = new Map<string, readonly string[]>()
  const chain = (file: string): readonly string[] => {
    const known = longest.get(file)
    if (known !== undefined) return known
    const tails = (graph.get(file) ?? []).map(chain)
    const deepest = tails.reduce<readonly string[]>((best, tail) => (tail.length > best.length ? tail : best), [])
    const own = [file, ...deepest]
    longest.set(file, own)
    return own
  }
  // The depth is the number of arrows, so a chain of nine files is eight deep.
  return [...graph.keys()]
    .map(chain)
    .filter((path) => path.length - 1 > limits.importDepth)
    .map((path) => path.join(' → '))
}
