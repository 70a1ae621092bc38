import { createCipheriv, createHmac, createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { Disclosure } from '../../../src/consent/disclosure.js'
import { NOW } from '../cast.js'
import { seededRandom } from '../random.js'
import { hpkeIdOf, openByHand, padTo, sealByHand } from './by-hand.js'
import { write } from './cbor.js'
import { expand, join, kems, utf8 } from './kems.js'
import { chenKey, community, consentOf, hex, TODAY } from './vector.js'

// What follows a token, by docs/reference/token-format.md and Node's own cryptography: more of it, its withdrawal, an answer.

const seed = 'conversation'
const days = { issuedOn: TODAY, expiresOn: TODAY + 7 }
const communityBytes = Uint8Array.from(Buffer.from(community, 'hex'))
const base = { purpose: 'referral', community: communityBytes, ...days } as const

/** The text of test/vectors/conversation/suite-1.json. */
export function conversationText(): string {
  const fields = { needs: [{ concept: 'anxiety', level: 'category' }] } as const
  const token = sealByHand(write({ ...base, fields, consent: consentOf(seed) }), 512, chenKey, seed)
  const { tokenId, steps } = openByHand(token, chenKey)
  const { exporterSecret } = steps
  const file = {
    format: 'entrenous-conversation-vectors-1',
    suite: 1,
    key: { epoch: chenKey.epoch, publicKey: hex(chenKey.publicKey), secretKey: hex(chenKey.secretKey) },
    now: NOW,
    token: hex(token),
    tokenId: hex(tokenId),
    exporterSecret: hex(exporterSecret),
    more: moreOf(tokenId, exporterSecret),
    withdrawal: withdrawalOf(tokenId, exporterSecret),
    answer: answerTo(token, tokenId, exporterSecret),
  }
  return `${JSON.stringify(file, null, 1)}\n`
}
export type ConversationFile = {
  readonly key: { readonly epoch: number; readonly publicKey: string; readonly secretKey: string }
  readonly now: number
  readonly token: string
  readonly tokenId: string
  readonly exporterSecret: string
  readonly more: ReturnType<typeof moreOf>
  readonly withdrawal: ReturnType<typeof withdrawalOf>
  readonly answer: ReturnType<typeof answerTo>
}

/** The proof fits one message: what its `enc` will be is known before its body is written. */
function followsOf(of: Uint8Array, exporterSecret: Uint8Array, sealing: string) {
  const { enc } = kems[1].encapsulate(chenKey.publicKey, sealing, {})
  const label = join(utf8('follow-up'), enc)
  return { of, proof: exported(exporterSecret, label, 32) }
}

function moreOf(of: Uint8Array, exporterSecret: Uint8Array) {
  const name = `${seed}: more`
  const fields = { area: { level: 'region', value: 'US-WA' } } as const
  const follows = followsOf(of, exporterSecret, name)
  const body = write({ ...base, fields, consent: consentOf(name), follows })
  const disclosure = { ...base, community, fields } as unknown as Disclosure // days are days, and plain data
  return { token: hex(sealByHand(body, 1024, chenKey, name)), body: hex(body), proof: hex(follows.proof), disclosure }
}

function withdrawalOf(of: Uint8Array, exporterSecret: Uint8Array) {
  const name = `${seed}: withdrawal`
  const follows = followsOf(of, exporterSecret, name)
  const body = write({ ...days, follows, withdraws: true })
  return { token: hex(sealByHand(body, 512, chenKey, name)), body: hex(body), proof: hex(follows.proof) }
}

function answerTo(token: Uint8Array, tokenId: Uint8Array, exporterSecret: Uint8Array) {
  const draw = seededRandom(`${seed}: answer`)
  const [nonce, identity, nobody, colleague] = [draw(32), draw(32), draw(32), draw(32)]
  const number = 3
  // 0 kind, 1 number, 2 issuedOn, 3 note, 4 reason, 5 colleagues.
  const said = [
    [0, 'declined'],
    [1, number],
    [2, TODAY + 1],
    [3, 'They have room on Tuesdays.'],
    [4, 'ask-somebody-else'],
    [5, [colleague]],
  ] as const
  const body = write({ pairs: said })
  const { signature, publicKey } = signed(identity, join(utf8('entrenous/1/answer\n'), tokenId, nonce, body))
  const tags = exported(exporterSecret, utf8('tags'), 256)
  const decoy = kems[1].encapsulate(kems[1].publicKeyOf(nobody), `${seed}: nobody`, {}).enc
  const before = join(tags.subarray(number * 16, number * 16 + 16), decoy)
  const sealed = sealed2048(join(signature, publicKey, body), { token, nonce, before, exporterSecret })
  return {
    record: hex(join(before, nonce, sealed)),
    signer: hex(publicKey),
    body: hex(body),
    tags: Array.from({ length: 16 }, (_, nth) => hex(tags.subarray(nth * 16, nth * 16 + 16))),
    number,
    issuedOn: TODAY + 1,
    answer: {
      kind: 'declined',
      note: 'They have room on Tuesdays.',
      reason: 'ask-somebody-else',
      colleagues: [hex(colleague)],
    },
  }
}

type Around = {
  readonly token: Uint8Array
  readonly nonce: Uint8Array
  readonly before: Uint8Array
  readonly exporterSecret: Uint8Array
}

/** RFC 9458, section 4.4, with what stands before as additional data. */
function sealed2048(plaintext: Uint8Array, { token, nonce, before, exporterSecret }: Around): Uint8Array {
  const secret = exported(exporterSecret, utf8('reply'), 32)
  const prk = hmac(join(token.subarray(5, 37), nonce), secret)
  const [key, iv] = [hmac(prk, join(utf8('key'), Uint8Array.of(1))), hmac(prk, join(utf8('nonce'), Uint8Array.of(1)))]
  const cipher = createCipheriv('chacha20-poly1305', key, iv.subarray(0, 12), { authTagLength: 16 })
  cipher.setAAD(before, { plaintextLength: 2048 })
  return join(cipher.update(padTo(2048, plaintext, Uint8Array.of(0x80))), cipher.final(), cipher.getAuthTag())
}

function hmac(key: Uint8Array, data: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(data).digest())
}

/** Export of any length: 32 bytes are one block, and the tags are eight. */
function exported(exporterSecret: Uint8Array, label: Uint8Array, length: number): Uint8Array {
  if (length === 32) return expand(hpkeIdOf(1), exporterSecret, 'sec', label, 32)
  const info = join(Uint8Array.of(length >> 8, length & 255), utf8('HPKE-v1'), hpkeIdOf(1), utf8('sec'), label)
  let block = new Uint8Array(0)
  const blocks: Uint8Array[] = []
  for (let nth = 1; blocks.length * 32 < length; nth++) {
    block = new Uint8Array(hmac(exporterSecret, join(block, info, Uint8Array.of(nth))))
    blocks.push(block)
  }
  return join(...blocks).subarray(0, length)
}

function signed(identity: Uint8Array, message: Uint8Array) {
  // Node takes keys in DER only: these are the bytes before the 32 of the key itself.
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), identity])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const publicKey = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12))
  return { signature: new Uint8Array(sign(null, message, key)), publicKey }
}
