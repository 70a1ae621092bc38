declare const opaqueMark: unique symbol

/** A value that can be held and handed on but read only by the file that made its kind. */
export interface Opaque<Tag extends string> {
  readonly [opaqueMark]: Tag
  readonly [Symbol.toStringTag]: string
}

/**
 * Makes one kind of opaque holder: a way in and the only way out.
 *
 * A branded plain object leaks through JSON.stringify, structuredClone, postMessage, spread and inspect; a frozen
 * class with a `#private` field and a throwing `toJSON` leaks through none of them. Each call makes a class of its
 * own, so a holder of one kind cannot be read by the reveal of another.
 *
 * @param tag - the kind's name, shown by `Object.prototype.toString`. Public.
 * @returns `hold` wraps a value; `reveal` reads it again; `isHeld` tells whether a value is of this kind.
 * @throws {TypeError} from `reveal` when the argument was not made by this kind's `hold`.
 * Privacy: the held value is reachable through `reveal` only; who may import `reveal` is the import table's business.
 * Cost: O(1).
 * @see docs/privacy/claims.md @since 0.1
 */
export function opaqueKind<Tag extends string, Value>(tag: Tag) {
  class Holder {
    readonly #value: Value
    /** Only code inside the class can look; a static block would say the same, and React Native's Babel cannot read one. */
    static lookers() {
      const isHeld = (candidate: unknown): candidate is Holder =>
        typeof candidate === 'object' && candidate !== null && #value in candidate
      const reveal = (candidate: unknown): Value => (isHeld(candidate) ? candidate.#value : refuse(tag))
      return { isHeld, reveal }
    }
    constructor(value: Value) {
      this.#value = value
      Object.freeze(this)
    }
    get [Symbol.toStringTag](): string {
      return tag
    }
    toJSON(): never {
      throw new TypeError(`${tag} cannot be serialised`)
    }
  }
  const { isHeld, reveal } = Holder.lookers()
  Reflect.deleteProperty(Holder, 'lookers')
  // Without this, `new holder.constructor(anything)` would forge one, and a member of the class would be within reach.
  Reflect.deleteProperty(Holder.prototype, 'constructor')
  Object.freeze(Holder.prototype)
  return {
    // The brand exists for the compiler alone: a Holder is the only thing that ever carries it.
    hold: (value: Value): Opaque<Tag> => new Holder(value) as unknown as Opaque<Tag>,
    reveal: (holder: Opaque<Tag>): Value => reveal(holder),
    isHeld: (candidate: unknown): candidate is Opaque<Tag> => isHeld(candidate),
  }
}

function refuse(tag: string): never {
  throw new TypeError(`expected a ${tag}`)
}
