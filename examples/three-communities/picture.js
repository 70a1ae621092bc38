// The graph as a picture: on the left who introduced whom, as a tree; on the right who approved, as a table. It can be read
// without colour and without a picture: shapes say what colours say, and the description says it all in words.

/**
 * @typedef {import('./graph.js').CommunityGraph} CommunityGraph
 * @typedef {import('./graph.js').GraphRow} GraphRow
 */

const PANEL = 400
const MARGIN = 16
const RIGHT = 34
const ROW = 22
const INDENT = 18
const PIP = 18
const HEAD = 96

/** What stands beside a name that is not listed. */
const notes = /** @type {Readonly<Record<string, string>>} */ ({
  descriptor_revoked: 'revoked',
  descriptor_unapproved: 'too few approvals',
  member_unintroduced: 'not introduced',
})

/**
 * Draws the graphs: below one another, or side by side.
 *
 * @param {readonly CommunityGraph[]} graphs
 * @param {{ columns: number, day: string }} options - `day`: as of when
 * @returns {string} an SVG document; the same graphs give the same bytes
 */
export function pictureOf(graphs, { columns, day }) {
  const heights = graphs.map(({ rows }) => HEAD + rows.length * ROW + MARGIN)
  const lines = Math.ceil(graphs.length / columns)
  /** @type {string[]} */
  const panels = []
  let top = 0
  for (let line = 0; line < lines; line++) {
    const from = line * columns
    graphs.slice(from, from + columns).forEach((graph, nth) => {
      panels.push(`<g transform="translate(${nth * PANEL} ${top})">${panelOf(graph)}</g>`)
    })
    top += Math.max(...heights.slice(from, from + columns))
  }
  const width = PANEL * Math.min(columns, graphs.length)
  const height = top + (columns > 1 ? 68 : 164)
  const title = `Who introduced and who approved whom in three communities, ${day}`
  return `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" style="max-width:100%;height:auto">
<title id="title">${escaped(title)}</title>
<desc id="desc">${escaped(inWords(graphs))}</desc>
<style>text{font:13px system-ui,sans-serif;fill:#1b1f24}.name{font-weight:600}.note{font-size:11.5px;fill:#9a2020}.quiet{font-size:11.5px;fill:#57606a}.line{stroke:#57606a;stroke-width:1.5;fill:none}.cut{stroke:#9a2020;stroke-dasharray:3 4}.slash{stroke:#9a2020;stroke-width:2}.in{fill:#0b6e4f}.out{fill:#fff;stroke:#9a2020;stroke-width:1.5}.pip{fill:#0b6e4f}.none{fill:none;stroke:#c5ccd3}</style>
<rect width="${width}" height="${height}" fill="#fff"/>
${panels.join('\n')}
<g transform="translate(0 ${top})">${legend(width)}</g>
</svg>
`
}

/** @param {CommunityGraph} graph */
function panelOf({ name, place, vetters, rows }) {
  const right = PANEL - RIGHT - vetters.length * PIP
  const heads = vetters
    .map(
      (vetter, nth) =>
        `<text class="quiet" transform="translate(${right + nth * PIP + 12} ${HEAD - 12}) rotate(-60)">${escaped(vetter)}</text>`,
    )
    .join('')
  const drawn = rows
    .map((row, nth) => rowOf(row, HEAD + nth * ROW, { vetters, right, up: stepsUp(rows, nth) }))
    .join('')
  return `<text class="name" x="${MARGIN}" y="30" style="font-size:15px">${escaped(name)}</text><text class="quiet" x="${MARGIN}" y="48">${escaped(place)}</text>${heads}${drawn}`
}

/**
 * How many lines further up the introducer of a row stands.
 *
 * @param {readonly GraphRow[]} rows
 * @param {number} nth
 */
function stepsUp(rows, nth) {
  const depth = rows[nth]?.depth ?? 0
  let up = 1
  while (nth - up > 0 && (rows[nth - up]?.depth ?? 0) >= depth) up++
  return up
}

/**
 * @param {GraphRow} row
 * @param {number} y
 * @param {{ vetters: readonly string[], right: number, up: number }} options
 */
function rowOf({ name, depth, isVetter, approvedBy, standing, also }, y, { vetters, right, up }) {
  const x = MARGIN + 6 + depth * INDENT
  const isIn = standing === 'listed'
  const besides = x + 22 + Math.max(32, name.length * 8)
  const note = also.length > 0 ? `<text class="quiet" x="${besides}" y="${y + 4}">in two communities</text>` : ''
  const why = notes[standing]
  const reason = why === undefined ? note : `<text class="note" x="${besides}" y="${y + 4}">${escaped(why)}</text>`
  const pips = isVetter
    ? ''
    : vetters.map((vetter, nth) => pipOf(approvedBy.includes(vetter), right + nth * PIP + 8, y)).join('')
  return `${depth === 0 ? '' : lineOf(x, y, up, standing)}${nodeOf(x, y, isVetter, isIn)}<text x="${x + 14}" y="${y + 4}"${isVetter ? ' class="name"' : ''}>${escaped(name)}</text>${reason}${pips}`
}

/** @param {number} x @param {number} y @param {number} up @param {string} standing */
function lineOf(x, y, up, standing) {
  const from = x - INDENT
  const path = `M${from} ${y - up * ROW + 7}V${y}H${x - 7}`
  if (standing === 'listed') return `<path class="line" d="${path}"/>`
  const slashes =
    standing === 'descriptor_revoked' ? `<path class="slash" d="M${from + 2} ${y + 5}l5 -10m3 10l5 -10"/>` : ''
  return `<path class="line cut" d="${path}"/>${slashes}`
}

/** @param {number} x @param {number} y @param {boolean} isVetter @param {boolean} isIn */
function nodeOf(x, y, isVetter, isIn) {
  if (isVetter) return `<rect class="in" x="${x - 6}" y="${y - 6}" width="12" height="12"/>`
  if (isIn) return `<circle class="in" cx="${x}" cy="${y}" r="6"/>`
  return `<circle class="out" cx="${x}" cy="${y}" r="5.5"/><path class="slash" d="M${x - 3} ${y - 3}l6 6m0 -6l-6 6"/>`
}

/** @param {boolean} isThere @param {number} x @param {number} y */
function pipOf(isThere, x, y) {
  return isThere
    ? `<rect class="pip" x="${x - 5}" y="${y - 5}" width="10" height="10" rx="2"/>`
    : `<circle class="none" cx="${x}" cy="${y}" r="2.5"/>`
}

/** @param {number} width */
function legend(width) {
  const items = [
    [nodeOf(0, 0, true, true), 'approves, and introduces without limit'],
    [nodeOf(0, 0, false, true), 'listed'],
    [nodeOf(0, 0, false, false), 'not listed, and why'],
    [pipOf(true, 0, 0), 'approved by whom it stands under'],
    [`<path class="line" d="M-8 -4V0H8"/>`, 'introduced by the one further left'],
    [
      `<path class="line cut" d="M-8 0H8"/><path class="slash" d="M-6 5l5 -10m3 10l5 -10"/>`,
      'cut: what hangs on it counts no more',
    ],
  ]
  const columns = width > PANEL ? 3 : 1
  const step = (width - MARGIN) / columns
  return items
    .map(([sign, words], nth) => {
      const place = `${MARGIN + 8 + (nth % columns) * step} ${12 + Math.floor(nth / columns) * 24}`
      return `<g transform="translate(${place})">${sign}<text class="quiet" x="16" y="4">${escaped(words ?? '')}</text></g>`
    })
    .join('')
}

/** @param {readonly CommunityGraph[]} graphs */
function inWords(graphs) {
  return graphs
    .map(({ name, rows }) => {
      const introductions = rows.flatMap((row, nth) => {
        if (row.depth === 0) return []
        const by = rows[nth - stepsUp(rows, nth)]?.name ?? ''
        const end = row.standing === 'listed' ? '' : `, not listed: ${notes[row.standing] ?? row.standing}`
        return [`${by} introduced ${row.name}, approved by ${row.approvedBy.join(' and ') || 'nobody'}${end}`]
      })
      return `${name}. ${introductions.join('. ')}.`
    })
    .join(' ')
}

/** @param {string} text */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
