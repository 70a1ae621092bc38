import type { Head } from '../../../src/catalogue/catalogue.js'
import type { Witnesses } from '../../../src/catalogue/witness.js'
import { witnessFormat } from '../../../src/catalogue/witness.js'
import { witness } from '../../../src/community/witness.js'
import { fromHex } from '../../../src/kernel/text.js'
import { after, days, type EpochSeconds } from '../../../src/kernel/time.js'
import { encodeBody } from '../../../src/statement/body.js'
import type { Signer } from '../../../src/statement/sign.js'
import { readStatement } from '../../../src/statement/statement.js'
import { must, NOW } from '../catalogue.js'
import { signRaw } from '../forge.js'
import { attempt, eve, eveRoot, ferry, type Hostile, harbour, publish, publisher, root, rotated, tram } from './cast.js'

// Mistakes in counting those who are to have seen the same as everybody.

const first = publish()
const second = publish({ previous: first.head })
const other = publish({ statements: [] })
const eves = publish({ root: eveRoot, publishingKey: eve })
const keys = [ferry.publicKey, tram.publicKey]

const by = (signer: Signer, published = first, now = NOW) =>
  must(witness(published.signedHead, signer, { trust: [harbour, eve.publicKey], lastWitnessed: 'first-use', now }))
    .statement
/** What somebody says who signs anything. */
function claimed(signer: Signer, head: Head, parts: Partial<Head> = {}, issued = NOW): Uint8Array {
  const { community, sequence, hash, publisher: key } = { ...head, ...parts }
  const bytes = (hex: string) => fromHex(hex) ?? new Uint8Array(32) // a head's hex
  const body = encodeBody(witnessFormat, { hash: bytes(hash), publisher: bytes(key) })
  return signRaw('witness', community, body, signer, { sequence, issued, expires: after(issued, days(1)) })
}
const asked = (required: number, ...statements: readonly Uint8Array[]): { readonly witnesses: Witnesses } => ({
  witnesses: { keys, required, statements },
})
const visit = (required: number, ...statements: readonly Uint8Array[]) =>
  attempt(first.bytes, asked(required, ...statements))

const honest = visit(2, by(ferry), by(tram))
const [ofFerry, ofTram] = [by(ferry), by(tram)]
const longAgo = (NOW - days(2)) as EpochSeconds // whole seconds
const stale = claimed(tram, first.head, {}, longAgo)
const ofEve = claimed(eve, first.head)
const elsewhere = claimed(tram, first.head, { community: eves.head.community })
const { subject, body: saw } = must(readStatement(ofTram))
const ofAnotherKind = signRaw('event', subject, saw, tram, { sequence: first.head.sequence })
const ofSecond = claimed(tram, second.head)
const ofOther = by(tram, other)

export const witnessMistakes: readonly Hostile[] = [
  {
    attack: 'missing witnesses',
    mistake: 'a list of its own for one device',
    code: 'catalogue_unwitnessed',
    hostile: attempt(
      other.bytes,
      asked(2, ...[ferry, tram].map((signer) => claimed(signer, first.head, { sequence: 7 }))),
    ),
    honest,
    naive: () => other.entries === 0,
  },
  {
    attack: 'missing witnesses',
    mistake: 'one witness, counted twice',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, claimed(ferry, first.head)),
    honest,
    naive: () => [ofFerry, claimed(ferry, first.head)].length >= 2,
  },
  {
    attack: 'missing witnesses',
    mistake: 'a witness whom nobody asked',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, ofEve),
    honest,
    naive: () => new Set([ofFerry, ofEve].map((said) => must(readStatement(said)).issuer.join())).size >= 2,
  },
  {
    attack: 'missing witnesses',
    mistake: 'a witness’s word about another community',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, elsewhere),
    honest,
    naive: () => must(readStatement(elsewhere)).sequence === first.head.sequence,
  },
  {
    attack: 'missing witnesses',
    mistake: 'a witness’s word about another number',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, ofSecond),
    honest,
    naive: () => must(readStatement(ofSecond)).subject === first.head.community,
  },
  {
    attack: 'missing witnesses',
    mistake: 'a witness’s word of long ago',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, stale),
    honest,
    naive: () => must(readStatement(stale)).sequence === first.head.sequence,
  },
  {
    attack: 'missing witnesses',
    mistake: 'a witness’s word with somebody else’s signature',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, new Uint8Array([...ofTram.subarray(0, -64), ...ofEve.subarray(-64)])),
    honest,
  },
  {
    attack: 'missing witnesses',
    mistake: 'a witness’s word of another kind',
    code: 'catalogue_unwitnessed',
    hostile: visit(2, ofFerry, ofAnotherKind),
    honest,
    naive: () => must(readStatement(ofAnotherKind)).body.join() === must(readStatement(ofTram)).body.join(),
  },
  {
    attack: 'missing witnesses',
    mistake: 'a publisher as a witness of its own',
    code: 'catalogue_unwitnessed',
    hostile: attempt(first.bytes, {
      witnesses: {
        keys: [ferry.publicKey, publisher.publicKey],
        required: 2,
        statements: [ofFerry, claimed(publisher, first.head)],
      },
    }),
    honest,
  },
  {
    attack: 'split view',
    mistake: 'a witness who has seen another list of this number, outvoted',
    code: 'catalogue_equivocal',
    hostile: visit(1, ofFerry, ofOther),
    // What was said of a thief's list says nothing once the thief's key was taken out.
    honest: attempt(
      publish({
        root: rotated(root, { publishingKeys: [eve.publicKey] }),
        publishingKey: eve,
      }).bytes,
      {
        witnesses: {
          keys,
          required: 0,
          statements: [by(tram, other)],
        },
      },
    ),
    naive: () => [ofFerry].length >= 1,
  },
]
