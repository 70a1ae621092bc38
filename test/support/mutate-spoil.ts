import { concatBytes } from '../../src/kernel/bytes.js'
import type { Bucket } from '../../src/kernel/padding.js'
import { utf8Encode } from '../../src/kernel/text.js'
import { type Chance, edit, pick } from './mutate.js'
import { everyItem, headOf, type Item, TEXT, takeApart } from './mutate-cbor.js'

// Bodies that Eve seals correctly and that are wrong inside, every one of them by construction. Why it is certain: what
// stands before a changed item is as it was, so a reader comes to it by the same path, and the item, or the number of
// items, is one that this path does not allow, whatever follows. Nothing here changes only a value within its bounds.

/** A body that is to be spoilt. */
export type Target = { readonly body: Uint8Array; readonly bucket: Bucket; readonly items: readonly Item[] }

/** What is sealed: padded, in a bucket. */
export type Spoilt = { readonly padded: Uint8Array; readonly bucket: Bucket }

/** Spoils a body; undefined where this body has nothing to spoil in that way, or no room for it. */
export type Spoil = (target: Target, chance: Chance) => Uint8Array | Spoilt | undefined

/** Takes a body apart for spoiling. */
export function targetOf(body: Uint8Array, bucket: Bucket): Target {
  return { body, bucket, items: everyItem(takeApart(body)) }
}

/** Bytes from their hexadecimal. */
export const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'))
/** A text of CBOR. */
export const text = (content: string): Uint8Array => chunk(TEXT, utf8Encode(content))
/** A text or a byte string of CBOR. */
export const chunk = (major: number, content: Uint8Array): Uint8Array =>
  concatBytes(headOf(major, content.length), content)
/** Admits items of some major types. */
export const all =
  (...majors: readonly number[]) =>
  ({ major }: Item) =>
    majors.includes(major)

/** Puts something in the place of one item out of those that a test admits. */
export function replacing(
  admits: (item: Item) => boolean,
  by: (item: Item, chance: Chance, target: Target) => Uint8Array | undefined,
): Spoil {
  return (target, chance) => {
    const admitted = target.items.filter(admits)
    if (admitted.length === 0) return undefined
    const item = pick(chance, admitted)
    const replacement = by(item, chance, target)
    return replacement && edit(target.body, item.start, item.end, replacement)
  }
}

/** An item as it stands. */
export const bytesOf = ({ start, end }: Item, { body }: Target): Uint8Array => body.subarray(start, end)
/** An item without its head. */
export const contentOf = ({ contentAt, end }: Item, { body }: Target): Uint8Array => body.subarray(contentAt, end)
