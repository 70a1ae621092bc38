import { HEAD_SUBJECT, headFormat, readHead } from '../../src/catalogue/head.js'
import { readLayout, type SectionName, sectionNames, writeLayout, writeStatements } from '../../src/catalogue/layout.js'
import { encodeCbor } from '../../src/kernel/cbor.js'
import { sha256 } from '../../src/kernel/hash.js'
import { after, days, type EpochSeconds } from '../../src/kernel/time.js'
import { toWire } from '../../src/kernel/wire.js'
import { type Signer, signStatement } from '../../src/statement/sign.js'
import type { StatementPayload } from '../../src/statement/statement.js'
import { must, NOW } from './catalogue.js'

/** A file taken apart into what its head says and the bytes of every section. */
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
  return { statement, body, sections }
}

/** What Eve changes in a catalogue before the right key signs it again. */
export type Forgery = {
  readonly sections?: Partial<Record<SectionName, Uint8Array>>
  readonly statements?: readonly Uint8Array[]
  readonly signer: Signer
  /** Members of the head's body to replace; anything the dictionary knows. */
  readonly body?: object
  readonly envelope?: Partial<StatementPayload>
}

/** Puts changed sections into a file and has its head signed anew, so that the parsers behind the signature are reached. */
export function resign(file: Uint8Array, forgery: Forgery): Uint8Array {
  const { statement, body, sections } = takeApart(file)
  const changed = { ...sections, ...forgery.sections }
  if (forgery.statements !== undefined) changed.statements = writeStatements(forgery.statements)
  const parts = sectionNames.map((name) => changed[name])
  const listed = sectionNames.map((name) => {
    return { name, length: changed[name].length, hash: sha256(changed[name]) }
  })
  const { kind, sequence, issued, expires } = statement
  const said = toWire({ ...body, sections: listed, ...forgery.body }, headFormat.keys)
  const payload = { kind, sequence, issued, expires, subject: HEAD_SUBJECT, body: encodeCbor(said) }
  return writeLayout(signStatement({ ...payload, ...forgery.envelope }, forgery.signer), parts)
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
