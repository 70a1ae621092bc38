import type { SeenFlow, SeenKept } from '../seen.js'
import { apart, html, type Markup, type Piece } from './markup.js'
import type { AuditReport, ReportedFlow } from './report.js'
import { phaseTitles } from './words.js'

type Table = {
  readonly caption: string
  readonly heads: readonly string[]
  readonly rows: readonly (readonly Piece[])[]
}

/** A table that a phone shows as cards: the roles keep it a table for whoever hears it. */
function table({ caption, heads, rows }: Table): Markup {
  const head = heads.map((name) => html`<th role="columnheader" scope="col">${name}</th>`)
  const body = rows.map((cells) => {
    const row = cells.map(
      (cell, index) => html`<td role="cell" data-head="${heads[index] ?? ''}"><span>${cell}</span></td>`,
    )
    return html`<tr role="row">${row}</tr>`
  })
  return html`<table class="cards" role="table"><caption>${caption}</caption><thead role="rowgroup"><tr role="row">${head}</tr></thead>
<tbody role="rowgroup">${body}</tbody></table>`
}

const counted = (least: number, most: number): string => (least === most ? `${most}` : `${least} to ${most}`)

const lengths = (sizes: readonly number[]): string => (sizes.length === 0 ? '–' : `${sizes.join(', ')} bytes`)

function declaredAs({ declaredAs, phase }: SeenFlow, hasDeclaration: boolean): Piece {
  if (declaredAs === 'page') return 'the page itself, or needed for a declared flow'
  if (declaredAs !== undefined) return html`<code>${declaredAs}</code>`
  if (!hasDeclaration) return 'no declaration was given'
  // A flow that is declared for another time is not declared for this one.
  return html`<strong class="bad">${phase === 'intake' ? 'nothing may leave here' : 'not declared'}</strong>`
}

/**
 * What left, beside what is declared.
 *
 * @param report - of an audit.
 * @returns a table, or a sentence where nothing left.
 * Privacy: as the report.
 * Cost: O(rows). @since 0.2
 */
export function flowTable({ flows, declaration, made }: AuditReport): Markup {
  if (flows.length === 0) return html`<p>Nothing was seen to leave.</p>`
  return table({
    caption: `Everything that left in ${made.visits} visits, in the order of a visit.`,
    heads: ['When', 'Way', 'To', 'Per visit', 'Content', 'Declared as', 'Seen by'],
    rows: flows.map((flow) => [
      phaseTitles[flow.phase],
      `${flow.channel}${flow.verb === undefined ? '' : ` ${flow.verb}`}`,
      apart(flow.destination),
      html`<span class="count">${counted(flow.least, flow.most)}</span>`,
      lengths(flow.sizes),
      declaredAs(flow, declaration !== undefined),
      flow.seenBy.join(', '),
    ]),
  })
}

const fieldClasses: Readonly<Record<string, string>> = {
  public: 'public',
  consented: 'shared with consent',
  random: 'random',
  derived: 'derived from answers',
}

function fieldList(fields: ReportedFlow['fields']): Piece {
  if (fields.length === 0) return 'nothing'
  return fields.map(
    (one, index) => html`${index === 0 ? '' : '; '}${apart(one.name)} (${fieldClasses[one.class] ?? one.class})`,
  )
}

/**
 * What is declared, and whether it was seen.
 *
 * @param report - of an audit.
 * @returns a table, or a sentence where there is no declaration.
 * Privacy: as the report.
 * Cost: O(rows). @since 0.2
 */
export function declaredTable({ declaration, flows }: AuditReport): Markup {
  if (declaration === undefined) {
    return html`<p>No declaration of data flows was given. Without one the audit cannot say whether what left was meant to.</p>`
  }
  if (declaration.flows.length === 0)
    return html`<p>The declaration “${declaration.name}” declares that nothing leaves.</p>`
  const isSeen = ({ id }: ReportedFlow): boolean => flows.some((flow) => flow.declaredAs === id)
  return table({
    caption: `What “${declaration.name}” declares.`,
    heads: ['Flow', 'When', 'To', 'What it carries', 'Why', 'At most', 'Content', 'Seen'],
    rows: declaration.flows.map((flow) => [
      html`<code>${flow.id}</code>`,
      flow.trigger,
      apart(flow.destination),
      fieldList(flow.fields),
      flow.purpose,
      html`<span class="count">${flow.most} per visit</span>`,
      flow.sizes.length === 0 ? 'any length' : lengths(flow.sizes),
      isSeen(flow) ? 'yes' : 'no',
    ]),
  })
}

/**
 * What stays on the device.
 *
 * @param kept - of a report.
 * @returns a table, or a sentence where nothing stays.
 * Privacy: as the report.
 * Cost: O(rows). @since 0.2
 */
export function keptTable(kept: readonly SeenKept[]): Markup {
  if (kept.length === 0) return html`<p>Nothing was found on the device that had not been there before.</p>`
  return table({
    caption: 'What was there after the page was left and not before it was opened.',
    heads: ['Where', 'Name', 'Of', 'Content'],
    rows: kept.map(({ store, key, origin, sizes }) => [
      store,
      key === '' ? '(without a name)' : apart(key),
      origin === undefined ? '–' : apart(origin),
      lengths(sizes),
    ]),
  })
}
