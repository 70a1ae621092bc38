/** The look of the report: one column, larger on a screen, cards in the place of tables on a phone, pages on paper. */
export const style = `
:root { color-scheme: light dark; --ink: #1d2430; --quiet: #51596a; --paper: #fff; --panel: #f3f5f8; --line: #c9d0da;
  --good: #1c6b45; --bad: #a3271c; --unsure: #7a5200; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7eaf0; --quiet: #a9b2c2; --paper: #12161d; --panel: #1b212b;
  --line: #3b4555; --good: #7fd3a6; --bad: #ff9d92; --unsure: #f0c070; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 64rem; padding: 1.5rem 1.25rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.1rem; font-weight: 600; margin: 0; color: var(--quiet); }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 2.75rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; line-height: 1.35; margin: 1.75rem 0 .25rem; }
p, ul, ol { margin: .5rem 0; max-width: 46rem; }
ul, ol { padding-left: 1.4rem; }
li { margin: .3rem 0; }
.verdict { margin: .75rem 0 1rem; padding: 1rem 1.25rem; border: 2px solid currentColor; border-radius: .5rem; }
.verdict strong { display: block; font-size: 1.5rem; line-height: 1.25; }
.verdict p { color: var(--ink); margin-bottom: 0; }
.good { color: var(--good); } .bad { color: var(--bad); } .unsure { color: var(--unsure); }
.quiet { color: var(--quiet); }
.theirs, code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { background: var(--panel); padding: .75rem 1rem; border-radius: .4rem; white-space: pre-wrap; margin: .5rem 0; }
pre code { font-size: .9rem; }
.finding { background: var(--panel); border-left: 4px solid var(--bad); border-radius: 0 .4rem .4rem 0; padding: .7rem 1rem;
  margin: .75rem 0; }
.finding p { margin: 0 0 .4rem; font-weight: 600; }
dl { margin: 0; display: grid; grid-template-columns: 8.5rem 1fr; gap: .15rem 1rem; }
dt { color: var(--quiet); } dd { margin: 0; min-width: 0; }
.glossary { display: block; } .glossary dt { margin-top: .9rem; color: var(--ink); font-weight: 600; }
.glossary dd { max-width: 46rem; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; margin: .75rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; border-bottom: 2px solid var(--line); white-space: nowrap; }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
.count { white-space: nowrap; }
td[data-head="To"], td[data-head="Name"], td[data-head="Of"] { min-width: 12rem; }
td[data-head="Flow"], td[data-head="Way"] { min-width: 6.5rem; }
@media (max-width: 44rem) {
  body { padding: 1rem .9rem 3rem; } .verdict strong { font-size: 1.25rem; }
  table, tbody, tr, td, caption { display: block; } thead { position: absolute; clip-path: inset(50%); height: 1px; width: 1px;
  overflow: hidden; white-space: nowrap; }
  tr { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; padding: .35rem .7rem; }
  tbody tr td { border: 0; padding: .2rem 0; min-width: 0; display: grid; grid-template-columns: 6.5rem 1fr; gap: .6rem; }
  td::before { content: attr(data-head); color: var(--quiet); } td > * { min-width: 0; }
  dl { grid-template-columns: 1fr; } dd + dt { margin-top: .35rem; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root { --ink: #000; --quiet: #444; --paper: #fff; --panel: #f6f6f6; --line: #aaa; --good: #0b4d2e; --bad: #8a1208;
  --unsure: #5c3d00; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } p, ul, ol, .glossary dd { max-width: none; }
  h2 { margin-top: 1.6rem; } h2, h3, .intro, caption { break-after: avoid; } .finding, .intro, tr, pre, .verdict { break-inside: avoid; }
  table { font-size: 8pt; } th, td { padding: .3rem .35rem; }
  td[data-head="To"], td[data-head="Name"], td[data-head="Of"] { min-width: 7.5rem; }
  td[data-head="Flow"], td[data-head="Way"] { min-width: 4.5rem; } thead { display: table-header-group; }
}
`
