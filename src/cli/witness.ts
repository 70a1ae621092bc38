import type { Head } from '../catalogue/catalogue.js'
import { readSignedHead, witness } from '../community/witness.js'
import { fromHex } from '../kernel/text.js'
import { dayOf, isoDateOf } from '../kernel/time.js'
import { type Command, done, refuse, type Step } from './command.js'
import { readKeyFile } from './community-root.js'
import { exists, readBytes, readJson, writeWhole } from './files.js'
import { isPlain } from './shorthand.js'
import { pairs } from './terminal.js'
import { refuseWith } from './words.js'

/** `entrenous catalogue witness <file>` */
export const catalogueWitness: Command = {
  name: 'catalogue witness',
  summary: 'sign that you, who are independent, have seen this catalogue and no other of its number',
  positionals: [{ name: 'file', text: 'a published catalogue, as everybody fetches it' }],
  options: {
    key: { type: 'string', required: true, value: 'file', text: 'your key: what `entrenous root key` made' },
    trust: { type: 'string', required: true, value: 'hex', text: 'the community that you watch' },
    seen: {
      type: 'string',
      required: true,
      value: 'file',
      text: 'remembers the last catalogue you signed; never delete it, and never use a copy of it',
    },
    head: { type: 'string', multiple: true, value: 'file', text: 'a signed head between; repeated, one each' },
    out: { type: 'string', required: true, value: 'file', text: 'what to publish, for devices to fetch' },
  },
  about:
    'For somebody who is not the community. Signs a catalogue only if it follows the last one you signed, head by head: never a step back, never a second story under one number. Devices can be told to use no catalogue that too few witnesses have seen.',
  run: (call) => {
    const [file = ''] = call.positionals
    const key = readKeyFile(call.option('key') ?? '')
    if (!key.ok) return key
    const trust = call.option('trust') ?? ''
    if (fromHex(trust)?.length !== 32) {
      return refuse('keys_invalid', '--trust: 64 characters of 0–9 and a–f, as `catalogue build` prints them.')
    }
    const seen = call.option('seen') ?? ''
    const lastWitnessed = headKept(seen)
    if (!lastWitnessed.ok) return lastWitnessed
    const heads = readAll(call.options('head'))
    if (!heads.ok) return heads
    const bytes = readBytes(file)
    if (!bytes.ok) return bytes
    const signedHead = readSignedHead(bytes.value)
    if (!signedHead.ok) return refuseWith(signedHead.error, file)
    const input = { trust: [trust], lastWitnessed: lastWitnessed.value, heads: heads.value, now: call.now }
    const witnessed = witness(signedHead.value, key.value, input)
    if (!witnessed.ok) return refuseWith(witnessed.error, file)
    const { lastWitnessed: head, statement } = witnessed.value
    // Remembered first: a crash in between costs a signature, the other way round it could cost the promise.
    const kept = writeWhole(seen, `${JSON.stringify(head, null, 2)}\n`)
    if (!kept.ok) return kept
    const out = call.option('out') ?? ''
    const written = writeWhole(out, statement)
    if (!written.ok) return written
    const until = isoDateOf(dayOf(head.expires))
    call.terminal.say(
      pairs(
        [
          ['seen', `number ${head.sequence}, until ${until}`],
          ['file', out],
        ] as const,
        call.terminal.width,
        '',
      ),
    )
    return done({ out, head })
  },
}

/**
 * Reads a head that was kept.
 *
 * @param file - where it is kept; it need not exist yet. Untrusted in form.
 * @returns the head, or `first-use`.
 * Refuses with `file_invalid` when it holds something else.
 * Privacy: reads a public head.
 * Cost: O(1). @since 0.1
 */
export function headKept(file: string): Step<Head | 'first-use'> {
  if (!exists(file)) return done('first-use')
  const kept = readJson(file)
  if (!kept.ok) return kept
  const invalid = refuse('file_invalid', `${file}: this is no remembered head.`, { path: file })
  if (!isPlain(kept.value)) return invalid
  const { community, sequence, hash, publisher, manifest, manifestHash, region, issued, expires } = kept.value
  const isHead =
    [community, hash, publisher, manifestHash].every(
      (value) => typeof value === 'string' && fromHex(value)?.length === 32,
    ) && [sequence, manifest, issued, expires].every((value) => Number.isSafeInteger(value))
  const which = typeof region === 'string' ? { region } : {}
  // Every member was checked above.
  return isHead
    ? done({ community, sequence, hash, publisher, manifest, manifestHash, ...which, issued, expires } as Head)
    : invalid
}

function readAll(files: readonly string[]): Step<readonly Uint8Array[]> {
  const all: Uint8Array[] = []
  for (const file of files) {
    const bytes = readBytes(file)
    if (!bytes.ok) return bytes
    all.push(bytes.value)
  }
  return done(all)
}
