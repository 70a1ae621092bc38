import type { Catalogue } from '../catalogue/catalogue.js'
import { openCatalogue } from '../catalogue/open.js'
import type { Intake } from '../intake/intake.js'
import { readIntake } from '../intake/read.js'
import { dayOf, isoDateOf } from '../kernel/time.js'
import { en } from '../labels/en.js'
import type { Match, MatchOutcome } from '../matching/match.js'
import { match } from '../matching/run.js'
import { textOfMatch } from '../matching/text.js'
import { type Call, done, refuse, type Step } from './command.js'
import { countConnections } from './connections.js'
import { theyTalk } from './demo-conversation.js'
import { ashaSeals, chenReads, othersTry, whatLeft } from './demo-letter.js'
import { answersOfAsha } from './demo-people.js'
import { exampleFolder } from './folder.js'
import { type KeyRing, keyRingInMemory } from './key-ring.js'
import { type PublishedFolder, publishFolder } from './publish-folder.js'
import { chapter, excludedText, matchText } from './story-text.js'
import { grouped, pairs, wrap } from './terminal.js'
import { refuseWith } from './words.js'

/**
 * Tells how one person's answers find help without leaving her device. Everything in it is really done.
 *
 * @param call - the terminal and the clock.
 * @returns the story's facts: the same as its words.
 * Refuses where any step fails that should not.
 * Privacy: invented people; writes no file but a board of sealed records in a temporary folder, and opens no connection.
 * Cost: about three seconds. @since 0.1
 */
export async function tellStory(call: Call): Promise<Step<object>> {
  const { terminal } = call
  const connections = countConnections()
  terminal.say(
    wrap(
      'entre nous, French: between us. How one person’s answers find help and never leave her phone. The people are invented; everything else below is done as you read, in this one process.',
      terminal.width,
    ),
  )
  const ring = keyRingInMemory()
  const town = await doraPublishes(call, ring)
  if (!town.ok) return town
  const phone = ashaLooks(call, town.value)
  if (!phone.ok) return phone
  const sent = ashaSeals(call, phone.value)
  if (!sent.ok) return sent
  const { token, preview } = sent.value
  const read = await chenReads(call, ring, sent.value)
  if (!read.ok) return read
  const attempts = othersTry(call, ring, token)
  if (!attempts.ok) return attempts
  const talk = await theyTalk(call, ring, phone.value)
  if (!talk.ok) return talk
  const { sent: records, recordBytes, inboxes } = talk.value
  const catalogue = town.value.published.bytes
  const left = whatLeft(call, { catalogue, token, records, recordBytes, connections: connections() })
  const kept =
    read.value.sameAsPreview &&
    read.value.again === 'token_replayed' &&
    attempts.value.every(({ opened }) => opened === 0) &&
    inboxes.every(({ state, discloses }) => discloses === (state !== 'cancelled')) &&
    left.connections === 0
  if (!kept) return refuse('promise_broken', 'Something above is not as this library promises. Please report it.')
  return done({
    published: publishedFacts(town.value),
    matched: phone.value.facts,
    preview: preview.split('\n'),
    opened: read.value,
    attempts: attempts.value,
    conversation: talk.value,
    left,
  })
}

async function doraPublishes({ terminal, now }: Call, ring: KeyRing): Promise<Step<PublishedFolder>> {
  const { width, say } = terminal
  say(chapter(terminal, 'Dora publishes'))
  say(
    wrap(
      'Dora leads the Harbour Collective, a few dozen people who listen, treat, teach and press on sore places. They wrote what they offer, each signed it, she approved each, and all of it becomes one file for any web server.',
      width,
    ),
  )
  const folder = await exampleFolder()
  if (!folder.ok) return folder
  const built = publishFolder(folder.value, { keys: ring, now, previous: undefined, progress: terminal.progress })
  if (!built.ok) return built
  const { published, practitioners, events, communityKey } = built.value
  const { bytes, head } = published
  say('')
  say(
    pairs(
      [
        ['in it', `${practitioners} practitioners, ${events} events`],
        ['size', `${grouped(bytes.length)} bytes`],
        ['good until', isoDateOf(dayOf(head.expires))],
        ['signed by', `${communityKey.slice(0, 16)}…`],
      ],
      width,
    ),
  )
  return done(built.value)
}

function publishedFacts({ published, practitioners, events, communityKey, stale, leftOut }: PublishedFolder): object {
  return { practitioners, events, bytes: published.bytes.length, communityKey, head: published.head, stale, leftOut }
}

/** What Asha's phone knows after matching. */
type Phone = { readonly best: Match; readonly outcome: MatchOutcome; readonly intake: Intake; readonly facts: object }

function ashaLooks({ terminal, now }: Call, { published, communityKey }: PublishedFolder): Step<Phone> {
  const { width, say } = terminal
  say(chapter(terminal, 'Asha looks'))
  say(
    wrap(
      'Asha’s phone takes the whole file, as everybody’s does: nobody can tell what she is looking for. It checks who signed it, and that it is fresh. Then she answers: panic attacks, bad nights, ninety dollars at most, evenings, no steps, and in her own words what happened on the ferry.',
      width,
    ),
  )
  const opened = openCatalogue(published.bytes, { trust: [communityKey], lastSeen: 'first-use', now })
  if (!opened.ok) return refuseWith(opened.error)
  const answers = answersOfAsha(now)
  const intake = readIntake(answers, opened.value.vocabulary)
  if (!intake.ok) return refuseWith(intake.error)
  const outcome = match(intake.value, opened.value, { now, limit: 3 })
  const best = outcome.matches.find(({ sealable }) => sealable)
  if (best === undefined) return refuse('no_match', `${en.match.line.none}.`)
  say('')
  for (const one of outcome.matches)
    say(`${matchText(terminal, one, { list: outcome.matches, must: answers.must ?? [] })}\n`)
  const { counts } = outcome
  say(
    wrap(
      `Of ${counts.considered}, ${counts.matches} meet all her conditions. ${counts.maybe} meet those they speak of: not knowing is not a no. She could ask:`,
      width,
    ),
  )
  say(`\n${maybeText(outcome, width)}\n`)
  say(excludedText(terminal, outcome))
  return done({ best, outcome, intake: intake.value, facts: matchedFacts(outcome, opened.value) })
}

function maybeText({ maybe }: MatchOutcome, width: number): string {
  const questions = maybe.slice(0, 2).map((one) => {
    const { ask } = textOfMatch(one, en)
    const asked = ask.slice(0, 3).join(' ')
    return [
      one.name,
      `${asked}${ask.length > 3 ? ' …' : ''}${one.sealable ? '' : ` ${en.match.line.notSealable}.`}`,
    ] as const
  })
  return pairs(questions, width)
}

function matchedFacts(outcome: MatchOutcome, { size }: Catalogue): object {
  const { counts, excluded, relaxations, seed } = outcome
  const brief = (one: Match, _index: number, list: readonly Match[]) => ({
    name: one.name,
    kind: one.kind,
    score: one.score,
    sealable: one.sealable,
    reasons: one.reasons.map(({ facet, need, points }) => ({ facet, need, points })),
    text: textOfMatch(one, en, undefined, list),
  })
  return {
    entries: size,
    counts,
    top: outcome.matches.map(brief),
    maybe: outcome.maybe.map(brief),
    excluded,
    relaxations,
    seed,
  }
}
