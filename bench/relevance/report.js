// What an evaluation found, as text for a terminal of 80 columns.

/**
 * @typedef {import('./types.js').Interval} Interval
 * @typedef {import('./types.js').Measured & { summary: import('./types.js').Summary }} Row
 * @typedef {{
 *   settings: import('./types.js').Settings,
 *   versions: Record<string, string>,
 *   agreement: ReturnType<typeof import('./agreement.js').agreementOf>,
 *   stories: { all: number, nobody: number, nobodyRelevant: number },
 *   rows: readonly Row[],
 *   ahead: readonly import('./types.js').Lead[],
 *   lost: readonly import('./types.js').Lost[],
 *   ablation: readonly import('./types.js').Ablated[],
 *   exposure: Record<string, { questions: number, rows: readonly import('./types.js').Exposure[] }>,
 *   praise: readonly { weight: number, entries: number, exposure: number, neverInFive: number }[],
 *   verdicts: readonly import('./types.js').Verdict[],
 * }} Run
 */

const NAME = 26
const CELL = 18
const wholes = ['harbour', 'directory', 'together']
const halves = ['odd', 'even']

/** @param {Run} run */
export function textOf(run) {
  const parts = [
    heading(run),
    readers(run),
    table(run, 'NDCG@5 (95 %), `matches` before `maybe`', 'ndcg', wholes),
    table(run, 'recall@5 (95 %)', 'recall', wholes),
    table(run, 'NDCG@5 (95 %), `matches` and `maybe` in one list', 'mixed', wholes),
    table(run, 'NDCG@5 (95 %) of the halves: odd numbers are for tuning', 'ndcg', halves),
    lead(run),
    gates(run),
    ablation(run),
    ...Object.entries(run.exposure).map(([name, found]) => exposure(name, found)),
    praise(run),
    verdicts(run),
  ]
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

/** @param {Run} run */
function heading({ stories, settings: { seeds, orders, resamples }, versions }) {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return [
    `The ranking of ${stories.all} stories, by the labels of two readers`,
    '',
    `  left out    of NDCG ${stories.nobody}, of recall ${stories.nobodyRelevant} stories: nobody there to find`,
    `  chance      exact ties by ${seeds} seeds, “chance” by ${orders} orders`,
    `  intervals   ${resamples} resamples of the stories`,
    `  peers       ${packages.join(', ')}`,
  ]
}

/** @param {Run} run */
function readers({ agreement: { byPart, differences } }) {
  return [
    cells('How far the readers agree', ['kappa', 'overlap@5', 'graded', 'stories'], 11),
    ...Object.entries(byPart).map(([part, { kappa, overlap, pool, stories }]) =>
      cells(`  ${part}`, [two(kappa), two(overlap), String(pool), String(stories)], 11),
    ),
    ...differences
      .slice(0, 3)
      .map(({ id, apart, pool }) => `  they differ most on ${id}: by ${two(apart)} grades, over ${pool}`),
  ]
}

/**
 * @param {Run} run
 * @param {string} title
 * @param {'ndcg' | 'recall' | 'mixed'} measure
 * @param {readonly string[]} parts
 */
function table({ rows }, title, measure, parts) {
  return [
    title,
    cells('', parts, CELL),
    ...rows.map(({ name, summary }) =>
      cells(
        `  ${name}`,
        parts.map((part) => between(summary[part]?.[measure])),
        CELL,
      ),
    ),
  ]
}

/** @param {Run} run */
function lead({ ahead }) {
  const line = (/** @type {readonly string[]} */ [part = '', ndcg = '', recall = '', best = '']) =>
    `${part.padEnd(12)}${ndcg.padStart(21)}${recall.padStart(22)}  ${best}`.trimEnd()
  return [
    'Ahead of the best peer (95 %)',
    line(['', 'NDCG@5', 'recall@5', 'who that is']),
    ...ahead.map(({ part, best, ndcg, recall }) => line([`  ${part}`, signed(ndcg, 2), signed(recall, 2), best])),
  ]
}

/** @param {Run} run */
function gates({ lost }) {
  const names = lost.flatMap((one) => (one.gates.length === 0 ? ['not asked for'] : one.gates))
  const counts = [...new Set(names)].map(
    (name) => /** @type {const} */ ([name, names.filter((one) => one === name).length]),
  )
  const stories = new Set(lost.map(({ story }) => story)).size
  return [
    `Named by a reader and excluded by a gate: ${lost.length}, in ${stories} stories`,
    ...counts.sort(([, one], [, other]) => other - one).map(([name, count]) => cells(`  ${name}`, [String(count)], 6)),
  ]
}

/** @param {Run} run */
function ablation({ ablation: found }) {
  const line = (/** @type {readonly string[]} */ [name = '', exercised = '', moved = '', change = '']) =>
    `${name.padEnd(30)}${exercised.padStart(9)}${moved.padStart(8)}${change.padStart(27)}`.trimEnd()
  return [
    'What a term earns: in how many stories it gives a point to somebody, in how many',
    'the NDCG@5 moves without it, and by how much over all stories (95 %)',
    line(['without', 'points in', 'moves', 'change of NDCG@5']),
    ...found.map(({ name, exercised, moved, change }) =>
      line([`  ${name}`, String(exercised), String(moved), signed(change, 3)]),
    ),
  ]
}

/**
 * @param {string} name
 * @param {Run['exposure'][string]} found
 */
function exposure(name, { questions, rows }) {
  return [
    `Shown in the ${name}, over ${questions} simulated questions`,
    cells('', ['Gini', 'never in 5', 'never in 10'], 13),
    ...rows.map((row) =>
      cells(`  ${row.name}`, [two(row.gini), percent(row.neverInFive), percent(row.neverInTen)], 13),
    ),
  ]
}

/** @param {Run} run */
function praise({ praise: rows }) {
  const line = (/** @type {readonly string[]} */ values) => cells(values[0] ?? '', values.slice(1), 14)
  return [
    'Harbour with every third practitioner endorsed by four: who is not endorsed',
    line(['  endorsements weigh', 'of the entries', 'of the places', 'never in 5']),
    ...rows.map(({ weight, entries, exposure: places, neverInFive }) =>
      line([`  ${weight} % of a need`, percent(entries), percent(places), percent(neverInFive)]),
    ),
  ]
}

/** @param {Run} run */
function verdicts({ verdicts: found }) {
  const line = (/** @type {readonly string[]} */ [what = '', value = '', asked = '', verdict = '']) =>
    `${what.padEnd(54)}${value.padStart(6)}${asked.padStart(9)}  ${verdict}`.trimEnd()
  return [
    line(['What is asked of entrenous', 'found', 'asked']),
    ...found.map(({ what, asked, found: value, passed }) =>
      line([`  ${what}`, two(value), `≥ ${two(asked)}`, passed ? 'met' : 'MISSED']),
    ),
  ]
}

function cells(/** @type {string} */ name, /** @type {readonly string[]} */ values, /** @type {number} */ width) {
  return `${name.padEnd(NAME)}${values.map((value) => value.padStart(width)).join('')}`.trimEnd()
}

const two = (/** @type {number} */ value) => inDigits(value, 2)
const percent = (/** @type {number} */ share) => `${(share * 100).toFixed(0)} %`

function between(/** @type {Interval | undefined} */ found) {
  return found === undefined ? '' : `${two(found.mean)} (${two(found.low)}–${two(found.high)})`
}

function signed(/** @type {Interval} */ { mean, low, high }, /** @type {number} */ digits) {
  const one = (/** @type {number} */ value) => `${value < 0 ? '' : '+'}${inDigits(value, digits)}`
  return `${one(mean)} (${one(low)} … ${one(high)})`
}

function inDigits(/** @type {number} */ value, /** @type {number} */ digits) {
  return value.toFixed(digits).replace('-', '−')
}
