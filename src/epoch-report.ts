// Entry "entrenous/epoch-report": what was counted in eight weeks, as a page for a lead and a funder. It takes signed files and
// no numbers.
export { epochReportElements, epochReportHtml } from './epoch-report/epoch-report.js'
export type { EpochReportSource, Refusal } from './epoch-report/gather.js'
export { epochReportStyle } from './epoch-report/style.js'
export { epochSeconds } from './kernel/time.js'
export type { Attributes, PageElement, Tag } from './page/elements.js'
