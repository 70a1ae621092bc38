// Tells the story: npm run demo:communities
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { graphsOf } from './graph.js'
import { pictureOf } from './picture.js'
import { terminal, textOfEnd, textOfPage } from './print.js'
import { reportsOf } from './reports.js'
import { playRollout } from './rollout.js'
import { at, isoDateOf, WEEKS } from './world.js'

/** Rules of joining that can be taken away, to see what they are for. The program then fails, as it should. */
const rulesWithout = /** @type {const} */ ({
  cascade: { cascade: false },
  cap: { invitationsPerEpoch: 6 },
  depth: { depth: 3 },
})

const usage = `npm run demo:communities [-- options]

  --week N          only what happened in week N, 1 to ${WEEKS}
  --without RULE    with one rule of joining taken away: ${Object.keys(rulesWithout).join(', ')}
  --json            one JSON object for machines
  --picture FOLDER  where the picture of who introduced and approved whom is written
  --reports FOLDER  where each community’s report of what was counted is written
  --help            this text
`

const options = /** @type {const} */ ({
  week: { type: 'string' },
  without: { type: 'string' },
  json: { type: 'boolean', default: false },
  picture: { type: 'string', default: fileURLToPath(new URL('dist/', import.meta.url)) },
  reports: { type: 'string' },
  help: { type: 'boolean', default: false },
})

/** What was asked for, or undefined where it is not understood. */
function asked() {
  try {
    const { values } = parseArgs({ options, allowPositionals: false })
    const week = values.week === undefined ? undefined : Number(values.week)
    if (week !== undefined && !(Number.isInteger(week) && week >= 1 && week <= WEEKS)) return undefined
    const { without } = values
    const rules = Object.entries(rulesWithout).find(([name]) => name === without)?.[1]
    if (without !== undefined && rules === undefined) return undefined
    return { ...values, week, rules: rules ?? {} }
  } catch {
    return undefined
  }
}

/**
 * Writes the picture for wide and for narrow pages.
 *
 * @param {string} folder
 * @param {readonly import('./graph.js').CommunityGraph[]} graphs
 */
function draw(folder, graphs) {
  mkdirSync(folder, { recursive: true })
  const day = isoDateOf(WEEKS)
  const files = /** @type {const} */ ([
    ['trust-graph.svg', 3],
    ['trust-graph-narrow.svg', 1],
  ])
  return files.map(([name, columns]) => {
    const path = join(folder, name)
    writeFileSync(path, pictureOf(graphs, { columns, day }))
    return relative(process.cwd(), path)
  })
}

/**
 * Writes what each community counted as a page.
 *
 * @param {string} folder
 * @param {readonly import('./measure.js').MeasuredCommunity[]} measured
 */
function report(folder, measured) {
  mkdirSync(folder, { recursive: true })
  return reportsOf(measured).map(({ name, html }) => {
    const path = join(folder, name)
    writeFileSync(path, html)
    return relative(process.cwd(), path)
  })
}

const wanted = asked()
if (wanted === undefined || wanted.help) {
  const stream = wanted === undefined ? process.stderr : process.stdout
  stream.write(usage)
  process.exitCode = wanted === undefined ? 2 : 0
} else {
  const { json, week, picture, reports, rules } = wanted
  const to = terminal()
  const onPage = (/** @type {import('./page.js').Page} */ page) => {
    if (!json && (week === undefined || week === page.week)) process.stdout.write(`${textOfPage(page, to)}\n\n`)
  }
  // Whoever has read enough closes the pipe.
  process.stdout.on('error', () => process.exit(0))
  const story = await playRollout({ onPage, rules, ...(week !== undefined && { until: week }) })
  const { pages, world, held } = story
  const isWhole = pages.length === WEEKS
  const graphs = isWhole ? graphsOf(world, at(WEEKS, 4)) : []
  const drawn = isWhole ? draw(picture, graphs) : []
  const reported = reports === undefined ? [] : report(reports, world.measured ?? [])
  if (json) {
    const told = pages.map((page) => ({ date: isoDateOf(page.week), ...page }))
    process.stdout.write(
      `${JSON.stringify({ held, weeks: told, graphs, pictures: drawn, reports: reported }, null, 2)}\n`,
    )
  } else if (isWhole && week === undefined) process.stdout.write(`${textOfEnd(story, drawn, to)}\n`)
  if (!json && reported.length > 0) process.stdout.write(`\nWhat was counted: ${reported.join(', ')}\n`)
  process.exitCode = held ? 0 : 1
}
