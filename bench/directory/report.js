import { aboutMachine, wrapped } from '../terminal.js'

// What a run over the real directory found, as text for a terminal of 80 columns.

/**
 * @typedef {{
 *   batch: number, publishMs: number, sizes: { raw: number, gzip: number, brotli: number },
 *   openMs: number, firstMs: number, againMs: number,
 * }} Row - milliseconds; `first`: the first match of an opened catalogue, three shown; `again`: the same once more
 * @typedef {{
 *   machine: import('../machine.js').Machine, listings: number, measured: readonly Row[],
 *   verdicts: readonly { passed: boolean }[],
 * }} Run
 */

const grouped = (/** @type {number} */ number) => Math.round(number).toLocaleString('en')
const cell = (/** @type {string} */ text) => text.padStart(11)

/**
 * A run in words and one table.
 * @param {Run} run
 */
export function textOf({ machine, listings, measured }) {
  const names = ['a batch', 'publish ms', 'bytes', 'gzip', 'brotli 9', 'open ms', 'first ms', 'again ms']
  const rows = measured.map(({ batch, publishMs, sizes, openMs, firstMs, againMs }) => {
    const counts = [batch, publishMs, sizes.raw, sizes.gzip, sizes.brotli].map(grouped)
    return [...counts, ...[openMs, firstMs, againMs].map((ms) => ms.toFixed(2))]
  })
  const lines = [
    `A real directory of ${grouped(listings)} facilities, as unclaimed listings`,
    '',
    ...aboutMachine(machine),
    ...wrapped('method', 'opened anew each time; medians; three shown, each read from its signed batch'),
    '',
    ...[names, ...rows].map((row) => row.map(cell).join('')),
  ]
  return `${lines.join('\n')}\n`
}
