// Weekly times of both sides, as docs/design/matching-semantics.md reads them.

/**
 * @typedef {import('../people.js').Person} Person
 * @typedef {import('../people.js').Offer} Offer
 * @typedef {import('../../../src/intake/answers.js').Answers} Answers
 * @typedef {{ from: Float64Array, to: Float64Array, utcOffsetMinutes: number | undefined }} FreeTime
 * @typedef {NonNullable<Offer['zone']>} Zone
 * @typedef {NonNullable<Offer['slots']>} Slots
 */

const DAY = 86_400
const WEEK = 7 * DAY
/** 1970-01-01 was a Thursday: so many days after its week's Monday. */
const FIRST_DAY = 3
const LEAST_USEFUL = 1800
const ENOUGH_MINUTES = 180
/** @type {Record<string, number>} */
const dayOf = { mon: 0, tue: 1, wed: 2, thu: 3, fri: 4, sat: 5, sun: 6 }

// Stretches of one practitioner's time, in the order of time: reused, as a descriptor has 21 lists of 70 slots at most.
const begins = new Float64Array(2048)
const ends = new Float64Array(2048)
let count = 0

function put(/** @type {number} */ from, /** @type {number} */ to) {
  if (to <= from) return
  let at = count++
  for (; at > 0 && /** @type {number} */ (begins[at - 1]) > from; at--) {
    begins[at] = /** @type {number} */ (begins[at - 1])
    ends[at] = /** @type {number} */ (ends[at - 1])
  }
  begins[at] = from
  ends[at] = to
}

/** Joins what touches or overlaps. */
function join() {
  let last = -1
  for (let at = 0; at < count; at++) {
    const from = /** @type {number} */ (begins[at])
    const to = /** @type {number} */ (ends[at])
    if (last >= 0 && from <= /** @type {number} */ (ends[last])) {
      ends[last] = Math.max(/** @type {number} */ (ends[last]), to)
      continue
    }
    last++
    begins[last] = from
    ends[last] = to
  }
  count = last + 1
}

/**
 * The person's free time, as stretches of a week that begins on Monday.
 * @param {Answers['when']} when
 * @returns {FreeTime | undefined}
 */
export function freeTimeOf(when) {
  const slots = when?.slots ?? []
  if (slots.length === 0) return undefined
  count = 0
  for (const { day, fromMinute, toMinute } of slots) {
    const midnight = (dayOf[day] ?? 0) * DAY
    put(midnight + fromMinute * 60, midnight + toMinute * 60)
  }
  join()
  return { from: begins.slice(0, count), to: ends.slice(0, count), utcOffsetMinutes: when?.utcOffsetMinutes }
}

/**
 * The offset that holds from now until the coming week is over; undefined when it changes, or nothing was published.
 * @param {Zone} zone
 * @param {number} now
 */
function steadyOffset(zone, now) {
  let offset = 0
  let since = Number.NEGATIVE_INFINITY
  for (const { at, offsetMinutes } of zone.transitions) {
    // From two days before, so that no local time of these days can lie beyond the change.
    if (at > now - 2 * DAY) {
      if (at < now + 11 * DAY) return undefined
    } else if (at > since || (at === since && offsetMinutes > offset)) {
      since = at
      offset = offsetMinutes
    }
  }
  return since === Number.NEGATIVE_INFINITY ? undefined : offset * 60
}

/**
 * The first moment at which the clocks show a local time or a later one.
 * @param {readonly { at: number, offsetMinutes: number }[]} transitions - in the order of time
 * @param {number} local
 */
function firstMoment(transitions, local) {
  const start = transitions[0]
  if (start === undefined || local < start.at + start.offsetMinutes * 60) return undefined
  for (let index = 0; index < transitions.length; index++) {
    const { at, offsetMinutes } = /** @type {{ at: number, offsetMinutes: number }} */ (transitions[index])
    const moment = Math.max(at, local - offsetMinutes * 60)
    if (moment < (transitions[index + 1]?.at ?? Number.POSITIVE_INFINITY)) return moment
  }
  return undefined
}

/**
 * Lays the joined stretches of a week over the coming one, each by its first day.
 * @param {Zone} zone
 * @param {number} now
 * @returns {boolean} false when the zone says nothing about these days; what was laid then counts no more
 */
function lay(zone, now) {
  const steady = steadyOffset(zone, now)
  if (steady === undefined) return layOverChange(zone, now)
  // Where the clocks do not change, one week is like the other: the first of 1970 will do.
  for (let at = 0; at < count; at++) {
    begins[at] = /** @type {number} */ (begins[at]) - steady - FIRST_DAY * DAY
    ends[at] = /** @type {number} */ (ends[at]) - steady - FIRST_DAY * DAY
  }
  return true
}

/** @param {Zone} zone @param {number} now */
function layOverChange(zone, now) {
  const transitions = [...zone.transitions].sort((a, b) => a.at - b.at || a.offsetMinutes - b.offsetMinutes)
  const current = transitions.filter(({ at }) => at <= now).at(-1)
  if (current === undefined) return false
  const tomorrow = Math.floor((now + current.offsetMinutes * 60) / DAY) + 1
  for (let at = 0; at < count; at++) {
    const weekday = Math.floor(/** @type {number} */ (begins[at]) / DAY)
    const monday = tomorrow + ((weekday - ((tomorrow + FIRST_DAY) % 7) + 7) % 7) - weekday
    const from = firstMoment(transitions, monday * DAY + /** @type {number} */ (begins[at]))
    const to = firstMoment(transitions, monday * DAY + /** @type {number} */ (ends[at]))
    if (from === undefined || to === undefined) return false
    begins[at] = from
    ends[at] = to
  }
  return true
}

/** Minutes of the laid stretches that suit the person, over all meetings of half an hour or more. */
function sharedMinutes(/** @type {FreeTime} */ free, /** @type {number} */ utcOffsetMinutes) {
  let seconds = 0
  const shift = utcOffsetMinutes * 60 + FIRST_DAY * DAY
  for (let at = 0; at < count; at++) {
    const local = /** @type {number} */ (begins[at]) + shift
    const start = local - Math.floor(local / WEEK) * WEEK
    const end = start + /** @type {number} */ (ends[at]) - /** @type {number} */ (begins[at])
    for (let week = 0; week < end; week += WEEK) {
      for (let window = 0; window < free.from.length; window++) {
        const until = Math.min(end, /** @type {number} */ (free.to[window]) + week)
        const shared = until - Math.max(start, /** @type {number} */ (free.from[window]) + week)
        if (shared >= LEAST_USEFUL) seconds += shared
      }
    }
  }
  return Math.floor(seconds / 60)
}

/**
 * Minutes of the coming week that suit both sides; undefined when it cannot be told. Weekly times and open slots count
 * beside each other: the larger sum is told.
 * @param {FreeTime} free
 * @param {Offer} offer
 * @param {Person['presence']} presence - fresh, or undefined
 * @param {number} now
 */
export function minutesTogether(free, offer, presence, now) {
  const { utcOffsetMinutes } = free
  if (utcOffsetMinutes === undefined) return undefined
  const slots = slotsOf(offer)
  count = 0
  for (const { day, fromMinute, toMinute } of slots) {
    const midnight = (dayOf[day] ?? 0) * DAY
    put(midnight + fromMinute * 60, midnight + toMinute * 60)
  }
  join()
  const isLaid = offer.zone !== undefined && lay(offer.zone, now)
  let minutes = isLaid ? sharedMinutes(free, utcOffsetMinutes) : 0
  count = 0
  for (const { from, to } of presence?.openSlots ?? []) if (from >= now) put(from, to)
  const isOpen = count > 0
  if (isOpen) {
    join()
    minutes = Math.max(minutes, sharedMinutes(free, utcOffsetMinutes))
  }
  const isWholeStory = slots.length === 0 ? isOpen : isLaid
  return minutes > 0 || isWholeStory ? minutes : undefined
}

/** @param {Offer} offer @returns {Slots} */
function slotsOf(offer) {
  const own = offer.slots ?? []
  const elsewhere = offer.locations?.some(({ slots }) => slots !== undefined)
  return elsewhere ? [...own, ...(offer.locations ?? []).flatMap(({ slots }) => slots ?? [])] : own
}

/** 1000 from three hours on. @param {number} minutes */
export const togetherness = (minutes) => Math.floor((Math.min(minutes, ENOUGH_MINUTES) * 1000) / ENOUGH_MINUTES)
