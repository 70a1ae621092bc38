import { describe, expect, test } from 'vitest'
import { exportSecret, openWith, sealWith, settingOf, setupReceiver, setupSender } from '../../src/kernel/hpke.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { run } from '../../src/kernel/x25519.js'
import { classicalPeers, EXPORT, hybridPeers, type Message } from '../support/hpke-peers.js'

/** Ordinary inputs, and the edges of the RFC's successor: empty and zero-byte info, aad and plaintext. */
const cases = [0, 1, 2, 3, 4, 5, 6, 7].map((number) => ({
  secret: new Uint8Array(32).map((_, index) => index * 7 + number),
  info: [utf8Encode('entrenous/1/'), new Uint8Array(0), Uint8Array.of(0, 1, 0)][number % 3] ?? EXPORT,
  messages: [
    { aad: utf8Encode('Count-0'), plaintext: new Uint8Array(600).fill(number) },
    { aad: new Uint8Array(0), plaintext: utf8Encode('x') },
    { aad: Uint8Array.of(0), plaintext: new Uint8Array(0) },
    { aad: new Uint8Array(97), plaintext: Uint8Array.of(0, 0) },
  ] satisfies Message[],
}))

describe.each([...classicalPeers, ...hybridPeers])('with $name', (peer) => {
  const { kem } = peer

  test('what we seal opens there, and both export the same secret', async () => {
    for (const { secret, info, messages } of cases) {
      const { publicKey } = kem.keyPairOf(secret)
      const sender = run(setupSender(settingOf(kem, info), publicKey, new Uint8Array(kem.seedLength).fill(99)))
      if (sender === undefined) throw new Error('an ordinary key was refused')
      const { encapsulated, context } = sender
      const ciphertexts = messages.map(({ aad, plaintext }, index) => sealWith(context, index, aad, plaintext))
      const aads = messages.map(({ aad }) => aad)
      const opened = await peer.open(secret, info, { encapsulated, ciphertexts }, aads)
      expect(opened.plaintexts).toEqual(messages.map(({ plaintext }) => plaintext))
      expect(opened.exported).toEqual(exportSecret(context.exporter, 'commitment', 32))
    }
  })

  test('what is sealed there opens here, and both export the same secret', async () => {
    for (const { secret, info, messages } of cases) {
      const chen = kem.keyPairOf(secret)
      const sealed = await peer.seal(chen.publicKey, info, () => messages)
      const context = run(setupReceiver(settingOf(kem, info), sealed.encapsulated, chen))
      if (context === undefined) throw new Error('an ordinary encapsulation was refused')
      for (const [index, { aad, plaintext }] of messages.entries()) {
        expect(openWith(context, index, aad, sealed.ciphertexts[index] ?? EXPORT)).toEqual(plaintext)
      }
      expect(exportSecret(context.exporter, EXPORT, 32)).toEqual(sealed.exported)
    }
  })

  test('what was changed on the way opens on neither side', async () => {
    const [first] = cases
    if (first === undefined) throw new Error('no case')
    const { secret, info, messages } = first
    const chen = kem.keyPairOf(secret)
    const sealed = await peer.seal(chen.publicKey, info, () => messages)
    const aads = messages.map(({ aad }) => aad)
    const ciphertexts = sealed.ciphertexts.map((ciphertext) => changed(ciphertext, 0))
    await expect(peer.open(secret, info, { ...sealed, ciphertexts }, aads)).rejects.toThrow()
    const context = run(setupReceiver(settingOf(kem, info), sealed.encapsulated, chen))
    for (const [index, aad] of aads.entries()) {
      expect(context && openWith(context, index, aad, ciphertexts[index] ?? EXPORT)).toBe(undefined)
    }
    // The first byte of a hybrid encapsulation lies in its lattice half, the last but one in its X25519 half.
    for (const at of [0, kem.encapsulatedLength - 2]) {
      const encapsulated = changed(sealed.encapsulated, at)
      await expect(peer.open(secret, info, { ...sealed, encapsulated }, aads)).rejects.toThrow()
      const other = run(setupReceiver(settingOf(kem, info), encapsulated, chen))
      const [aad, ciphertext] = [aads[0] ?? EXPORT, sealed.ciphertexts[0] ?? EXPORT]
      expect(other && openWith(other, 0, aad, ciphertext)).toBe(undefined)
    }
  })
})

function changed(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, index) => (index === at ? byte ^ 1 : byte))
}
