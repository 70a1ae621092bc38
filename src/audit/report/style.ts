import { pageStyle } from '../../page/style.js'

/** The look of the report: that of every page that is one file, and what findings need besides. */
export const style = `${pageStyle}
.verdict { margin: .75rem 0 1rem; padding: 1rem 1.25rem; border: 2px solid currentColor; border-radius: .5rem; }
.verdict strong { display: block; font-size: 1.5rem; line-height: 1.25; }
.verdict p { color: var(--ink); margin-bottom: 0; }
.good { color: var(--good); } .bad { color: var(--bad); } .unsure { color: var(--unsure); }
.theirs { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: var(--panel); padding: .75rem 1rem; border-radius: .4rem; white-space: pre-wrap; margin: .5rem 0; }
pre code { font-size: .9rem; }
.finding { background: var(--panel); border-left: 4px solid var(--bad); border-radius: 0 .4rem .4rem 0; padding: .7rem 1rem;
  margin: .75rem 0; }
.finding p { margin: 0 0 .4rem; font-weight: 600; }
.glossary { display: block; } .glossary dt { margin-top: .9rem; color: var(--ink); font-weight: 600; }
.glossary dd { max-width: 46rem; }
.count { white-space: nowrap; }
td[data-head="To"], td[data-head="Name"], td[data-head="Of"] { min-width: 12rem; }
td[data-head="Flow"], td[data-head="Way"] { min-width: 6.5rem; }
@media (max-width: 44rem) { .verdict strong { font-size: 1.25rem; } tbody tr td[data-head] { min-width: 0; } }
@media print {
  .glossary dd { max-width: none; } .intro { break-after: avoid; } .finding, .intro, pre, .verdict { break-inside: avoid; }
  td[data-head="To"], td[data-head="Name"], td[data-head="Of"] { min-width: 7.5rem; }
  td[data-head="Flow"], td[data-head="Way"] { min-width: 4.5rem; }
}
`
