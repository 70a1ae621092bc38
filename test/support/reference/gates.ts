import type { Fee, Offer } from '../../../src/descriptor/offer.js'
import type { Answers, Condition } from '../../../src/intake/answers.js'
import { judgeWhere } from './places.js'
import { isBelieved, type Target } from './target.js'
import { minutesTogether, nextOccurrence, startsBy } from './times.js'
import { best, isWithin, type Reading, read, readAny, readLanguage, sorted, type Verdict, worst } from './values.js'

export type GateName = Condition | 'avoid' | 'rules' | 'ageGroup' | 'accepting' | 'audience'
export type Gate = { readonly name: GateName; readonly isOwn: boolean; readonly judge: (target: Target) => Verdict }

export const mustOf = (answers: Answers): readonly Condition[] => answers.must ?? ['where', 'languages']

/** What the person made a condition and answered, then what is always one. */
export function gatesOf(answers: Answers): readonly Gate[] {
  const { about, avoid, when } = answers
  const own = answered(answers).flatMap(([name, judge]) => {
    const excludes = answers.unknown?.[name] === 'exclude' && !(name === 'payment' && answers.payment?.notSure)
    const judged = (target: Target) => {
      const verdict = judge(target)
      return verdict === 'unknown' && excludes ? 'barred' : verdict
    }
    return mustOf(answers).includes(name) ? [{ name, isOwn: true, judge: judged }] : []
  })
  const always = (name: GateName, judge: Gate['judge']) => ({ name, isOwn: false, judge })
  return [
    ...own,
    always('avoid', (target) => judgeAvoid(avoid, target)),
    always('rules', ({ offer }) => worst(...(offer.rules ?? []).map((rule) => judgeRule(about, rule)))),
    always('ageGroup', ({ offer }) => (about?.ageGroup ? read(offer.ageGroups, about.ageGroup).verdict : 'pass')),
    always('accepting', (target) => judgeAccepting(target, when?.waitingList)),
    always('audience', ({ event, entry }) =>
      event?.audience === 'member' ? memberOf(about, [entry.community]) : 'pass',
    ),
  ]
}

function answered(answers: Answers): readonly (readonly [Condition, Gate['judge']])[] {
  const { where, languages, payment, when, access, body, sessions, for: forWhom, prefer } = answers
  const unknownRegion = answers.unknown?.where === 'keep' ? 'unknown' : 'barred'
  const asked = <Value>(name: Condition, value: Value, judge: (value: NonNullable<Value>, at: Target) => Verdict) => {
    const isEmpty = value === undefined || value === null || (Array.isArray(value) && value.length === 0)
    return isEmpty ? [] : [[name, (target: Target) => judge(value, target)] as const]
  }
  return [
    ...asked('where', where, (value, target) => judgeWhere(value, target, unknownRegion)),
    ...asked('formats', where?.formats, (value, { offer }) => readAny(offer.formats, value).verdict),
    ...asked('languages', languages, (value, { offer }) => judgeLanguages(value, offer)),
    ...asked('payment', payment, (value, { offer }) => judgePayment(value, offer, sessions)),
    ...asked('when', when?.slots?.length ? when : undefined, (value, target) =>
      ofMinutes(minutesTogether(value, target)),
    ),
    ...asked('startBy', when?.startBy === undefined ? undefined : when, (value, target) => startsBy(value, target)),
    ...asked('access', access, (value, { offer }) => judgeAccess(value, offer)),
    ...asked('body', body, ({ areas = [], noTouch = [] }, { offer }) =>
      worst(
        ...areas.map((area) => read(offer.body?.areas, area).verdict),
        ...noTouch.map((area) => untouched(offer, area)),
      ),
    ),
    ...asked('sessions', sessions, (value, { offer }) => read(offer.sessions, value).verdict),
    ...asked('for', forWhom, (value, { offer }) => read(offer.seenFor, value).verdict),
    ...asked('modalities', prefer?.modalities, (value, { offer }) => readAny(offer.modalities, value).verdict),
    ...asked('practitioner', prefer?.practitioner, (value, { offer }) => judgeTraits(value, offer)),
    ...asked('populations', prefer?.populations, (value, { offer }) =>
      worst(...value.map((one) => read(offer.populations, one).verdict)),
    ),
    ...asked('style', prefer?.style, (value, { offer }) => readAny(offer.styles, value).verdict),
  ]
}

const ofMinutes = (minutes: number | undefined): Verdict =>
  minutes === undefined ? 'unknown' : minutes > 0 ? 'pass' : 'fail'

/** One of `anyOf` and all of `allOf`, or an interpreter whom the person accepts. */
export function judgeLanguages(
  { anyOf = [], allOf = [], interpreter }: NonNullable<Answers['languages']>,
  offer: Offer,
) {
  const speaks = (tag: string) => readLanguage(offer.languages, tag).verdict
  const helped = offer.interpreter === undefined ? 'unknown' : offer.interpreter ? 'pass' : 'fail'
  const isAsked = anyOf.length + allOf.length > 0
  const spoken = worst(anyOf.length > 0 ? best(...anyOf.map(speaks)) : 'pass', ...allOf.map(speaks))
  if (!interpreter) return spoken
  return isAsked ? best(spoken, helped) : helped
}

/** One way is met: an insurer, or a budget that meets a price. "Not sure" turns a fail into a question. */
export function judgePayment(
  { anyOf = [], notSure }: NonNullable<Answers['payment']>,
  offer: Offer,
  sessions: string | undefined,
): Verdict {
  const everyFee = [...(offer.fees ?? []), ...(offer.locations ?? []).flatMap((location) => location.fees ?? [])]
  const fees = everyFee.filter(({ session }) => !session || !sessions || session === sessions)
  const ways = anyOf.map((way) => {
    if ('insurer' in way) return read(offer.insurers, way.insurer).verdict
    return fees.length === 0 ? 'unknown' : best(...fees.map((fee) => judgeFee(way.budget, fee)))
  })
  if (ways.length === 0) return notSure ? 'unknown' : 'pass'
  return best(...ways, notSure ? 'unknown' : 'fail')
}

type Budget = { amount: number; currency: string; per: 'session' | 'month'; timesPerMonth?: number | undefined }

function judgeFee({ amount, currency, per, timesPerMonth }: Budget, { model, from, to = from, ...fee }: Fee): Verdict {
  if (model === 'free' || model === 'pay-what-you-can') return 'pass'
  if (model === 'voucher' || from === undefined || to === undefined || fee.currency !== currency) return 'unknown'
  const once = per === 'month' ? Math.floor(amount / (timesPerMonth ?? 1)) : amount
  if (from > once) return 'fail'
  const isKnown = per === 'session' || timesPerMonth !== undefined
  return isKnown && (model === 'sliding' || to <= once) ? 'pass' : 'unknown'
}

/** Each location with its own features, the offer's where it is silent; the offer itself where there is none. */
function placesOf(offer: Offer): readonly ((feature: string) => Reading)[] {
  const whole = (feature: string) => read(offer.access, feature)
  const places = (offer.locations ?? []).map(({ access }) => (feature: string) => {
    const here = read(access, feature)
    return here.verdict === 'unknown' ? whole(feature) : here
  })
  return places.length === 0 ? [whole] : places
}

function judgeAccess(features: readonly string[], offer: Offer): Verdict {
  return best(...placesOf(offer).map((place) => worst(...features.map((one) => place(one).verdict))))
}

/** One feature, wherever it is. */
export function readAccess(offer: Offer, feature: string): Reading {
  const readings = placesOf(offer).map((place) => place(feature))
  const verdict = best(...readings.map((one) => one.verdict))
  return { verdict, matched: sorted(readings.flatMap(({ matched }) => matched ?? []))[0] }
}

/** A boundary is kept by touch-free work or where the area is not treated; that it is not kept is never known. */
export function untouched(offer: Offer, area: string): Verdict {
  return offer.body?.touchFree || read(offer.body?.areas, area).verdict === 'fail' ? 'pass' : 'unknown'
}

function judgeTraits(traits: readonly { readonly facet: string; readonly value: string }[], offer: Offer): Verdict {
  const valuesOf = (name: string) => traits.filter(({ facet }) => facet === name)
  const meets = ({ facet, value }: { facet: string; value: string }) => read(offer.facets, `${facet}.${value}`).verdict
  return worst(...traits.map(({ facet }) => best(...valuesOf(facet).map(meets))))
}

type About = Answers['about']

function judgeRule(
  about: About,
  rule: { about: 'ageGroup' | 'gender' | 'memberOf'; anyOf: readonly string[] },
): Verdict {
  if (rule.about === 'memberOf') return memberOf(about, rule.anyOf)
  const answer = about?.[rule.about]
  if (answer === undefined) return 'unknown'
  return rule.anyOf.some((admitted) => isWithin(answer, admitted)) ? 'pass' : 'fail'
}

function memberOf(about: About, communities: readonly string[]): Verdict {
  if (about?.memberOf === undefined) return 'unknown'
  return about.memberOf.some((one) => communities.includes(one)) ? 'pass' : 'fail'
}

function judgeAvoid(avoid: Answers['avoid'], { offer, event, entry }: Target): Verdict {
  const people = [entry.id, ...(event?.hosts ?? []).map((key) => Buffer.from(key).toString('hex'))]
  const stated = [
    ...(offer.concepts ?? []).map(({ concept }) => concept),
    ...[offer.modalities, offer.populations, offer.styles, offer.facets].flatMap((list) => list?.yes ?? []),
    ...(event === undefined ? [] : [event.eventKind]),
  ]
  const isAvoided =
    people.some((id) => avoid?.practitioners?.includes(id)) ||
    stated.some((one) => avoid?.concepts?.some((avoided) => isWithin(one, avoided)))
  return isAvoided ? 'fail' : 'pass'
}

/** Any closing word closes; where a waiting list is left the person decides. */
function judgeAccepting({ event, presence, now }: Target, waitingList: 'ok' | 'no' | undefined): Verdict {
  if (event !== undefined) {
    if (nextOccurrence(event, now) === undefined) return 'fail'
    if (!isBelieved(event.placesAsOf, now)) return 'unknown'
    return event.places === 'full' ? 'fail' : 'pass'
  }
  if (presence === undefined) return 'unknown'
  const { accepting, capacity, weeklyCapReached, pausedUntil = 0 } = presence
  const isClosed = accepting === false || capacity === 'no-capacity' || weeklyCapReached === true || pausedUntil > now
  const waits: Verdict = waitingList === 'ok' ? 'pass' : waitingList === 'no' ? 'fail' : 'unknown'
  if (isClosed) return presence.waitingList ? waits : 'fail'
  if (capacity === 'waitlist') return waits
  return capacity === 'additional-assessment-required' ? 'unknown' : 'pass'
}
