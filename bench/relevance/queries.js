// What a text search is asked: a story in its own words, or what was answered, in the English words of the labels.

/** @typedef {import('../../src/vocabulary/labels.js').Labels} Labels */

/**
 * Says in words what somebody answered, as they would have clicked it.
 *
 * Left out is what would find the wrong ones (what is avoided, where nobody may touch), what says who asks and not what is
 * sought (the person's own gender), and what has no word (amounts, times, places: the gates see to most of these).
 * @param {any} answers
 * @param {Labels} en
 * @returns {string}
 */
export function labelsOf(answers, en) {
  const { needs, about, for: forWhom, sessions, where, languages, payment, access, body, prefer } = answers
  /** @type {readonly (readonly [facet: string, ids: readonly (string | undefined)[] | undefined])[]} */
  const answered = [
    ['concern', needs.map((/** @type {any} */ { concept }) => concept)],
    ['modality', prefer?.modalities],
    ['population', prefer?.populations],
    ['practitioner', prefer?.practitioner?.map((/** @type {any} */ { facet, value }) => `${facet}.${value}`)],
    ['style', prefer?.style],
    ['age-group', [about?.ageGroup]],
    ['for-whom', [forWhom]],
    ['session', [sessions]],
    ['format', where?.formats],
    ['language', [...(languages?.anyOf ?? []), ...(languages?.allOf ?? [])]],
    ['insurer', payment?.anyOf?.map((/** @type {any} */ { insurer }) => insurer)],
    ['access', access],
    ['body-area', body?.areas],
  ]
  /** @type {Record<string, Record<string, string>>} */
  const words = en.concepts
  return answered
    .flatMap(([facet, ids]) => (ids ?? []).flatMap((id) => (id === undefined ? [] : [words[facet]?.[id] ?? id])))
    .join('. ')
}
