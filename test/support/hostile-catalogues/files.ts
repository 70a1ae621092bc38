import { sectionNames, writeLayout } from '../../../src/catalogue/layout.js'
import { MAX_CATALOGUE_BYTES, MAX_STATEMENTS } from '../../../src/catalogue/limits.js'
import { signEvent } from '../../../src/community/sign.js'
import { draftEvent } from '../../../src/descriptor/draft.js'
import { concatBytes, copyBytes } from '../../../src/kernel/bytes.js'
import { type CborValue, decodeCbor, encodeCbor } from '../../../src/kernel/cbor.js'
import { sha256 } from '../../../src/kernel/hash.js'
import { revealSecret } from '../../../src/kernel/secret-key.js'
import { signBytes } from '../../../src/kernel/signing.js'
import { utf8Encode } from '../../../src/kernel/text.js'
import { readStatement } from '../../../src/statement/statement.js'
import { coreVocabulary } from '../../../src/vocabulary/vocabulary.js'
import { eventJson, must, NOW, samplePractitioner } from '../catalogue.js'
import { resign, signRaw, takeApart } from '../forge.js'
import { attempt, type Hostile, harbourKeys, publish, publisher } from './cast.js'

// Mistakes of readers before and beside any key: sizes, spellings, kinds, and parts that do not belong together.

const { bytes } = publish()
const honest = attempt(bytes)
const { statement, body, sections, statements } = takeApart(bytes)
const parts = [...sectionNames.map((name) => sections[name]), statements]

/** The head's payload, number by number, as whoever holds the publishing key can write it; signed as it is. */
function headOf(sequence: Uint8Array, more: Uint8Array = new Uint8Array(0)): Uint8Array {
  const { kind, issuer, issued, expires, subject } = statement
  const members: readonly (CborValue | undefined)[] = [
    kind,
    issuer,
    undefined,
    issued,
    expires,
    subject,
    statement.body,
  ]
  const written = members.map((value, key) =>
    concatBytes(Uint8Array.of(key), value === undefined ? sequence : encodeCbor(value)),
  )
  const count = Uint8Array.of(0xa0 + members.length + (more.length > 0 ? 1 : 0))
  const payload = concatBytes(count, ...written, more)
  const message = concatBytes(utf8Encode('entrenous/1/statement/head\0'), payload)
  return concatBytes(payload, signBytes(message, revealSecret(publisher.secretKey)))
}

const one = Uint8Array.of(1)
if (must(readStatement(headOf(one))).sequence !== 1) throw new Error('the builder builds no head')
const withHead = (head: Uint8Array) => attempt(writeLayout(head, parts))

/** What JSON and many CBOR readers do: of two members of one name, the last is taken. */
function lastOfTwo(payload: Uint8Array): Uint8Array | undefined {
  const at = payload.length - encodeCbor(otherBody).length
  const value = decodeCbor(payload.subarray(at))
  return value instanceof Uint8Array ? value : undefined
}
const otherBody = encodeCbor(new Map<number, CborValue>([[0, 1]]))
const twoBodies = headOf(one, concatBytes(Uint8Array.of(6), encodeCbor(otherBody)))

const event = must(draftEvent(eventJson(['ab'.repeat(32)]), { vocabulary: coreVocabulary }))
/** A body of a head in a statement of another kind, by the same key. */
const eventAsHead = signRaw('event', 'catalogue', statement.body, publisher)
const other = samplePractitioner('Chan Wei')
const older = takeApart(publish({ statements: [other.descriptor, other.presence] }).bytes).sections

const numbered = (version: number) => {
  const file = copyBytes(bytes)
  file[4] = version
  return file
}

export const fileMistakes: readonly Hostile[] = [
  {
    attack: 'endless data',
    mistake: 'a file without end',
    code: 'catalogue_too_large',
    hostile: attempt(new Uint8Array(MAX_CATALOGUE_BYTES + 1)),
    honest,
  },
  {
    attack: 'slow retrieval',
    mistake: 'a download that stops, or comes so slowly that somebody stops it',
    code: 'catalogue_truncated',
    hostile: attempt(bytes.subarray(0, bytes.length - 1)),
    honest,
    // It has a whole, signed head, and shows what came.
    naive: () => must(readStatement(takeApart(bytes).statement.bytes)).kind === 'head',
  },
  {
    attack: 'more than one meaning',
    mistake: 'a head that claims to be four gigabytes long',
    code: 'catalogue_invalid',
    hostile: attempt(concatBytes(bytes.subarray(0, 5), new Uint8Array(4).fill(255), bytes.subarray(9))),
    honest,
  },
  {
    attack: 'more than one meaning',
    mistake: 'a section that claims more entries than it can hold',
    code: 'catalogue_invalid',
    hostile: attempt(resign(bytes, { signer: publisher, sections: { index: new Uint8Array(12).fill(255) } })),
    honest,
    // It makes room for them before it looks.
    naive: () => new DataView(new Uint8Array(12).fill(255).buffer).getUint32(0) > MAX_STATEMENTS,
  },
  {
    attack: 'bytes beside what is signed',
    mistake: 'bytes behind what was signed',
    code: 'catalogue_overlong',
    hostile: attempt(concatBytes(bytes, utf8Encode('and whatever else'))),
    honest,
    // It reads what the head lists, and keeps and passes on the whole.
    naive: () => takeApart(concatBytes(bytes, utf8Encode('and whatever else'))).statement.kind === 'head',
  },
  {
    attack: 'more than one meaning',
    mistake: 'a head with number 0',
    code: 'catalogue_invalid',
    hostile: withHead(headOf(Uint8Array.of(0))),
    honest,
    // For it, 0 is “nothing seen yet”.
    naive: () => must(readStatement(headOf(Uint8Array.of(0)))).sequence >= 0,
  },
  {
    attack: 'more than one meaning',
    mistake: 'a number that overflows',
    code: 'catalogue_invalid',
    hostile: withHead(headOf(Uint8Array.of(0x1b, 0, 0, 0, 1, 0, 0, 0, 1))),
    honest,
    // In 32 bits it is 1.
    naive: () => (0x1_0000_0001 | 0) === 1,
  },
  {
    attack: 'more than one meaning',
    mistake: 'a member that stands twice',
    code: 'catalogue_invalid',
    hostile: withHead(twoBodies),
    honest,
    naive: () => lastOfTwo(twoBodies.subarray(0, -64)) !== undefined,
  },
  {
    attack: 'more than one meaning',
    mistake: 'one head in two spellings',
    code: 'catalogue_invalid',
    hostile: withHead(headOf(Uint8Array.of(0x18, 1))),
    honest,
    // Both say the same, have a valid signature, and have two hashes.
    naive: () => {
      const [short, long] = [headOf(one), headOf(Uint8Array.of(0x18, 1))].map((head) => sha256(head).join())
      return short !== long
    },
  },
  {
    attack: 'confused kinds',
    mistake: 'a statement of another kind in the place of the head',
    code: 'catalogue_headless',
    hostile: withHead(eventAsHead),
    honest: attempt(publish({ statements: [signEvent(event, harbourKeys, { id: 'catalogue', now: NOW })] }).bytes),
    // The body has the right form and the key is a publishing key's.
    naive: () => must(readStatement(eventAsHead)).body.join() === statement.body.join(),
  },
  {
    attack: 'mix and match',
    mistake: 'a part of one list under the head of another',
    code: 'catalogue_hash_mismatch',
    hostile: attempt(
      writeLayout(statement.bytes, [
        ...sectionNames.map((name) => (name === 'columns' ? older.columns : sections[name])),
        statements,
      ]),
    ),
    honest,
    // Lengths fit, and both were signed by the same key.
    naive: () => older.columns.length === body.sections.find(({ name }) => name === 'columns')?.length,
  },
  {
    attack: 'unknown layout',
    mistake: 'a layout of the future, read as if it were of today',
    code: 'catalogue_unsupported',
    hostile: attempt(numbered(2)),
    honest,
  },
  {
    attack: 'unknown reader',
    mistake: 'a head that asks for a newer reader, read by an older one',
    code: 'catalogue_reader_too_old',
    hostile: attempt(resign(bytes, { signer: publisher, body: { readerVersion: 4 } })),
    honest,
  },
]
