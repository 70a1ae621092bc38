import type { Note } from './finding.js'
import type { Answer } from './planted.js'
import { type Method, methods, type Recording } from './recording.js'

/** What only one method sees, so that its absence can be put into words. */
const seesAlone: Readonly<Record<Method, string>> = {
  protocol: 'what a WebSocket sends, messages between frames, workers, and the order of it all',
  'net-log': 'beacons that leave as the page closes, and connections made in advance',
  servers: 'what arrives: UDP, TURN, and the bytes of every request',
  names: 'host names that are looked up, which may spell an answer',
  state: 'what the page keeps',
}

/**
 * What the visits could not show, by how they were made.
 *
 * @param recordings - of all visits.
 * @returns notes `untested-channel`; `inconclusive` where nothing could be seen at all.
 * Privacy: says what ran; repeats the reasons that the methods gave.
 * Cost: O(recordings). @since 0.2
 */
export function coverageNotes(recordings: readonly Recording[]): readonly Note[] {
  const missing = methods.filter((method) => recordings.some((recording) => !recording.methods.includes(method)))
  const notes: Note[] = missing.map((method) => ({
    rule: 'untested-channel',
    says: `The method “${method}” did not run. It alone sees ${seesAlone[method]}.`,
  }))
  for (const { method, because } of recordings.flatMap(({ blind }) => blind)) {
    notes.push({ rule: 'untested-channel', says: `The method “${method}” saw less than it might: ${because}` })
  }
  if (recordings.some(({ containment }) => containment === 'proxy')) {
    const says = 'A proxy stood in the place of a network of its own: what does not ask the proxy could not be seen.'
    notes.push({ rule: 'untested-channel', says })
  }
  if (recordings.some(({ seeded }) => !seeded)) {
    const says =
      'Chance and clock of the page were its own: what is encrypted and filled to one length looks alike whatever is in it.'
    notes.push({ rule: 'untested-channel', says })
  }
  if (recordings.some((recording) => recording.departures.length === 0)) {
    const says = 'In one visit nothing at all was seen, not even the page: nothing can be said.'
    notes.push({ rule: 'inconclusive', says })
  }
  return notes
}

/**
 * What the pairs of visits could not show: an answer that was the same in every visit was not tried.
 *
 * @param answers - of the first visit.
 * @param others - the answers of each of the others.
 * @param repeats - how many further visits had the answers of the first.
 * @returns notes `inconclusive`.
 * Privacy: names fields, never answers.
 * Cost: O(answers × visits). @since 0.2
 */
export function pairNotes(
  answers: readonly Answer[],
  others: readonly (readonly Answer[])[],
  repeats: number,
): readonly Note[] {
  if (repeats === 0 || others.length === 0) {
    const says =
      repeats === 0
        ? 'No second visit had the same answers: what varies by itself could not be told from what the answers change.'
        : 'No visit had other answers: nothing could be compared.'
    return [{ rule: 'inconclusive', says }]
  }
  return answers
    .filter((one) => !one.consented && !others.some((other) => differsIn(one, other)))
    .map(({ field }) => {
      const says = `The answer to “${field}” was the same in every visit: whether anything depends on it is not known.`
      return { rule: 'inconclusive', says }
    })
}

function differsIn({ field, text }: Answer, others: readonly Answer[]): boolean {
  return textsOf(others, field) !== textsOf([{ field, text, planted: false, consented: false }], field)
}

function textsOf(answers: readonly Answer[], field: string): string {
  return JSON.stringify(answers.filter((one) => one.field === field).map(({ text }) => text))
}

/**
 * Insists that what was consented to is the same in every visit: otherwise every difference would be its own.
 *
 * @param answers - of the first visit.
 * @param others - the answers of each of the others.
 * @throws RangeError where an answer that is consented to differs.
 * Privacy: names no field and no answer.
 * Cost: O(answers × visits). @since 0.2
 */
export function insistOnEqualConsent(answers: readonly Answer[], others: readonly (readonly Answer[])[]): void {
  const consented = (all: readonly Answer[]): string =>
    JSON.stringify(
      all
        .filter((one) => one.consented)
        .map(({ field, text }) => [field, text])
        .sort(),
    )
  if (others.some((other) => consented(other) !== consented(answers))) {
    throw new RangeError('what is consented to must be the same in every visit')
  }
}
