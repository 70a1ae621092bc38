import { pageStyle } from '../page/style.js'

/** The look of the report: that of every page that is one file, and its drawings. */
export const epochReportStyle = `${pageStyle}
:root, :host { --these: #14609a; --these-ground: #cfe3f3; --then: #6a5320; --then-ground: #f1e6c8; }
@media (prefers-color-scheme: dark) { :root, :host { --these: #8cc6f0; --these-ground: #173850; --then: #e3c987;
  --then-ground: #43361a; } }
.inside { color: var(--ink); background: var(--paper); padding: 1rem; border-radius: .75rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; line-height: 1.25; color: var(--ink); }
.weeks { font-size: 1.1rem; color: var(--quiet); margin-top: .25rem; }
.answer { font-size: 1.15rem; line-height: 1.45; font-weight: 600; }
figure { margin: 1rem 0 0; }
.plot { display: block; width: 100%; max-width: 34rem; height: auto; }
.plot text { font: 600 12.5px system-ui, sans-serif; fill: var(--ink); stroke: var(--paper);
  stroke-width: 4; paint-order: stroke; stroke-linejoin: round; }
.plot .scale { font-weight: 400; fill: var(--quiet); }
.plot .filled { stroke: var(--these); stroke-width: 1.5; }
.plot .ground { fill: var(--these-ground); } .plot .strokes { stroke: var(--these); stroke-width: 2; fill: none; }
.plot .ground-before { fill: var(--then-ground); } .plot .spots { fill: var(--then); }
.plot .empty { fill: none; stroke: var(--quiet); stroke-dasharray: 3 3; }
.plot .axis { stroke: var(--quiet); } .plot .grid { stroke: var(--line); }
.plot .reach { stroke: var(--ink); stroke-width: 2.5; } .plot .halo { stroke: var(--paper); stroke-width: 6; }
table { max-width: 46rem; } table.cards { max-width: none; } td:not(:first-child) { font-variant-numeric: tabular-nums; }
@media (forced-colors: active) { .plot text { fill: CanvasText; } .plot .reach, .plot .axis, .plot .filled, .plot .strokes,
  .plot .empty { stroke: CanvasText; } .plot .ground, .plot .ground-before { fill: Canvas; } .plot .spots { fill: CanvasText; }
  .plot .halo { stroke: Canvas; } }
@media (max-width: 44rem) { h1 { font-size: 1.4rem; } table:not(.cards) { font-size: .88rem; overflow-wrap: normal; }
  table:not(.cards) :is(th, td) { padding: .4rem .35rem; white-space: normal; } }
@media (max-width: 22rem) { table:not(.cards) th { overflow-wrap: anywhere; hyphens: auto; } }
@media print {
  :root, :host { --these: #000; --these-ground: #fff; --then: #444; --then-ground: #fff; }
  figure, ul, ol { break-inside: avoid; } .plot { max-width: 11cm; } h1 { font-size: 17pt; }
}
`
