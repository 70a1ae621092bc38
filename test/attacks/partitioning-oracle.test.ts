import { describe, expect, it } from 'vitest'
import { encodeBody } from '../../src/consent/disclosure.js'
import { copyBytes } from '../../src/kernel/bytes.js'
import { type OpeningKey, revealSecret } from '../../src/kernel/secret-key.js'
import { multiply, type Steps } from '../../src/kernel/x25519.js'
import { openSteps, openToken } from '../../src/token/open.js'
import { hpke, hpkeCore } from '../support/attacked.js'
import { chenKeys, codeOf, keysOf, NOW, proposalOf, sealedOf } from '../support/cast.js'
import { body, sealRaw } from '../support/raw-token.js'
import { sealForTwo } from '../support/salamander.js'

// Eve does not know which key somebody opens with. She sends one message that opens under many keys and watches whether
// it is accepted: every question halves the keys that are left. Or she watches how it fails, or how long it takes.
// Here a message opens under one key at most, every failure is the same value, and every live key is tried on each.

const [first, second, third] = ['one', 'two', 'three'].map((name) => keysOf(name).openingKeys[0])
if (first === undefined || second === undefined || third === undefined) throw new Error('there are no keys')
const secretOf = ({ secretKey }: OpeningKey) => revealSecret(secretKey)
const { token: forTwo, message } = sealForTwo(first, second, 'second')
const { token } = sealedOf(proposalOf())

/** How many multiplications opening asks for: what its time is made of. */
function multiplicationsOf<Value>(steps: Steps<Value>): number {
  let asked = 0
  let step = steps.next()
  while (step.done !== true) {
    asked += 1
    step = steps.next(multiply(step.value))
  }
  return asked
}

describe('one question about many keys', () => {
  it.each([hpkeCore, hpke])('succeeds against $name: being accepted tells that it is one of two', async ({ open }) => {
    const accepted = async (key: OpeningKey) => open(secretOf(key), message).then(Boolean, () => false)
    expect([await accepted(first), await accepted(second), await accepted(third)]).toEqual([true, true, false])
  })
  it('fails here: none of the keys accepts it', () => {
    const opening = (key: OpeningKey) => codeOf(openToken(forTwo, { openingKeys: [key] }, { now: NOW }))
    expect([first, second, third].map(opening)).toEqual(Array(3).fill('token_unopenable'))
  })
})

describe('how it fails', () => {
  const { disclosure, consent } = body()
  const plain = encodeBody(disclosure, consent)
  const changed = (at: number, to?: number) => {
    const copy = copyBytes(token)
    copy[at] = to ?? (copy[at] ?? 0) ^ 1
    return copy
  }
  const lowOrder = copyBytes(token)
  lowOrder.fill(0, 5, 37)
  it('fails here: one value for every reason', () => {
    const failures = [
      openToken(token, keysOf('Eve'), { now: NOW }),
      openToken(token, { openingKeys: [] }, { now: NOW }),
      ...[
        lowOrder,
        changed(5), // the encapsulated key
        changed(37), // the commitment
        changed(69), // the ciphertext
        changed(596), // the tag
        sealRaw(plain, 512, { commitment: 'foreign' }),
        sealRaw(plain, 512, { padding: 'zeros' }),
        sealRaw(plain, 1024), // a bucket that the levels do not ask for
        sealRaw(plain.subarray(1)),
        sealRaw(new Uint8Array(0)),
      ].map((one) => openToken(one, chenKeys, { now: NOW })),
    ]
    for (const failure of failures) {
      expect(failure).toEqual({ ok: false, error: { code: 'token_unopenable', detail: {} } })
    }
  })
  it('fails here: every live key is tried, whether the first one fits, the last or none', () => {
    const live = ['Eve', 'Ben', 'Dora'].flatMap((name) => keysOf(name).openingKeys.slice(0, 1))
    const fits = chenKeys.openingKeys.slice(0, 1)
    const orders = [
      [...fits, ...live],
      [...live, ...fits],
      [...live, ...live.slice(0, 1)],
    ]
    const codes = orders.map((openingKeys) => codeOf(openToken(token, { openingKeys }, { now: NOW })))
    expect(codes).toEqual(['ok', 'ok', 'token_unopenable'])
    const counts = orders.map((openingKeys) => multiplicationsOf(openSteps(token, { openingKeys }, { now: NOW })))
    expect(counts).toEqual([4, 4, 4])
  })
})
