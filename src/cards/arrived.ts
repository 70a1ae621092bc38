import { days, type Seconds } from '../kernel/time.js'

/**
 * What a person agrees to who tells an introducer that their card was used: for `propose`, with `card.by` as the recipient.
 *
 * Nothing is shared, and nothing but this can be: the token says that one card was used, as long as every other token of the
 * shortest size, and carries no number of the card. An introducer who handed out one card knows whose it was.
 *
 * Privacy: holds no answer; what it becomes leaves the device only after `grant` and `seal`.
 */
export const arrivedTerms: {
  readonly purpose: 'arrived'
  readonly share: Readonly<Record<never, never>>
  readonly expiresIn: Seconds
} = /* @__PURE__ */ Object.freeze({
  purpose: 'arrived',
  share: /* @__PURE__ */ Object.freeze({}),
  expiresIn: /* @__PURE__ */ days(14),
})
