import { type CompiledEntry, compileEntries } from '../../src/catalogue/entries.js'
import { HEAD_SUBJECT, headFormat, readHead } from '../../src/catalogue/head.js'
import { writeIndex } from '../../src/catalogue/index-section.js'
import { readLayout, type SectionName, sectionNames, writeGroup, writeLayout } from '../../src/catalogue/layout.js'
import { type Row, rowOf } from '../../src/catalogue/row.js'
import { addRow, createColumnsWriter, writeColumns } from '../../src/catalogue/write-columns.js'
import { concatBytes } from '../../src/kernel/bytes.js'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { sha256 } from '../../src/kernel/hash.js'
import { after, days, type EpochSeconds } from '../../src/kernel/time.js'
import { toWire } from '../../src/kernel/wire.js'
import { type Signer, signStatement } from '../../src/statement/sign.js'
import { readStatement, type StatementPayload } from '../../src/statement/statement.js'
import { openManifest } from '../../src/trust/anchor.js'
import { readRoot } from '../../src/trust/root-chain.js'
import { deriveStandings } from '../../src/trust/standings.js'
import { must, NOW } from './catalogue.js'

/** A file taken apart into what its head says, the bytes of every section, and the statements as they lie. */
export function takeApart(file: Uint8Array) {
  const layout = must(readLayout(file))
  const { statement, body } = must(readHead(layout.head))
  let start = 0
  // One entry a section, by the order the head was checked for.
  const sections = Object.fromEntries(
    body.sections.map(({ name, length }) => {
      start += length
      return [name, layout.sections.slice(start - length, start)]
    }),
  ) as Record<SectionName, Uint8Array>
  return { statement, body, sections, statements: layout.sections.slice(start) }
}

/** What Eve changes in a catalogue before the right key signs it again. */
export type Forgery = {
  readonly sections?: Partial<Record<SectionName, Uint8Array>>
  /** What lies behind the sections. */
  readonly statements?: Uint8Array
  readonly signer: Signer
  /** Members of the head's body to replace; anything the dictionary knows. */
  readonly body?: object
  readonly envelope?: Partial<StatementPayload>
}

/** Puts changed sections into a file and has its head signed anew, so that the parsers behind the signature are reached. */
export function resign(file: Uint8Array, forgery: Forgery): Uint8Array {
  const { statement, body, sections, statements } = takeApart(file)
  const changed = { ...sections, ...forgery.sections }
  const behind = forgery.statements ?? statements
  const parts = sectionNames.map((name) => changed[name])
  const listed = sectionNames.map((name) => {
    return { name, length: changed[name].length, hash: sha256(changed[name]) }
  })
  const { kind, sequence, issued, expires } = statement
  const said = { ...body, sections: listed, statementBytes: behind.length, ...forgery.body }
  const payload = { kind, sequence, issued, expires, subject: HEAD_SUBJECT }
  const wire = encodeCbor(toWire(said, headFormat.keys))
  return writeLayout(signStatement({ ...payload, body: wire, ...forgery.envelope }, forgery.signer), [...parts, behind])
}

/** A row of a hostile catalogue: what matching is to believe, and the subject whose statements are named for it. */
export type ForgedRow = { readonly row: Row; readonly subject: string }

/** Statements as a hostile publisher puts them together: by subject, in the given order, whatever they are. */
export type Pile = readonly { readonly subject: string; readonly statements: readonly Uint8Array[] }[]

/** Puts statements by their subjects in the order in which they come; what is no statement has to be put by hand. */
export function pileOf(statements: readonly Uint8Array[]): Pile {
  const groups = new Map<string, Uint8Array[]>()
  for (const bytes of statements) {
    const { subject } = must(readStatement(bytes))
    groups.set(subject, [...(groups.get(subject) ?? []), bytes])
  }
  return [...groups]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([subject, of]) => ({ subject, statements: of }))
}

/**
 * Compiles whatever there is, as a publisher does who verifies nothing and leaves nothing out, and signs it: rows are
 * those that the statements make, unless `rows` changes them.
 */
export function contrive(
  file: Uint8Array,
  pile: Pile,
  parts: Omit<Forgery, 'statements'> & { readonly rows?: (made: readonly ForgedRow[]) => readonly ForgedRow[] },
): Uint8Array {
  const { statement, body } = takeApart(file)
  const issued = parts.envelope?.issued ?? statement.issued
  const made = entriesOf(pile, body.root, issued).map(({ entry, subject }) => ({ row: rowOf(entry, issued), subject }))
  const rows = parts.rows?.(made) ?? made
  const writer = createColumnsWriter()
  for (const { row } of rows) addRow(writer, row)
  const groups = pile.map(({ subject, statements }) => ({ subject, bytes: writeGroup(statements) }))
  const groupOf = rows.map((row) => pile.findIndex(({ subject }) => subject === row.subject))
  const sections = { ...writeColumns(writer), index: writeIndex(groups, groupOf), ...parts.sections }
  return resign(file, { ...parts, sections, statements: concatBytes(...groups.map(({ bytes }) => bytes)) })
}

/** The entries that statements make by themselves, unverified; what is no statement makes none. */
export function entriesOf(pile: Pile, root: Uint8Array, now: EpochSeconds): readonly CompiledEntry[] {
  const read = pile.flatMap(({ statements }) => statements).map((bytes) => readStatement(bytes))
  const { name: anchor } = must(readRoot(root))
  const community = must(openManifest(root, { anchor, now }))
  const state = deriveStandings(
    read.flatMap((one) => (one.ok ? [one.value] : [])),
    community,
    now,
  )
  return compileEntries(state, { community, anchor, root, until: community.expires, now }).entries
}

/** Signs any body under any kind: what a malicious holder of a real key could do. */
export function signRaw(
  kind: StatementPayload['kind'],
  subject: string,
  body: Uint8Array,
  signer: Signer,
  times: { readonly issued?: EpochSeconds; readonly expires?: EpochSeconds; readonly sequence?: number } = {},
): Uint8Array {
  const { issued = NOW, expires = after(issued, days(14)), sequence = issued } = times
  return signStatement({ kind, sequence, issued, expires, subject, body }, signer)
}
