import { concatBytes } from '../kernel/bytes.js'
import { hkdfExpand, hkdfExtract } from '../kernel/hkdf.js'
import { padToStep, unpad } from '../kernel/padding.js'
import { type RandomSource, randomBytes } from '../kernel/random.js'
import { fail, ok, type Result } from '../kernel/result.js'
import { openSymmetric, SEAL_NONCE_LENGTH, sealSymmetric } from '../kernel/sealed.js'
import { utf8Encode } from '../kernel/text.js'
import type { Change, Entry, InboxStore } from './store.js'

// What is kept at rest. Every value is one seal under a key that is derived from the integrator's and the store's own salt:
//
//   0    1  version, 1
//   1  40+n XChaCha20-Poly1305 seal of the value, padded to n bytes; associated: "entrenous/1/store/entry/" ‖ the entry's key
//
// The entry `!sealed` holds the salt and proves the key:
//
//   0    1  version, 1
//   1   16  salt of the derivation
//   17  40  seal of no bytes; associated: "entrenous/1/store/key/" ‖ salt

/** The ways in which a sealed store cannot be opened. */
export type StoreFailure = 'randomness_absent' | 'store_unavailable' | 'store_unopenable'

const VERSION = 1
const KEY_LENGTH = 32
const SALT_LENGTH = 16
/** Sizes tell no more than which multiple of this a value fits into. */
const STEP = 512
const MAX_KEYS = 64
const MAX_VALUE = 1_048_576
/** 1 to 200 characters of visible ASCII. */
const KEY = /^[!-~]{1,200}$/
const SEALED_KEY = '!sealed'

const EMPTY = new Uint8Array(0)
const KEY_INFO = /* @__PURE__ */ utf8Encode('entrenous/1/store/key/')
const ENTRY_DOMAIN = 'entrenous/1/store/entry/'

/**
 * Opens a store whose every value is sealed at rest, over one that keeps bytes.
 *
 * A value opens under the name it was put under and in the store it was put into, or not at all: then the step or the list
 * that met it rejects as a whole, and nothing is changed. Names stay readable; how many values there are, their sizes in steps of
 * 512 bytes and which of them change together show. That the whole was put back to an earlier state cannot be noticed.
 *
 * @param entries - keeps what is sealed: yours alone, empty or made by this function.
 * @param key - 32 random bytes that are kept elsewhere than the store. Secret. Whoever has it and the store reads everything; whoever
 * loses it has lost the store.
 * @param options - `random`: the source of salt and nonces; the platform's unless given.
 * @returns the store.
 * Failure: `store_unopenable` when the store was sealed under another key, its proof was changed, or it holds what was never
 * sealed; `store_unavailable` when it does not answer; `randomness_absent`.
 * @throws {TypeError} when the key is no Uint8Array; {RangeError} when it has not 32 bytes.
 * Privacy: hands sealed bytes to `entries`, and names as they are; what the inbox puts leaves the device unsealed in no case.
 * Cost: O(bytes) a step, and a random nonce for each value put; opening an empty store lists it.
 * @see docs/guides/stores.md @since 0.1
 */
export async function openSealedStore(
  entries: InboxStore,
  key: Uint8Array,
  { random }: { readonly random?: RandomSource } = {},
): Promise<Result<InboxStore, StoreFailure>> {
  if (!(key instanceof Uint8Array)) throw new TypeError('key: expected a Uint8Array')
  if (key.length !== KEY_LENGTH) throw new RangeError('key: expected 32 bytes')
  const drawn = randomBytes(SALT_LENGTH + SEAL_NONCE_LENGTH, random)
  if (!drawn.ok) return drawn
  // A copy, made before anything is awaited: what the caller does with theirs afterwards changes nothing.
  const fresh = proofOf(new Uint8Array(key), drawn.value)
  const found = await proofIn(entries, fresh)
  if (!found.ok) return found
  const entryKey = found.value === fresh ? fresh.entryKey : entryKeyProvenBy(found.value.bytes, fresh.secret)
  return entryKey === undefined ? fail('store_unopenable', {}) : ok(sealedStore(entries, entryKey, random))
}

type Proof = { readonly secret: Uint8Array; readonly entryKey: Uint8Array; readonly bytes: Uint8Array }

/** What a new store begins with. */
function proofOf(secret: Uint8Array, drawn: Uint8Array): Proof {
  const salt = drawn.subarray(0, SALT_LENGTH)
  const entryKey = entryKeyOf(secret, salt)
  const seal = sealSymmetric(entryKey, concatBytes(KEY_INFO, salt), EMPTY, drawn.subarray(SALT_LENGTH))
  return { secret, entryKey, bytes: concatBytes(Uint8Array.of(VERSION), salt, seal) }
}

/** The proof that the store holds; the fresh one where it holds nothing at all. */
async function proofIn(
  entries: InboxStore,
  fresh: Proof,
): Promise<Result<Proof | { readonly bytes: Uint8Array }, 'store_unavailable' | 'store_unopenable'>> {
  try {
    const [known] = await entries.update([SEALED_KEY], (found) => ({ value: found }))
    if (known !== undefined) return ok({ bytes: known })
    // Entries without a proof were put by somebody else, or are all that is left of a store: nothing is added to them.
    const present = await entries.list('')
    const proof = present.find((one) => one.key === SEALED_KEY)
    if (proof !== undefined) return ok({ bytes: proof.value })
    if (present.length > 0) return fail('store_unopenable', {})
    // Whoever opened it at the same time may have been first.
    const first = await entries.update([SEALED_KEY], ([found]) =>
      found === undefined ? { put: [{ key: SEALED_KEY, value: fresh.bytes }], value: undefined } : { value: found },
    )
    return ok(first === undefined ? fresh : { bytes: first })
  } catch {
    // Whatever a store throws may hold anything; only the code goes on.
    return fail('store_unavailable', {})
  }
}

/** The key of the entries, where these bytes prove that it was derived of this secret. */
function entryKeyProvenBy(bytes: Uint8Array, secret: Uint8Array): Uint8Array | undefined {
  if (!(bytes instanceof Uint8Array) || bytes[0] !== VERSION) return undefined
  const salt = bytes.slice(1, 1 + SALT_LENGTH)
  const entryKey = entryKeyOf(secret, salt)
  const proof = openSymmetric(entryKey, concatBytes(KEY_INFO, salt), bytes.subarray(1 + SALT_LENGTH))
  return proof?.length === 0 ? entryKey : undefined
}

function entryKeyOf(secret: Uint8Array, salt: Uint8Array): Uint8Array {
  return hkdfExpand(hkdfExtract(salt, secret), KEY_INFO, KEY_LENGTH)
}

function sealedStore(entries: InboxStore, entryKey: Uint8Array, random: RandomSource | undefined): InboxStore {
  return Object.freeze({
    update: async <Value>(
      keys: readonly string[],
      decide: (found: readonly (Uint8Array | undefined)[]) => Change<Value>,
    ) => {
      if (keys.length > MAX_KEYS) throw new RangeError('keys: expected at most 64')
      for (const key of keys) checkKey(key)
      return entries.update(keys, (found) => {
        const opened = found.map((value, at) => value && openEntry(entryKey, { key: keys[at] ?? '', value }).value)
        const { put = [], remove = [], value } = decide(opened)
        checkChange(put, remove)
        return { put: put.map((entry) => sealEntry(entryKey, entry, random)), remove, value }
      })
    },
    list: async (prefix: string) => {
      if (prefix !== '') checkKey(prefix)
      const found = await entries.list(prefix)
      return found.filter(({ key }) => key !== SEALED_KEY).map((entry) => openEntry(entryKey, entry))
    },
  })
}

function sealEntry(entryKey: Uint8Array, { key, value }: Entry, random: RandomSource | undefined): Entry {
  const nonce = randomBytes(SEAL_NONCE_LENGTH, random)
  if (!nonce.ok) throw new Error('store: no randomness to seal with')
  const seal = sealSymmetric(entryKey, utf8Encode(ENTRY_DOMAIN + key), padToStep(value, STEP), nonce.value)
  return { key, value: concatBytes(Uint8Array.of(VERSION), seal) }
}

function openEntry(entryKey: Uint8Array, { key, value }: Entry): Entry {
  const isOurs = value instanceof Uint8Array && value[0] === VERSION
  const padded = isOurs ? openSymmetric(entryKey, utf8Encode(ENTRY_DOMAIN + key), value.subarray(1)) : undefined
  const opened = padded && unpad(padded)
  // To leave it out would lose a referral without a word, or let one be received twice.
  if (opened === undefined) throw new Error('store: an entry does not open')
  return { key, value: opened }
}

function checkChange(put: readonly Entry[], remove: readonly string[]): void {
  for (const { key, value } of put) {
    checkKey(key)
    if (!(value instanceof Uint8Array)) throw new TypeError('put: expected bytes')
    if (value.length > MAX_VALUE) throw new RangeError('put: expected at most 1048576 bytes')
  }
  for (const key of remove) checkKey(key)
  if (new Set([...put.map(({ key }) => key), ...remove]).size < put.length + remove.length) {
    throw new TypeError('change: expected each key at most once')
  }
}

function checkKey(key: string): void {
  if (typeof key !== 'string' || !KEY.test(key))
    throw new TypeError('key: expected 1 to 200 visible characters of ASCII')
  if (key === SEALED_KEY) throw new TypeError('key: expected one that the store does not keep for itself')
}
