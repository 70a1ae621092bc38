/** The look of a page that is one file: one column, cards in the place of wide tables on a phone, pages on paper, dark and light. */
export const pageStyle = `
:root, :host { color-scheme: light dark; --ink: #1d2430; --quiet: #51596a; --paper: #fff; --panel: #f3f5f8; --line: #c9d0da;
  --good: #1c6b45; --bad: #a3271c; --unsure: #7a5200; }
@media (prefers-color-scheme: dark) { :root, :host { --ink: #e7eaf0; --quiet: #a9b2c2; --paper: #12161d; --panel: #1b212b;
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
.quiet { color: var(--quiet); }
code { font-family: ui-monospace, monospace; font-size: .9em; }
dl { margin: 0; display: grid; grid-template-columns: 8.5rem 1fr; gap: .15rem 1rem; }
dt { color: var(--quiet); } dd { margin: 0; min-width: 0; }
table { border-collapse: collapse; width: 100%; font-size: .92rem; margin: .75rem 0; }
th, td { text-align: left; vertical-align: top; padding: .45rem .6rem; border-bottom: 1px solid var(--line); }
thead th { color: var(--quiet); font-weight: 600; border-bottom: 2px solid var(--line); white-space: nowrap; }
caption { text-align: left; color: var(--quiet); padding: .25rem 0; }
@media (max-width: 44rem) {
  body { padding: 1rem .9rem 3rem; }
  .cards, .cards tbody, .cards tr, .cards td, .cards caption { display: block; } .cards thead { position: absolute;
  clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; white-space: nowrap; }
  .cards tr { border: 1px solid var(--line); border-radius: .4rem; margin: .6rem 0; padding: .35rem .7rem; }
  .cards tbody tr td { border: 0; padding: .2rem 0; min-width: 0; display: grid; grid-template-columns: 6.5rem 1fr; gap: .6rem; }
  .cards td::before { content: attr(data-head); color: var(--quiet); } .cards td > * { min-width: 0; }
  dl { grid-template-columns: 1fr; } dd + dt { margin-top: .35rem; }
}
@page { size: A4; margin: 18mm 16mm; }
@media print {
  :root, :host { --ink: #000; --quiet: #444; --paper: #fff; --panel: #f6f6f6; --line: #aaa; --good: #0b4d2e; --bad: #8a1208;
  --unsure: #5c3d00; color-scheme: light; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } p, ul, ol { max-width: none; }
  h2 { margin-top: 1.6rem; } h2, h3, caption { break-after: avoid; } tr { break-inside: avoid; }
  table { font-size: 8pt; } th, td { padding: .3rem .35rem; } thead { display: table-header-group; }
}
`
