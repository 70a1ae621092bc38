import { describe, expect, it } from 'vitest'
import { type CborValue, encodeCbor } from '../../../src/kernel/cbor.js'
import { toWire } from '../../../src/kernel/wire.js'
import { type BodyFormat, decodeBody } from '../../../src/statement/body.js'
import { memberFormats } from '../../../src/trust/member-formats.js'
import { NOW } from '../../support/catalogue.js'

// What members say of one another is chosen from lists: a note of a session, a text of somebody's own or a number about a
// person has no place in it.

const community = new Uint8Array(32).fill(1)
const key = samplePublicKey()
const bodies = {
  vouch: { community, epoch: Math.floor(NOW / (28 * 86_400)), withdrawn: true },
  endorsement: { community, concept: 'anxiety.panic', withdrawn: true },
  attestation: { community, items: ['licence-seen'] },
  'key-recovery': { community, hash: community },
  'key-replacement': { community, to: key },
  claim: { community, listing: 'us-00229', withdrawn: true },
  hosting: { community, hash: community, withdrawn: true },
  delegation: { community, partner: 'library', withdrawn: true },
  mapping: { community, mappings: [{ from: 'harbour-cold-water', relation: 'close', to: 'anxiety.panic' }] },
} satisfies Record<keyof typeof memberFormats, object>
const kinds = Object.entries(bodies).map(([kind, body]) => {
  // The body is one of that format, as the first test shows.
  const format = memberFormats[kind as keyof typeof memberFormats] as BodyFormat<unknown>
  return [kind, format, body as Readonly<Record<string, unknown>>] as const
})
const reads = (format: BodyFormat<unknown>, body: CborValue) => decodeBody(format, encodeCbor(body)).ok
const note = 'She cried when she spoke of her brother.'

describe.each(kinds)('a statement of the kind %s', (_, format, body) => {
  it('says what its format holds', () => expect(reads(format, toWire(body, format.keys))).toBe(true))

  it('holds no sentence in any of its fields, and no number but the epoch', () => {
    for (const name of Object.keys(body)) {
      expect(reads(format, toWire({ ...body, [name]: note }, format.keys)), name).toBe(false)
      expect(reads(format, toWire({ ...body, [name]: [note] }, format.keys)), name).toBe(false)
      if (name !== 'epoch') expect(reads(format, toWire({ ...body, [name]: 7 }, format.keys)), name).toBe(false)
    }
  })

  it('holds no field besides, whatever is in it', () => {
    for (let field = 0; field < 40; field++) {
      const wire = toWire(body, format.keys)
      if (!(wire instanceof Map)) throw new Error('a body is a map')
      if (wire.has(field)) continue
      for (const value of [note, 7, true, community]) {
        // An invitation that is not taken back says so by saying nothing.
        const more = new Map([...wire, [field, value] as const].sort(([one], [other]) => one - other))
        expect(reads(format, more), `${field}`).toBe(false)
      }
    }
  })
})

function samplePublicKey(): Uint8Array {
  return Uint8Array.from(Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex'))
}
