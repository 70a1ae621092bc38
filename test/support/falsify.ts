import type { Row, RowPlace } from '../../src/catalogue/row.js'

// Every way in which a publisher can make one row say something else than its statements: one thing at a time.

/** A row of a catalogue, and the group of statements it is said to be compiled from. */
export type GroupedRow = { readonly row: Row; readonly group: number }

/** Rows of which one or two are false. */
export type Falsified = {
  readonly name: string
  readonly rows: readonly GroupedRow[]
  /** Which they are. */
  readonly touched: readonly number[]
}

/** Falsifies one row in every way there is. */
export function* falsifications(rows: readonly GroupedRow[], at: number): Iterable<Falsified> {
  const one = rows[at]
  if (one === undefined) return
  const change = (name: string, parts: Partial<Row>): Falsified => {
    const changed = { ...one, row: { ...one.row, ...parts } }
    return { name, rows: rows.with(at, changed), touched: [at] }
  }
  for (const [name, parts] of changesOf(one.row, rows)) yield change(name, parts)
  for (const group of new Set(rows.map((other) => other.group))) {
    if (group !== one.group) yield { name: `group ${group}`, rows: rows.with(at, { ...one, group }), touched: [at] }
  }
  yield* exchanges(rows, at, one)
}

function* changesOf(row: Row, rows: readonly GroupedRow[]): Iterable<readonly [string, Partial<Row>]> {
  const { facts, expires, presenceUntil, tie } = row
  const known = new Set(rows.flatMap((other) => other.row.facts))
  for (const fact of facts) yield [`without ${spelt(fact)}`, { facts: facts.filter((other) => other !== fact) }]
  for (const fact of known) {
    if (!facts.includes(fact)) yield [`with ${spelt(fact)}`, { facts: [...facts, fact].sort() }]
  }
  yield ['with a fact of a field that is none', { facts: [...facts, '\u00f0new'] }]
  yield ['without any fact', { facts: [] }]
  for (const value of [0, expires - 1, expires + 1, 0xffff_ffff]) yield [`ends at ${value}`, { expires: value }]
  for (const value of [0, presenceUntil - 1, presenceUntil + 1, 0xffff_ffff]) {
    if (value >= 0 && value !== presenceUntil) yield [`confirmed until ${value}`, { presenceUntil: value }]
  }
  yield ['high word', { tie: { ...tie, high: (tie.high ^ 1) >>> 0 } }]
  yield ['low word', { tie: { ...tie, low: (tie.low ^ 0x8000_0000) >>> 0 } }]
  const regions = [...known].filter((fact) => fact.startsWith('\u0005')).map((fact) => fact.slice(1))
  for (const [name, places] of placesFrom(row.places, regions)) yield [name, { places }]
}

function* placesFrom(
  places: readonly RowPlace[],
  regions: readonly string[],
): Iterable<readonly [string, readonly RowPlace[]]> {
  const [region = ''] = regions
  yield ['a place more', [...places, { region, point: { latitude: 1, longitude: 2, coarseness: 3 } }]]
  for (const [at, place] of places.entries()) {
    yield ['a place less', places.toSpliced(at, 1)]
    yield ['a place twice', places.toSpliced(at, 0, place)]
    for (const other of regions) {
      if (other !== place.region) yield [`place in ${other}`, places.with(at, { ...place, region: other })]
    }
    const { point } = place
    if (point === undefined) {
      yield ['a point made up', places.with(at, { ...place, point: { latitude: 0, longitude: 0, coarseness: 0 } })]
      continue
    }
    yield ['no point', places.with(at, { ...place, point: undefined })]
    for (const member of ['latitude', 'longitude', 'coarseness'] as const) {
      const step = member === 'coarseness' ? -1 : 1
      yield [member, places.with(at, { ...place, point: { ...point, [member]: point[member] + step } })]
      yield [`${member} gone`, places.with(at, { ...place, point: { ...point, [member]: 0 } })]
    }
  }
}

/** What the row has in common with a neighbour changes hands. */
function* exchanges(rows: readonly GroupedRow[], at: number, one: GroupedRow): Iterable<Falsified> {
  const next = (at + 1) % rows.length
  const other = rows[next]
  if (other === undefined || next === at) return
  const both = (name: string, mine: Partial<Row>, theirs: Partial<Row>): Falsified => ({
    name,
    rows: rows
      .with(at, { ...one, row: { ...one.row, ...mine } })
      .with(next, { ...other, row: { ...other.row, ...theirs } }),
    touched: [at, next],
  })
  for (const fact of one.row.facts) {
    if (other.row.facts.includes(fact)) continue
    const left = one.row.facts.filter((kept) => kept !== fact)
    yield both(`moved ${spelt(fact)}`, { facts: left }, { facts: [...other.row.facts, fact].sort() })
  }
  const { tie, ...said } = one.row
  const { tie: theirTie, ...theySay } = other.row
  yield both('ids exchanged', { tie: theirTie }, { tie })
  yield both('everything said exchanged', theySay, said)
}

function spelt(fact: string): string {
  return `${fact.charCodeAt(0)} ${JSON.stringify(fact.slice(1, 40))}`
}
