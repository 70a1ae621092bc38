/** @typedef {{ mean: number }} Mean */

/**
 * What is asked of the ranking, over all stories, and what was found.
 * @param {{
 *   rows: readonly { name: string, group: string, summary: Record<string, { ndcg: Mean }> }[],
 *   ahead: readonly { part: string, best: string, ndcg: Mean }[],
 * }} quality
 * @returns {import('./types.js').Verdict[]}
 */
export function judge({ rows, ahead }) {
  const found = rows.find(({ group }) => group === 'ours')?.summary['together']?.ndcg.mean
  const lead = ahead.find(({ part }) => part === 'together')
  if (found === undefined || lead === undefined) throw new Error('nobody was measured on all stories')
  const verdict = (/** @type {string} */ what, /** @type {number} */ asked, /** @type {number} */ value) => {
    return { what, asked, found: value, passed: value >= asked }
  }
  return [
    verdict('NDCG@5 of entrenous', 0.85, found),
    verdict(`ahead of the best peer (${lead.best})`, 0.1, lead.ndcg.mean),
  ]
}
